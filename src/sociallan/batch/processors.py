"""Number of processes to use, from the number of processors and files."""

import os
from collections.abc import Collection

from sociallan.files.find import STANDARD_INPUT


def available() -> int:
    """Return the number of processors that this process may use, at least one."""
    # Not every system reports the processors that a process is restricted to.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def useful(jobs: int, paths: Collection[str]) -> int:
    """Return the number of processes to use of ``jobs``: at most one per file, and one if standard input is read.

    Worker processes cannot read standard input.
    """
    return 1 if STANDARD_INPUT in paths else min(jobs, len(paths))
