"""The loop of a run: screening files and writing every report, with care for interruptions and failures."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack

from sociallan.batch.failures import ClusterError, Failure, ProgramFailed, distinct
from sociallan.batch.screening import Parallelism, screened
from sociallan.batch.worker import Worker
from sociallan.cli import applications, passed_over
from sociallan.cli.exits import CannotRun
from sociallan.cli.progress import with_progress
from sociallan.cli.settings import Settings
from sociallan.cli.streams import warn
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
    """Screen files and write every report as results arrive; after an interruption, report the finished files.

    Raises:
        CannotRun: if the cluster cannot be reached, a report cannot be written, or no file is an application.
        KeyboardInterrupt: after an interruption, when the reports are written.
        ProgramFailed: if screening a file failed, when the reports are written; at once if the file cannot even be
            reported.

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
            for result in with_progress(screened(paths, worker, parallelism), len(paths), hidden=hidden):
                with deferred():
                    failures = distinct((*failures, *result.failures))
                    totals_builder.join(result.totals)
                    # A chunk whose files were all passed over has no parts.
                    grouped = zip(*result.parts, strict=True) if result.parts else ()
                    for report, parts in zip(reports, grouped, strict=bool(result.parts)):
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
            passed_over.warn_of_skipped(read, totals.passed_over, words)
        if not totals.applications:
            raise applications.nothing_to_screen((given for given, _ in found.walked), words)
        with deferred():
            for report in reports:
                report.end(totals)
            # Closing the stack puts the complete files in place.
            stack.close()
    settings.warn_of_waivers(totals.waivers, words)
    if interrupted is not None:
        warn(words.say("usage.interrupted_report", count=totals.applications))
        raise interrupted
    if failures:
        raise ProgramFailed(failures, reported=True)
    return totals
