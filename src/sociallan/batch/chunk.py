"""Files that are screened together; what goes wrong at one of them is a finding of that file and of no other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from sociallan.application.source import CRASHED, TOO_SLOW, Source
from sociallan.batch.limit import TooSlow, one_file

T = TypeVar("T")

LARGEST = 50
"""Files of a chunk: enough for what a chunk costs to be nothing, few enough to spread."""

_ROUNDS = 8
"""A worker gets at least so many chunks, where there are files enough, so that all end together."""


class Chunk(NamedTuple):
    """The paths of some files.

    A file stands ``alone`` where a worker has died at the chunk that it was in. With a finding in ``lost`` it is not
    read: it has ended a worker again.
    """

    paths: tuple[str, ...]
    alone: bool = False
    lost: str | None = None

    def divided(self, finding: str) -> tuple["Chunk", ...]:
        """Return what to try instead after a worker has died at this chunk: each file alone, and then none."""
        if self.alone:
            return (self._replace(lost=finding),)
        return tuple(Chunk((path,), alone=True) for path in self.paths)


def chunks(paths: Sequence[str], jobs: int, *, largest: int = LARGEST) -> Iterator[Chunk]:
    """Divide files among workers."""
    size = max(1, min(largest, len(paths) // (jobs * _ROUNDS)))
    for first in range(0, len(paths), size):
        yield Chunk(tuple(paths[first : first + size]))


def each_file(
    chunk: Chunk,
    read: Callable[[str], Source],
    made: Callable[[Source], Iterable[T]],
    failed: Callable[[str, Exception], None],
) -> Iterator[T]:
    """Yield what is made of each file; where that fails, what is made of a source that says so.

    ``failed`` is told of an exception that is a fault of the program, which a lack of memory is not.

    Raises:
        ImportError: where a package is missing.
        OSError: where the system gives no more files, or the like.
        Exception: where even of the source that says so nothing can be made.

    """
    for path in chunk.paths:
        problem = chunk.lost
        if problem is None:
            try:
                with one_file():
                    # All or nothing: the file's second application may be the one that fails.
                    results = list(made(read(path)))
            except TooSlow:
                problem = TOO_SLOW
            except MemoryError:
                problem = CRASHED
            except (ImportError, OSError):
                # What the installation or the system lacks is no fault of the file at which it is first missed.
                raise
            except Exception as error:
                failed(path, error)
                problem = CRASHED
        if problem is not None:
            results = list(made(Source(path, b"", problem)))
        yield from results
