"""Texts that YAML takes for comments, without a word: what follows a number sign."""

import re
from collections.abc import Iterator
from typing import Any

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, NodeMark, field_path, pointer_to
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import positions_in

_AFTER_SIGN = re.compile(r":[ \t]+#|[^\s#][ \t]+#[^\s#]")
"""A number sign right after a name or right before a letter or figure: comments mostly stand on lines of their own."""
_SIGN = re.compile(r"\s*(?<=\s)#+")


def lost_texts(document: Document, fields: Catalogue) -> Iterator[Diagnostic[Location]]:
    """Yield a note on each text of the form that is lost behind a number sign, in the order of the file."""
    # Most files have no such sign at all, and a search for it alone takes next to no time.
    if document.marks is None or not document.source.is_yaml or "#" not in document.text:
        return
    if _AFTER_SIGN.search(document.text) is None:
        return
    places = positions_in(document)
    for steps, mark in plain_values(document.marks, ()):
        known = fields.get(field_path(steps))
        if known is None or known.single_type.kind is not FieldKind.TEXT or known.values:
            continue
        line, start, end = places.line(mark.end.line + 1), mark.start, mark.end
        sign = _SIGN.match(line, end.column)
        if sign is None or start.line != end.line:
            continue
        lost = line[sign.end() :].rstrip()
        is_empty = start.column == end.column
        if lost.strip() and (is_empty or not lost[0].isspace()):
            place = places.at(Span(end.line + 1, sign.end(), end.line + 1, len(line.rstrip()) + 1))
            pointer = pointer_to(*steps)
            yield Diagnostic("text.after-sign", place, {"text": lost.strip()}, pointer=pointer, severity=Severity.NOTE)


def plain_values(mark: Any, steps: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], NodeMark]]:
    """Yield the marks of the values below a mark that are no records and no lists, with the steps to each."""
    node = NodeMark._make(mark)
    match node.children:
        case dict() as named:
            for name, child in named.items():
                yield from plain_values(child, (*steps, name))
        case list() as items:
            for index, child in enumerate(items):
                yield from plain_values(child, (*steps, str(index)))
        case None:
            yield steps, node
