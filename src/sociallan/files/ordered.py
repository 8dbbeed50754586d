"""Chunks of files given to a crew, and the results in order, few of either in memory."""

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, wait
from typing import TypeVar

from sociallan.files.crew import Crew
from sociallan.files.diary import Chunk

T = TypeVar("T")

LARGEST = 50
"""Files of a chunk: enough for what a chunk costs to be nothing, few enough to spread."""
_ROUNDS = 8
"""A worker gets at least so many chunks, where there are files enough, so that all end together."""
_POLL = 0.5
"""Seconds between two looks after a crew that is waited for."""


def chunks(paths: Sequence[str], jobs: int, *, largest: int = LARGEST) -> Iterator[Chunk]:
    """Divide files among workers."""
    size = max(1, min(largest, len(paths) // (jobs * _ROUNDS)))
    for first in range(0, len(paths), size):
        yield Chunk(first, tuple(paths[first : first + size]))


def in_order(given: Iterator[Chunk], crew: Crew[T]) -> Generator[T, None, None]:
    """Give the results of chunks in the order of the chunks; where no more is asked for, the crew is let go of.

    Where the user interrupts, what is finished is given before the interruption goes on.
    """
    waiting: deque[tuple[Chunk, Future[T]]] = deque()
    try:
        while True:
            for chunk in given:
                waiting.append((chunk, crew.submit(chunk)))
                if len(waiting) >= crew.most:
                    break
            if not waiting:
                return
            _, future = waiting[0]
            while not wait((future,), _POLL).done:
                crew.watch()
            error = future.exception()
            if error is None:
                waiting.popleft()
                yield future.result()
            else:
                _again(waiting, crew, error)
    except KeyboardInterrupt:
        crew.stop()
        for _, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
        raise
    finally:
        crew.stop()


def _again(waiting: deque[tuple[Chunk, "Future[T]"]], crew: Crew[T], error: BaseException) -> None:
    """Have done again what failed, in its place; what is finished or under way stays."""
    crew.mend(error)
    for _ in range(len(waiting)):
        chunk, future = waiting.popleft()
        if future.done() and future.exception() is not None:
            waiting.extend((part, crew.submit(part)) for part in crew.again(chunk))
        else:
            waiting.append((chunk, future))
