"""The loop over files: in this process, in processes of this machine or on a cluster, with results in order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sociallan.batch.chunk import Chunk, chunks
from sociallan.batch.limit import HAS_TIMER, limited
from sociallan.batch.processors import available, useful
from sociallan.batch.worker import Screened, Worker, chunk_screener, freeze_loaded
from sociallan.files.find import STANDARD_INPUT

_FEW = 300
"""Fewer files than this are done before other processes have started."""


class Parallelism(NamedTuple):
    """How many processes screen, as many as is best where ``jobs`` is 0, or the address of a Dask cluster."""

    jobs: int = 0
    cluster: str | None = None


def screened(paths: Sequence[str], worker: Worker, parallelism: Parallelism) -> Iterator[Screened]:
    """Yield the results of files in their order, the same however many processes work on them.

    Raises:
        ClusterError: where there is no such cluster.
        ProgramFailed: where the program fails at a file, and again at reporting that.

    """
    freeze_loaded()
    if parallelism.cluster is not None:
        from sociallan.batch.cluster import screened_by  # Only this needs what the extra ``dask`` installs.

        yield from screened_by(parallelism.cluster, paths, worker)
        return
    jobs = _jobs(paths, parallelism.jobs)
    # Only a process of its own can be ended at a file where there is no timer; but it has no standard input.
    if jobs < 2 and (HAS_TIMER or STANDARD_INPUT in paths):
        with limited():
            for path in paths:
                yield worker.screen(Chunk((path,)))
        return
    # Few files do without all this.
    from sociallan.batch.ordered import in_order
    from sociallan.batch.pool import WorkerPool

    yield from in_order(chunks(paths, jobs), WorkerPool(chunk_screener(worker), jobs))


def _jobs(paths: Sequence[str], asked: int) -> int:
    return useful(asked or (available() if len(paths) >= _FEW else 1), paths)
