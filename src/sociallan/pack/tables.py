"""Reader of a pack's tables: CSV files of rows with the days from and to which each is in force, and its source."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from sociallan.application import spelling
from sociallan.application.decode import decode
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check import string_formats
from sociallan.application.location import PackLocation
from sociallan.application.source import Limits, Source
from sociallan.pack.schema_check import TABLES
from sociallan.pack.table import Table, TableRow

FROM, TO, SOURCE = "from", "to", "source"
_ABOUT_ROWS = (FROM, TO, SOURCE)
"""Columns that every table has: when a row is in force, and the passage that it rests on."""

_PATH = re.compile(rf"{TABLES}[a-z][a-z0-9_]*\.csv")
_NAME = re.compile("[a-z][a-z0-9_]*")
_Line = tuple[int, list[str]]
"""The number of the line that a row begins on, and its cells."""


def is_table(source: Source) -> bool:
    """Return whether a file of a pack is a table."""
    return _PATH.fullmatch(source.path) is not None


class TableFile:
    """One file of a table, read without regard to the rest of the pack; ``faults`` are those of its form."""

    def __init__(self, source: Source) -> None:
        self.file = source.path
        self.faults: list[Diagnostic[PackLocation]] = []
        self.columns: tuple[str, ...] = ()
        self._lines: list[_Line] = []
        text = decode(source, Limits())
        if isinstance(text, Diagnostic):
            self._fault(text.code, text.place.span.line, **text.parameters)
            return
        try:
            rows = [(number, cells) for number, cells in _rows(text) if any(cells)]
        except csv.Error:
            self._fault("table.quotes", text.count("\n", 0, len(text.rstrip())) + 1)
            return
        if not rows:
            self._fault("table.empty", 1)
            return
        (header_line, header), *lines = rows
        if self._is_header(header, header_line):
            self.columns = tuple(header)
            self._lines = [line for line in lines if self._is_whole(line)]

    @property
    def id(self) -> str:
        """Return the name of the table: that of the file, without its folder and ending."""
        return self.file.rpartition("/")[2].removesuffix(".csv")

    @property
    def values(self) -> Sequence[Mapping[str, str]]:
        """Return the rows as cells by column, for the digests."""
        return [dict(zip(self.columns, cells, strict=True)) for _, cells in self._lines]

    def table(self, passages: Collection[str]) -> Table | None:
        """Return the table, ``None`` if a fault was noted."""
        rows = [row for line in self._lines if (row := self._row(line, passages)) is not None]
        self._find_repeated(rows)
        return None if self.faults else Table(self.id, self._keys(), tuple(rows))

    def _keys(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name not in _ABOUT_ROWS)

    def _is_header(self, header: list[str], line: int) -> bool:
        before = len(self.faults)
        for index, name in enumerate(header):
            if _NAME.fullmatch(name) is None:
                self._fault("table.column-name", line, column=name)
            elif name in header[:index]:
                self._fault("table.column-repeated", line, column=name)
        # A name that cannot be read may be that of any column.
        for name in _ABOUT_ROWS if len(self.faults) == before else ():
            if name not in header:
                self._fault("table.column-missing", line, spelling.nearest(name, header), column=name)
        if not set(header) - set(_ABOUT_ROWS):
            self._fault("table.no-values", line)
        return len(self.faults) == before

    def _is_whole(self, line: _Line) -> bool:
        number, cells = line
        if len(cells) != len(self.columns):
            self._fault("table.row-length", number, found=len(cells), columns=len(self.columns))
        return len(cells) == len(self.columns)

    def _row(self, line: _Line, passages: Collection[str]) -> TableRow | None:
        number, cells = line
        known = dict(zip(self.columns, cells, strict=True))
        before = len(self.faults)
        first, last = known.pop(FROM), known.pop(TO)
        for day in (first, *((last,) if last else ())):
            if not (day and string_formats.is_day(day)):
                self._fault("table.date", number, value=day)
        if last and last < first and len(self.faults) == before:
            self._fault("table.dates-crossed", number, first=first, last=last)
        source = known.pop(SOURCE)
        if source not in passages:
            near = spelling.nearest(source, passages)
            self._fault("rule.unknown-passage", number, near, citation=source)
        if not known[self._keys()[0]]:
            self._fault("table.key-missing", number, column=self._keys()[0])
        return TableRow(known, first, last or None, source, number) if len(self.faults) == before else None

    def _find_repeated(self, rows: Sequence[TableRow]) -> None:
        """Note rows with the key of another that is in force on the same day."""
        key = next(iter(self._keys()), "")
        earlier: dict[str, list[TableRow]] = {}
        for row in rows:
            known = earlier.setdefault(row.cells[key], [])
            other = next((each for each in known if _share_a_day(each, row)), None)
            if other is not None:
                self._fault("table.key-repeated", row.line, None, column=key, value=row.cells[key], line=other.line)
            known.append(row)

    def _fault(self, code: str, line: int, suggestion: str | None = None, /, **parameters: Any) -> None:
        self.faults.append(Diagnostic(code, PackLocation(self.file, line, 1), parameters, suggestion))


def _rows(text: str) -> Iterator[_Line]:
    """Yield the rows of a text, each with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    for cells in reader:
        # Texts of applications are compared in the same form.
        yield begins, [normalize("NFC", cell.strip()) for cell in cells]
        begins = reader.line_num + 1


def _share_a_day(one: TableRow, other: TableRow) -> bool:
    return (one.last is None or other.first <= one.last) and (other.last is None or one.first <= other.last)
