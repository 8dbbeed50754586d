"""What a worker is given to do, and the diary in which it writes down the file that it is at."""

import os
import signal
from collections.abc import Callable
from typing import Any, NamedTuple

IDLE = -1
"""What stands in the diary between two chunks."""


class Chunk(NamedTuple):
    """Some of the files: the number of the first, their paths, and the findings of those not to be tried."""

    first: int
    paths: tuple[str, ...]
    spoilt: tuple[tuple[int, str], ...] = ()


_page: list[Any] = []
"""In a worker, the diary, the place of its own line in it, and the work that the worker is there for."""


def begin(diary: Any, places: Any, work: Callable[[Chunk], Any]) -> None:
    """Make a process a worker: the user interrupts the one that started it, not this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Whoever started it may be in no haste to end when asked to; a worker ends at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with places.get_lock():
        place = places.value
        places.value += 1
    diary[2 * place] = os.getpid()
    _page[:] = [diary, 2 * place + 1, work]


def perform(chunk: Chunk) -> Any:
    """Do, in a worker, what it is there for."""
    _, _, work = _page
    return work(chunk)


def note(position: int | None) -> None:
    """Write down the number of the file that is begun, ``None`` where all are done; only workers do."""
    if _page:
        diary, place, _ = _page
        diary[place] = IDLE if position is None else position
