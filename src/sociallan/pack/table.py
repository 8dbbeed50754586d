"""Tables of a pack: dated rows to look values up in, and the texts on them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sociallan.application import dates
from sociallan.application.field import Translations
from sociallan.rules.rows import Rows


class TableRow(NamedTuple):
    """Row of a table: its cells by column, its first and last day (``None``: no end), its passage and its line."""

    cells: Mapping[str, str]
    first: str
    last: str | None
    source: str
    line: int


class TableColumn(NamedTuple):
    """Texts on a column of a table: its label, and those of the cells that are codes, if it has such."""

    label: Translations
    values: Mapping[str, Translations]


class TableTexts(NamedTuple):
    """Texts on a table, for people who look something up in it; ``columns`` are by name."""

    title: Translations
    note: Translations
    columns: Mapping[str, TableColumn]


NO_TEXTS = TableTexts({}, {}, {})
"""Texts of a table that the pack says nothing of."""


class Table(NamedTuple):
    """Table to look values up in; ``columns`` are those with values, the first of them the key."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    texts: TableTexts = NO_TEXTS

    @property
    def title(self) -> Translations:
        """Return the title, the name of the table where the pack gives none."""
        return self.texts.title or {"": self.id}

    def label(self, column: str) -> Translations:
        """Return the label of a column, its name where the pack gives none."""
        known = self.texts.columns.get(column)
        return {"": column} if known is None else known.label

    def meaning(self, column: str, cell: str) -> Translations:
        """Return a cell in words: the meaning of a code, otherwise the cell itself."""
        known = self.texts.columns.get(column)
        return {"": cell} if known is None else known.values.get(cell, {"": cell})

    def days(self) -> Iterator[str]:
        """Yield each day from which other rows are in force than on the day before."""
        for row in self.rows:
            yield row.first
            if row.last is not None:
                yield dates.days_later(row.last, 1)

    def on(self, day: str) -> Rows:
        """Return the rows in force on a day (``YYYY-MM-DD``)."""
        rows = (row.cells for row in self.rows if dates.is_within(day, row.first, row.last))
        return Rows(self.id, self.columns, tuple(tuple(cells[name] for name in self.columns) for cells in rows))
