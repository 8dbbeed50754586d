"""Writing every report of a run as the results come, in spite of interruptions and failures."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack

from sociallan.batch.failures import ClusterError, Failure, ProgramFailed, distinct
from sociallan.batch.screening import Parallelism, screened
from sociallan.batch.worker import Worker
from sociallan.cli import applications, passed_over
from sociallan.cli.exits import CannotRun
from sociallan.cli.progress import followed
from sociallan.cli.settings import Settings
from sociallan.cli.streams import warn
from sociallan.cli.waiving import warn_of_waivers
from sociallan.cli.writing import Target, writing
from sociallan.files.find import Found
from sociallan.files.interrupts import deferred
from sociallan.formats import RENDERERS
from sociallan.report.renderer import StreamedFormat
from sociallan.screening.report import Totals


def screen_and_write(
    found: Found,
    worker: Worker,
    targets: Sequence[Target],
    parallelism: Parallelism,
    settings: Settings,
    *,
    no_progress: bool = False,
) -> Totals:
    """Screen files and write every report as the results come; where the user interrupts, of what is finished.

    Raises:
        CannotRun: where there is no such cluster, a report cannot be written, or no file is an application.
        KeyboardInterrupt: when what was finished is written.
        ProgramFailed: when all is written, where the program failed at a file; or at once, where it fails at that too.

    """
    words = worker.resources.words
    paths = found.files
    totals_builder = worker.totals_builder()
    totals_builder.pass_over(found.passed_over)
    interrupted: KeyboardInterrupt | None = None
    failures: tuple[Failure, ...] = ()
    with ExitStack() as stack:
        views = zip(targets, worker.views, strict=True)
        reports = [stack.enter_context(writing(target, worker.head, view)) for target, view in views]
        is_busy = any(target.path is None and isinstance(RENDERERS[target.name], StreamedFormat) for target in targets)
        hidden = no_progress or (is_busy and any(view.full for view in worker.views) and sys.stdout.isatty())
        try:
            for result in followed(screened(paths, worker, parallelism), len(paths), hidden=hidden):
                with deferred():
                    failures = distinct((*failures, *result.failures))
                    totals_builder.join(result.totals)
                    # Where all of a chunk was passed over there are no parts to divide among the reports.
                    divided = zip(*result.parts, strict=True) if result.parts else ()
                    for report, parts in zip(reports, divided, strict=bool(result.parts)):
                        report.add(parts)
        except KeyboardInterrupt as error:
            interrupted = error
        except ClusterError as error:
            raise CannotRun(words.say(f"usage.{error.code}", address=error.address)) from error
        totals = totals_builder.totals()
        if interrupted is not None and not totals.applications:
            raise interrupted
        if interrupted is None:
            read = len(paths) + len(found.passed_over) - len(totals.passed_over)
            passed_over.tell(read, totals.passed_over, words)
        if not totals.applications:
            raise applications.nothing((given for given, _ in found.walked), words)
        with deferred():
            for report in reports:
                report.end(totals)
            # Only now the files appear.
            stack.close()
    warn_of_waivers(totals.waivers, settings, words)
    if interrupted is not None:
        warn(words.say("usage.interrupted_report", count=totals.applications))
        raise interrupted
    if failures:
        raise ProgramFailed(failures, reported=True)
    return totals
