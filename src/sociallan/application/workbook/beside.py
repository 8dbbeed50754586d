"""Answers in the wrong column of a workbook: beside the cell for the answer, which is empty."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sociallan.application.field import Catalogue, Field
from sociallan.application.notation.value_words import folded
from sociallan.application.workbook.layout import ANSWER
from sociallan.application.workbook.spreadsheet import Sheet, SheetCell, column_letters
from sociallan.application.workbook.store import path_in

_FEWEST_WORDS = 4
"""Words of a text that may be help in other words, as an earlier form has it."""


class Beside(NamedTuple):
    """A cell with an answer, and the name of the cell in which it would be read."""

    sheet: Sheet
    cell: SheetCell
    answer: str


def beside(sheets: Sequence[Sheet], fields: Catalogue) -> Iterator[Beside]:
    """Yield the answers beside an empty cell in sheets of single fields; columns of one's own may hold anything."""
    rows = [(sheet, column, *row) for sheet in sheets for column in _answers(sheet) for row in _rows(sheet, fields)]
    helping = {cell.column for *_, field, cells in rows for cell in cells if folded(cell.text) in _help(field)}
    for sheet, column, field, cells in rows:
        if any(cell.column == column and not cell.is_blank for cell in cells):
            continue
        for cell in cells:
            if cell.column in helping and not cell.is_blank and not _is_help(cell.text, field):
                yield Beside(sheet, cell, f"{column_letters(column)}{cell.row}")


def _answers(sheet: Sheet) -> tuple[int, ...]:
    return tuple(cell.column for cell in sheet.cells if cell.row == 1 and cell.text == ANSWER)[:1]


def _rows(sheet: Sheet, fields: Catalogue) -> Iterator[tuple[Field, Sequence[SheetCell]]]:
    """Yield the rows of fields of the form, each with its cells but the hidden one."""
    for _, cells in sheet.rows():
        path = path_in(cells.get(1))
        if path is not None and path in fields:
            yield fields[path], [cell for column, cell in cells.items() if column > 1]


def _help(field: Field) -> set[str]:
    return set(map(folded, field.description.values()))


def _is_help(text: str, field: Field) -> bool:
    """Return whether a text is the help of a field, or has half of its words from there."""
    words = set(folded(text).split())
    known = (set(each.split()) for each in _help(field))
    return folded(text) in _help(field) or (
        len(words) >= _FEWEST_WORDS and any(2 * len(words & each) >= len(words) for each in known)
    )
