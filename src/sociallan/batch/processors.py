"""The number of processes to use, by the machine's processors and the number of files."""

import os
from collections.abc import Collection

from sociallan.files.find import STANDARD_INPUT


def available() -> int:
    """Return the number of processors, at least one; fewer than the machine has where we are held to some."""
    # Not every system can tell what a process is held to.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def useful(jobs: int, paths: Collection[str]) -> int:
    """Return how many of so many processes have something to do; standard input only this one has.

    One without a file has nothing to do, and a thousand of them are a machine that does nothing else.
    """
    return 1 if STANDARD_INPUT in paths else min(jobs, len(paths))
