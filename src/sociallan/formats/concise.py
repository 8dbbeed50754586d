"""The concise format: a line for each finding, ``file:line:column: level: text [rule]``, for editors and ``grep``."""

from sociallan.report.items import location_text
from sociallan.report.notices import Notice, heading, notices
from sociallan.report.values import sentence, visible
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

BETWEEN = ""


def start(_head: ReportHeader, _view: View) -> str:
    """Return an empty text: every line is a finding."""
    return ""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render the findings of one application; ``""`` without any."""
    return "".join(f"{_line(notice)}\n" for notice in notices(screening, head, view))


def end(_head: ReportHeader, _totals: Totals, _view: View) -> str:
    """Return an empty text: every line is a finding."""
    return ""


def _line(notice: Notice) -> str:
    """Return a finding on one line; one without a place stands at the first sign of its file."""
    item = notice.item
    # What a finding on form says in its sentences is in its title; what to write instead is the next to know.
    told = (heading(item), *(item.sentences[:1] or (item.instruction,)))
    text = " ".join(sentence(each) for each in told if each)
    return f"{location_text(item.path, notice.place)}: {notice.weight}: {visible(text)} [{visible(item.id)}]"
