"""How many processors this process may use."""

import os


def available() -> int:
    """Give the number of processors, at least one; fewer than the machine has where we are held to some."""
    # Not every system can tell what a process is held to.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
