"""Reports that are written while applications are screened, each in a format and to a place of its own."""

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
    """A format, and the file that its report goes to: standard output where there is none.

    ``is_step_summary`` where the file is that of a step in GitHub's workflows, which is added to.
    """

    name: str
    path: Path | None
    is_step_summary: bool = False


class Writing(Protocol):
    """A report that is being written."""

    def add(self, parts: Iterable[str]) -> None:
        """Write the parts of the applications that come next."""

    def end(self, totals: Totals) -> None:
        """Write what there is to say of them all."""


@contextmanager
def writing(target: Target, head: ReportHeader, view: View) -> Iterator[Writing]:
    """Begin a report; a file appears whole where this is left without an error, or not at all.

    Raises:
        CannotRun: where the file cannot be written, or what waits cannot be kept.
        NoOutput: where standard output takes no more.

    """
    form = RENDERERS[target.name]
    match form:
        case CollectedFormat():
            with Spool() as spool:
                yield _Waiting(form, target, head, view, spool)
        case StreamedFormat():
            with writer(target.path, view.words) as write:
                yield _Streamed(form, head, view, write)


class _Streamed:
    """Writes each part as it comes."""

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


class _Waiting:
    """Keeps the parts on disk until what stands before them is known."""

    def __init__(self, form: CollectedFormat, target: Target, head: ReportHeader, view: View, spool: Spool) -> None:
        self._form, self._target, self._head, self._view, self._spool = form, target, head, view, spool

    def add(self, parts: Iterable[str]) -> None:
        with _room_for_it(self._view.words):
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
        with _room_for_it(self._view.words):
            # Only a library makes what is no text, and its temporary files hold what the applications say.
            view = self._view._replace(scratch=self._spool.folder()) if self._form.binary else self._view
            yield from self._form.whole(self._spool, self._head, totals, view)


@contextmanager
def _room_for_it(words: Words) -> Iterator[None]:
    """Word what stands in the way of keeping what waits."""
    try:
        yield
    except OSError as error:
        raise CannotRun(words.say("usage.no_temporary", why=reason(error, words))) from error
