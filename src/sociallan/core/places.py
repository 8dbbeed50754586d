"""From positions to places that can be shown: a span and the masked line that it starts on."""

import re
from functools import cached_property

from sociallan.core.identifiers import mask
from sociallan.model.document import Document, Point, span_of
from sociallan.model.place import START, Place, Span

# libyaml counts these as line breaks (YAML 1.1), so its line numbers do too.
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Places:
    """Makes places of spans of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_BREAK.split(self._text)

    def line(self, number: int) -> str:
        """Give a line, 1-based; empty past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def at(self, span: Span, *, exact: bool = True) -> Place:
        """Give the place of a span."""
        return Place(span, mask(self.line(span.line)), exact)

    def at_offset(self, offset: int) -> Place:
        """Give the place of the character at an offset (0-based, in code points)."""
        before = _LINE_BREAK.split(self._text[:offset])
        line, column = len(before), len(before[-1]) + 1
        return self.at(Span(line, column, line, column + 1))

    def between(self, start: Point, end: Point) -> Place:
        """Give the place between two points of libyaml, cut to the first line it covers."""
        span = span_of(start, end)
        if span.end_line > span.line:
            end_column = max(span.column, len(self.line(span.line)) + 1)
            span = Span(span.line, span.column, span.line, end_column)
        return self.at(span)


def place_of(document: Document, pointer: str, places: Places) -> Place:
    """Give the place of the value at a pointer; where it is absent, of its nearest parent's key."""
    mark, exact = document.mark(pointer)
    if mark is None:
        return places.at(Span(1, 1, 1, 1), exact=False)
    if exact and mark.children is None:
        return places.between(mark.start, mark.end)
    if mark is document.marks:
        # Of what is missing at the top of the file no line says anything.
        return Place(START, "", exact=False)
    start, end = (mark.key_start, mark.key_end) if mark.key_start and mark.key_end else (mark.start, mark.start)
    place = places.between(start, end)
    return Place(place.span, place.excerpt, exact)


def key_place(document: Document, pointer: str, places: Places) -> Place:
    """Give the place of the key at a pointer."""
    mark, _ = document.mark(pointer)
    if mark is None or mark.key_start is None or mark.key_end is None:
        return place_of(document, pointer, places)
    return places.between(mark.key_start, mark.key_end)
