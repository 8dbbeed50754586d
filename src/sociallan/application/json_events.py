"""JSON scanner that produces YAML events, so that one reader handles both formats with the same limits.

It follows RFC 8259 and yields one event at a time. A number with a leading zero is accepted, since the reader
reports it with a suggestion.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NamedTuple, NoReturn

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sociallan.application.lines import LINE_BREAK

SPACE = re.compile(r"[ \t\n\r]*")
_LITERAL = re.compile(r"(?:-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-])", re.ASCII)
_ESCAPED = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u[dD][89a-fA-F]..|.)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = {"{": "}", "[": "]"}


class JsonSyntaxError(Exception):
    """Invalid JSON: the code of the diagnostic, the offset to show, and the parameters."""

    def __init__(self, code: str, offset: int, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.parameters = parameters


class _Position(NamedTuple):
    """A position, 0-based."""

    line: int
    column: int


def json_events(text: str) -> Iterator[Any]:
    """Yield the events of a JSON text.

    Raises:
        JsonSyntaxError: if the text is invalid, when the invalid position is reached.

    """
    return _Scanner(text).events()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        self.open: list[int] = []
        """Offsets of the open brackets, outermost first."""

    def events(self) -> Iterator[Any]:
        yield StreamStartEvent()
        if self._next() != "":
            yield DocumentStartEvent()
            yield self._value()
            while self.open:
                yield from self._next_events()
            yield DocumentEndEvent()
            if self._next() != "":
                self._unexpected("json.after-end", self.offset)
        yield StreamEndEvent()

    def _next_events(self) -> Iterator[Any]:
        """Yield the next events of the innermost collection: one value, with its key in an object, or the end."""
        opening = self.text[self.open[-1]]
        is_first = self.offset == self.open[-1] + 1
        ended = self.offset
        char = self._next()
        if char == _CLOSING[opening]:
            yield self._end()
            return
        if not is_first:
            if char != ",":
                self._unexpected("json.missing-comma", ended)
            comma = self.offset
            self.offset += 1
            if self._next() == _CLOSING[opening]:
                raise JsonSyntaxError("json.trailing-comma", comma)
        if opening == "{":
            if self._next() != '"':
                self._unexpected("json.bare-word", self.offset)
            yield self._string()
            ended = self.offset
            if self._next() != ":":
                self._unexpected("json.missing-colon", ended)
            self.offset += 1
        yield self._value()

    def _next(self) -> str:
        """Skip whitespace and return the next character, or an empty text at the end."""
        match = SPACE.match(self.text, self.offset)
        self.offset = match.end() if match else self.offset
        return self.text[self.offset : self.offset + 1]

    def _value(self) -> Any:
        char = self._next()
        if char == '"':
            return self._string()
        start = self.offset
        if char in ("{", "["):
            self.open.append(start)
            self.offset += 1
            kind = MappingStartEvent if char == "{" else SequenceStartEvent
            return kind(
                None, None, implicit=True, start_mark=self._position(start), end_mark=self._position(self.offset)
            )
        match = _LITERAL.match(self.text, start)
        if match is None:
            self._unexpected("json.missing-value" if char in ("}", "]", ",", "") else "json.bare-word", start)
        self.offset = match.end()
        return ScalarEvent(None, None, (True, False), match.group(), self._position(start), self._position(self.offset))

    def _end(self) -> Any:
        kind = MappingEndEvent if self.text[self.open.pop()] == "{" else SequenceEndEvent
        self.offset += 1
        return kind(self._position(self.offset - 1), self._position(self.offset))

    def _string(self) -> Any:
        start = self.offset
        try:
            value, self.offset = scanstring(self.text, start + 1)
        except JSONDecodeError as error:
            self._invalid_string(start, error.pos)
        if not value.isascii() and _SURROGATE.search(value):
            self._lone_surrogate(start)
        if self.text[self.offset : self.offset + 1].isalnum():
            # The closing quote was meant to open the next string.
            raise JsonSyntaxError("json.open-quote", start)
        return ScalarEvent(
            None, None, (False, True), value, self._position(start), self._position(self.offset), style='"'
        )

    def _invalid_string(self, start: int, offset: int) -> NoReturn:
        """Raise the error for an invalid string, chosen by the character at which the standard library stopped."""
        char = self.text[offset : offset + 1]
        if offset == start or char in ("", "\n", "\r"):
            raise JsonSyntaxError("json.open-quote", start)
        if char < " ":
            raise JsonSyntaxError("json.control-character", offset, character=f"U+{ord(char):04X}")
        back = self.text.rfind("\\", start, offset + 1)
        raise JsonSyntaxError("json.escape", max(start, back))

    def _lone_surrogate(self, start: int) -> NoReturn:
        halves = (match for match in _ESCAPED.finditer(self.text, start) if len(match.group()) == len("\\ud800"))
        raise JsonSyntaxError("json.escape", next((match.start() for match in halves), start))

    def _unexpected(self, code: str, place: int) -> NoReturn:
        """Raise the specific error for the character at the current offset, else ``code`` at ``place``."""
        char = self.text[self.offset : self.offset + 1]
        if char == "/" or char == "#":
            raise JsonSyntaxError("json.comment", self.offset)
        if char == "" and self.open:
            opened = self.open[-1]
            raise JsonSyntaxError("json.open-bracket", opened, opened_line=self._position(opened).line + 1)
        if char in ("]", "}") and self.open and char != _CLOSING[self.text[self.open[-1]]]:
            raise JsonSyntaxError("json.wrong-bracket", self.offset, opened_line=self._position(self.open[-1]).line + 1)
        raise JsonSyntaxError(code, place)

    def _position(self, offset: int) -> Any:
        line = bisect_right(self.starts, offset) - 1
        return _Position(line, offset - self.starts[line])
