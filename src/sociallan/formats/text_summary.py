"""The summary of many applications for a terminal: totals, the most common actions, and a table."""

from collections.abc import Sequence
from itertools import groupby

from sociallan.report.page import Page
from sociallan.report.summary import KINDS, Cells, Summary, row_cells, summarise
from sociallan.report.values import common_folder, shortened, shortened_inside
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Totals, Verdict

_APPLICANT_WIDTH = 18
"""The width of the borrower's column when lines are wrapped."""
_SHORTEST_PATH = 16


def write(page: Page, totals: Totals, head: ReportHeader, view: View, styles: dict[str, str]) -> None:
    """Write the summary on a page; ``styles`` are the colours of the verdicts."""
    words, summary = view.words, summarise(totals, head, view)
    page.line()
    page.line((words.say("report.summary"), "bold"))
    page.line(summary.screened, indent=2)
    if view.partial:
        page.line(words.say("report.partial"), indent=2)
    labels = [label for label, _ in (*summary.verdicts, *summary.areas)]
    width = max(map(len, (*labels, words.say("report.loans")))) + 2
    for verdict, (label, count) in zip(Verdict, summary.verdicts, strict=True):
        page.line((label.ljust(width), styles[verdict]), f"{count:>6}", indent=2)
    _heading(page, words.say("report.areas"))
    for label, count in summary.areas:
        page.line(label.ljust(width), f"{count:>6}", indent=2)
    page.line()
    page.line((f"{words.say('report.loans')}: ", "bold"), summary.loans, indent=0)
    _to_mend(page, summary, view)
    _table(page, summary, view, styles)
    _statistics(page, summary, view)
    if not view.detail.full:
        page.line()
        page.line((words.say("report.full_shows"), "dim"))
    page.line()


def _heading(page: Page, title: str) -> None:
    page.line()
    page.line((title, "bold"))


def _to_mend(page: Page, summary: Summary, view: View) -> None:
    if not summary.to_mend:
        return
    _heading(page, view.words.say("report.common"))
    page.line((view.words.say("report.common_intro"), "dim"), indent=2)
    for each in summary.to_mend:
        page.line(f"{each.applications:>6}  ", f"{each.title} ", (f"({each.id})", "dim"), hanging=8)
    if summary.more_to_mend:
        page.line(summary.more_to_mend, indent=8)


def _table(page: Page, summary: Summary, view: View, styles: dict[str, str]) -> None:
    say = view.words.say
    heads = (say("columns.actions"), say("columns.loan"), say("columns.applicant"), say("columns.file"))
    rows = [row_cells(row, view) for row in summary.rows]
    if view.width:
        rows = [
            (to_mend, loan, shortened(applicant, _APPLICANT_WIDTH), path) for to_mend, loan, applicant, path in rows
        ]
    widths = [max(len(cells[column]) for cells in (heads, *rows)) for column in range(3)]
    _heading(page, view.words.say("report.table"))
    if view.width:
        room = max(view.width - len(_line(("", "", "", ""), widths)), _SHORTEST_PATH)
        folder = common_folder(path for *_, path in rows) if any(len(path) > room for *_, path in rows) else ""
        if folder:
            page.line((view.words.say("report.in_folder", folder=folder), "dim"), indent=2)
        rows = [(*cells[:3], shortened_inside(cells[3].removeprefix(folder), room)) for cells in rows]
    page.line((_line(heads, widths), "dim"))
    for verdict, group in groupby(zip(summary.rows, rows, strict=True), key=lambda pair: pair[0].verdict):
        page.line((view.words.say(f"verdict.{verdict}"), styles[verdict]))
        for _, cells in group:
            page.line(_line(cells, widths))
    if summary.more_rows:
        page.line(summary.more_rows, indent=2)


def _line(cells: Cells, widths: Sequence[int]) -> str:
    to_mend, loan, applicant, path = cells
    return f"  {to_mend:>{widths[0]}}  {loan:>{widths[1]}}  {applicant:<{widths[2]}}  {path}"


def _statistics(page: Page, summary: Summary, view: View) -> None:
    if not summary.statistics:
        return
    titles = [view.words.say(f"outcome.{kind}") for kind in KINDS]
    _heading(page, view.words.say("report.statistics"))
    page.line(("  ".join(titles), "dim"), indent=2)
    for each in summary.statistics:
        counts = "".join(f"{count:>{len(title)}}  " for count, title in zip(each.counts, titles, strict=True))
        page.line(counts, each.rule, indent=2, hanging=len(counts))
