"""Names of the form that can be read but stand where the form has no such name, and the lines to write for them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from sociallan.application.document import Document, NodeMark
from sociallan.application.field import Catalogue
from sociallan.application.repairs.form_lines import FormLines
from sociallan.application.repairs.indents import FURTHEST, has_content, width, widths_around
from sociallan.application.repairs.lines import BlockRepair

_MOST = 5
"""Most such names of a file: more of them are no slips."""
_LONGEST = 45_000
"""Characters of the longest file in which they are moved: the template with long answers. Each move reads it anew."""
_MOST_WIDTHS = 4


def displaced_lines(document: Document, fields: Catalogue, form: FormLines) -> frozenset[int]:
    """Return the indexes of the lines with a name that the form has elsewhere; none if there are many."""
    if document.marks is None or len(document.text) > _LONGEST:
        return frozenset()
    found = frozenset(_lines(document.marks, "", fields, form))
    if len(found) > _MOST:
        # What stands below the name of a part that was moved is in its place again with it.
        lines = document.text.split("\n")
        found = frozenset(index for index in found if _is_part(lines[index], fields, form))
    return found if len(found) <= _MOST else frozenset()


def _is_part(line: str, fields: Catalogue, form: FormLines) -> bool:
    known = form.line(line)
    return known is not None and known.name in fields[""].children


def _lines(mark: Any, path: str, fields: Catalogue, form: FormLines) -> Iterator[int]:
    children = NodeMark._make(mark).children
    if isinstance(children, list):
        for item in children:
            yield from _lines(item, path, fields, form)
    elif isinstance(children, dict) and path in fields:
        for name, part in children.items():
            if (below := fields[path].path_of(name)) in fields:
                yield from _lines(part, below, fields, form)
            elif name in form.names and part[0] is not None:
                yield part[0].line


def reindented(lines: Sequence[str], index: int) -> Iterator[BlockRepair]:
    """Yield a line, and those further in below it, with other indents of the lines around it."""
    now = width(lines[index])
    below = range(index + 1, min(index + FURTHEST, len(lines)))
    run = takewhile(lambda each: not has_content(lines[each]) or width(lines[each]) > now, below)
    block = [index, *(each for each in run if has_content(lines[each]))]
    for target in widths_around(lines, index, now)[:_MOST_WIDTHS]:
        yield BlockRepair(
            "yaml.indentation",
            {each: " " * (width(lines[each]) + target - now) + lines[each].lstrip(" ") for each in block},
        )
