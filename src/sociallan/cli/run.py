"""The loop of a run: screening files and writing every report, with care for interruptions and failures."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from sociallan.batch.failures import ClusterError, Failure, ProgramFailed, distinct
from sociallan.batch.screening import Parallelism, screened
from sociallan.batch.worker import Screened, Worker
from sociallan.cli import applications, passed_over
from sociallan.cli.exits import CannotRun
from sociallan.cli.outputs import writer
from sociallan.cli.reasons import reason
from sociallan.cli.settings import Settings
from sociallan.cli.streams import is_seen, warn
from sociallan.cli.targets import Target
from sociallan.files import step_summary
from sociallan.files.find import Found
from sociallan.files.interrupts import deferred
from sociallan.files.spool import Spool
from sociallan.formats import RENDERERS
from sociallan.report.renderer import CollectedFormat, StreamedFormat
from sociallan.report.run_lines import run_lines
from sociallan.report.runner_commands import Notation
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening.report import ReportHeader, Totals
from sociallan.screening.totals import TotalsBuilder

_MIN_FILES_FOR_PROGRESS = 300
"""Smallest number of files with a progress bar; fewer are finished before the bar can be read."""


class _ReportWriter(Protocol):
    """A writer of one report."""

    def add(self, parts: Iterable[str]) -> None:
        """Add the parts of the next applications."""

    def end(self, totals: Totals) -> None:
        """Write the end of the report, with the totals of all applications."""


def screen_and_write(
    found: Found,
    worker: Worker,
    targets: Sequence[Target],
    parallelism: Parallelism,
    settings: Settings,
    *,
    no_progress: bool = False,
    on_result: Callable[[Screened], None] | None = None,
) -> Totals:
    """Screen files and write every report as results arrive; after an interruption, report the finished files.

    ``on_result`` is called with each result.

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
    with ExitStack() as stack:
        views = zip(targets, worker.views, strict=True)
        reports = [stack.enter_context(_writing(target, worker.head, view)) for target, view in views]
        is_busy = any(target.path is None and isinstance(RENDERERS[target.name], StreamedFormat) for target in targets)
        hidden = no_progress or (is_busy and any(view.detail.full for view in worker.views) and sys.stdout.isatty())
        results = _with_progress(screened(paths, worker, parallelism), len(paths), hidden=hidden)
        try:
            failures, interrupted = _collect(results, reports, totals_builder, on_result)
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
    if any(RENDERERS[target.name].headless for target in targets):
        for line in run_lines(totals, words):
            warn(line)
    if interrupted is not None:
        warn(words.say("usage.interrupted_report", count=totals.applications))
        raise interrupted
    if failures:
        raise ProgramFailed(failures, reported=True)
    return totals


def _collect(
    results: Iterable[Screened],
    reports: Sequence[_ReportWriter],
    totals_builder: TotalsBuilder,
    on_result: Callable[[Screened], object] | None,
) -> tuple[tuple[Failure, ...], KeyboardInterrupt | None]:
    """Add results to reports and totals, to the end or an interruption; return it, and the failures until then."""
    failures: tuple[Failure, ...] = ()
    try:
        for result in results:
            with deferred():
                failures = distinct((*failures, *result.failures))
                totals_builder.join(result.totals)
                if on_result is not None:
                    on_result(result)
                # A chunk whose files were all passed over has no parts.
                grouped = zip(*result.parts, strict=True) if result.parts else ()
                for report, parts in zip(reports, grouped, strict=bool(result.parts)):
                    report.add(parts)
    except KeyboardInterrupt as error:
        return failures, error
    return failures, None


def _with_progress(results: Iterable[Screened], files: int, *, hidden: bool) -> Iterator[Screened]:
    """Yield results as they arrive, with a progress bar unless it is to be ``hidden``; ``files`` is their number."""
    if hidden or files < _MIN_FILES_FOR_PROGRESS or not is_seen(sys.stderr):
        yield from results
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
    from rich.theme import Theme

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Bold or plain instead of rich's own colours, of which some cannot be seen on white.
    names = ("bar.back", "bar.finished", "progress.download", "progress.remaining")
    plain = Theme({**dict.fromkeys(names, "none"), "bar.complete": "bold"})
    # Refreshed with each result instead of by a thread, since forking beside threads is unsafe.
    with Progress(*columns, console=Console(stderr=True, theme=plain), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=files)
        for result in results:
            yield result
            bar.update(task, advance=result.files, refresh=True)


@contextmanager
def _writing(target: Target, head: ReportHeader, view: View) -> Iterator[_ReportWriter]:
    """Yield the writer of a report; a file appears complete on exit without an error, or not at all.

    Raises:
        CannotRun: if the file or a temporary file cannot be written.
        NoOutput: if standard output is closed or full.

    """
    form = RENDERERS[target.name]
    match form:
        case CollectedFormat():
            with Spool() as spool:
                yield _Collected(form, target, head, view, spool)
        case StreamedFormat():
            with writer(target.path, view.words) as write:
                yield _Streamed(form, head, view, write)


class _Streamed:
    """Writes each part as it arrives."""

    def __init__(
        self, form: StreamedFormat, head: ReportHeader, view: View, write: Callable[[str | bytes], object]
    ) -> None:
        self._form, self._head, self._view, self._write = form, head, view, write
        self._begun = False

    def add(self, parts: Iterable[str]) -> None:
        between = self._form.between
        before = between if self._begun else self._form.start(self._head, self._view)
        self._begun = True
        self._write(before + between.join(parts))

    def end(self, totals: Totals) -> None:
        self._write(self._form.end(self._head, totals, self._view))


class _Collected:
    """Collects the parts in a spool until the totals are known, then writes the whole report."""

    def __init__(self, form: CollectedFormat, target: Target, head: ReportHeader, view: View, spool: Spool) -> None:
        self._form, self._target, self._head, self._view, self._spool = form, target, head, view, spool

    def add(self, parts: Iterable[str]) -> None:
        with _reported_spool_errors(self._view.words):
            for part in parts:
                self._spool.put(part)

    def end(self, totals: Totals) -> None:
        pieces = self._pieces(totals)
        if self._target.is_step_summary and self._target.path is not None:
            _add_to_step_summary(self._target.path, map(str, pieces), self._view.words)
            return
        commands = self._form.notation is Notation.COMMANDS
        with writer(self._target.path, self._view.words, commands=commands) as write:
            for piece in pieces:
                write(piece)

    def _pieces(self, totals: Totals) -> Iterator[str | bytes]:
        with _reported_spool_errors(self._view.words):
            # A library writes binary formats; its temporary files contain data from the applications, so the folder
            # must be private.
            view = self._view._replace(scratch=self._spool.folder()) if self._form.binary else self._view
            yield from self._form.whole(self._spool, self._head, totals, view)


@contextmanager
def _reported_spool_errors(words: Words) -> Iterator[None]:
    """Turn errors in writing temporary files into a message for the user.

    Raises:
        CannotRun: if a temporary file cannot be written.

    """
    try:
        yield
    except OSError as error:
        raise CannotRun(words.say("usage.no_temporary", why=reason(error, words))) from error


def _add_to_step_summary(path: Path, pieces: Iterable[str], words: Words) -> None:
    """Append a report to the step summary; on an error, warn on standard error.

    The exit code does not depend on the summary.
    """
    try:
        step_summary.add(path, pieces, words.say("formats.github_cut") + "\n")
    except OSError as error:
        warn(words.say("usage.no_summary", file=path, why=reason(error, words)))
