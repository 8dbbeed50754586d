"""Writing of one value into the text of an application: all that stands around it stays as it is.

A library that writes YAML with its comments was tried (ruamel.yaml 0.18): it breaks folded texts anew, changes CRLF to
LF, the indentation of lists and the blanks before values, and refuses dates that our reader accepts. So the value is
put in at the position that the reader found, and the text is read again to make sure that nothing else has changed.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sociallan.application.document import Document, NodeMark, pointer_to, steps_of
from sociallan.application.field import Form
from sociallan.application.lines import LINE_BREAK, with_ends
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.application.yaml_text import after_colon, written

_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)


class NoPlace(Exception):
    """The value cannot be written into this text without changing something else."""


class _Cut(NamedTuple):
    """Characters of a text from ``start`` to ``end`` (0-based offsets) and what is to stand there."""

    start: int
    end: int
    new: str


def with_value(text: str, pointer: str, value: Any, form: Form) -> str:
    """Return the text of an application in YAML with a value at a pointer; missing records and items are added.

    An item is added at the end of its list only. The key of a new field comes after those that the form has before it.

    Raises:
        NoPlace: if the text cannot be read, or is written so that the value has no place in it.

    """
    document = _read(text)
    if not isinstance(document.value, dict) or any(not found.code.startswith("value.") for found in document.findings):
        raise NoPlace(pointer)
    wanted = _with(document.value, steps_of(pointer), value)
    changed = _Editor(document, form).changed(steps_of(pointer), value)
    if _read(changed).value != wanted:
        raise NoPlace(pointer)
    return changed


@lru_cache(2)
def _read(text: str) -> Document:
    # What was written is mostly what is written into next.
    return read(Source("", text.encode("utf-8", "surrogatepass")))


def _with(whole: Any, steps: Sequence[str], value: Any) -> Any:
    """Return a copy of a value with another at the end of steps."""
    if not steps:
        return value
    step, *rest = steps
    if step.isdecimal():
        items = list(whole or ())
        if int(step) > len(items):
            raise NoPlace(pointer_to(*steps))
        items[int(step) : int(step) + 1] = [_with(items[int(step)] if int(step) < len(items) else None, rest, value)]
        return items
    if whole is not None and not isinstance(whole, dict):
        raise NoPlace(pointer_to(*steps))
    return {**(whole or {}), step: _with((whole or {}).get(step), rest, value)}


class _Editor:
    def __init__(self, document: Document, form: Form) -> None:
        self._document = document
        self._text = document.text
        self._form = form
        self._starts = [0]
        for line in with_ends(self._text):
            self._starts.append(self._starts[-1] + len(line))
        found = LINE_BREAK.search(self._text)
        self._break = found[0] if found is not None else "\n"

    def changed(self, steps: Sequence[str], value: Any) -> str:
        """Return the text with a value at the end of steps."""
        depth, mark = self._deepest(steps)
        rest = steps[depth:]
        if not rest:
            cut = self._replaced(mark, value, steps)
        elif isinstance(mark.children, dict) and mark.children and not self._is_flow(mark):
            cut = self._new_key(mark, steps, depth, value)
        elif isinstance(mark.children, list) and mark.children and not self._is_flow(mark):
            cut = self._new_item(mark, rest, value)
        else:
            cut = self._replaced(mark, _nested(rest, value), steps[:depth])
        return self._text[: cut.start] + cut.new + self._text[cut.end :]

    def _deepest(self, steps: Sequence[str]) -> tuple[int, NodeMark]:
        """Return how many of the steps lead to a value in the text, and the mark of the last of them."""
        for depth in range(len(steps), -1, -1):
            mark, exact = self._document.mark(pointer_to(*steps[:depth]))
            if exact and mark is not None:
                return depth, mark
        raise NoPlace(pointer_to(*steps))

    def _offset(self, line: int, column: int) -> int:
        return self._starts[min(line, len(self._starts) - 1)] + column

    def _is_flow(self, mark: NodeMark) -> bool:
        at = self._offset(mark.start.line, mark.start.column)
        return self._text[at : at + 1] in ("[", "{")

    def _replaced(self, mark: NodeMark, value: Any, steps: Sequence[str]) -> _Cut:
        """Replace a single value, an empty place, or a list of single values."""
        start = self._offset(mark.start.line, mark.start.column)
        if mark.children is None:
            end = self._offset(mark.end.line, mark.end.column)
        elif self._is_flow(mark) or mark.key is None:
            end = self._end(mark)
        else:
            start, end = self._after_colon(mark), self._end(mark)
        if mark.children is not None and _COMMENT.search(self._text, start, end):
            raise NoPlace(pointer_to(*steps))
        while end > start and self._text[end - 1].isspace():
            end -= 1
        indent = self._indent_below(mark, steps)
        new = written(value, indent)
        if mark.key is not None and start == end:
            # Nothing stands there: what is new comes right after the colon.
            start = end = self._after_colon(mark)
        if not new or new.startswith("\n"):
            start = len(self._text[:start].rstrip(" "))
        elif self._text[start - 1 : start] == ":":
            new = f" {new}"
        return _Cut(start, end, new.replace("\n", self._break))

    def _after_colon(self, mark: NodeMark) -> int:
        assert mark.key is not None
        at = self._offset(mark.key.line, mark.key.column)
        return self._text.index(":", at) + 1

    def _indent_below(self, mark: NodeMark, steps: Sequence[str]) -> int:
        """Return the indentation of what stands below a key: two blanks more than the key."""
        if mark.key is not None:
            return mark.key.column + 2
        return 0 if not steps else mark.start.column + 2

    def _new_key(self, mark: NodeMark, steps: Sequence[str], depth: int, value: Any) -> _Cut:
        """Add a key to a record: after the last of those that stand before it in the form, else after all."""
        assert isinstance(mark.children, dict)
        names = self._form.fields[".".join(step for step in steps[:depth] if not step.isdecimal())].children
        key = steps[depth]
        before = names[: names.index(key)] if key in names else names
        beside = [NodeMark._make(mark.children[name]) for name in before if name in mark.children]
        beside = beside or [NodeMark._make(child) for child in mark.children.values()]
        after = max(beside, key=self._end)
        assert after.key is not None
        return self._line_after(after, f"{key}:", _nested(steps[depth + 1 :], value), after.key.column)

    def _new_item(self, mark: NodeMark, rest: Sequence[str], value: Any) -> _Cut:
        assert isinstance(mark.children, list)
        if rest[0] != str(len(mark.children)):
            raise NoPlace(pointer_to(*rest))
        last = NodeMark._make(mark.children[-1])
        column = mark.start.column
        line = written([_nested(rest[1:], value)], column).removeprefix("\n" + " " * column)
        return self._line_after(last, line, None, column)

    def _line_after(self, mark: NodeMark, key: str, value: Any, indent: int) -> _Cut:
        """Put a new line below all that belongs to a value."""
        at = self._end(mark)
        # What stands after the value on its line is a comment on it.
        found = LINE_BREAK.search(self._text, at)
        new = f"{' ' * indent}{key}{after_colon(value, indent + 2)}"
        at, new = (len(self._text), f"\n{new}") if found is None else (found.end(), f"{new}\n")
        return _Cut(at, at, new.replace("\n", self._break))

    def _end(self, mark: NodeMark) -> int:
        """Return the offset behind the last character of a value."""
        if isinstance(mark.children, dict | list) and self._is_flow(mark):
            return _flow_end(self._text, self._offset(mark.start.line, mark.start.column))
        children = mark.children.values() if isinstance(mark.children, dict) else mark.children or ()
        ends = [self._end(NodeMark._make(child)) for child in children]
        if ends:
            return max(ends)
        start = self._offset(mark.start.line, mark.start.column)
        end = self._offset(mark.end.line, mark.end.column)
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return self._after_colon(mark) if end <= start and mark.key is not None else end


def _nested(steps: Sequence[str], value: Any) -> Any:
    """Return a value in the records and lists that steps lead through."""
    for step in reversed(steps):
        value = [value] if step.isdecimal() else {step: value}
    return value


def _flow_end(text: str, start: int) -> int:
    """Return the offset behind the bracket that closes the one at an offset."""
    depth, at, quote = 0, start, ""
    while at < len(text):
        sign = text[at]
        if quote:
            is_escape = (sign == "\\" and quote == '"') or (sign == quote == "'" and text.startswith("'", at + 1))
            quote = "" if sign == quote and not is_escape else quote
            at += is_escape
        elif sign in "\"'" and text[at - 1] in " ,[{:\n\r":
            quote = sign
        elif sign == "#" and text[at - 1].isspace():
            found = LINE_BREAK.search(text, at)
            at = len(text) if found is None else found.start()
            continue
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    raise NoPlace(text[start : start + 20])
