"""Looks of a workbook that is filled in: formats of cells, drop-downs, and the page that a sheet is printed on."""

from collections.abc import Mapping, Sequence
from typing import Any

from sociallan.application.field import Field
from sociallan.formats.xlsx_sheet import text_for_excel
from sociallan.pages.workbook_values import CellContent, Values, drop_down, fits_in_list, hint
from sociallan.report.words import Words

CHOICES = "sociallan"
"""Name of the hidden sheet with the choices of drop-downs."""
_LINE_HEIGHT, _SMALL_HEIGHT = 15, 12.5
"""In points, of texts and of help."""
_HIGHEST = 400
_BLUE, _PALE, _INPUT, _GREY, _LINE = "#1F4E79", "#DDE6ED", "#FFFBE6", "#595959", "#9DB2C4"
_TOP = {"valign": "top", "text_wrap": True}
_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _BLUE},
    "text": _TOP,
    "notice": {**_TOP, "bg_color": _PALE, "border": 1, "border_color": _LINE},
    "heading": {**_TOP, "bold": True, "bg_color": _BLUE, "font_color": "#FFFFFF", "valign": "vcenter"},
    "part": {**_TOP, "bold": True, "bg_color": _PALE},
    "label": {**_TOP, "bold": True},
    "about": {**_TOP, "bg_color": _PALE, "font_color": _GREY, "font_size": 9},
    "help": {**_TOP, "font_color": _GREY, "font_size": 9},
    "link": {"font_color": "#0563C1", "underline": 1},
}
_LOOK_OF_INPUT = {**_TOP, "bg_color": _INPUT, "border": 1, "border_color": "#BFBFBF", "align": "left"}

Area = tuple[int, int, int, int]
"""First row, first column, last row and last column, from 0."""


class Canvas:
    """A workbook that is being written, in one language."""

    def __init__(self, book: Any, values: Values, words: Words) -> None:
        self._book = book
        self.values = values
        self.words = words
        self.formats = {name: book.add_format(properties) for name, properties in _FORMATS.items()}
        self._inputs: dict[str, Any] = {}
        self._ranges: dict[tuple[str, ...], str] = {}

    def add_choices(self) -> None:
        """Add the hidden sheet, after the others."""
        self._choices = self._book.add_worksheet(CHOICES)
        self._choices.very_hidden()

    def set_up(self, page: Any, title: str, *, is_list: bool) -> None:
        """Set how a sheet is shown and printed."""
        page.set_paper(9)  # A4
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.5, right=0.5)
        page.set_footer("&L&F&R&A  &P/&N")
        page.hide_gridlines(2)
        page.set_row(0, None, None, {"hidden": True})
        page.set_column(0, 0, 4, None, {"hidden": True})
        page.set_tab_color(_LINE if is_list else _BLUE)
        page.write_string(1, 1, title, self.formats["title"])

    def input(self, number_format: str) -> Any:
        """Return the format of a cell to write in."""
        if number_format not in self._inputs:
            self._inputs[number_format] = self._book.add_format({**_LOOK_OF_INPUT, "num_format": number_format})
        return self._inputs[number_format]

    def put(self, page: Any, row: int, column: int, value: Any, field: Field) -> None:
        """Write a value of a field, or an empty cell for it."""
        self.write(page, row, column, self.values.of(value, field) or self.values.empty(field))

    def write(self, page: Any, row: int, column: int, content: CellContent) -> None:
        """Write the content of a cell to write in."""
        style = self.input(content.format)
        match content.value:
            case None:
                page.write_blank(row, column, None, style)
            case str() as text:
                page.write_string(row, column, text_for_excel(text), style)
            case bool() as truth:
                page.write_boolean(row, column, truth, style)
            case int() | float() as number:
                page.write_number(row, column, number, style)
            case day:
                page.write_datetime(row, column, day, style)

    def validate(self, page: Any, area: Area, field: Field, message: str, named: str | None) -> None:
        """Set the drop-down of a field on cells; ``named`` is the range of the names that it may refer to."""
        title, choices = self.words.pick(field.title), tuple(self.values.choices(field))
        if choices:
            source: str | Sequence[str] = choices if fits_in_list(choices) else self._range_of(choices)
            error = {key: self.words.say(f"workbook.{key}") for key in ("error_title", "error_message")}
            page.data_validation(*area, {**drop_down(source, title, message, is_strict=True), **error})
        elif named is not None:
            page.data_validation(*area, drop_down(named, title, message, is_strict=False))
        elif message:
            page.data_validation(*area, hint(title, message))

    def _range_of(self, choices: tuple[str, ...]) -> str:
        """Return the range of the hidden sheet that holds some choices."""
        if choices not in self._ranges:
            column = len(self._ranges)
            for row, choice in enumerate(choices):
                self._choices.write_string(row, column, choice)
            self._ranges[choices] = range_of(CHOICES, column, 0, len(choices) - 1)
        return self._ranges[choices]


def height(*texts: tuple[str, float], small: tuple[str, float] = ("", 1), least: int = 1) -> float:
    """Return the height of a row with texts in columns of some widths, since not every program fits it to them."""
    tall = max([least, *(_lines(text, width) for text, width in texts)]) * _LINE_HEIGHT
    return min(max(tall, _lines(*small) * _SMALL_HEIGHT) + 3, _HIGHEST)


def _lines(text: str, width: float) -> int:
    """Return an estimate of how many lines a text takes: few lines are filled to their end."""
    return sum(1 + int(len(part) * 1.12 / width) for part in text.split("\n"))


def range_of(sheet: str, column: int, first: int, last: int) -> str:
    """Return a range of a column as a formula; rows and column are from 0."""
    from xlsxwriter.utility import xl_col_to_name  # An optional package.

    letters = xl_col_to_name(column)
    return f"='{sheet}'!${letters}${first + 1}:${letters}${last + 1}"
