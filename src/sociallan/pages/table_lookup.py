"""Look-ups in a pack's tables for people: labels of columns, meanings of codes, rows by key and by words."""

from collections.abc import Iterator

from sociallan.pack.pack import Pack
from sociallan.pack.table import Table, TableRow


def key(table: Table, row: TableRow) -> str:
    """Return the value that names a row."""
    return row.cells[table.columns[0]]


def rows_of(name: str, pack: Pack) -> list[tuple[Table, TableRow]]:
    """Return the rows with a key, of every day, each with its table."""
    return [(table, row) for table, row in _rows(pack) if key(table, row) == name]


def rows_with(text: str, pack: Pack) -> list[tuple[Table, TableRow]]:
    """Return the rows in which every word of a text stands, in any case and also within a longer word."""
    sought = text.casefold().split()
    return [(table, row) for table, row in _rows(pack) if sought and _has(table, row, sought)]


def _rows(pack: Pack) -> Iterator[tuple[Table, TableRow]]:
    yield from ((table, row) for table in pack.tables.values() for row in table.rows)


def _has(table: Table, row: TableRow, sought: list[str]) -> bool:
    texts = (text for column in table.columns for text in table.meaning(column, row.cells[column]).values())
    said = " ".join(texts).casefold()
    return all(word in said for word in sought)
