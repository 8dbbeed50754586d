"""Positions in the file of words in a text of several lines, where folds and escapes change offsets.

The characters of a value that are no spaces stand in the file in the same order, each as itself or as an escape. So
the words are found by counting those.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from sociallan.application.document import Document, NodeMark
from sociallan.application.identifiers import mask_ranges
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import NodePositions, place_of
from sociallan.rules.word_search import Finder

_DOUBLE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|.", re.DOTALL)
_SINGLE = re.compile("''|.", re.DOTALL)
_NAMED = {"N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b"}
_SPACES = "tnvfr \t\n\r"
"""What follows a backslash that stands for a space, or for nothing at the end of a line."""

_LONGEST = 20_000
"""Characters and lines that a text takes in the file; one of more is placed as a whole, to keep hostile files cheap."""

_Sign = tuple[str, int, int]
"""A character of a value that is no space, and the line and column (0-based) where it is written."""


def place_of_words(document: Document, pointer: str, text: str, places: NodePositions, finder: Finder) -> Location:
    """Return where the first words that a finder finds in a text stand."""
    span = finder.first(text)
    if span is None:
        return place_of(document, pointer, places)
    return place_within(document, pointer, text, places, span, secret=finder.detects is not None)


def place_within(
    document: Document, pointer: str, text: str, places: NodePositions, found: tuple[int, int], *, secret: bool
) -> Location:
    """Return the place of a part of a text, by its start and end there; of a text on one line, that of the text.

    ``secret`` words are masked in the excerpt too: a line may hold only a part of what points to a person.
    """
    mark, exact = document.mark(pointer)
    whole = place_of(document, pointer, places)
    if mark is None or not exact or mark.start.line == mark.end.line or _is_too_long(mark, places):
        return whole
    before, within = (sum(not sign.isspace() for sign in part) for part in (text[: found[0]], text[slice(*found)]))
    wanted = [sign for sign in text if not sign.isspace()]
    signs = [sign for sign in _composed(_signs(mark, places)) if not sign[0].isspace()]
    if not within or [sign for sign, _, _ in signs[: len(wanted)]] != wanted:
        return whole
    _, line, column = signs[before]
    end = max(at for _, on, at in signs[before : before + within] if on == line) + 1
    place = places.at(Span(line + 1, column + 1, line + 1, end + 1))
    return place._replace(excerpt=mask_ranges(place.excerpt, [(column, end)])) if secret else place


def _is_too_long(mark: NodeMark, places: NodePositions) -> bool:
    lines = range(mark.start.line + 1, mark.end.line + 2)
    return len(lines) > _LONGEST or sum(len(places.line(number)) for number in lines) > _LONGEST


def _signs(mark: NodeMark, places: NodePositions) -> Iterator[_Sign]:
    """Yield the characters of a text that takes several lines, its marks of style left out."""
    first, last = mark.start.line, mark.end.line
    style = places.line(first + 1)[mark.start.column : mark.start.column + 1]
    for number in range(first, last + 1):
        line = places.line(number + 1)
        start = mark.start.column if number == first else 0
        end = mark.end.column if number == last else len(line)
        if style in ("|", ">"):
            # The head of a block holds only marks of its style, and comments.
            start = len(line) if number == first else 0
        elif style in ("'", '"'):
            start, end = start + (number == first), end - (number == last)
        pattern = {"'": _SINGLE, '"': _DOUBLE}.get(style)
        if pattern is None:
            yield from ((line[at], number, at) for at in range(start, end))
            continue
        for match in pattern.finditer(line, start, end):
            for sign in _meaning(match.group()) if style == '"' else match.group()[:1]:
                yield sign, number, match.start()


def _meaning(written: str) -> str:
    """Return the character that an escape stands for; nothing for one that joins lines."""
    if not written.startswith("\\") or written == "\\":
        return "" if written == "\\" else written
    kind = written[1]
    if kind in "xuU" and len(written) > 2:
        return chr(int(written[2:], 16))
    return " " if kind in _SPACES else _NAMED.get(kind, kind)


def _composed(signs: Iterator[_Sign]) -> Iterator[_Sign]:
    """Put letters and their accents together, as the reader does (NFC)."""
    gathered: list[_Sign] = []
    for sign in signs:
        if gathered and not combining(sign[0]):
            yield from _put_together(gathered)
            gathered = []
        gathered.append(sign)
    yield from _put_together(gathered)


def _put_together(gathered: list[_Sign]) -> Iterator[_Sign]:
    if len(gathered) == 1:
        yield gathered[0]
    elif gathered:
        _, line, column = gathered[0]
        yield from ((sign, line, column) for sign in normalize("NFC", "".join(sign for sign, _, _ in gathered)))
