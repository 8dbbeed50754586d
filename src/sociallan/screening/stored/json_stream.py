"""Incremental reader of JSON: the members of an object, one list item by item, or a row of values."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from sociallan.application.json_events import SPACE

MOST = 32 * 1024 * 1024
"""Maximum length of a value that is read as a whole, in characters."""

MAX_DEPTH = 200
"""Maximum nesting of a value."""
_MIN_READ = 64 * 1024
"""Minimum number of characters to read at a time."""


class TooLong(ValueError):
    """A value is longer than ``MOST``."""


def members(pieces: Iterator[str], listed: str) -> Iterator[tuple[str, Any]]:
    """Yield the keys and values of an object; for the list at the key ``listed``, an empty list and then each item.

    Raises:
        ValueError: if the text is not a JSON object, or is nested too deep.
        TooLong: if one value, or one item of the list, is longer than ``MOST``.

    """
    text = _Text(pieces)
    text.expect("{")
    is_read = False
    if text.follows("}"):
        text.end()
        return
    while True:
        key = text.value()
        if not isinstance(key, str) or (is_read and key == listed):
            raise ValueError(key)
        text.expect(":")
        if key == listed and text.follows("["):
            is_read = True
            yield key, []
            for item in _items(text):
                yield key, item
        else:
            yield key, text.value()
        if text.follows("}"):
            text.end()
            return
        text.expect(",")


def values(pieces: Iterator[str]) -> Iterator[Any]:
    """Yield the JSON values of a text one after the other, as of JSON Lines.

    Raises:
        ValueError: if the text is not a row of JSON values, or one is nested too deep.
        TooLong: if one value is longer than ``MOST``.

    """
    text = _Text(pieces)
    while not text.at_end():
        yield text.value()


def _items(text: "_Text") -> Iterator[Any]:
    """Yield the items of a list whose opening bracket has been read."""
    if text.follows("]"):
        return
    while True:
        yield text.value()
        if text.follows("]"):
            return
        text.expect(",")


class _Text:
    """A text read in pieces, with only the current part in memory."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._buffer = ""
        self._at = 0
        self._decoder = json.JSONDecoder(parse_constant=_no_constant)

    def follows(self, sign: str) -> bool:
        """Skip a character if it comes next, and return whether it does."""
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def expect(self, sign: str) -> None:
        """Skip a character that must come next; raise ``ValueError`` otherwise."""
        if not self.follows(sign):
            raise ValueError(sign)

    def at_end(self) -> bool:
        """Return whether nothing but whitespace is left."""
        return not self._next()

    def end(self) -> None:
        """Raise ``ValueError`` unless the text ends here."""
        if not self.at_end():
            raise ValueError(self._next())

    def value(self) -> Any:
        """Read and return the next value."""
        self._next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                # A value that is cut off cannot be decoded either: read more first.
                if not self._more():
                    raise
                continue
            except RecursionError as error:
                raise ValueError("deep") from error
            # A number at the end of the buffer may continue.
            if end < len(self._buffer) or not self._more():
                break
        if _is_deep(value):
            raise ValueError("deep")
        self._at = end
        return value

    def _next(self) -> str:
        """Skip whitespace and return the next character, ``""`` at the end."""
        while True:
            self._at = _skip_space(self._buffer, self._at)
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Double the buffer, so that a long value is decoded few times; return whether there was more to read."""
        rest = self._buffer[self._at :]
        if len(rest) > MOST:
            raise TooLong
        parts, missing = [rest], max(_MIN_READ, len(rest))
        for piece in self._pieces:
            parts.append(piece)
            missing -= len(piece)
            if missing <= 0:
                break
        self._buffer, self._at = "".join(parts), 0
        return len(self._buffer) > len(rest)


def _skip_space(text: str, at: int) -> int:
    match = SPACE.match(text, at)
    return at if match is None else match.end()


def _no_constant(name: str) -> NoReturn:
    # Python's decoder accepts NaN and Infinity, which are not JSON.
    raise ValueError(name)


def _is_deep(value: Any) -> bool:
    """Return whether a value is nested deeper than ``MAX_DEPTH``, without recursion."""
    level = [value]
    for _ in range(MAX_DEPTH):
        containers = [
            part.values() if isinstance(part, dict) else part for part in level if isinstance(part, dict | list)
        ]
        level = [part for container in containers for part in container]
        if not level:
            return False
    return True
