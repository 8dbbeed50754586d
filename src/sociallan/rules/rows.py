"""Rows of tables on one day, and the columns that conditions look values up in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sociallan.rules.condition import Literal, TableOperand


@dataclass(frozen=True)
class Column:
    """Column of a table on one day: the values in force, and how reports name it.

    ``keyed`` are the values again where the rows are chosen by fields of the application, each with what the fields
    must be; without such fields it is empty.
    """

    table: str
    name: str
    values: frozenset[str]
    keyed: frozenset[tuple[tuple[str, ...], str]] = frozenset()

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"

    def of(self, keys: tuple[str, ...]) -> "Column":
        """Return the column with the rows alone that fields with these values choose."""
        values = self._by_keys.get(keys)
        if values is None:
            return self._of_no_rows
        if keys not in self._chosen:
            self._chosen[keys] = replace(self, values=values, keyed=frozenset())
        return self._chosen[keys]

    @cached_property
    def _of_no_rows(self) -> "Column":
        return replace(self, values=frozenset(), keyed=frozenset())

    @cached_property
    def _chosen(self) -> dict[tuple[str, ...], "Column"]:
        """The columns that were asked for so far."""
        return {}

    @cached_property
    def _by_keys(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        found: dict[tuple[str, ...], set[str]] = {}
        for keys, value in self.keyed:
            found.setdefault(keys, set()).add(value)
        return {keys: frozenset(values) for keys, values in found.items()}


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table that are in force on one day: its id, its columns, and the cells of each row."""

    table: str
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    _known: dict[TableOperand, Column] = field(default_factory=dict, init=False, repr=False, compare=False)

    def column(self, operand: TableOperand) -> Column:
        """Return the column that an operand names, with the rows that its texts choose."""
        known = self._known.get(operand)
        if known is None:
            known = self._known[operand] = self._column(operand)
        return known

    def _column(self, operand: TableOperand) -> Column:
        at = self.columns.index
        texts = {at(name): asked.value for name, asked in operand.where if isinstance(asked, Literal)}
        rows = [row for row in self.cells if all(row[index] == text for index, text in texts.items())]
        own, keys = at(operand.column), [at(name) for name, _ in operand.compared]
        stated = [row for row in rows if row[own]]
        keyed = ((tuple(row[key] for key in keys), row[own]) for row in stated) if keys else ()
        return Column(operand.id, operand.column, frozenset(row[own] for row in stated), frozenset(keyed))


def chosen(column: Column, found: Sequence[tuple[Any, tuple[str, ...]]]) -> tuple[Column | None, tuple[str, ...]]:
    """Return the column in the rows that fields choose, and the pointers of the fields.

    ``found`` are the values of the fields, each with its pointers. Where some are missing there is no column, and the
    pointers are theirs.
    """
    keys = tuple(key for key, _ in found)
    if None in keys:
        return None, tuple(pointer for key, several in found if key is None for pointer in several)
    return column.of(keys), tuple(pointer for _, several in found for pointer in several)
