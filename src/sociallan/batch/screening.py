"""The loop over files: in this process, in local worker processes or on a cluster, with results in order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sociallan.application.source import STANDARD_INPUT
from sociallan.batch.chunk import Chunk, available, chunks, useful
from sociallan.batch.limit import HAS_TIMER, limited
from sociallan.batch.worker import Screened, Worker, chunk_screener, freeze_loaded

_MIN_FILES_FOR_WORKERS = 300
"""Fewer files than this are screened before worker processes have started, one at a time."""

_AT_A_TIME = 20
"""Files that one process screens, or looks up in the cache, at a time where there are many.

More would be more in memory than is quick to reach, and more that an interruption loses.
"""


class Parallelism(NamedTuple):
    """Number of processes (``jobs``; 0 chooses the number), or the address of a Dask cluster."""

    jobs: int = 0
    cluster: str | None = None


def screened(paths: Sequence[str], worker: Worker, parallelism: Parallelism) -> Iterator[Screened]:
    """Yield the results of files in their order, whatever the number of processes.

    Raises:
        ClusterError: if the cluster cannot be used.
        ProgramFailed: if the program fails at a file, and fails again at reporting that.

    """
    freeze_loaded()
    if parallelism.cluster is not None:
        from sociallan.batch.cluster import screened_by  # Needs the extra ``dask``.

        yield from screened_by(parallelism.cluster, paths, worker)
        return
    jobs = _jobs(paths, parallelism.jobs)
    # Without a timer only a worker process can be stopped at a file, but a worker has no standard input.
    if jobs < 2 and (HAS_TIMER or STANDARD_INPUT in paths):
        size = _AT_A_TIME if worker.cached is not None or len(paths) >= _MIN_FILES_FOR_WORKERS else 1
        with limited():
            for first in range(0, len(paths), size):
                yield worker.screen(Chunk(tuple(paths[first : first + size])))
        return
    # A run without workers starts without these imports.
    from sociallan.batch.ordered import in_order
    from sociallan.batch.pool import WorkerPool

    yield from in_order(chunks(paths, jobs), WorkerPool(chunk_screener(worker), jobs))


def _jobs(paths: Sequence[str], requested: int) -> int:
    return useful(requested or (available() if len(paths) >= _MIN_FILES_FOR_WORKERS else 1), paths)
