"""The HTML format: one page for one application, or for many with a table of them."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from sociallan.formats.html_application import application
from sociallan.formats.html_page import page
from sociallan.formats.html_sources import sources
from sociallan.pack.pack import Pack, Role
from sociallan.report import summary_fields, values
from sociallan.report.consequences import under_causes
from sociallan.report.content import about_all
from sociallan.report.html_elements import Markup, element
from sociallan.report.provenance import notes
from sociallan.report.run_lines import run_lines
from sociallan.report.shared_content import shared_content
from sociallan.report.view import View
from sociallan.screening.report import ApplicationRow, ApplicationSummary, ReportHeader, Screening, Totals, Verdict
from sociallan.screening.totals import TopN

MOST_ROWS = 10_000
"""The most applications in the table; browsers sort this many without noticeable delay."""
MOST_REPORTS = 200
"""The most full reports on the page."""
_LONGEST = 120


class _NumberedRow(NamedTuple):
    """An application's row, its number in the report, from 1, and the citations of its items."""

    number: int
    row: ApplicationRow
    cites: list[str]


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: its row and citations as JSON on one line, then the report as HTML."""
    content = shared_content(screening, head, view)
    cited = [p for item in (*content.actions, *content.weaknesses, *content.remarks) for p in item.cites]
    cited += (p for line in content.beside for p in line.cites)
    cited += (p for question in content.questions for p in question.cites)
    row = ApplicationRow(screening.path, screening.verdict, screening.summary, len(content.actions))
    cites = list(dict.fromkeys(passage.citation for passage in cited))
    return f"{json.dumps([row, cites])}\n{application(under_causes(content), head.pack, view)}"


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render the page, the worst application first."""
    rows, reports = TopN[str](MOST_ROWS), TopN[str](MOST_REPORTS)
    for number, each in enumerate(parts, start=1):
        row_json, _, report = each.partition("\n")
        numbered = json.dumps([number, *json.loads(row_json)])
        rank = _numbered_row(numbered).row.rank
        rows.add(rank, numbered)
        reports.add(rank, f"{numbered}\n{report}")
    kept = [
        (_numbered_row(row), Markup(report)) for row, _, report in (text.partition("\n") for text in reports.items())
    ]
    cited = dict.fromkeys(chain.from_iterable(numbered_row.cites for numbered_row, _ in kept))
    opening = tuple(element("p", element("strong", note)) for note in notes(head, view.words))
    ending = (*sources(cited, head.pack, view), *_about(head, view))
    if len(kept) == 1:
        (((_, row, _), report),) = kept
        verdict = view.words.say(f"verdict.{row.verdict}")
        title = f"{_name(row)}: {verdict}"
        yield from page(title, _heading(head, view), (*opening, element("h2", _name(row)), report, *ending), view)
        return
    count = view.words.counted("screened", totals.applications)
    listed = [_numbered_row(text) for text in rows.items()]
    with_report = {numbered_row.number for numbered_row, _ in kept}
    middle = chain(
        opening,
        _summary(count, totals, view),
        _table(listed, with_report, totals, head.pack, view),
        _reports(kept, totals, view),
        ending,
    )
    yield from page(count, _heading(head, view), middle, view)


def _heading(head: ReportHeader, view: View) -> str:
    return f"{view.words.say('report.product')} · {view.words.pick(head.pack.title)}"


def _numbered_row(text: str) -> _NumberedRow:
    number, (path, verdict, summary, to_mend, _), cites = json.loads(text)
    return _NumberedRow(number, ApplicationRow(path, Verdict(verdict), ApplicationSummary(*summary), to_mend), cites)


def _name(row: ApplicationRow) -> str:
    return values.shortened(values.visible(row.summary.title or row.path), _LONGEST)


def _summary(count: str, totals: Totals, view: View) -> Iterator[Markup]:
    """Render the number of applications per verdict."""
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
    yield from (element("p", line) for line in run_lines(totals, words))


_ROLES = (Role.APPLICANT, Role.CLASS, Role.AMOUNT)
"""The columns of the table that the pack names, beside that of the title."""


def _columns(pack: Pack, view: View) -> Iterator[tuple[str, str | None]]:
    """Yield the heading of each column, and the CSS class of its cells."""
    words = view.words
    yield words.say("sheet.columns.verdict"), None
    yield summary_fields.role_label(Role.TITLE, pack, view) or words.say("report.application"), None
    for each in pack.in_roles(_ROLES):
        yield summary_fields.heading(each, view), "number amount" if each.role is Role.AMOUNT else each.role
    yield words.say("report.actions"), "number"


def _table(
    rows: Iterable[_NumberedRow], with_report: set[int], totals: Totals, pack: Pack, view: View
) -> Iterator[Markup]:
    """Render the table of applications, with a search field and a filter that the script shows."""
    words = view.words
    if not totals.applications:
        return
    yield element("h2", words.say("sheet.applications"), id="applications")
    if totals.applications > MOST_ROWS:
        rows_listed, more = (values.number(n, words) for n in (MOST_ROWS, totals.applications - MOST_ROWS))
        yield element("p", words.say("html.more_rows", shown=rows_listed, more=more))
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
    for number, (heading, css_class) in enumerate(_columns(pack, view)):
        # The rows are sorted by verdict, the worst first.
        order = None if number else "descending"
        yield element("th", heading, scope="col", class_=css_class, aria_sort=order)
    yield Markup("</tr></thead><tbody>\n")
    for numbered_row in rows:
        yield element("tr", *_cells(numbered_row, with_report, pack, view), data_verdict=str(numbered_row.row.verdict))
        yield Markup("\n")
    yield Markup("</tbody></table>")


def _cells(numbered_row: _NumberedRow, with_report: set[int], pack: Pack, view: View) -> Iterator[Markup]:
    words, row, summary = view.words, numbered_row.row, numbered_row.row.summary
    verdict = row.verdict
    status = element("span", words.say(f"verdict.{verdict}"), class_=f"status {verdict}")
    yield element("td", status, data_value=verdict.rank)
    name: str = _name(row)
    if numbered_row.number in with_report:
        name = element("a", name, href=f"#application-{numbered_row.number}")
    file = element("span", values.visible(row.path), class_="file") if summary.title else ""
    yield element("th", name, file, scope="row")
    for each in pack.in_roles(_ROLES):
        if each.role is Role.AMOUNT:
            amount = summary.amount
            number = "" if amount is None else values.number(amount, words)
            yield element("td", number, class_="number amount", data_value=-1 if amount is None else amount)
        else:
            text = summary_fields.text(each, summary.stated[each.name], view) or ""
            yield element("td", values.shortened(text, _LONGEST), class_=each.role)
    yield element("td", values.number(row.to_mend, words), class_="number", data_value=row.to_mend)


def _reports(kept: Iterable[tuple[_NumberedRow, Markup]], totals: Totals, view: View) -> Iterator[Markup]:
    """Render the reports, each in a collapsed ``details`` element."""
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
        # A browser opens a collapsed element for a link to its content, but not for one to its heading.
        back = element("p", element("a", words.say("html.back"), href="#applications"), class_="back")
        yield element("details", summary, element("div", report, back, id=f"application-{number}"))
        yield Markup("\n")


def _about(head: ReportHeader, view: View) -> Iterator[Markup]:
    yield element("h2", view.words.say("report.about"))
    yield from (element("p", sentence) for sentence in about_all(head, view))
