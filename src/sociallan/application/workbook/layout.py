"""Layout of a form as a workbook: which sheet holds which fields, and the hidden cells by which they are known.

Column A and row 1 of each sheet are hidden. A sheet of single fields has the path of a field in column A of its row,
and ``ANSWER`` in row 1 of the column with the answers. A sheet of a list has the path of a field in row 1 of its
column. ``HEADINGS`` is in column A of the last row before the answers or the items. Sheets may be renamed, moved and
left out.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sociallan.application.field import Catalogue, Field, FieldKind, lists_around

FIELDS, ROWS = "sociallan fields", "sociallan rows "
"""The mark in ``A1``: that the sheet is one of single fields, or of the list whose path follows."""
ANSWER, HEADINGS, PARENT = "answer", "headings", "parent"
"""``PARENT`` is in row 1 of the column that says which item of the list around it an item belongs to."""
NUMBER_SIGN = "#"
"""The sign before the number of an item that is referred to by its order."""


def is_marked(text: str) -> bool:
    """Return whether a sheet is one of a form, by what its ``A1`` holds."""
    return text == FIELDS or text.startswith(ROWS)


class FormSheet(NamedTuple):
    """A sheet of a form: of the single fields of a part, or of a list of records. ``fields`` are paths, in order."""

    path: str
    is_list: bool
    fields: tuple[str, ...]


def form_sheets(fields: Catalogue, left_out: frozenset[str] = frozenset()) -> tuple[FormSheet, ...]:
    """Return the sheets of a form: of what belongs to no part, then each part followed by its lists.

    A sheet of which all fields are ``left_out`` is left out itself.
    """
    root = fields[""]
    children = [fields[name] for name in root.children]
    first = FormSheet("", is_list=False, fields=tuple(child.path for child in children if not child.children))
    parts = [sheet for child in children if child.children for sheet in _sheets(child, fields)]
    kept = (sheet._replace(fields=tuple(p for p in sheet.fields if p not in left_out)) for sheet in (first, *parts))
    return tuple(sheet for sheet in kept if sheet.fields or (sheet.is_list and sheet.path not in left_out))


def parent_list(path: str, fields: Catalogue) -> str | None:
    """Return the path of the list whose items have a list; ``None`` if it is not within one."""
    around = lists_around(path, fields)
    return around[-1] if around else None


def naming_field(path: str, fields: Catalogue) -> str | None:
    """Return the path of the field that names the items of a list: the first one if it is a name."""
    first = fields[path].path_of(fields[path].children[0])
    return first if fields[first].single_type.name == "name" and fields[first].kind is FieldKind.TEXT else None


def _sheets(part: Field, fields: Catalogue) -> Iterator[FormSheet]:
    is_list = part.kind is FieldKind.LIST
    single = tuple(single_fields(part, fields))
    if single or is_list:
        yield FormSheet(part.path, is_list, single)
    for path in _lists_in(part, fields):
        yield from _sheets(fields[path], fields)


def single_fields(part: Field, fields: Catalogue) -> Iterator[str]:
    """Yield the fields of a part outside of the lists of records in it."""
    for child in (fields[part.path_of(name)] for name in part.children):
        if not child.children:
            yield child.path
        elif child.kind is not FieldKind.LIST:
            yield from single_fields(child, fields)


def _lists_in(part: Field, fields: Catalogue) -> Iterator[str]:
    """Yield the lists of records of a part that are in no other list of it."""
    for child in (fields[part.path_of(name)] for name in part.children):
        if child.children and child.kind is FieldKind.LIST:
            yield child.path
        elif child.children:
            yield from _lists_in(child, fields)
