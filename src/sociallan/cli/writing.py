"""Writing reports while applications are screened, each in its format and to its destination."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from sociallan.cli import step_summary
from sociallan.cli.exits import CannotRun
from sociallan.cli.outputs import writer
from sociallan.cli.reasons import reason
from sociallan.files.spool import Spool
from sociallan.formats import RENDERERS
from sociallan.report.renderer import CollectedFormat, StreamedFormat
from sociallan.report.runner_commands import Notation
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening.report import ReportHeader, Totals


class Target(NamedTuple):
    """The name of a format and the path of its report, ``None`` for standard output.

    ``is_step_summary`` is true for the step summary of a GitHub workflow, which is appended to.
    """

    name: str
    path: Path | None
    is_step_summary: bool = False


class ReportWriter(Protocol):
    """A writer of one report."""

    def add(self, parts: Iterable[str]) -> None:
        """Add the parts of the next applications."""

    def end(self, totals: Totals) -> None:
        """Write the end of the report, with the totals of all applications."""


@contextmanager
def writing(target: Target, head: ReportHeader, view: View) -> Iterator[ReportWriter]:
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
            step_summary.add(self._target.path, map(str, pieces), self._view.words)
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
