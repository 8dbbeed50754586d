"""Screenings of files for programs, lazily and in order, in this process or in several."""

import pickle
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing
from functools import lru_cache, partial

from sociallan.application.form_check.shape import Shape
from sociallan.application.source import Source
from sociallan.batch.chunk import Chunk, chunks, each_file, useful
from sociallan.batch.ordered import in_order
from sociallan.batch.pool import WorkerPool
from sociallan.files import sources
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener

_LARGEST_CHUNK = 16
"""Maximum files per chunk; the screenings of a chunk stay in memory until the caller consumes them."""


def screenings_of(screener: Screener, files: Sequence[str], jobs: int) -> Generator[Screening, None, None]:
    """Return a generator of the screenings of files, in order; files of a walk that are not applications are skipped.

    Raises:
        RuntimeError: during iteration, if no process can start.

    """
    if (jobs := useful(jobs, files)) > 1:
        return _screen_in_processes(screener, files, jobs)
    return (screening for path in files for screening in _screenings(screener, Chunk((path,))))


def _screen_in_processes(screener: Screener, files: Sequence[str], jobs: int) -> Generator[Screening, None, None]:
    """Screen files in worker processes; the number of pending chunks is limited, so that memory stays constant."""
    pickled = pickle.dumps((screener.pack, screener.as_of, screener.today))
    _unpickled_screener(pickled)  # Forked processes inherit the cached screener.
    pool = WorkerPool(partial(_screen_chunk, pickled), jobs)
    try:
        with closing(in_order(chunks(files, jobs, largest=_LARGEST_CHUNK), pool)) as results:
            for screenings in results:
                yield from screenings
    except BrokenExecutor as error:
        raise RuntimeError(
            "the processes that share the work end before they have done any: where jobs is more than 1, "
            "a program keeps what it does under if __name__ == '__main__':"
        ) from error


def _screen_chunk(pickled: bytes, chunk: Chunk) -> list[Screening]:
    """Screen the files of a chunk in a worker process."""
    return list(_screenings(_unpickled_screener(pickled), chunk))


def _screenings(screener: Screener, chunk: Chunk) -> Iterator[Screening]:
    # The error is not reported further: the finding is all that a caller can act on.
    return each_file(chunk, source_of, partial(_screening, screener), lambda _path, _error: None)


def _screening(screener: Screener, source: Source) -> Iterator[Screening]:
    """Yield the screening of a file; nothing if a walk found it and it is not an application."""
    if not source.walked or screener.skip_reason((source,)) is None:
        yield screener.screen(source)


@lru_cache(maxsize=1)
def _unpickled_screener(pickled: bytes) -> Screener:
    # The bytes come from the parent process.
    pack, as_of, today = pickle.loads(pickled)  # noqa: S301
    return Screener(pack, Shape(pack.form), today=today, as_of=as_of)


def source_of(path: str) -> Source:
    """Return the source at a path, which also names standard input in a report."""
    return sources.source(path, stdin_name=path)
