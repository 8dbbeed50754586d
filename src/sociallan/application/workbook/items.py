"""Items of the lists of a workbook: a row each, those of inner lists after the items that they belong to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from math import fsum, isclose

from sociallan.application.diagnostic import Severity
from sociallan.application.field import FieldKind
from sociallan.application.form_check.links import reference_key
from sociallan.application.notation.value_words import folded
from sociallan.application.workbook.layout import (
    HEADINGS,
    NUMBER_SIGN,
    PARENT,
    naming_field,
    parent_list,
    single_fields,
)
from sociallan.application.workbook.spreadsheet import CellKind, Sheet, SheetCell
from sociallan.application.workbook.store import CellPosition, Store, branch, list_at, path_in
from sociallan.application.workbook.tree import CellLeaf, Tree

_TOTAL = "workbook.total"
_NO_PARENT, _NO_HEADINGS, _NO_LIST = "workbook.no-parent", "workbook.no-headings", "workbook.no-list"
_FIGURES = re.compile("[0-9]+")
_UNNAMED, _BLANK_PARENT = "workbook.no-name", "workbook.no-parent-stated"

SheetRow = Mapping[int, SheetCell]
"""The cells of a row by column."""

Columns = Mapping[int, str]
"""The path of each column that has one, or ``PARENT``."""


class ItemReader:
    """Reader of the sheets of lists into a store; the rows of items of ``lost`` lists belong nowhere."""

    def __init__(self, store: Store, lost: frozenset[str] = frozenset()) -> None:
        self._store = store
        self._lost = lost
        self._fields = store.fields
        self._items: dict[str, list[Tree]] = {}
        self._naming = ""
        self._named: Mapping[str, Tree] = {}

    def add(self, path: str, sheet: Sheet) -> None:
        """Take the items of a sheet; the lists around it come before."""
        rows = list(sheet.rows())
        first = next((number + 1 for number, cells in rows if 1 in cells and cells[1].text == HEADINGS), None)
        if not self._store.is_list(path) or not self._fields[path].children:
            self._store.note(_NO_LIST, CellPosition(sheet, 2, 2), sheet.name)
            return
        if first is None:
            self._store.note(_NO_HEADINGS, CellPosition(sheet, 2, 2), sheet.name)
            first = sheet.cells[-1].row + 1
        columns = _columns(rows[0][1])
        self._note_unnamed(path, columns, dict(rows).get(first - 1, {}), sheet)
        around = parent_list(path, self._fields)
        self._name_items(around)
        taken = {number: row for number, cells in rows if number >= first and (row := _stated(cells, columns))}
        free = next(number for number in count(first) if number not in taken)
        written = list(taken.values())
        if written and self._is_total(written[-1], written[:-1], columns):
            self._note_total(written.pop(), sheet)
        for row in written:
            self._add_item(path, around, row, columns, sheet)
        own = [each for each, name in columns.items() if name != PARENT]
        for holder in self._holders(around):
            if own:
                self._store.empty(holder, _below(path, around), CellPosition(sheet, free, min(own)))

    def _note_unnamed(self, path: str, columns: Columns, headings: SheetRow, sheet: Sheet) -> None:
        """Note the columns with the heading of a field that has no column."""
        lacking = set(single_fields(self._fields[path], self._fields)).difference(columns.values())
        titles = {folded(title) for each in lacking for title in self._fields[each].title.values()}
        for column, cell in headings.items():
            if column > 1 and column not in columns and folded(cell.text) in titles:
                self._store.note(_UNNAMED, CellPosition(sheet, cell.row, column), cell.text)

    def _is_total(self, row: SheetRow, above: Sequence[SheetRow], columns: Columns) -> bool:
        """Return whether the last row has sums of what stands above them, and one text beside them at most."""
        sums = [column for column in row if self._is_number(columns[column]) and _is_sum(row, above, column)]
        return bool(sums) and len(row) - len(sums) <= 1

    def _is_number(self, path: str) -> bool:
        return path in self._fields and self._fields[path].single_type.kind is FieldKind.NUMBER

    def _note_total(self, row: SheetRow, sheet: Sheet) -> None:
        column, cell = next(iter(row.items()))
        self._store.note(_TOTAL, CellPosition(sheet, cell.row, column), cell.text, severity=Severity.NOTE)

    def _holders(self, around: str | None) -> Iterable[Tree]:
        return (self._store.root,) if around is None else self._items.get(around, ())

    def _add_item(self, path: str, around: str | None, stated: SheetRow, columns: Columns, sheet: Sheet) -> None:
        own = [number for number in stated if columns[number] != PARENT]
        if not own:
            return
        item_of = self._store.root if around is None else self._parent(around, stated, columns, sheet)
        *above, name = _below(path, around).split(".")
        holder = None if item_of is None else branch(item_of, above)
        if item_of is None:
            return
        if holder is None:
            self._store.note(_NO_LIST, CellPosition(sheet, 2, 2), sheet.name)
            return
        row, item = stated[own[0]].row, Tree()
        if len(own) == 1 and self._store.is_none(stated[own[0]], self._fields[path]) and name not in holder:
            self._store.put_none(holder, name, CellPosition(sheet, row, own[0]))
            return
        for number in sorted({*own, *self._first_columns(columns)}):
            place, field = CellPosition(sheet, row, number), columns[number]
            self._store.put(item, _below(field, path), self._fields.get(field), stated.get(number), place)
        self._items.setdefault(path, []).append(item)
        list_at(holder, name).append(item)

    def _first_columns(self, columns: Columns) -> Iterable[int]:
        """Return the first column of each field of the form."""
        first: dict[str, int] = {}
        for number, path in columns.items():
            if path in self._fields:
                first.setdefault(path, number)
        return first.values()

    def _name_items(self, around: str | None) -> None:
        """Note the items of the list around another by the field that names them."""
        naming = None if around is None else naming_field(around, self._fields)
        if around is None or naming is None:
            self._named = {}
            return
        self._naming = naming.rpartition(".")[2]
        named = ((_key(item.get(self._naming)), item) for item in reversed(self._items.get(around, ())))
        self._named = {key: item for key, item in named if key is not None}

    def _parent(self, around: str, stated: SheetRow, columns: Columns, sheet: Sheet) -> Tree | None:
        """Return the item that a row belongs to: one without a name to the only one, a misspelt name to that meant."""
        items = self._items.get(around, [])
        cell = next((cell for number, cell in stated.items() if columns[number] == PARENT), None)
        wanted = "" if cell is None else cell.text.strip().removesuffix(".0")
        if not wanted and len(items) == 1:
            return items[0]
        if wanted and reference_key(wanted) in self._named:
            return self._named[reference_key(wanted)]
        number = wanted.removeprefix(NUMBER_SIGN)
        # Where none has a name, a number alone can only be that of the item.
        is_number = number != wanted or not self._named
        if is_number and number.isdecimal() and 0 < int(number[:9]) <= len(items):
            return items[int(number[:9]) - 1]
        if around in self._lost:
            return None
        column = next((each for each, path in columns.items() if path == PARENT), 2)
        place = CellPosition(sheet, next(iter(stated.values())).row, column)
        meant = self._item_meant(wanted, items) if wanted else None
        name = (
            None if meant is None else next((_text(leaf) for key, leaf in meant.items() if key == self._naming), None)
        )
        self._store.note(_NO_PARENT if wanted else _BLANK_PARENT, place, wanted, path=around, suggestion=name)
        return meant

    def _item_meant(self, wanted: str, items: Sequence[Tree]) -> Tree | None:
        """Return the item that is meant by a name that none has: the only one, or the only one with its number."""
        figures = _FIGURES.findall(wanted)
        alike = [item for key, item in self._named.items() if figures and _FIGURES.findall(key) == figures]
        likely = alike if len(items) > 1 else items
        return likely[0] if len(likely) == 1 else None


def _stated(cells: SheetRow, columns: Columns) -> SheetRow:
    """Return the cells of a row that hold something in the columns of the form."""
    return {column: cell for column, cell in cells.items() if column in columns and not cell.is_blank}


def _is_sum(row: SheetRow, above: Sequence[SheetRow], column: int) -> bool:
    """Return whether a number is the sum of at least two above it."""
    stated = [_number(each[column]) for each in above if column in each]
    numbers, number = [each for each in stated if each is not None], _number(row[column])
    return number is not None and len(numbers) > 1 and isclose(number, fsum(numbers))


def _number(cell: SheetCell) -> float | None:
    with suppress(ValueError):
        return float(cell.text) if cell.kind is CellKind.NUMBER else None
    return None


def _columns(cells: SheetRow) -> Columns:
    named = {number: path_in(cell) for number, cell in cells.items() if number > 1}
    return {number: name for number, name in named.items() if name is not None}


def _below(path: str, above: str | None) -> str:
    """Return the rest of a path below another."""
    return path if above is None else path.removeprefix(f"{above}.")


def _text(leaf: object) -> str | None:
    return leaf.value.text if isinstance(leaf, CellLeaf) and leaf.value is not None else None


def _key(leaf: object) -> str | None:
    text = _text(leaf)
    return None if text is None else reference_key(text)
