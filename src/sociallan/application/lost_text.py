"""Texts that YAML silently takes for comments: what follows a number sign, in a line or at its start."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import Document, NodeMark, field_path, pointer_to
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.location import Location, Span
from sociallan.application.node_positions import NodePositions, positions_in

_AFTER_SIGN = re.compile(r":[ \t]+#|[^\s#][ \t]+#[^\s#]")
"""A number sign right after a name or right before a letter or figure: comments mostly stand on lines of their own."""
_LINE_BELOW = re.compile(r"\n[ \t]+[^\s#][^\n]*\n\s*#")
"""A line that begins with a number sign below an indented one."""
_ANSWER_BEHIND_SIGN = re.compile(r"^[ \t]*#[ \t#]*(?:-[ \t]+)*(?P<name>\w+):[ \t]+[^\s#]", re.MULTILINE)
"""A comment with a name and a value: the part of a template that may be left out, with answers."""
_SIGN = re.compile(r"\s*(?<=\s)#+")
_SIGN_AT_START = re.compile(r"(?P<blanks>[ \t]*)#+[ \t]*(?P<text>(?:-[ \t]+)*(?:(?P<name>\w+):(?!\S))?.*)")


def lost_texts(document: Document, fields: Catalogue) -> Iterator[Diagnostic[Location]]:
    """Yield a note on each text of the form that is lost behind a number sign, in the order of the file."""
    # Most files have no such sign at all, and a search for it alone takes next to no time.
    if document.marks is None or not document.source.is_yaml or "#" not in document.text:
        return
    if not any(sign.search(document.text) for sign in (_AFTER_SIGN, _LINE_BELOW, _ANSWER_BEHIND_SIGN)):
        return
    places = positions_in(document)
    told = {each.place.span.line for each in document.findings}
    names = {path.rpartition(".")[2] for path in fields}
    titles = tuple(f"{title}." for field in fields.values() for title in field.title.values() if title)
    for steps, mark in plain_values(document.marks, ()):
        known = fields.get(field_path(steps))
        if known is None:
            continue
        code, span = "text.after-sign", None
        if known.children:
            code, span = "text.commented-out", _commented_out(places, mark, known.children)
        elif known.single_type.kind is FieldKind.TEXT and not known.values:
            span = _lost_in_line(places, mark) or _lost_below(places, mark, names, titles)
        if span is not None and span.line not in told:
            text = places.line(span.line)[span.column - 1 : span.end_column - 1].lstrip(" \t#")
            pointer = pointer_to(*steps)
            yield Diagnostic(code, places.at(span), {"text": text}, pointer=pointer, severity=Severity.NOTE)


def _commented_out(places: NodePositions, mark: NodeMark, names: Collection[str]) -> Span | None:
    """Return the span of the first answer to one of some names in the comments below a name without a value."""
    if mark.key is None or (mark.start.line, mark.start.column) != (mark.end.line, mark.end.column):
        return None
    number = mark.key.line + 2
    while places.has(number) and not (line := places.line(number)).partition("#")[0].strip():
        answer = _ANSWER_BEHIND_SIGN.match(line)
        if answer is not None and answer["name"] in names:
            return Span(number, line.index("#") + 1, number, len(line.rstrip()) + 1)
        number += 1
    return None


def _lost_in_line(places: NodePositions, mark: NodeMark) -> Span | None:
    """Return the span of what is lost on the line where a value ends."""
    line, start, end = places.line(mark.end.line + 1), mark.start, mark.end
    sign = _SIGN.match(line, end.column)
    if sign is None or start.line != end.line:
        return None
    lost = line[sign.end() :].rstrip()
    is_empty = start.column == end.column
    if not lost.strip() or (lost[0].isspace() and not is_empty):
        return None
    return Span(end.line + 1, sign.end(), end.line + 1, len(line.rstrip()) + 1)


def _lost_below(places: NodePositions, mark: NodeMark, names: Collection[str], titles: tuple[str, ...]) -> Span | None:
    """Return the span of the line below a value that begins with a number sign and is probably of the value.

    A note stands in the column of the line below it, is a value that was taken away, or explains a field as the
    template does, with its title first.
    """
    start, end = mark.start, mark.end
    if mark.key is None or (start.line, start.column) == (end.line, end.column):
        return None
    number = end.line + (2 if end.column else 1)
    while places.has(number) and not places.line(number).strip():
        number += 1
    line = places.line(number)
    sign = _SIGN_AT_START.match(line)
    # A comment in a comment explains a field that is left out.
    if sign is None or not sign["text"] or sign["text"].startswith(("#", *titles)) or sign["name"] in names:
        return None
    below = number + 1
    while places.has(below) and (not places.line(below).strip() or places.line(below).lstrip().startswith("#")):
        below += 1
    column, next_line = len(sign["blanks"]), places.line(below)
    is_note = column <= mark.key.column and column == len(next_line) - len(next_line.lstrip())
    return None if is_note else Span(number, column + 1, number, len(line.rstrip()) + 1)


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
