"""Screening on a Dask cluster, through its own executor: the scheduling is Dask's."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import Any

from sociallan.cli.desk import Desk, Screened, Task, work
from sociallan.cli.exits import CannotRun
from sociallan.files.crew import CRASHED
from sociallan.files.diary import Chunk
from sociallan.files.ordered import chunks, in_order

_SECONDS_TO_CONNECT = 10


def screened_by(address: str, paths: Sequence[str], task: Task, desk: Desk) -> Iterator[Screened]:
    """Screen files on a cluster whose workers reach them by the same paths, and give what came of them in order.

    Raises:
        CannotRun: where Dask is not installed, or nothing answers at the address.

    """
    words = desk.words
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise CannotRun(words.say("usage.no_dask")) from error
    try:
        client: Any = Client(address, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        raise CannotRun(words.say("usage.no_cluster", address=address)) from error
    with client:
        processors = max(1, sum(client.nthreads().values()))
        there = task._replace(folder=str(Path.cwd()), rules=task.rules and task.rules.resolve())
        crew = Cluster(client.get_executor(), partial(work, there), processors, KilledWorker)
        yield from in_order(chunks(paths, processors), crew)


class Cluster:
    """A crew behind any executor, that says by an error of a kind of its own when a chunk has killed its workers."""

    def __init__(
        self, executor: Executor, work: partial[Screened], processors: int, killed: type[BaseException]
    ) -> None:
        self.most = 4 * processors
        self._executor = executor
        self._work = work
        self._killed = killed

    def submit(self, chunk: Chunk) -> "Future[Screened]":
        """Give it a chunk."""
        return self._executor.submit(self._work, chunk)

    def watch(self) -> None:
        """Leave the looking after to the cluster."""

    def mend(self, error: BaseException) -> None:
        """Leave the mending to the cluster, where it is for that to mend."""
        if not isinstance(error, self._killed):
            raise error

    def again(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """Give the chunk in halves, down to the one file that kills: that is not tried again."""
        if len(chunk.paths) == 1:
            return (chunk._replace(spoilt=((chunk.first, CRASHED),)),)
        half = len(chunk.paths) // 2
        return Chunk(chunk.first, chunk.paths[:half]), Chunk(chunk.first + half, chunk.paths[half:])

    def stop(self) -> None:
        """Let go of the cluster, which goes on without us."""
        self._executor.shutdown(wait=False)
