"""What a worker is given to do, and the diary in which it writes down the file that it is at."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from sociallan.model.source import Source

T = TypeVar("T")

IDLE = -1
"""What stands in the diary between two chunks."""


class Chunk(NamedTuple):
    """Some of the files: the number of the first, their paths, and the findings of those not to be tried."""

    first: int
    paths: tuple[str, ...]
    spoilt: tuple[tuple[int, str], ...] = ()


_page: list[Any] = []
"""In a worker, the diary and the place of its own line in it."""


def begin(diary: Any, places: Any) -> None:
    """Make a process a worker: the user interrupts the one that started it, not this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever started it may be in no haste to end when asked to; a worker ends at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with places.get_lock():
        place = places.value
        places.value += 1
    diary[2 * place] = os.getpid()
    _page[:] = [diary, 2 * place + 1]


def walk(chunk: Chunk, read: Callable[[str], Source], made: Callable[[Source], Iterable[T]]) -> Iterator[T]:
    """Give what is made of each file of a chunk; one that is not to be tried is not read, and its source says why."""
    spoilt = dict(chunk.spoilt)
    for position, path in enumerate(chunk.paths, start=chunk.first):
        _note(position)
        problem = spoilt.get(position)
        yield from made(read(path) if problem is None else Source(path, b"", problem))
    _note(IDLE)


def _note(position: int) -> None:
    """Write down the number of the file that is begun; only workers do."""
    if _page:
        diary, place = _page
        diary[place] = position
