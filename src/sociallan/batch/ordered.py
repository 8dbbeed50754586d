"""Results of a pool in the order of its chunks, with few of either in memory."""

from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future
from typing import Protocol, TypeVar

from sociallan.batch.chunk import Chunk

T = TypeVar("T")


class Pool(Protocol[T]):
    """Workers that screen chunks, several at a time."""

    max_pending: int
    """Maximum number of chunks that are submitted and not yet done."""

    def submit(self, chunk: Chunk) -> "Future[T]":
        """Schedule a chunk."""

    def wait(self, future: "Future[T]") -> None:
        """Wait until a chunk is done or has failed."""

    def finding_for(self, error: BaseException) -> str | None:
        """Return the code of the finding if the chunk's worker died, ``None`` for any other error."""

    def stop(self) -> None:
        """Stop the workers and discard pending work."""


def in_order(chunks: Iterator[Chunk], pool: Pool[T]) -> Generator[T, None, None]:
    """Yield the results of chunks in their order, and stop the pool at the end or when the generator is closed.

    On Ctrl-C, yield the finished results before raising the interrupt.

    Raises:
        BaseException: the exception that a worker raised for a chunk.

    """
    pending: deque[tuple[Chunk, Future[T]]] = deque()
    try:
        while True:
            for chunk in chunks:
                pending.append((chunk, pool.submit(chunk)))
                if len(pending) >= pool.max_pending:
                    break
            if not pending:
                return
            chunk, future = pending[0]
            pool.wait(future)
            error = future.exception()
            finding = None if error is None else pool.finding_for(error)
            if error is not None and (finding is None or chunk.finding is not None):
                raise error
            pending.popleft()
            if finding is None:
                yield future.result()
            else:
                pending.extendleft([(part, pool.submit(part)) for part in chunk.retries(finding)][::-1])
    except KeyboardInterrupt:
        pool.stop()
        for _, future in pending:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield future.result()
        raise
    finally:
        pool.stop()
