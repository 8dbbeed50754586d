"""Sheets of a workbook for lists: one row an item, in a table that grows."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.application.workbook.layout import HEADINGS, PARENT, ROWS, FormSheet, naming_field, parent_list
from sociallan.pages.workbook_canvas import Canvas, height, range_of
from sociallan.pages.workbook_rows import ListRows, at, below_list
from sociallan.pages.workbook_values import TEXT, CellContent, drop_down, example_text
from sociallan.report import field_texts

_FREE_ROWS, _MOST_ROWS = 12, 1_000
"""Rows that are ready to be written in, and those that have drop-downs."""
_FIRST = 5
"""The row of the first item, from 0."""
_NARROW, _MIDDLE, _WIDE = 14, 26, 42
"""Widths of columns, in characters."""


class _Column(NamedTuple):
    path: str
    heading: str
    message: str
    beside: int
    """Number of the columns of the field in its first one, 0 in the others."""


class ListWriter:
    """Writer of the sheets of lists; ``names`` has the name of each sheet by the path of its list."""

    def __init__(self, canvas: Canvas, fields: Catalogue, rows: ListRows, names: Mapping[FormSheet, str]) -> None:
        self._canvas = canvas
        self._words = canvas.words
        self._fields = fields
        self._rows = rows
        self._names = names

    def write(self, page: Any, sheet: FormSheet) -> None:
        """Write a sheet."""
        columns, rows = list(self._columns(sheet)), self._rows.of(sheet.path)
        last = _FIRST + len(rows) + _FREE_ROWS - 1
        known = self._fields[sheet.path]
        about = (self._words.pick(known.description), field_texts.about_item(known, self._words))
        page.write_string(0, 0, f"{ROWS}{sheet.path}")
        lead = " ".join(dict.fromkeys((*about, self._words.say("workbook.row_each"))))
        self._across(page, 2, 1, len(columns), lead, "text")
        page.set_row(2, height((lead, sum(map(self._width, columns)))))
        page.write_string(_FIRST - 1, 0, HEADINGS)
        for number, column in enumerate(columns, start=1):
            page.write_string(0, number, column.path)
            if column.beside:
                self._across(page, _FIRST - 2, number, number + column.beside - 1, column.message, "help")
            self._set_up(page, sheet, number, column, last)
        helps = [height(small=(each.message, 1.15 * self._width(each) * max(each.beside, 1))) for each in columns]
        page.set_row(_FIRST - 2, max(helps))
        page.set_row(_FIRST - 1, max(height((each.heading, 0.85 * self._width(each))) for each in columns))
        headings = [{"header": each.heading, "header_format": self._canvas.formats["heading"]} for each in columns]
        table = {"columns": headings, "name": f"_list{page.index}", "style": "Table Style Light 1", "autofilter": False}
        page.add_table(_FIRST - 1, 1, last, len(columns), table)
        page.freeze_panes(_FIRST, 2)
        page.repeat_rows(_FIRST - 1)
        for number, row in enumerate(rows, start=_FIRST):
            page.set_row(number, self._height(sheet, row.item))
            column_number = 1
            if row.reference is not None:
                self._canvas.write(page, number, 1, CellContent(row.reference, TEXT))
                column_number = 2
            if row.none is not None:
                self._canvas.write(page, number, column_number, CellContent(row.none, TEXT))
                continue
            self._write_item(page, number, sheet, row.item)

    def cells_of(self, path: str | None) -> str | None:
        """Return the range of the cells of a field that names the items of a list."""
        sheet = next((each for each in self._names if each.is_list and path in each.fields), None)
        if sheet is None or path is None:
            return None
        return range_of(self._names[sheet], self._rows.column(sheet, path), _FIRST, _FIRST + _MOST_ROWS - 1)

    def _columns(self, sheet: FormSheet) -> Iterator[_Column]:
        around = parent_list(sheet.path, self._fields)
        if around is not None:
            label = self._words.pick(self._fields[around].title)
            help_text = self._words.say("workbook.parent_help")
            yield _Column(PARENT, self._words.say("workbook.parent", label=label), help_text, 1)
        taken: list[str] = []
        for path in sheet.fields:
            field, count = self._fields[path], self._rows.cells_beside(sheet, path)
            title = self._words.pick(field.title)
            # A table has each heading once.
            title = title if title not in taken else f"{title} ({below_list(sheet, path)})"
            taken.append(title)
            for number in range(1, count + 1):
                heading = title if count == 1 else f"{title} {number}"
                yield _Column(path, heading, self._message(field), count if number == 1 else 0)

    def _across(self, page: Any, row: int, first: int, last: int, text: str, style: str) -> None:
        if first == last:
            page.write_string(row, first, text, self._canvas.formats[style])
        else:
            page.merge_range(row, first, row, last, text, self._canvas.formats[style])

    def _width(self, column: _Column) -> int:
        field = self._fields.get(column.path)
        return _NARROW if field is None else _width(field)

    def _message(self, field: Field) -> str:
        text, example = self._words.pick(field.description), example_text(field, self._words)
        return f"{text} {self._words.say('form.example', example=example)}" if example else text

    def _set_up(self, page: Any, sheet: FormSheet, number: int, column: _Column, last: int) -> None:
        area = _FIRST, number, _FIRST + _MOST_ROWS - 1, number
        field = self._fields.get(column.path)
        page.set_column(number, number, self._width(column))
        if field is None:
            around = parent_list(sheet.path, self._fields)
            names = None if around is None else self.cells_of(naming_field(around, self._fields))
            if names is not None:
                page.data_validation(*area, drop_down(names, column.heading, column.message, is_strict=False))
        else:
            self._canvas.validate(page, area, field, column.message, self.cells_of(field.refers_to))
        empty = CellContent(None, TEXT) if field is None else self._canvas.values.empty(field)
        for row in range(_FIRST, last + 1):
            self._canvas.write(page, row, number, empty)

    def _height(self, sheet: FormSheet, item: Any) -> float:
        texts = ((at(item, below_list(sheet, path)), _width(self._fields[path])) for path in sheet.fields)
        return height(*((text, width) for text, width in texts if isinstance(text, str)))

    def _write_item(self, page: Any, row: int, sheet: FormSheet, item: Any) -> None:
        for path in sheet.fields:
            field, first = self._fields[path], self._rows.column(sheet, path)
            for offset, value in enumerate(self._rows.items(at(item, below_list(sheet, path)), field)):
                self._canvas.put(page, row, first + offset, value, field)


def _width(field: Field) -> int:
    if field.prose:
        return _WIDE if field.type.name == "text" else _MIDDLE
    if field.kind is FieldKind.LIST:
        return _NARROW + 4 if field.values else _NARROW - 3
    return _NARROW + 6 if field.values else _NARROW
