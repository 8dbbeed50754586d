"""The field of an application that a position in its text belongs to."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sociallan.application.document import Document, Position, field_path
from sociallan.application.location import Span


class FieldAt(NamedTuple):
    """The dotted path of a field, and the span of its key and, if that is on one line, its value."""

    path: str
    span: Span


def field_at(document: Document, line: int, column: int) -> FieldAt | None:
    """Return the innermost field whose key or value is at a position, from 1; ``None`` if there is none."""
    found = None
    for steps, key, start, end in _nodes(document.marks, ()):
        first = start if key is None else key
        if (first.line + 1, first.column + 1) <= (line, column) <= (end.line + 1, end.column + 1):
            last = end if end.line == first.line else start
            span = Span(first.line + 1, first.column + 1, last.line + 1, last.column + 1)
            found = FieldAt(field_path(steps), span) if field_path(steps) else found
    return found


def _nodes(
    mark: Iterable[Any] | None, steps: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Position | None, Position, Position]]:
    """Yield each node below a mark, the outer before the inner: its steps, the start of its key, its start and end."""
    if mark is None:
        return
    key, start, end, children, _ = mark
    if steps:
        yield steps, key, start, _last(children, end)
    match children:
        case dict():
            for name, child in children.items():
                yield from _nodes(child, (*steps, name))
        case list():
            for number, child in enumerate(children):
                yield from _nodes(child, (*steps, str(number)))


def _last(children: Any, end: Position) -> Position:
    """Return the end of a node, which for a collection is that of its last descendant."""
    while children:
        last = list(children.values())[-1] if isinstance(children, dict) else children[-1]
        _, _, end, children, _ = last
    return end
