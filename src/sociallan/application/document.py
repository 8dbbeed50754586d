"""A document as read: plain values, and the position of each key and value."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Cell, Location, Span
from sociallan.application.source import Source

_LONGEST_POINTER = 4_000
"""Bound on a pointer, since a thousand findings may stand below one key."""


class Gap(StrEnum):
    """Reasons that a value is missing."""

    ABSENT = "absent"
    NULL = "null"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    DECLARED_UNKNOWN = "unknown"
    INVALID = "invalid"
    FEW_WORDS = "few_words"
    NOISE = "noise"
    REFERS = "refers"
    DEFERS = "defers"
    COPIED = "copied"
    ASKS = "asks"
    IN_WORDS = "in_words"
    """A number is asked for, and words say which way it goes."""
    EMPTY = "empty"
    """There is a list, but nothing in it, and the form does not take that for an answer."""
    ZERO = "zero"
    """There is a 0, which the form does not take for an answer."""
    NOTHING = "nothing"
    """There is a value, but nothing can be computed from it: it is 0, or an empty list."""


class Position(Protocol):
    """Position of a character, 0-based; libyaml's marks satisfy it, so that none need be converted."""

    @property
    def line(self) -> int:
        """Return the line."""

    @property
    def column(self) -> int:
        """Return the column, in code points."""


class NodeMark(NamedTuple):
    """Start positions of a value and its key, the end of the value, and the marks of its children.

    A collection's end is not kept. ``children`` holds plain tuples of the same fields: a document has
    thousands, and plain tuples are cheaper.
    """

    key: Position | None
    start: Position
    end: Position
    children: dict[str, Any] | list[Any] | None
    gap: Gap | None


CHILDREN = NodeMark._fields.index("children")


class Document(NamedTuple):
    """One application, or one file of a rule pack.

    ``value`` holds JSON values. A blank, a placeholder and a declared unknown are ``None`` in it;
    ``marks`` keeps the difference. ``value`` is ``None`` if the file could not be read.
    ``cells`` has the cell of each line of ``text`` if the file is a workbook; the text is then what stands in them.
    ``texts`` holds all strings long enough for the privacy scan. ``withheld`` holds the pointers of
    malformed values, which are hidden from the rules, and ``withheld_texts`` those of them that are texts, by pointer.
    ``unanswered`` has the reason for each value that is stated and answers nothing, by pointer; it is ``None`` in
    ``value``. ``unanswered_texts`` has those of them that are texts.
    """

    source: Source
    text: str
    value: Any
    marks: NodeMark | None
    texts: tuple[str, ...]
    findings: tuple[Diagnostic[Location], ...]
    withheld: frozenset[str] = frozenset()
    withheld_texts: Mapping[str, str] = {}
    malformed: bool = False
    """Whether the shape check failed, even if ``findings`` does not contain its diagnostics."""
    unanswered: Mapping[str, Gap] = {}
    unanswered_texts: Mapping[str, str] = {}
    cells: tuple[Cell, ...] = ()

    @property
    def unread_texts(self) -> Mapping[str, str]:
        """Return the texts that no rule reads as a value, by pointer: malformed ones, and those that answer nothing."""
        return {**self.withheld_texts, **self.unanswered_texts} if self.withheld_texts else self.unanswered_texts

    @property
    def readable(self) -> bool:
        """Return whether the document is a mapping, which can be screened."""
        return isinstance(self.value, dict)

    def mark(self, pointer: str) -> tuple[NodeMark | None, bool]:
        """Return the mark at a pointer, or of its nearest parent, and whether the match is exact."""
        found: tuple[Any, ...] | None = self.marks
        exact = True
        for step in steps_of(pointer):
            children = found[CHILDREN] if found is not None else None
            child = None
            if children.__class__ is dict:
                child = children.get(step)
            elif children.__class__ is list and step.isdecimal() and int(step) < len(children):
                child = children[int(step)]
            if child is None:
                exact = False
                break
            found = child
        return (self.marks if found is None or found is self.marks else NodeMark._make(found)), exact

    def gap(self, pointer: str) -> Gap:
        """Return the reason that the value at a pointer is missing."""
        if pointer in self.withheld:
            return Gap.INVALID
        if pointer in self.unanswered:
            return self.unanswered[pointer]
        mark, exact = self.mark(pointer)
        if mark is None or not exact:
            parent, _, _ = pointer.rpartition("/")
            return Gap.INVALID if any_prefix_in(parent, self.withheld) else Gap.ABSENT
        return mark.gap or Gap.NULL


def steps_of(pointer: str) -> list[str]:
    """Split a JSON pointer (RFC 6901) into its unescaped steps."""
    if not pointer:
        return []
    if "~" not in pointer:
        return pointer[1:].split("/")
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer[1:].split("/")]


def field_path(steps: Iterable[str]) -> str:
    """Return the dotted path of the field at the end of steps: without the indexes of items."""
    return ".".join(step for step in steps if not step.isdecimal())


@lru_cache(4096)
def field_of(pointer: str) -> str:
    """Return the dotted path of the field at a pointer."""
    return field_path(steps_of(pointer))


def gap_key(text: str) -> str:
    """Return the key of a text among a pack's texts that say nothing.

    It is in small letters, without blanks around it, and without full stops at its end.
    """
    return text.strip().rstrip(". ").casefold()


@lru_cache(4096)
def pointer_to(*steps: str | int) -> str:
    """Join steps into a JSON pointer (RFC 6901)."""
    plain = "/".join(("", *map(str, steps)))
    if plain.count("/") == len(steps) and "~" not in plain:
        return plain
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def bounded_pointer(steps: Iterable[str]) -> str:
    """Join steps into a JSON pointer, of very long ones only the first: a key may have a million characters."""
    steps = tuple(steps)
    ends = accumulate(len(step) + 1 for step in steps)
    return pointer_to(*(step for step, end in zip(steps, ends, strict=True) if end <= _LONGEST_POINTER))


def list_around(pointer: str) -> str:
    """Return the pointer of the list that an item stands in; that of a value that is no item as it is."""
    above, _, last = pointer.rpartition("/")
    return above if last.isdecimal() else pointer


def pointers_above(pointer: str) -> Iterator[str]:
    """Yield the pointers of what a place is in, the nearest first."""
    while pointer:
        pointer = pointer.rpartition("/")[0]
        yield pointer


def any_prefix_in(pointer: str, pointers: frozenset[str]) -> bool:
    """Return whether the pointer or one of its parents is among the pointers."""
    if not pointers:
        return False
    while pointer:
        if pointer in pointers:
            return True
        pointer = pointer.rpartition("/")[0]
    return "" in pointers


def span_of(start: Position, end: Position) -> Span:
    """Return the span between two positions."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
