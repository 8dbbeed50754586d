"""The concise format: a line for each finding, ``file:line:column: level: text [rule]``, for editors and ``grep``."""

from sociallan.report.items import location_text
from sociallan.report.notices import Notice, in_short, notices
from sociallan.report.values import visible
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
    text = visible(in_short(item))
    return f"{location_text(item.path, notice.place)}: {notice.weight}: {text} [{visible(item.id)}]"
