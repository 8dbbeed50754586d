"""Screening files one after the other in this process, or many at once in others."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

from sociallan.cli import applications, passed_over
from sociallan.cli.desk import Desk, Screened, Task, own_desk, work
from sociallan.cli.progress import followed
from sociallan.cli.stopped import Fault, Stopped, distinct
from sociallan.cli.streams import warn
from sociallan.cli.writing import Target, writing
from sociallan.files.chunk import Chunk, chunks
from sociallan.files.find import STANDARD_INPUT, Found
from sociallan.files.interrupts import held
from sociallan.files.limit import HAS_TIMER, limited
from sociallan.files.processors import available, useful
from sociallan.model.report import Tally
from sociallan.render import RENDERERS
from sociallan.render.provenance import foreign

_FEW = 300
"""Fewer files than this are done before other processes have started."""


class Power(NamedTuple):
    """What to screen with: ``jobs`` processes, as many as is best where it is 0, or a cluster at an address."""

    jobs: int = 0
    cluster: str | None = None


def screen_and_write(
    found: Found, task: Task, targets: Sequence[Target], power: Power, *, no_progress: bool = False
) -> Tally:
    """Screen files and write every report as the results come; where the user interrupts, of what is finished.

    Raises:
        CannotRun: where the pack or the task is at fault, a report cannot be written, or no file is an application.
        KeyboardInterrupt: when what was finished is written.
        Stopped: when all is written, where the program failed at a file; or at once, where it fails at that too.

    """
    desk = own_desk(task)
    words = desk.words
    if any(RENDERERS[target.name].headless for target in targets) and (line := foreign(desk.head, words)):
        warn(line)
    paths = found.files
    tallying = desk.tallying()
    tallying.pass_over(found.passed_over)
    interrupted: KeyboardInterrupt | None = None
    faults: tuple[Fault, ...] = ()
    with ExitStack() as stack:
        views = zip(targets, desk.views, strict=True)
        reports = [stack.enter_context(writing(target, desk.head, view)) for target, view in views]
        is_busy = any(target.path is None and not RENDERERS[target.name].waits for target in targets)
        hidden = no_progress or (is_busy and any(view.full for view in desk.views) and sys.stdout.isatty())
        try:
            for result in followed(screened(paths, task, desk, power), len(paths), hidden=hidden):
                with held():
                    faults = distinct((*faults, *result.faults))
                    tallying.join(result.tally)
                    # Where all of a chunk was passed over there are no parts to divide among the reports.
                    divided = zip(*result.parts, strict=True) if result.parts else ()
                    for report, parts in zip(reports, divided, strict=bool(result.parts)):
                        report.add(parts)
        except KeyboardInterrupt as error:
            interrupted = error
        tally = tallying.tally()
        if interrupted is not None and not tally.applications:
            raise interrupted
        if interrupted is None:
            read = len(paths) + len(found.passed_over) - len(tally.passed_over)
            passed_over.tell(read, tally.passed_over, words)
        if not tally.applications:
            raise applications.nothing((given for given, _ in found.walked), words)
        with held():
            for report in reports:
                report.end(tally)
            # Only now the files appear.
            stack.close()
    task.accepted.tell(tally.waivers, words)
    if interrupted is not None:
        warn(words.say("usage.interrupted_report", count=tally.applications))
        raise interrupted
    if faults:
        raise Stopped(faults, reported=True)
    return tally


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
    # Only a process of its own can be ended at a file where there is no timer; but it has no standard input.
    if jobs < 2 and (HAS_TIMER or STANDARD_INPUT in paths):
        with limited():
            for path in paths:
                yield desk.chunk(Chunk((path,)))
        return
    # Few files do without all this.
    from sociallan.files.ordered import in_order
    from sociallan.files.pool import WorkerPool

    yield from in_order(chunks(paths, jobs), WorkerPool(partial(work, task), jobs))


def _jobs(paths: Sequence[str], asked: int) -> int:
    return useful(asked or (available() if len(paths) >= _FEW else 1), paths)
