"""Screening of the texts that are open in an editor, each once for every change."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sociallan import __version__
from sociallan.application.document import Document
from sociallan.application.field import Catalogue
from sociallan.application.read import read
from sociallan.application.repairs.repair import Repairer
from sociallan.application.source import Source
from sociallan.batch.chunk import Chunk, each_file
from sociallan.batch.failures import Failure
from sociallan.batch.resources import Resources
from sociallan.editor.problems import Problem, problems
from sociallan.files.config import relative_to
from sociallan.report.view import View
from sociallan.screening import fixes, waivers
from sociallan.screening.report import ReportHeader
from sociallan.screening.screen import Screener
from sociallan.screening.settings import Waiver


class Waivers(NamedTuple):
    """The waivers of the settings, and the folder that their paths are relative to."""

    waivers: tuple[Waiver, ...] = ()
    folder: Path = Path()


class Checker:
    """Checker of open applications; ``today`` returns the day (``YYYY-MM-DD``), ``failed`` gets program errors."""

    def __init__(
        self, resources: Resources, accepted: Waivers, today: Callable[[], str], failed: Callable[[Failure], None]
    ) -> None:
        self._resources = resources
        self._accepted = accepted
        self._today = today
        self._failed = failed
        self._screener = self._new_screener()
        self._repairer = Repairer(resources.shape, resources.pack.gaps)
        self._known: dict[str, tuple[str, tuple[Problem, ...]]] = {}
        self.view = View(resources.words, resources.shape.fields, resources.pack.tables)

    @property
    def fields(self) -> Catalogue:
        """The fields of the form."""
        return self.view.fields

    def problems(self, path: str, text: str) -> tuple[Problem, ...]:
        """Return the problems of a text; none where it is no application."""
        known = self._known.get(path)
        if known is None or known[0] != text:
            known = self._known[path] = text, tuple(self._found(path, text))
        return known[1]

    def close(self, path: str) -> None:
        """Forget a text."""
        self._known.pop(path, None)

    def document(self, path: str, text: str) -> Document:
        """Return a text as it is read, with repairs of its syntax."""
        return self._repairer.repaired(read(_source(path, text), gaps=self._resources.pack.gaps))

    def day(self, document: Document) -> str:
        """Return the day that chooses the rules for a document."""
        return self._resources.pack.day_of(document.value) or self._today()

    def changes(self, path: str, text: str) -> Sequence[fixes.LineChange]:
        """Return every change of form that is certain."""
        return fixes.fixed(_source(path, text), self._screener).changes

    def _found(self, path: str, text: str) -> Iterator[Problem]:
        source = _source(path, text)
        if self._screener.today != self._today():
            self._screener = self._new_screener()  # An editor stays open overnight.
        if not self._is_application(source, text):
            return
        yield from each_file(
            Chunk((path,)),
            lambda _: source,
            lambda read: self._problems(read, text),
            lambda name, error: self._failed(Failure.of(name, error)),
        )

    def _problems(self, source: Source, text: str) -> tuple[Problem, ...]:
        day = self._screener.today
        screening = self._screener.screen(source, traced=False)
        path = relative_to(self._accepted.folder, source.path)
        screening = waivers.apply_waivers(screening, self._accepted.waivers, path, day).screening
        return problems(screening, text, ReportHeader(__version__, self._resources.pack, day), self.view)

    def _is_application(self, source: Source, text: str) -> bool:
        """Return whether a text is an application, also one that cannot be read yet: a part of the form begins a line.

        An editor holds files of every kind, so that a file that says nothing of itself is taken for another.
        """
        if self._screener.skip_reason((source,)) is not None:
            return False
        parts = "|".join(map(re.escape, self.fields[""].children))
        return source.is_json or re.search(rf"^(?:{parts})\b", text, re.MULTILINE) is not None

    def _new_screener(self) -> Screener:
        return Screener(self._resources.pack, self._resources.shape, today=self._today())


def _source(path: str, text: str) -> Source:
    return Source(path, text.encode("utf-8", "surrogatepass"))
