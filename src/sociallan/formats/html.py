"""The report as one HTML page: of one application, or of many with a table to find them in."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sociallan.formats.html_application import anchor, application
from sociallan.formats.html_page import page
from sociallan.report import values
from sociallan.report.content import about_all, area_name, report_content, sources
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.provenance import notes
from sociallan.report.top_n import TopN
from sociallan.report.view import View
from sociallan.screening.report import ApplicationSummary, ReportHeader, Screening, TableRow, Totals, Verdict

MOST_ROWS = 10_000
"""How many applications the table has: what a browser still sorts while one waits."""
MOST_REPORTS = 200
"""How many reports the page has in full."""
_LONGEST = 120
_ADDRESS = re.compile(r"(https?://\S+)")


class _Placed(NamedTuple):
    """An application's row with its number in the report, from 1, and the citations of its items."""

    number: int
    row: TableRow
    cites: list[str]


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: what the table needs as JSON on a line, and below it the report as HTML."""
    shown = report_content(screening, head, view)
    items = (*shown.actions, *shown.weaknesses, *shown.remarks)
    row = TableRow(screening.path, screening.verdict, screening.summary, len(shown.actions))
    cites = list(dict.fromkeys(passage.citation for item in items for passage in item.cites))
    return f"{json.dumps([row, cites])}\n{application(shown, head.pack, view)}"


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render the page, the worst application first."""
    rows, reports = TopN(MOST_ROWS), TopN(MOST_REPORTS)
    for number, each in enumerate(parts, start=1):
        of, _, report = each.partition("\n")
        placed = json.dumps([number, *json.loads(of)])
        rank = _placed(placed).row.rank
        rows.add(rank, placed)
        reports.add(rank, f"{placed}\n{report}")
    kept = [(_placed(of), Markup(report)) for of, _, report in (text.partition("\n") for text in reports.texts())]
    cited = dict.fromkeys(chain.from_iterable(placed.cites for placed, _ in kept))
    opening = tuple(element("p", element("strong", note)) for note in notes(head, view.words))
    ending = (*_sources(cited, head, view), *_about(head, view))
    if len(kept) == 1:
        (((_, row, _), report),) = kept
        verdict = view.words.say(f"verdict.{row.verdict}")
        title = f"{_name(row)}: {verdict}"
        yield from page(title, _heading(head, view), (*opening, element("h2", _name(row)), report, *ending), view)
        return
    count = view.words.counted("screened", totals.applications)
    shown = [_placed(text) for text in rows.texts()]
    with_report = {placed.number for placed, _ in kept}
    middle = chain(
        opening,
        _summary(count, totals, view),
        _table(shown, with_report, totals, view),
        _reports(kept, totals, view),
        ending,
    )
    yield from page(count, _heading(head, view), middle, view)


def _heading(head: ReportHeader, view: View) -> str:
    return f"{view.words.say('report.product')} · {view.words.pick(head.pack.title)}"


def _placed(text: str) -> _Placed:
    number, (path, verdict, summary, to_mend), cites = json.loads(text)
    return _Placed(number, TableRow(path, Verdict(verdict), ApplicationSummary(*summary), to_mend), cites)


def _name(row: TableRow) -> str:
    return values.shortened(values.visible(row.summary.title or row.path), _LONGEST)


def _summary(count: str, totals: Totals, view: View) -> Iterator[Markup]:
    """Render how many applications there are of each verdict."""
    words = view.words
    if not totals.applications:
        yield element("p", count)
        return
    yield element("h2", words.say("report.summary"))
    yield element("p", count)
    heads = element(
        "tr",
        element("th", words.say("report.verdict"), scope="col"),
        element("th", words.say("table.count"), scope="col"),
    )
    rows = (
        element(
            "tr",
            element("th", element("span", words.say(f"verdict.{verdict}"), class_=f"status {verdict}"), scope="row"),
            element("td", values.number(totals.verdicts[verdict], words), class_="number"),
        )
        for verdict in Verdict
    )
    yield element("table", element("thead", heads), element("tbody", *rows), class_="counts")


_COLUMNS = {
    "sheet.columns.verdict": None,
    "sheet.columns.title": None,
    "sheet.columns.applicant": None,
    "sheet.columns.area": None,
    "sheet.columns.loan": "number",
    "report.actions": "number",
}
"""What the headings of the table say, and how their columns look."""


