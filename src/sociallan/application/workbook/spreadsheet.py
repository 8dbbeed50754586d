"""Cells of a workbook in the format of Excel (.xlsx), read within limits.

Only the parts that hold cells are read; nothing is followed, computed or run. Own code, since a stranger's workbook of
six kilobytes takes openpyxl seconds, and it refuses files by exceptions of many kinds.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sociallan.application.source import Limits
from sociallan.application.workbook.archive import OTHER_FORMAT, Archive, Handler, Unreadable
from sociallan.application.workbook.parts import GENERAL, Book, FormatHandler, TextHandler, unescaped

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class CellKind(StrEnum):
    """Kinds of value that a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    ERROR = "error"
    NOTHING = "nothing"


class SheetCell(NamedTuple):
    """A cell that holds something, by row and column from 1; ``text`` is the value as the file has it.

    ``format`` is the code of its number format. A formula has its stored result, and is nothing without one.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    format: str
    is_formula: bool

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to see in the cell; a formula without a stored result is not blank."""
        return not self.is_formula and not self.text.strip()


class Sheet(NamedTuple):
    """The cells of a sheet, row by row; ``from_1904`` is true if its dates count from 1904."""

    name: str
    cells: Sequence[SheetCell]
    from_1904: bool

    def rows(self) -> Iterator[tuple[int, Mapping[int, SheetCell]]]:
        """Yield each row that holds something, from the first: its number, and its cells by column."""
        rows: dict[int, dict[int, SheetCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        yield from sorted(rows.items())


class _Enough(Exception):
    """Signal to read no more of a sheet that is not wanted."""


def column_letters(column: int) -> str:
    """Return the letters of a column, from 1: ``A``, ``Z``, ``AA``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheets(data: bytes, limits: Limits, is_wanted: Callable[[str], bool], preview: int = 0) -> Iterator[Sheet]:
    """Yield the sheets whose first cell, ``A1``, holds a wanted text, and as many cells of the others as a preview.

    Raises:
        Unreadable: if the bytes are no workbook, or one beyond the limits.

    """
    archive = Archive(data, limits)
    main = next(iter(archive.targets("", "officeDocument").values()), None)
    if main is None:
        raise Unreadable(OTHER_FORMAT)
    book = Book()
    archive.parse(main, book)
    targets = archive.targets(main, "worksheet")
    texts, formats = TextHandler(), FormatHandler()
    for kind, handler in (("sharedStrings", texts), ("styles", formats)):
        for part in archive.targets(main, kind).values():
            archive.parse(part, handler)
    for name, identifier in book.sheets:
        if identifier not in targets:
            continue
        cells = _Cells(texts.found, formats.codes(), is_wanted, preview)
        with suppress(_Enough):
            archive.parse(targets[identifier], cells)
        if cells.found:
            yield Sheet(name, cells.found, book.from_1904)


def has_property(data: bytes, limits: Limits, value: str) -> bool:
    """Return whether a property that its author gave a workbook has a value.

    Raises:
        Unreadable: if the bytes are no workbook, or one beyond the limits.

    """
    archive = Archive(data, limits)
    return any(value.encode() in archive.read(part) for part in archive.targets("", "custom-properties").values())


class _Cells(Handler):
    """Handler of a sheet."""

    def __init__(
        self, texts: Sequence[str], formats: Sequence[str], is_wanted: Callable[[str], bool], preview: int
    ) -> None:
        self.found: list[SheetCell] = []
        self._texts, self._formats, self._wanted, self._preview = texts, formats, is_wanted, preview
        self._is_wanted = False
        self._row = self._column = 0
        self._kind, self._format, self._is_formula = "n", GENERAL, False
        self._inside, self._is_reading = "", False
        self._value: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._start_cell(attributes)
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._is_reading = True
        elif name in ("v", "t") and not self._is_reading:
            self._inside = name
            self._value = self._value or []

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes["r"]) if "r" in attributes else None
        if reference is None:
            self._column += 1
        else:
            self._row, self._column = int(reference[2]), _column_number(reference[1])
        style = int(attributes.get("s", 0))
        self._format = self._formats[style] if 0 <= style < len(self._formats) else GENERAL
        self._kind, self._is_formula, self._value = attributes.get("t", "n"), False, None

    def text(self, text: str) -> None:
        if self._inside and self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._inside = ""
        elif name == "rPh":
            self._is_reading = False
        elif name == "c" and (self._value is not None or self._is_formula):
            self._add(*self._typed("".join(self._value or ())))

    def _add(self, kind: CellKind, text: str) -> None:
        self._is_wanted = self._is_wanted or ((self._row, self._column) == (1, 1) and self._wanted(text))
        if not self._is_wanted and len(self.found) >= self._preview:
            raise _Enough
        self.found.append(SheetCell(self._row, self._column, kind, text, self._format, self._is_formula))

    def _typed(self, text: str) -> tuple[CellKind, str]:
        if self._is_formula and not text and self._kind != "str":
            return CellKind.NOTHING, ""
        match self._kind:
            case "s":
                return CellKind.TEXT, self._texts[int(text)]
            case "inlineStr" | "str" | "d":
                return CellKind.TEXT, unescaped(text)
            case "b":
                return CellKind.TRUTH, text
            case "e":
                return CellKind.ERROR, text
            case _:
                return CellKind.NUMBER if text else CellKind.NOTHING, text


@lru_cache(1024)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
