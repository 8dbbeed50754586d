"""Floor 2, the views: pure functions from a report to text, one module a format."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from sociallan.model.report import Head, Report, Screening, Tally
from sociallan.render.runners import Notation, unheeded
from sociallan.render.view import View


class Format(NamedTuple):
    """A format, and the module that makes it, which is loaded when its format is asked for.

    Every module has ``part``, which makes one application's part of the report where it was screened.
    A format that can be written as the parts come has ``start``, ``BETWEEN`` and ``end`` besides.
    One that ``waits`` until all is screened has ``whole``; its parts can be gone through more than once.
    One whose ``notation`` is binary gives bytes; what any other gives is no command to a runner. One
    that ``needs`` a package which not every installation has names it. One that is ``headless`` has
    no place for what there is to say of the rules and settings: it is told beside the report. ``endings``
    are those that the name of its file may have, the most common one first; without any it goes into
    every file.
    """

    module: str
    notation: Notation
    endings: tuple[str, ...] = ()
    waits: bool = False
    needs: str | None = None
    headless: bool = False

    @property
    def binary(self) -> bool:
        """Whether the report is bytes that are no text."""
        return self.notation is Notation.BINARY

    def part(self, screening: Screening, head: Head, view: View) -> str:
        """Give the part of one application."""
        made: str = self._module.part(screening, head, view)
        # What waits is no report yet.
        return made if self.waits else unheeded(made, self.notation)

    def start(self, head: Head, view: View) -> str:
        """Give what stands before the first part, in a format that does not wait."""
        return unheeded(self._module.start(head, view), self.notation)

    @property
    def between(self) -> str:
        """What stands between two parts, in a format that does not wait."""
        made: str = self._module.BETWEEN
        return made

    def end(self, head: Head, tally: Tally, view: View) -> str:
        """Give what stands after the last part, in a format that does not wait."""
        return unheeded(self._module.end(head, tally, view), self.notation)

    def whole(self, parts: Iterable[str], head: Head, tally: Tally, view: View) -> Iterator[str] | Iterator[bytes]:
        """Give the report piece by piece, its parts among the rest, in a format that waits."""
        pieces = self._module.whole(parts, head, tally, view)
        return pieces if self.binary else (unheeded(piece, self.notation) for piece in pieces)

    @property
    def _module(self) -> Any:
        return import_module(self.module)


RENDERERS = {
    "text": Format("sociallan.render.text", Notation.TEXT, (".txt", ".log")),
    "plain": Format("sociallan.render.plain", Notation.TEXT),
    "json": Format("sociallan.render.json", Notation.JSON, (".json",), waits=True),
    "ndjson": Format("sociallan.render.ndjson", Notation.JSON, (".ndjson", ".jsonl")),
    "sarif": Format("sociallan.render.sarif", Notation.JSON, (".sarif", ".json"), waits=True),
    "github": Format("sociallan.render.github", Notation.COMMANDS, waits=True),
    "gitlab": Format("sociallan.render.gitlab", Notation.JSON, (".json",), waits=True, headless=True),
    "junit": Format("sociallan.render.junit", Notation.XML, (".xml",)),
    "csv": Format("sociallan.render.csv", Notation.TEXT, (".csv",), headless=True),
    "xlsx": Format("sociallan.render.xlsx", Notation.BINARY, (".xlsx",), waits=True, needs="xlsxwriter"),
    "html": Format("sociallan.render.html", Notation.XML, (".html", ".htm"), waits=True),
    "markdown": Format("sociallan.render.markdown", Notation.TEXT, (".md",), waits=True),
}
"""Every format that there is. Of those that may have an ending, the first is the one that the ending means."""


def formats_of(ending: str) -> tuple[str, ...]:
    """Return the names of the formats that list an ending, as ``.json``; none where it is no report's."""
    return tuple(name for name, form in RENDERERS.items() if ending.lower() in form.endings)


def may_have(name: str, ending: str) -> bool:
    """Return whether a format may go into a file of an ending: one that it lists, or that no format lists."""
    listed = formats_of(ending)
    return not listed or not RENDERERS[name].endings or name in listed


def render(name: str, report: Report, view: View) -> str:
    """Render a report that is all in memory, in a format of the registry that is text."""
    form = RENDERERS[name]
    parts = [form.part(screening, report.head, view) for screening in report.screenings]
    if form.waits:
        return "".join(map(str, form.whole(parts, report.head, report.tally, view)))
    middle = form.between.join(parts)
    return f"{form.start(report.head, view)}{middle}{form.end(report.head, report.tally, view)}"
