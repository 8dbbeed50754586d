"""Locations of words within texts of several lines, where folding and escapes change the offsets.

The non-space characters of a value are in the same order in the file, each written literally or as an escape, so
words are located by counting these characters.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, normalize

from sociallan.application.document import Document, NodeMark
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import NodePositions, place_of
from sociallan.application.personal_data.identifiers import mask_ranges
from sociallan.rules.prose.prose import Search

_DOUBLE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|.", re.DOTALL)
_SINGLE = re.compile("''|.", re.DOTALL)
_NAMED = {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b"}
_SPACES = "tnvfr \t\n\r"
"""Characters after a backslash that form an escaped space or, at the end of a line, an escaped line break."""

_FIRST_COMBINING = "\u0300"
"""The first character that may combine with the one before it."""

_LONGEST = 20_000
"""Maximum number of characters, and of lines, of a text in the file; a longer text is located as a whole, for speed."""

_Character = tuple[str, int, int]
"""A character of a value, and its line and column (0-based) in the file."""


def place_of_words(document: Document, pointer: str, text: str, places: NodePositions, finder: Search) -> Location:
    """Return the location of the first match of a finder in a text, or of the whole text if there is none."""
    span = finder.first(text)
    if span is None:
        return place_of(document, pointer, places)
    return place_within(document, pointer, text, places, span, secret=finder.detects is not None)


def place_within(
    document: Document, pointer: str, text: str, places: NodePositions, found: tuple[int, int], *, secret: bool
) -> Location:
    """Return the location of the part ``found`` (start, end) of a text; a text on one line is located as a whole.

    If ``secret``, the words are also masked in the excerpt, since a line may contain only part of an identifier.
    """
    mark, exact = document.mark(pointer)
    whole = place_of(document, pointer, places)
    if mark is None or not exact or mark.start.line == mark.end.line or _is_too_long(mark, places):
        return whole
    before, within = (sum(not char.isspace() for char in part) for part in (text[: found[0]], text[slice(*found)]))
    wanted = [char for char in text if not char.isspace()]
    written: Iterable[_Character] = list(_characters(mark, places))
    if any(char[0] >= _FIRST_COMBINING for char in written):
        written = _composed(iter(written))
    chars = [char for char in written if not char[0].isspace()]
    if not within or [char for char, _, _ in chars[: len(wanted)]] != wanted:
        return whole
    _, line, column = chars[before]
    end = max(position for _, number, position in chars[before : before + within] if number == line) + 1
    place = places.at(Span(line + 1, column + 1, line + 1, end + 1))
    return place._replace(excerpt=mask_ranges(place.excerpt, [(column, end)])) if secret else place


def _is_too_long(mark: NodeMark, places: NodePositions) -> bool:
    lines = range(mark.start.line + 1, mark.end.line + 2)
    return len(lines) > _LONGEST or sum(len(places.line(number)) for number in lines) > _LONGEST


def _characters(mark: NodeMark, places: NodePositions) -> Iterator[_Character]:
    """Yield the characters of a text of several lines, without its quotation marks or block header."""
    first, last = mark.start.line, mark.end.line
    style = places.line(first + 1)[mark.start.column : mark.start.column + 1]
    for number in range(first, last + 1):
        line = places.line(number + 1)
        start = mark.start.column if number == first else 0
        end = mark.end.column if number == last else len(line)
        if style in ("|", ">"):
            # The header of a block scalar holds only indicators and comments.
            start = len(line) if number == first else 0
        elif style in ("'", '"'):
            start, end = start + (number == first), end - (number == last)
        pattern = {"'": _SINGLE, '"': _DOUBLE}.get(style)
        if pattern is None:
            yield from ((line[position], number, position) for position in range(start, end))
            continue
        for match in pattern.finditer(line, start, end):
            for char in _unescaped(match.group()) if style == '"' else match.group()[:1]:
                yield char, number, match.start()


def _unescaped(written: str) -> str:
    """Return the character of an escape; an empty text for an escaped line break."""
    if not written.startswith("\\") or written == "\\":
        return "" if written == "\\" else written
    kind = written[1]
    if len(written) > 2:
        return chr(int(written[2:], 16))
    return " " if kind in _SPACES else _NAMED.get(kind, kind)


def _composed(chars: Iterator[_Character]) -> Iterator[_Character]:
    """Compose letters and combining accents, as the reader does (NFC)."""
    cluster: list[_Character] = []
    for char in chars:
        if cluster and not combining(char[0]):
            yield from _normalised(cluster)
            cluster = []
        cluster.append(char)
    yield from _normalised(cluster)


def _normalised(cluster: list[_Character]) -> Iterator[_Character]:
    _, line, column = cluster[0]
    yield from ((char, line, column) for char in normalize("NFC", "".join(char for char, _, _ in cluster)))
