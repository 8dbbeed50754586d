"""Screening on a Dask cluster, through its own executor: the scheduling is Dask's."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, wait
from functools import partial
from pathlib import Path
from typing import Any

from sociallan.application.source import CRASHED
from sociallan.batch.chunk import Chunk, chunks
from sociallan.batch.failures import ClusterError
from sociallan.batch.ordered import in_order
from sociallan.batch.worker import Screened, Worker, chunk_screener

_SECONDS_TO_CONNECT = 10
_SECONDS_FOR_WORKERS = 10.0


def screened_by(address: str, paths: Sequence[str], worker: Worker) -> Iterator[Screened]:
    """Screen files on a cluster whose workers reach them by the same paths, and give what came of them in order.

    Raises:
        ClusterError: where Dask is not installed, nothing answers at the address, or the cluster has no worker.

    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.addressing import resolve_address
    except ImportError as error:
        raise ClusterError("no_dask", address) from error
    try:
        # A client that is made for no address waits long when it is thrown away, and tells a traceback.
        resolve_address(address)  # type: ignore[no-untyped-call,unused-ignore]
        client: Any = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        raise ClusterError("no_cluster", address) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_SECONDS_FOR_WORKERS)
        except TimeoutError as error:
            raise ClusterError("no_workers", address) from error
        processors = max(1, sum(client.nthreads().values()))
        there = Worker(worker.options._replace(read_from=str(Path.cwd())), worker.resources)
        pool = ClusterPool(client.get_executor(), chunk_screener(there), processors, KilledWorker)
        yield from in_order(chunks(paths, processors), pool)


class ClusterPool:
    """A pool behind an executor that has an error of its own kind for a chunk that has killed its workers."""

    def __init__(
        self, executor: Executor, work: partial[Screened], processors: int, killed: type[BaseException]
    ) -> None:
        self.most = 4 * processors
        self._executor = executor
        self._work = work
        self._killed = killed

    def submit(self, chunk: Chunk) -> "Future[Screened]":
        """Have a chunk screened."""
        return self._executor.submit(self._work, chunk)

    def wait(self, future: "Future[Screened]") -> None:
        """Return when a chunk is done or has failed."""
        wait((future,))

    def lost(self, error: BaseException) -> str | None:
        """Return the finding of a chunk that killed its workers, ``None`` for an error that is none of that kind."""
        return CRASHED if isinstance(error, (self._killed, MemoryError)) else None

    def stop(self) -> None:
        """Leave the cluster, which goes on without us."""
        self._executor.shutdown(wait=False)
