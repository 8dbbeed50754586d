"""Floor 2, the views: pure functions from a report to text, one module a format."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from sociallan.model.report import Head, Report, Screening, Tally
from sociallan.render.view import View


class Format(NamedTuple):
    """A format, and the module that makes it, which is loaded when its format is asked for.

    Every module has ``part``, which makes one application's part of the report where it was screened.
    A format that can be written as the parts come has ``start``, ``BETWEEN`` and ``end`` besides.
    One that ``waits`` until all is screened has ``whole``. A ``binary`` one gives bytes. One that
    ``needs`` a package which not every installation has names it.
    """

    module: str
    waits: bool = False
    binary: bool = False
    needs: str | None = None

    def part(self, screening: Screening, head: Head, view: View) -> str:
        """Give the part of one application."""
        made: str = self._module.part(screening, head, view)
        return made

    def start(self, head: Head, view: View) -> str:
        """Give what stands before the first part, in a format that does not wait."""
        made: str = self._module.start(head, view)
        return made

    @property
    def between(self) -> str:
        """What stands between two parts, in a format that does not wait."""
        made: str = self._module.BETWEEN
        return made

    def end(self, head: Head, tally: Tally, view: View) -> str:
        """Give what stands after the last part, in a format that does not wait."""
        made: str = self._module.end(head, tally, view)
        return made

    def whole(self, parts: Iterable[str], head: Head, tally: Tally, view: View) -> Iterator[str] | Iterator[bytes]:
        """Give the report piece by piece, its parts among the rest, in a format that waits."""
        pieces: Iterator[str] | Iterator[bytes] = self._module.whole(parts, head, tally, view)
        return pieces

    @property
    def _module(self) -> Any:
        return import_module(self.module)


RENDERERS = {
    "text": Format("sociallan.render.text"),
    "plain": Format("sociallan.render.plain"),
    "json": Format("sociallan.render.json", waits=True),
    "ndjson": Format("sociallan.render.ndjson"),
    "sarif": Format("sociallan.render.sarif", waits=True),
    "github": Format("sociallan.render.github", waits=True),
    "gitlab": Format("sociallan.render.gitlab", waits=True),
    "junit": Format("sociallan.render.junit"),
    "csv": Format("sociallan.render.csv"),
    "xlsx": Format("sociallan.render.xlsx", waits=True, binary=True, needs="xlsxwriter"),
    "html": Format("sociallan.render.html", waits=True),
    "markdown": Format("sociallan.render.markdown", waits=True),
}
"""Every format that there is."""


def render(name: str, report: Report, view: View) -> str:
    """Render a report that is all in memory, in a format of the registry that is text."""
    form = RENDERERS[name]
    parts = (form.part(screening, report.head, view) for screening in report.screenings)
    if form.waits:
        return "".join(map(str, form.whole(parts, report.head, report.tally, view)))
    middle = form.between.join(parts)
    return f"{form.start(report.head, view)}{middle}{form.end(report.head, report.tally, view)}"
