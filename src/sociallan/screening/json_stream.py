"""An object of JSON read piece by piece, in any layout: one of its lists item by item, all else as a whole."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

MOST = 32 * 1024 * 1024
"""The longest value that is read in one piece, in characters."""

_DEPTH = 200
"""How deep a value may be nested."""
_LEAST = 64 * 1024
_SPACE = re.compile(r"[ \t\n\r]*")


class TooLong(ValueError):
    """A value is longer than is read."""


def members(pieces: Iterator[str], listed: str) -> Iterator[tuple[str, Any]]:
    """Return the keys and values of an object; for the list under the key ``listed``, it empty and then each item.

    Raises:
        ValueError: where the text is no object of JSON, or is nested too deep.
        TooLong: where one value, or one item of the list, is longer than ``MOST``.

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


def _items(text: "_Text") -> Iterator[Any]:
    """Return the items of a list that has been opened."""
    if text.follows("]"):
        return
    while True:
        yield text.value()
        if text.follows("]"):
            return
        text.expect(",")


class _Text:
    """A text of which only what is being read is in memory."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._held = ""
        self._at = 0
        self._decoder = json.JSONDecoder(parse_constant=_no_constant)

    def follows(self, sign: str) -> bool:
        """Pass a sign if it comes next, and return whether it does."""
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def expect(self, sign: str) -> None:
        """Pass a sign that must come next."""
        if not self.follows(sign):
            raise ValueError(sign)

    def end(self) -> None:
        """Make sure that nothing comes next."""
        if self._next():
            raise ValueError(self._next())

    def value(self) -> Any:
        """Pass the value that comes next, and return it."""
        self._next()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except json.JSONDecodeError:
                # What is cut off looks as if it were wrong.
                if not self._more():
                    raise
                continue
            except RecursionError as error:
                raise ValueError("deep") from error
            # A number may go on.
            if end < len(self._held) or not self._more():
                break
        if _is_deep(value):
            raise ValueError("deep")
        self._at = end
        return value

    def _next(self) -> str:
        """Return the sign that comes next, the empty text at the end."""
        while True:
            self._at = _matched(self._held, self._at)
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on, as much again as is held, so that a value cut many times is not looked at as many times."""
        held = self._held[self._at :]
        if len(held) > MOST:
            raise TooLong
        parts, wanted = [held], max(_LEAST, len(held))
        for piece in self._pieces:
            parts.append(piece)
            wanted -= len(piece)
            if wanted <= 0:
                break
        self._held, self._at = "".join(parts), 0
        return len(self._held) > len(held)


def _matched(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return at if match is None else match.end()


def _no_constant(name: str) -> NoReturn:
    # Python's reader takes NaN and Infinity, which are no JSON and which no report holds.
    raise ValueError(name)


def _is_deep(value: Any) -> bool:
    """Return whether a value is nested deeper than any report, level by level and without recursion."""
    level = [value]
    for _ in range(_DEPTH):
        containers = [
            part.values() if isinstance(part, dict) else part for part in level if isinstance(part, dict | list)
        ]
        level = [part for container in containers for part in container]
        if not level:
            return False
    return True
