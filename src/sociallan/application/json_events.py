"""JSON as the events of YAML: one reader makes values and places of both, under the same limits.

A text is read as RFC 8259 has it, one event at a time. A number with a leading zero is given on, since the reader
has a cure for it.
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

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"(?:-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-])", re.ASCII)
_ESCAPED = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u[dD][89a-fA-F]..|.)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLOSING = {"{": "}", "[": "]"}


class JsonSyntaxError(Exception):
    """A text is no JSON: the code of the finding, the offset where a person should look, and its parameters."""

    def __init__(self, code: str, offset: int, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.parameters = parameters


class _At(NamedTuple):
    """A position, 0-based."""

    line: int
    column: int


def json_events(text: str) -> Iterator[Any]:
    """Yield the events of a JSON text.

    Raises:
        JsonFault: where the text is no JSON, when that place is reached.

    """
    return _Scanner(text).events()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0
        self.starts = [0, *(match.end() for match in LINE_BREAK.finditer(text))]
        self.open: list[int] = []
        """The offsets of the brackets that are open."""

    def events(self) -> Iterator[Any]:
        yield StreamStartEvent()
        if self._next() != "":
            yield DocumentStartEvent()
            yield self._value()
            while self.open:
                yield from self._part()
            yield DocumentEndEvent()
            if self._next() != "":
                self._unexpected("json.after-end", self.offset)
        yield StreamEndEvent()

    def _part(self) -> Iterator[Any]:
        """Yield what comes next in the innermost collection: one value, with its key, or the end."""
        opening = self.text[self.open[-1]]
        is_first = self.offset == self.open[-1] + 1
        ended = self.offset
        sign = self._next()
        if sign == _CLOSING[opening]:
            yield self._end()
            return
        if not is_first:
            if sign != ",":
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
        """Go to the next character that is no space and return it, or an empty text at the end."""
        match = _SPACE.match(self.text, self.offset)
        self.offset = match.end() if match else self.offset
        return self.text[self.offset : self.offset + 1]

    def _value(self) -> Any:
        sign = self._next()
        if sign == '"':
            return self._string()
        start = self.offset
        if sign in ("{", "["):
            self.open.append(start)
            self.offset += 1
            kind = MappingStartEvent if sign == "{" else SequenceStartEvent
            return kind(None, None, implicit=True, start_mark=self._at(start), end_mark=self._at(self.offset))
        match = _PLAIN.match(self.text, start)
        if match is None:
            self._unexpected("json.missing-value" if sign in ("}", "]", ",", "") else "json.bare-word", start)
        self.offset = match.end()
        return ScalarEvent(None, None, (True, False), match.group(), self._at(start), self._at(self.offset))

    def _end(self) -> Any:
        kind = MappingEndEvent if self.text[self.open.pop()] == "{" else SequenceEndEvent
        self.offset += 1
        return kind(self._at(self.offset - 1), self._at(self.offset))

    def _string(self) -> Any:
        start = self.offset
        try:
            value, self.offset = scanstring(self.text, start + 1)
        except JSONDecodeError as error:
            self._broken(start, error.pos)
        if not value.isascii() and _SURROGATE.search(value):
            self._lone_surrogate(start)
        if self.text[self.offset : self.offset + 1].isalnum():
            # What has closed it was meant to open the next one.
            raise JsonSyntaxError("json.open-quote", start)
        return ScalarEvent(None, None, (False, True), value, self._at(start), self._at(self.offset), style='"')

    def _broken(self, start: int, offset: int) -> NoReturn:
        """Raise the error for a string that cannot be read, by the character where the standard library stopped."""
        sign = self.text[offset : offset + 1]
        if offset == start or sign in ("", "\n", "\r"):
            raise JsonSyntaxError("json.open-quote", start)
        if sign < " ":
            raise JsonSyntaxError("json.control-character", offset, character=f"U+{ord(sign):04X}")
        back = self.text.rfind("\\", start, offset + 1)
        raise JsonSyntaxError("json.escape", max(start, back))

    def _lone_surrogate(self, start: int) -> NoReturn:
        halves = (match for match in _ESCAPED.finditer(self.text, start) if len(match.group()) == len("\\ud800"))
        raise JsonSyntaxError("json.escape", next((match.start() for match in halves), start))

    def _unexpected(self, code: str, place: int) -> NoReturn:
        """Raise the error for the character at the offset, or, where that says nothing, the code given at a place."""
        sign = self.text[self.offset : self.offset + 1]
        if sign == "/" or sign == "#":
            raise JsonSyntaxError("json.comment", self.offset)
        if sign == "" and self.open:
            opened = self.open[-1]
            raise JsonSyntaxError("json.open-bracket", opened, opened_line=self._at(opened).line + 1)
        if sign in ("]", "}") and self.open and sign != _CLOSING[self.text[self.open[-1]]]:
            raise JsonSyntaxError("json.wrong-bracket", self.offset, opened_line=self._at(self.open[-1]).line + 1)
        raise JsonSyntaxError(code, place)

    def _at(self, offset: int) -> Any:
        line = bisect_right(self.starts, offset) - 1
        return _At(line, offset - self.starts[line])
