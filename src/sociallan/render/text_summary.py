"""The summary of many applications for a terminal: counts, what is most common to mend, and a table."""

from itertools import groupby

from sociallan.model.report import Head, Tally, Verdict
from sociallan.render.page import Page
from sociallan.render.summary import KINDS, Summary, summary
from sociallan.render.values import common_folder, shortened, shortened_inside
from sociallan.render.view import View

_APPLICANT = 18
"""Columns for the borrower, where lines are broken."""
_SHORTEST_PATH = 16


def write(page: Page, tally: Tally, head: Head, view: View, styles: dict[str, str]) -> None:
    """Write the summary on a page; ``styles`` are the colours of the verdicts."""
    words, said = view.words, summary(tally, head, view)
    page.line()
    page.line((words.say("report.summary"), "bold"))
    page.line(said.screened, indent=2)
    if view.partial:
        page.line(words.say("report.partial"), indent=2)
    labels = [label for label, _ in (*said.verdicts, *said.areas)]
    width = max(map(len, (*labels, words.say("report.loans")))) + 2
    for verdict, (label, count) in zip(Verdict, said.verdicts, strict=True):
        page.line((label.ljust(width), styles[verdict]), f"{count:>6}", indent=2)
    _heading(page, words.say("report.areas"))
    for label, count in said.areas:
        page.line(label.ljust(width), f"{count:>6}", indent=2)
    page.line()
    page.line((f"{words.say('report.loans')}: ", "bold"), said.loans, indent=0)
    _to_mend(page, said, view)
    _table(page, said, view, styles)
    _statistics(page, said, view)
    if not view.full:
        page.line()
        page.line((words.say("report.full_shows"), "dim"))
    page.line()


def _heading(page: Page, title: str) -> None:
    page.line()
    page.line((title, "bold"))


def _to_mend(page: Page, said: Summary, view: View) -> None:
    if not said.to_mend:
        return
    _heading(page, view.words.say("report.common"))
    page.line((view.words.say("report.common_intro"), "dim"), indent=2)
    for each in said.to_mend:
        page.line(f"{each.applications:>6}  ", f"{each.title} ", (f"({each.id})", "dim"), hanging=8)
    if said.more_to_mend:
        page.line(said.more_to_mend, indent=8)


def _table(page: Page, said: Summary, view: View, styles: dict[str, str]) -> None:
    columns = {name: view.words.say(f"columns.{name}") for name in ("actions", "loan", "applicant", "file")}
    rows = said.rows
    if view.width:
        rows = tuple(row._replace(applicant=shortened(row.applicant, _APPLICANT)) for row in rows)
    widths = (
        max(map(len, (columns["actions"], *(row.to_mend for row in rows)))),
        max(map(len, (columns["loan"], *(row.loan for row in rows)))),
        max(map(len, (columns["applicant"], *(row.applicant for row in rows)))),
    )
    _heading(page, view.words.say("report.table"))
    if view.width:
        room = max(view.width - len(_cells("", "", "", "", widths)), _SHORTEST_PATH)
        folder = common_folder(row.path for row in rows) if any(len(row.path) > room for row in rows) else ""
        if folder:
            page.line((view.words.say("report.in_folder", folder=folder), "dim"), indent=2)
        rows = tuple(row._replace(path=shortened_inside(row.path.removeprefix(folder), room)) for row in rows)
    page.line((_cells(columns["actions"], columns["loan"], columns["applicant"], columns["file"], widths), "dim"))
    for verdict, group in groupby(rows, key=lambda row: row.verdict):
        page.line((view.words.say(f"verdict.{verdict}"), styles[verdict]))
        for row in group:
            page.line(_cells(row.to_mend, row.loan, row.applicant, row.path, widths))
    if said.more_rows:
        page.line(said.more_rows, indent=2)


def _cells(to_mend: str, loan: str, applicant: str, path: str, widths: tuple[int, int, int]) -> str:
    return f"  {to_mend:>{widths[0]}}  {loan:>{widths[1]}}  {applicant:<{widths[2]}}  {path}"


def _statistics(page: Page, said: Summary, view: View) -> None:
    if not said.statistics:
        return
    titles = [view.words.say(f"outcome.{kind}") for kind in KINDS]
    _heading(page, view.words.say("report.statistics"))
    page.line(("  ".join(titles), "dim"), indent=2)
    for each in said.statistics:
        counts = "".join(f"{count:>{len(title)}}  " for count, title in zip(each.counts, titles, strict=True))
        page.line(counts, each.rule, indent=2, hanging=len(counts))
