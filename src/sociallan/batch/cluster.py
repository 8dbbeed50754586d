"""Screening on a Dask cluster, scheduled by Dask's executor."""

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
    """Screen files on a cluster and yield the results in order; its workers must reach the files by the same paths.

    Raises:
        ClusterError: if Dask is not installed, nothing answers at the address, or the cluster has no worker.

    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.addressing import resolve_address
    except ImportError as error:
        raise ClusterError("no_dask", address) from error
    try:
        # A client for an invalid address takes long to close, and prints a traceback.
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
        remote_worker = Worker(worker.options._replace(read_from=str(Path.cwd())), worker.resources)
        pool = ClusterPool(client.get_executor(), chunk_screener(remote_worker), processors, KilledWorker)
        yield from in_order(chunks(paths, processors), pool)


class ClusterPool:
    """A pool on top of an executor; ``killed`` is the executor's exception for a chunk that killed its workers."""

    def __init__(
        self, executor: Executor, work: partial[Screened], processors: int, killed: type[BaseException]
    ) -> None:
        self.max_pending = 4 * processors
        self._executor = executor
        self._work = work
        self._killed = killed

    def submit(self, chunk: Chunk) -> "Future[Screened]":
        """Schedule a chunk."""
        return self._executor.submit(self._work, chunk)

    def wait(self, future: "Future[Screened]") -> None:
        """Wait until a chunk is done or has failed."""
        wait((future,))

    def finding_for(self, error: BaseException) -> str | None:
        """Return the code of the finding if the chunk killed its workers, ``None`` for any other error."""
        return CRASHED if isinstance(error, (self._killed, MemoryError)) else None

    def stop(self) -> None:
        """Disconnect from the cluster, which keeps running."""
        self._executor.shutdown(wait=False)
