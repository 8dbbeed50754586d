"""The summary of many applications for a terminal: totals, the most common actions, and a table."""

from collections.abc import Sequence
from itertools import groupby

from sociallan.pack.pack import Pack
from sociallan.report.page import Page
from sociallan.report.paths import common_folder, shortened_inside
from sociallan.report.styles import OF_STATUS
from sociallan.report.summary import KINDS, Cells, Summary, row_cells, summarise
from sociallan.report.values import shortened
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Totals, Verdict

_APPLICANT_WIDTH = 18
"""The width of the applicant's column when lines are wrapped."""
_SHORTEST_PATH = 16


def write(page: Page, totals: Totals, head: ReportHeader, view: View) -> None:
    """Write the summary on a page."""
    words, summary = view.words, summarise(totals, head, view)
    page.line()
    page.line((words.say("report.summary"), "bold"))
    page.line(summary.screened, indent=2)
    if view.partial:
        page.line(words.say("report.partial"), indent=2)
    labels = [label for label, _ in (*summary.verdicts, *summary.classes)]
    width = max(map(len, labels)) + 2
    for verdict, (label, count) in zip(Verdict, summary.verdicts, strict=True):
        page.line((label.ljust(width), OF_STATUS[verdict]), f"{count:>6}", indent=2)
    if summary.by_class is not None:
        _heading(page, summary.by_class)
    for label, count in summary.classes:
        page.line(label.ljust(width), f"{count:>6}", indent=2)
    if summary.total is not None:
        label, amount = summary.total
        page.line()
        page.line((f"{label}: ", "bold"), amount, indent=0)
    for line in summary.lines:
        page.line(line)
    _to_mend(page, summary, view)
    _table(page, summary, head.pack, view)
    _statistics(page, summary, view)
    if not view.detail.full:
        page.line()
        page.line((words.say("report.full_shows"), "soft"))
    page.line()


def _heading(page: Page, title: str) -> None:
    page.line()
    page.line((title, "bold"))


def _to_mend(page: Page, summary: Summary, view: View) -> None:
    if not summary.to_mend:
        return
    _heading(page, view.words.say("report.common"))
    page.line((view.words.say("report.common_intro"), "soft"), indent=2)
    for each in summary.to_mend:
        page.line(f"{each.applications:>6}  ", f"{each.title} ", (f"({each.id})", "soft"), hanging=8)
    if summary.more_to_mend:
        page.line(summary.more_to_mend, indent=8)


def _table(page: Page, summary: Summary, pack: Pack, view: View) -> None:
    rows = [row_cells(row, pack, view) for row in summary.rows]
    if view.style.width:
        rows = [cells._replace(applicant=shortened(cells.applicant or "", _APPLICANT_WIDTH)) for cells in rows]
    line = _Line(summary.heads, rows)
    _heading(page, view.words.say("report.table"))
    if view.style.width:
        room = max(view.style.width - len(line.of(Cells("", "", "", ""))), _SHORTEST_PATH)
        paths = [cells.file for cells in rows]
        folder = common_folder(paths) if any(len(path) > room for path in paths) else ""
        if folder:
            page.line((view.words.say("report.in_folder", folder=folder), "soft"), indent=2)
        rows = [cells._replace(file=shortened_inside(cells.file.removeprefix(folder), room)) for cells in rows]
    page.line((line.of(summary.heads), "soft"))
    for verdict, group in groupby(zip(summary.rows, rows, strict=True), key=lambda pair: pair[0].verdict):
        page.line((view.words.say(f"verdict.{verdict}"), OF_STATUS[verdict]))
        for _, cells in group:
            page.line(line.of(cells))
    if summary.more_rows:
        page.line(summary.more_rows, indent=2)


class _Line:
    """Layout of the table's rows: numbers to the right, and no column of what the pack does not name."""

    def __init__(self, heads: Cells, rows: Sequence[Cells]) -> None:
        self._heads = heads
        self._to_mend = max(len(cells.to_mend) for cells in (heads, *rows))
        self._amount = max(len(cells.amount or "") for cells in (heads, *rows))
        self._applicant = max(len(cells.applicant or "") for cells in (heads, *rows))

    def of(self, cells: Cells) -> str:
        """Return a row as a line."""
        parts = [f"{cells.to_mend:>{self._to_mend}}"]
        if self._heads.amount is not None:
            parts.append(f"{cells.amount:>{self._amount}}")
        if self._heads.applicant is not None:
            parts.append(f"{cells.applicant:<{self._applicant}}")
        return "  ".join(("", *parts, cells.file))


def _statistics(page: Page, summary: Summary, view: View) -> None:
    if not summary.statistics:
        return
    titles = [view.words.say(f"outcome.{kind}") for kind in KINDS]
    _heading(page, view.words.say("report.statistics"))
    page.line(("  ".join(titles), "soft"), indent=2)
    for each in summary.statistics:
        counts = "".join(f"{count:>{len(title)}}  " for count, title in zip(each.counts, titles, strict=True))
        page.line(counts, each.rule, indent=2, hanging=len(counts))
