"""Chunks of files given to a pool, and the results in order, few of either in memory."""

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future
from typing import Protocol, TypeVar

from sociallan.batch.chunk import Chunk

T = TypeVar("T")


class Pool(Protocol[T]):
    """Workers that screen chunks, several at a time."""

    most: int
    """So many chunks may be submitted before the first is done."""

    def submit(self, chunk: Chunk) -> "Future[T]":
        """Have a chunk screened."""

    def wait(self, future: "Future[T]") -> None:
        """Return when a chunk is done or has failed."""

    def lost(self, error: BaseException) -> str | None:
        """Return the finding of a chunk whose worker died, ``None`` for an error that is none of that kind."""

    def stop(self) -> None:
        """End the work, done or not."""


def in_order(given: Iterator[Chunk], pool: Pool[T]) -> Generator[T, None, None]:
    """Yield the results of chunks in the order of the chunks, and stop the pool at the end or where no more is wanted.

    Where the user interrupts, what is finished is given before the interruption goes on.

    Raises:
        BaseException: what a worker raised at a chunk.

    """
    waiting: deque[tuple[Chunk, Future[T]]] = deque()
    try:
        while True:
            for chunk in given:
                waiting.append((chunk, pool.submit(chunk)))
                if len(waiting) >= pool.most:
                    break
            if not waiting:
                return
            chunk, future = waiting[0]
            pool.wait(future)
            error = future.exception()
            finding = None if error is None else pool.lost(error)
            if error is not None and (finding is None or chunk.lost is not None):
                raise error
            waiting.popleft()
            if finding is None:
                yield future.result()
            else:
                waiting.extendleft([(part, pool.submit(part)) for part in chunk.divided(finding)][::-1])
    except KeyboardInterrupt:
        pool.stop()
        for _, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
        raise
    finally:
        pool.stop()
