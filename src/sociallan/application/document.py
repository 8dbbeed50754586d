"""An application as read: plain values, and the place of each key and value beside them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Location, Span
from sociallan.application.source import Source


class Gap(StrEnum):
    """Why a value is missing."""

    ABSENT = "absent"
    NULL = "null"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    DECLARED_UNKNOWN = "unknown"
    INVALID = "invalid"
    NOTHING = "nothing"
    """There is a value, but nothing can be computed from it: it is 0, or an empty list."""


class Position(Protocol):
    """Where a character stands, 0-based: libyaml's own marks, since making others of them takes time."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column in code points."""


class NodeMark(NamedTuple):
    """Where one value and its key start, where the value ends, and the marks of what it holds.

    A collection's end is not kept. ``children`` hold plain tuples of the same fields, since they
    are made by the thousand.
    """

    key: Position | None
    start: Position
    end: Position
    children: dict[str, Any] | list[Any] | None
    gap: Gap | None


_CHILDREN = NodeMark._fields.index("children")


@dataclass(frozen=True, slots=True)
class Document:
    """One application.

    ``value`` holds only what JSON can hold. A blank, a placeholder and a declared unknown stand
    there as ``None``; which of them it was is kept in ``marks``. ``value`` is ``None`` where the
    file could not be read at all. ``texts`` are all strings of some length, for the privacy scan.
    ``withheld`` are the pointers of values of a wrong form, which the rules do not see.
    """

    source: Source
    text: str
    value: Any
    marks: NodeMark | None
    texts: tuple[str, ...]
    findings: tuple[Diagnostic[Location], ...]
    withheld: frozenset[str] = frozenset()
    malformed: bool = False
    """Whether the shape check found fault, told in ``findings`` or not."""

    @property
    def readable(self) -> bool:
        """Whether there is anything to screen."""
        return isinstance(self.value, dict)

    def mark(self, pointer: str) -> tuple[NodeMark | None, bool]:
        """Return the mark at a pointer, or of its nearest parent, and whether it was exact."""
        found: tuple[Any, ...] | None = self.marks
        exact = True
        for step in steps_of(pointer):
            children = found[_CHILDREN] if found is not None else None
            child = None
            if isinstance(children, dict):
                child = children.get(step)
            elif isinstance(children, list) and step.isdecimal() and int(step) < len(children):
                child = children[int(step)]
            if child is None:
                exact = False
                break
            found = child
        return (self.marks if found is None or found is self.marks else NodeMark._make(found)), exact

    def gap(self, pointer: str) -> Gap:
        """Return why the value at a pointer is missing."""
        if pointer in self.withheld:
            return Gap.INVALID
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


def pointer_to(*steps: str | int) -> str:
    """Join steps into a JSON pointer (RFC 6901)."""
    plain = "/".join(("", *map(str, steps)))
    if plain.count("/") == len(steps) and "~" not in plain:
        return plain
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def any_prefix_in(pointer: str, pointers: frozenset[str]) -> bool:
    """Return whether the pointer or one of its parents is among the pointers."""
    while pointer:
        if pointer in pointers:
            return True
        pointer = pointer.rpartition("/")[0]
    return "" in pointers


def span_of(start: Position, end: Position) -> Span:
    """Make a span of two positions."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
