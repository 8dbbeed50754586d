"""The CSV format: one row per application, in the dialect that Excel opens directly."""

import re
from collections.abc import Iterable

from sociallan.report.content import report_content
from sociallan.report.field_texts import as_people_write
from sociallan.report.table_rows import LONGEST_CELL, CellValue, application_columns, application_row
from sociallan.report.values import shortened
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

BETWEEN = ""

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The mark by which Excel recognises UTF-8."""
_END = "\r\n"
# The start of a formula for a spreadsheet: at the start of a cell, or after any separator, since the
# file may be read with another separator than it was written with.
_FORMULA = re.compile(r"(^[\s\"']*|[,;\t\"])(?=[=+\-@＝＋－＠])")


def start(head: ReportHeader, view: View) -> str:
    """Render the headings, also for a table without rows."""
    return _BYTE_ORDER_MARK + _line([column.heading(view) for column in application_columns(head, view)], view)


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application as a row."""
    return _line(application_row(report_content(screening, head, view), head, view), view)


def end(_head: ReportHeader, _totals: Totals, _view: View) -> str:
    """Return an empty text: a row of totals would be read as an application."""
    return ""


def _line(cells: Iterable[CellValue], view: View) -> str:
    return view.words.say("sheet.separator").join(_cell_text(cell, view) for cell in cells) + _END


def _cell_text(cell: CellValue, view: View) -> str:
    match cell:
        case None:
            return ""
        case int() | float():
            return as_people_write(cell, view.words)
        case str():
            return '"' + shortened(neutralised(cell), LONGEST_CELL).replace('"', '""') + '"'


def neutralised(text: str) -> str:
    """Return a text with an apostrophe before each possible start of a formula."""
    return _FORMULA.sub(r"\1'", text)
