"""The cells of an application's lists: the rows of each list, and the cells of a row or of a question."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.application.workbook.layout import NUMBER_SIGN, FormSheet, naming_field, parent_list

_FREE_CELLS, _FREE_COLUMNS = 5, 3
"""Cells for the items of a list of choices: below each other, and beside each other in a row of a list."""


class ListRow(NamedTuple):
    """An item of a list, and the text that refers to the item around it. ``none`` stands for a list without items."""

    reference: str | None
    item: Any
    none: str | None = None


class ListRows:
    """The rows of the lists of one application; ``none`` is the word for a list without items."""

    def __init__(self, application: Mapping[str, Any], fields: Catalogue, none: str | None) -> None:
        self._application = application
        self._fields = fields
        self._none = none
        self.of = lru_cache(None)(self._of)
        self.cells_beside = lru_cache(None)(self._cells_beside)

    def answers(self, path: str) -> Sequence[Any]:
        """Return the cells of a question, with free ones for a list."""
        field = self._fields[path]
        items = self.items(at(self._application, path), field)
        if field.kind is not FieldKind.LIST:
            return items
        count = max(len(items) + 1, min(len(field.values) or _FREE_CELLS, _FREE_CELLS))
        return (*items, *[None] * (count - len(items)))

    def items(self, value: Any, field: Field) -> Sequence[Any]:
        """Return the values of a field that each stand in a cell."""
        if field.kind is not FieldKind.LIST:
            return (value,)
        if value == [] and field.may_be_empty and self._none is not None:
            return (self._none,)
        return value if isinstance(value, list) else () if value is None else (value,)

    def _of(self, path: str) -> tuple[ListRow, ...]:
        """Return the rows of a list of records."""
        around = parent_list(path, self._fields)
        holders = [(None, self._application)] if around is None else self._referred(around)
        below = path if around is None else path.removeprefix(f"{around}.")
        return tuple(row for reference, holder in holders for row in self._rows_in(at(holder, below), path, reference))

    def _rows_in(self, items: Any, path: str, reference: str | None) -> Iterator[ListRow]:
        if items == [] and self._fields[path].may_be_empty and self._none is not None:
            yield ListRow(reference, {}, self._none)
        elif isinstance(items, list):
            yield from (ListRow(reference, item) for item in items if item)

    def _referred(self, path: str) -> Iterator[tuple[str | None, Any]]:
        """Yield the items of a list, each with the text by which a row of another sheet refers to it."""
        naming = naming_field(path, self._fields)
        name = None if naming is None else naming.rpartition(".")[2]
        items = [row.item for row in self.of(path)]
        names = [item.get(name) if isinstance(item, dict) else None for item in items]
        keys = ["".join(each.casefold().split()) if isinstance(each, str) else "" for each in names]
        for number, (item, own, key) in enumerate(zip(items, names, keys, strict=True), start=1):
            is_known = bool(key) and not key.startswith(NUMBER_SIGN) and keys.count(key) == 1
            yield (str(own).strip() if is_known else f"{NUMBER_SIGN}{number}"), item

    def _cells_beside(self, sheet: FormSheet, path: str) -> int:
        """Return how many cells of a row hold a field."""
        field = self._fields[path]
        if field.kind is not FieldKind.LIST:
            return 1
        counts = [len(self.items(at(row.item, below_list(sheet, path)), field)) for row in self.of(sheet.path)]
        return max(min(_FREE_COLUMNS, len(field.values) or _FREE_COLUMNS), *counts, 0)

    def column(self, sheet: FormSheet, path: str) -> int:
        """Return the first column, from 0, of a field of a list."""
        before = sheet.fields[: sheet.fields.index(path)]
        is_within = parent_list(sheet.path, self._fields) is not None
        return 1 + is_within + sum(self.cells_beside(sheet, each) for each in before)


def below_list(sheet: FormSheet, path: str) -> str:
    """Return the path of a field within the items of a list."""
    return path.removeprefix(f"{sheet.path}.")


def at(value: Any, path: str) -> Any:
    """Return the value at a path below a value; ``None`` if there is none."""
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value
