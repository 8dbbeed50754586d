"""The applications as a table of values with separators, which Excel opens with a double click."""

import re
from collections.abc import Iterable

from sociallan.report.content import report_content
from sociallan.report.table_rows import APPLICATIONS, Cell, application_row
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

BETWEEN = ""

_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What tells Excel that the file is UTF-8."""
_END = "\r\n"
# What a spreadsheet takes for the start of a formula, at the start of a cell or, where the file is
# read with other separators than it was written with, after what would then end a cell.
_FORMULA = re.compile(r"(^[\s\"']*|[,;\t\"])(?=[=+\-@＝＋－＠])")


def start(_head: ReportHeader, view: View) -> str:
    """Render the headings, which every table has, though it be empty."""
    return _MARK + _line([column.heading(view) for column in APPLICATIONS], view)


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application as a line."""
    return _line(application_row(report_content(screening, head, view), head, view), view)


def end(_head: ReportHeader, _tally: Totals, _view: View) -> str:
    """Return an empty text: a line with a sum would be taken for an application."""
    return ""


def _line(cells: Iterable[Cell], view: View) -> str:
    return view.words.say("sheet.separator").join(map(_written, cells)) + _END


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case int():
            return str(cell)
        case str():
            return '"' + neutralised(cell).replace('"', '""') + '"'


def neutralised(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return _FORMULA.sub(r"\1'", text)
