"""Screening files one after the other in this process, or many at once in others."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sociallan.cli.desk import Desk, Screened, Task, work
from sociallan.files.find import STANDARD_INPUT

_FEW = 300
"""Fewer files than this are done before other processes have started."""


class Power(NamedTuple):
    """What to screen with: ``jobs`` processes, as many as is best where it is 0, or a cluster at an address."""

    jobs: int = 0
    cluster: str | None = None


def screened(paths: Sequence[str], task: Task, desk: Desk, power: Power) -> Iterator[Screened]:
    """Screen files; what comes of them is given in their order, the same however many work on it.

    Raises:
        CannotRun: where there is no such cluster.

    """
    if power.cluster is not None:
        from sociallan.cli.cluster import screened_by  # Only this needs what the extra ``dask`` installs.

        yield from screened_by(power.cluster, paths, task, desk)
        return
    jobs = _jobs(paths, power.jobs)
    if jobs == 1:
        for path in paths:
            yield desk.screened(path)
        return
    # Few files do without all this.
    from sociallan.files.crew import Processes
    from sociallan.files.ordered import chunks, in_order

    yield from in_order(chunks(paths, jobs), Processes(partial(work, task), jobs))


def _jobs(paths: Sequence[str], asked: int) -> int:
    if STANDARD_INPUT in paths:
        # Only this process has it.
        return 1
    if asked:
        return asked
    from sociallan.files.processors import available

    return available() if len(paths) >= _FEW else 1