def _table(rows: Iterable[_Placed], with_report: set[int], totals: Totals, view: View) -> Iterator[Markup]:
    """Render the table of applications, with what finds its way in it for those whose browser runs scripts."""
    words = view.words
    if not totals.applications:
        return
    yield element("h2", words.say("sheet.applications"), id="applications")
    if totals.applications > MOST_ROWS:
        shown, more = (values.number(n, words) for n in (MOST_ROWS, totals.applications - MOST_ROWS))
        yield element("p", words.say("html.more_rows", shown=shown, more=more))
    choices = (element("option", words.say(f"verdict.{verdict}"), value=verdict) for verdict in Verdict)
    yield element(
        "div",
        element("label", words.say("html.find"), for_="find"),
        element("input", id="find", type="search", autocomplete="off"),
        element("label", words.say("report.verdict"), for_="only"),
        element("select", element("option", words.say("html.all"), value=""), *choices, id="only"),
        element("p", role="status", id="shown", data_says=words.say("html.shown")),
        id="controls",
        hidden=True,
    )
    yield Markup('<table id="index"><thead><tr>')
    for number, (name, look) in enumerate(_COLUMNS.items()):
        # The worst verdict stands first.
        order = None if number else "descending"
        yield element("th", words.say(name), scope="col", class_=look, aria_sort=order)
    yield Markup("</tr></thead><tbody>\n")
    for placed in rows:
        yield element("tr", *_cells(placed, with_report, view), data_verdict=str(placed.row.verdict))
        yield Markup("\n")
    yield Markup("</tbody></table>")


def _cells(placed: _Placed, with_report: set[int], view: View) -> Iterator[Markup]:
    words, row, loan = view.words, placed.row, placed.row.summary.loan
    verdict = row.verdict
    status = element("span", words.say(f"verdict.{verdict}"), class_=f"status {verdict}")
    yield element("td", status, data_value=verdict.rank)
    name: str = _name(row)
    if placed.number in with_report:
        name = element("a", name, href=f"#application-{placed.number}")
    file = element("span", values.visible(row.path), class_="file") if row.summary.title else ""
    yield element("th", name, file, scope="row")
    yield element("td", values.shortened(values.visible(row.summary.applicant or ""), _LONGEST))
    yield element("td", area_name(row.summary.area, view) or "")
    shown = "" if loan is None else values.number(loan, words)
    yield element("td", shown, class_="number", data_value=-1 if loan is None else loan)
    yield element("td", values.number(row.to_mend, words), class_="number", data_value=row.to_mend)


def _reports(kept: Iterable[tuple[_Placed, Markup]], totals: Totals, view: View) -> Iterator[Markup]:
    """Render the reports, each folded together until it is asked for."""
    words = view.words
    if not totals.applications:
        return
    if totals.applications > MOST_REPORTS:
        yield element("p", words.say("html.more_reports", shown=MOST_REPORTS))
    yield element(
        "p",
        element("button", words.say("html.open_all"), type="button", id="open"),
        element("button", words.say("html.close_all"), type="button", id="close"),
        id="folding",
        hidden=True,
    )
    for (number, row, _), report in kept:
        status = element("span", words.say(f"verdict.{row.verdict}"), class_=f"status {row.verdict}")
        summary = element("summary", element("h2", _name(row), " ", status))
        # A browser opens what is folded when a link leads into it, but not when it leads to its heading.
        back = element("p", element("a", words.say("html.back"), href="#applications"), class_="back")
        yield element("details", summary, element("div", report, back, id=f"application-{number}"))
        yield Markup("\n")


def _sources(cited: Iterable[str], head: ReportHeader, view: View) -> Iterator[Markup]:
    """Render each source that something on the page cites, with its passages."""
    listed = tuple(sources((head.pack.passages[citation] for citation in cited), view))
    if not listed:
        return
    yield element("h2", view.words.say("report.sources"))
    for source in listed:
        passages = element("ul", *(element("li", passage) for passage in source.passages))
        text = joined(_linked(source.text))
        yield element("div", element("p", element("strong", f"{source.key}: "), text), passages, id=anchor(source.key))


def _linked(text: str) -> Iterator[str]:
    """Make links of the addresses in a text of the pack; what an application says never becomes one."""
    for number, piece in enumerate(_ADDRESS.split(text)):
        yield element("a", piece, href=piece) if number % 2 else piece


def _about(head: ReportHeader, view: View) -> Iterator[Markup]:
    yield element("h2", view.words.say("report.about"))
    yield from (element("p", sentence) for sentence in about_all(head, view))
