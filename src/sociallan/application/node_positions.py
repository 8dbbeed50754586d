"""Locations of nodes of a document: a span and a masked excerpt of its first line."""

import re
from collections.abc import Sequence
from functools import cached_property

from sociallan.application.document import Document, Position, span_of
from sociallan.application.lines import lines_of
from sociallan.application.location import START, Cell, Location, PackLocation, Span
from sociallan.application.personal_data.identifiers import mask

_KEY = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^:]+(?::[^:\s][^:]*)*")
_LONGEST_KEY = 1_024
"""Longest key in YAML. The bound avoids a search through a line of a megabyte for each of its keys."""
_LONGEST_EXCERPT = 1_000
"""Bound on an excerpt: a file may be one line of a megabyte with thousands of faults."""
_IN_NO_IDENTIFIER = re.compile(r"[\"'{}<>;]| [A-Za-z]|(?<![0-9])(?:[0-9]{24,}+ |(?:[0-9]++ ){24})(?:[0-9] ?){8}")
"""Text that occurs in no identifier of a person: the text after it does not affect the masking before it.

No number has 24 digits, and no address contains a space; a number that begins before so many digits ends within
them. Matching only at the start of a run of digits keeps the search linear in a line of half a million digits.
"""


class NodePositions:
    """Locations of spans of one text; ``cells`` has the cell of each of its lines if it is that of a workbook."""

    def __init__(self, text: str, cells: Sequence[Cell] = ()) -> None:
        self._text = text
        self._cells = cells
        self._excerpts: dict[int, str] = {}

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self._text)

    def line(self, number: int) -> str:
        """Return a line, 1-based; empty past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def lines_to(self, number: int) -> str:
        """Return the text to the end of a line, with the same sign between all lines."""
        return "\n".join(self._lines[:number])

    def has(self, number: int) -> bool:
        """Return whether the text has a line with this number, 1-based."""
        return 0 < number <= len(self._lines)

    def at(self, span: Span, *, exact: bool = True) -> Location:
        """Return the location of a span."""
        if span.line not in self._excerpts:
            self._excerpts[span.line] = _excerpt(self.line(span.line))
        return Location(span, self._excerpts[span.line], exact, self._cell(span.line))

    def nowhere(self) -> Location:
        """Return the location of what has no line: the start of the file."""
        return Location(START, "", exact=False, cell=Cell("", "") if self._cells else None)

    def at_character(self, line: int, column: int) -> Location:
        """Return the location of one character, 1-based; the end of the text if the line is past it."""
        if line > len(self._lines):
            return self.at_character(len(self._lines), len(self._lines[-1]) + 1)
        end = len(self.line(line)) + 1
        return self.at(Span(line, min(column, end), line, min(column + 1, end)))

    def _cell(self, line: int) -> Cell | None:
        if not self._cells:
            return None
        return self._cells[line - 1] if line <= len(self._cells) else Cell("", "")

    def at_offset(self, offset: int) -> Location:
        """Return the location of the character at an offset (0-based, in code points)."""
        before = lines_of(self._text[:offset])
        return self.at_character(len(before), len(before[-1]) + 1)

    def between(self, start: Position, end: Position) -> Location:
        """Return the location between two positions, cut to its first line."""
        span = span_of(start, end)
        if span.end_line > span.line:
            end_column = max(span.column, len(self.line(span.line)) + 1)
            span = Span(span.line, span.column, span.line, end_column)
        return self.at(span)

    def of_key(self, start: Position, *, exact: bool = True) -> Location:
        """Return the location of the key that starts at a position."""
        span = span_of(start, start)
        begin = span.column - 1
        match = _KEY.match(self.line(span.line), begin, begin + _LONGEST_KEY)
        # An empty key has no characters: mark the one at its position, if any.
        length = len(match.group().rstrip()) if match else int(span.column <= len(self.line(span.line)))
        return self.at(Span(span.line, span.column, span.line, span.column + length), exact=exact)


def positions_in(document: Document) -> NodePositions:
    """Return the locations of spans of a document's text."""
    return NodePositions(document.text, document.cells)


def _excerpt(line: str) -> str:
    """Return the start of a line, masked, without a search through the rest of a long line."""
    end = _IN_NO_IDENTIFIER.search(line, _LONGEST_EXCERPT)
    return mask(line if end is None else line[: end.end()])[:_LONGEST_EXCERPT]


def place_of(document: Document, pointer: str, places: NodePositions) -> Location:
    """Return the location of the value at a pointer, or of its nearest parent's key if it is absent."""
    mark, exact = document.mark(pointer)
    if mark is None:
        return places.at(START, exact=False)
    if exact and mark.children is None:
        return places.between(mark.start, mark.end)
    if mark is document.marks:
        # No line corresponds to a value missing at the top level.
        return places.nowhere()
    return places.of_key(mark.start if mark.key is None else mark.key, exact=exact)


def key_place(document: Document, pointer: str, places: NodePositions) -> Location:
    """Return the location of the key at a pointer."""
    mark, _ = document.mark(pointer)
    return place_of(document, pointer, places) if mark is None or mark.key is None else places.of_key(mark.key)


def pack_location(document: Document, file: str, pointer: str, *, of_key: bool = False) -> PackLocation:
    """Return the location of a value in a pack's file, or of its key; of its nearest parent if it is absent."""
    mark, _ = document.mark(pointer)
    if mark is None:
        return PackLocation(file, 1, 1)
    start = span_of(mark.key if of_key and mark.key is not None else mark.start, mark.start)
    return PackLocation(file, start.line, start.column)
