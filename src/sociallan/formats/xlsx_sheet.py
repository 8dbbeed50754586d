"""A sheet of rows in a workbook that is a report: headings, filters, formats of cells and colours of verdicts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import product
from typing import Any

from sociallan.report.table_rows import LONGEST_CELL, CellType, CellValue, ReportColumn
from sociallan.report.view import View
from sociallan.screening.report import Verdict

_MOST_ROWS = 1_048_575
"""The most rows of a sheet below the headings, a limit of Excel."""
_LINE_HEIGHT = 15
"""In points."""
_MOST_LINES = 25
"""The most lines that Excel displays in a row."""
_MOST_HEIGHTS = 20_000
"""The most rows with an explicit height: XlsxWriter keeps each in memory. Excel fits the others itself."""
_LONGEST_HEADING = 255
"""The most characters of a heading of a table, a limit of Excel."""
# XML forbids both, and Excel reports a workbook with one as damaged. Texts of a rule may contain them; those
# of applications do not.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
CELL_FORMATS: Mapping[CellType, Mapping[str, Any]] = {
    # The text format keeps a cell a text after editing, even if it starts like a formula.
    CellType.TEXT: {"num_format": "@"},
    CellType.COUNT: {"num_format": "0"},
    CellType.AMOUNT: {"num_format": "#,##0"},
    CellType.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
}
_VERDICTS: Mapping[Verdict, Mapping[str, Any]] = {
    Verdict.READY: {"font_color": "#0B5A1E", "bg_color": "#DDF2E0"},
    Verdict.INCOMPLETE: {"font_color": "#6B4A00", "bg_color": "#FFF1CC"},
    Verdict.NOT_MET: {"font_color": "#8A1414", "bg_color": "#FBDDDD"},
    Verdict.INVALID: {"font_color": "#8A1414", "bg_color": "#FBDDDD"},
}
"""Colours of verdicts: the contrast of each pair is at least 5, and the word says it too."""
WRAPPED = {"valign": "top", "text_wrap": True}
_HEADING = {**WRAPPED, "bold": True, "bg_color": "#DDE6ED", "bottom": 1}


class RowSheet:
    """A sheet with frozen headings, filters and rows.

    Each row is one line high, to compare rows, or as high as its texts need if ``wrapped``.
    """

    def __init__(
        self, book: Any, name: str, columns: tuple[ReportColumn, ...], view: View, *, wrapped: bool = False
    ) -> None:
        self._key = name
        self._name = view.words.say(f"sheet.{name}")
        self._sheet = book.add_worksheet(self._name)
        self._columns = columns
        self._wrapped = wrapped
        self._formats = {
            kind: book.add_format({**properties, **(WRAPPED if wrapped else {})})
            for kind, properties in CELL_FORMATS.items()
        }
        self._verdicts = {verdict: book.add_format(look) for verdict, look in _VERDICTS.items()}
        self._view = view
        self._rows = 0
        self.omitted = 0
        self._heading = book.add_format(_HEADING)
        self._headings = distinct(column.heading(view) for column in columns)
        self._sheet.set_row(0, 2 * _LINE_HEIGHT)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.repeat_rows(0)
        self._sheet.fit_to_pages(1, 0)
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(0, number, self._headings[number], self._heading)

    def add(self, cells: Iterable[CellValue]) -> None:
        """Write a row, or count it as omitted if the sheet is full."""
        if self._rows == _MOST_ROWS:
            self.omitted += 1
            return
        self._rows += 1
        cells = tuple(cells)
        if self._wrapped and self._rows <= _MOST_HEIGHTS:
            # Not every program fits the height of a row to its text.
            self._sheet.set_row(self._rows, _LINE_HEIGHT * min(max(map(_lines, cells, self._columns)), _MOST_LINES))
        for number, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            cell_format = self._formats[column.kind]
            if isinstance(cell, str) and column.kind is CellType.DAY:
                self._sheet.write_datetime(self._rows, number, datetime.fromisoformat(cell), cell_format)
            else:
                put_cell(self._sheet, self._rows, number, cell, cell_format)

    def close(self, *, in_table: bool) -> None:
        """Add filters to the headings, and colours to verdicts, which then follow what is written in the cells."""
        area = 0, 0, self._rows, len(self._columns) - 1
        if in_table and self._rows:
            headings = [{"header": each, "header_format": self._heading} for each in self._headings]
            self._sheet.add_table(*area, {"name": self._key, "columns": headings, "style": "Table Style Light 1"})
        else:
            self._sheet.autofilter(*area)
        numbers = (number for number, column in enumerate(self._columns) if column.name == "verdict")
        for number, (verdict, look) in product(numbers, self._verdicts.items()):
            word = self._view.words.say(f"verdict.{verdict}")
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            self._sheet.conditional_format(1, number, max(self._rows, 1), number, rule)

    def omitted_message(self) -> str:
        """Return the sentence on rows beyond the limit of Excel."""
        return self._view.words.say("sheet.left_out", sheet=self._name, count=self.omitted)


def distinct(headings: Iterable[str]) -> Sequence[str]:
    """Return headings such that a table can have them: no two alike."""
    found: list[str] = []
    for each in headings:
        heading, number = text_for_excel(each)[:_LONGEST_HEADING], 1
        while heading.casefold() in map(str.casefold, found):
            number += 1
            heading = f"{each[: _LONGEST_HEADING - 5]} {number}"
        found.append(heading)
    return found


def _lines(cell: CellValue, column: ReportColumn) -> int:
    """Return an estimate of a cell's number of lines; wrapping rarely fills a line completely."""
    return 1 + int(len(cell) * 1.1) // column.width if isinstance(cell, str) else 1


def put_cell(sheet: Any, row: int, column: int, cell: CellValue, cell_format: Any) -> None:
    """Write a cell by its type: a text never becomes a formula or a link."""
    match cell:
        case None | "":
            sheet.write_blank(row, column, None, cell_format)
        case int() | float():
            sheet.write_number(row, column, cell, cell_format)
        case str():
            sheet.write_string(row, column, text_for_excel(cell), cell_format)


def text_for_excel(text: str) -> str:
    """Return a text truncated to the limit of a cell, with characters that XML forbids replaced."""
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    cut = text.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")
    return text if cut == text else f"{cut[:-1]}…"
