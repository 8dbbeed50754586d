"""The Markdown format, for comments on pull requests and summary pages of CI jobs."""

import json
from collections.abc import Iterable, Iterator

from sociallan.formats.markdown_application import application, collapsed, table
from sociallan.pack.pack import Pack, Role
from sociallan.report import summary_fields, values
from sociallan.report.consequences import under_causes
from sociallan.report.content import about_all
from sociallan.report.markdown_text import inert
from sociallan.report.provenance import notes
from sociallan.report.run_lines import run_lines
from sociallan.report.shared_content import shared_content
from sociallan.report.view import View
from sociallan.screening.report import ApplicationRow, ReportHeader, Screening, Totals, Verdict
from sociallan.screening.totals import TopN

MOST_BYTES = 1 << 20
"""The size limit of a job's summary page on GitHub, which displays no part of a longer one."""
_MOST_ROWS = 200
_MOST_REPORTS = 1_000
_LONGEST = 80
_ROLES = (Role.TITLE, Role.APPLICANT, Role.CLASS, Role.AMOUNT)
"""The columns of the table that the pack names."""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: rank, verdict and path as JSON on one line, then the report as Markdown."""
    content = shared_content(screening, head, view)
    path = values.shortened(values.visible(screening.path), 4 * _LONGEST)
    row = ApplicationRow(screening.path, screening.verdict, screening.summary, len(content.actions))
    header = {"rank": row.rank, "verdict": content.verdict, "path": path}
    blocks = "\n\n".join(application(under_causes(content), head.pack, view))
    return f"{json.dumps(header)}\n{blocks}"


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render the page, the worst application first, with as many reports as fit into ``MOST_BYTES``."""
    reports = TopN[str](_MOST_REPORTS)
    for each in parts:
        reports.add(tuple(json.loads(each.partition("\n")[0])["rank"]), each)
    kept = [(json.loads(header), report) for header, _, report in (text.partition("\n") for text in reports.items())]
    words = view.words
    ending = "\n\n".join(map(inert, about_all(head, view)))
    if len(kept) == 1:
        ((header, report),) = kept
        heading = f"## {inert(words.say('report.product'))}: {inert(header['verdict'])}"
        yield "\n\n".join((heading, *_notes(head, view), report, ending)) + "\n"
        return
    opening = "\n\n".join(_opening(head, totals, view))
    yield opening
    room = MOST_BYTES - _size(opening) - _size(ending) - _size(_omitted_line(totals.applications, view)) - 1
    written = 0
    for header, report in kept:
        block = "\n\n" + collapsed(f"{header['verdict']}: {header['path']}", (report,))
        room -= _size(block)
        if room < 0:
            break
        written += 1
        yield block
    if written < totals.applications:
        yield _omitted_line(totals.applications - written, view)
    yield f"\n\n{ending}\n"


def _size(text: str) -> int:
    return len(text.encode()) + len("\n\n")


def _omitted_line(count: int, view: View) -> str:
    return "\n\n" + inert(view.words.say("markdown.more_reports", count=count))


def _notes(head: ReportHeader, view: View) -> Iterator[str]:
    yield from (f"**{inert(note)}**" for note in notes(head, view.words))


def _opening(head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Yield the heading, the number of applications per verdict, and the table of the worst ones."""
    words = view.words
    count = words.counted("screened", totals.applications)
    yield f"## {inert(words.say('report.product'))}: {inert(count)}"
    yield from _notes(head, view)
    if not totals.applications:
        return
    verdicts = ((words.say(f"verdict.{v}"), values.number(totals.verdicts[v], words)) for v in Verdict)
    yield table((words.say("report.verdict"), words.say("table.count")), verdicts)
    yield from map(inert, run_lines(totals, words))
    heads = (
        words.say("columns.verdict"),
        words.say("columns.file"),
        *(words.pick(each.label) for each in head.pack.in_roles(_ROLES)),
        words.say("columns.actions"),
    )
    yield table(heads, (_row(row, head.pack, view) for row in totals.worst[:_MOST_ROWS]))
    if totals.applications > _MOST_ROWS:
        yield inert(words.say("report.more", count=values.number(totals.applications - _MOST_ROWS, words)))


def _row(row: ApplicationRow, pack: Pack, view: View) -> Iterator[str]:
    words, summary = view.words, row.summary
    yield words.say(f"verdict.{row.verdict}")
    yield values.shortened(values.visible(row.path), 4 * _LONGEST)
    for each in pack.in_roles(_ROLES):
        yield values.shortened(summary_fields.text(each, summary.stated[each.name], view) or "", _LONGEST)
    yield values.number(row.to_mend, words)
