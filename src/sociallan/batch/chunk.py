"""Chunks of files, the number of workers for them, and the loop that turns a failure at a file into its finding."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from sociallan.application.source import CRASHED, STANDARD_INPUT, TOO_SLOW, Source
from sociallan.batch.limit import TooSlow, file_limit

T = TypeVar("T")

LARGEST = 50
"""Maximum files per chunk: enough to make the cost per chunk negligible, few enough to balance the load."""

_MIN_CHUNKS_PER_WORKER = 8
"""Minimum chunks per worker, if there are enough files, so that all workers finish at about the same time."""


class Chunk(NamedTuple):
    """File paths for a worker to screen.

    ``alone`` is true for a single file that is retried because a worker died at its chunk. If that kills a worker
    too, ``finding`` is the code to report for the file instead of reading it.
    """

    paths: tuple[str, ...]
    alone: bool = False
    finding: str | None = None

    def retries(self, finding: str) -> tuple["Chunk", ...]:
        """Return the chunks to retry after a worker died at this one: each file alone, then the finding only."""
        if self.alone:
            return (self._replace(finding=finding),)
        return tuple(Chunk((path,), alone=True) for path in self.paths)


def available() -> int:
    """Return the number of processors that this process may use, at least one."""
    # Not every system reports the processors that a process is restricted to.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def useful(jobs: int, paths: Collection[str]) -> int:
    """Return the number of workers to use of ``jobs``: at most one per file, and one if standard input is read.

    Worker processes cannot read standard input.
    """
    return 1 if STANDARD_INPUT in paths else min(jobs, len(paths))


def chunks(paths: Sequence[str], jobs: int, *, largest: int = LARGEST) -> Iterator[Chunk]:
    """Divide files into chunks for ``jobs`` workers."""
    size = max(1, min(largest, len(paths) // (jobs * _MIN_CHUNKS_PER_WORKER)))
    for first in range(0, len(paths), size):
        yield Chunk(tuple(paths[first : first + size]))


def each_file(
    chunk: Chunk,
    read: Callable[[str], Source],
    process: Callable[[Source], Iterable[T]],
    failed: Callable[[str, Exception], None],
) -> Iterator[T]:
    """Yield the results of ``process`` for each file; on failure, its results for a source with that problem.

    ``failed`` is called with the path and the exception if the program is at fault; running out of memory is not.

    Raises:
        ImportError: if a package is missing.
        OSError: if the system is out of resources, such as file descriptors.
        Exception: if ``process`` fails for the source with the problem as well.

    """
    for path in chunk.paths:
        problem = chunk.finding
        if problem is None:
            try:
                with file_limit():
                    # Collect all results first: the file's second application may fail.
                    results = list(process(read(path)))
            except TooSlow:
                problem = TOO_SLOW
            except MemoryError:
                problem = CRASHED
            except (ImportError, OSError):
                # The installation or the system is at fault, not the file.
                raise
            except Exception as error:
                failed(path, error)
                problem = CRASHED
        if problem is not None:
            results = list(process(Source(path, b"", problem)))
        yield from results
