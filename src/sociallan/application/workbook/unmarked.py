"""Recognition of the sheets of a form by their visible labels, where the hidden cells that mark them are gone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sociallan.application.document import pointer_to
from sociallan.application.field import Catalogue, Field
from sociallan.application.notation.value_words import folded
from sociallan.application.workbook.layout import ANSWER, FIELDS, HEADINGS, ROWS, FormSheet, form_sheets
from sociallan.application.workbook.spreadsheet import Sheet, SheetCell

_ENOUGH = 2
"""Fields whose labels tell a sheet of which neither the name nor the heading is known."""

_LONG = 20
"""Characters of a name that may be the beginning of a title: the names of sheets are cut."""


class Unmarked(NamedTuple):
    """A sheet that cannot be read, what it is of the form, and the cell at which that is reported."""

    sheet: Sheet
    form_sheet: FormSheet
    cell: SheetCell


def is_readable(sheet: Sheet) -> bool:
    """Return whether a sheet has the hidden cells without which none of its answers is found."""
    mark = _mark(sheet)
    if mark == FIELDS:
        in_row = any(cell.row == 1 and cell.text == ANSWER for cell in sheet.cells)
        return in_row and any(cell.column == 1 and cell.text == HEADINGS for cell in sheet.cells)
    return mark.startswith(ROWS) and any(cell.row == 1 and cell.column > 1 and cell.text for cell in sheet.cells)


def unmarked(sheets: Iterable[Sheet], fields: Catalogue) -> Iterator[Unmarked]:
    """Yield the sheets that are of the form and cannot be read, but copies of those that can be.

    Any other sheet is the applicant's own.
    """
    several = [(sheet, is_readable(sheet)) for sheet in sheets]
    readable = [sheet for sheet, is_read in several if is_read]
    marks = {_mark(sheet) for sheet in readable}
    paths = {cell.text for sheet in readable if _mark(sheet) == FIELDS for cell in sheet.cells if cell.column == 1}
    lacking = [
        each
        for each in form_sheets(fields)
        if (f"{ROWS}{each.path}" not in marks if each.is_list else paths.isdisjoint(each.fields))
    ]
    for sheet in (sheet for sheet, is_read in several if not is_read):
        texts = {folded(cell.text): cell for cell in reversed(sheet.cells)}
        likeness = {each: _likeness(each, sheet, texts, fields) for each in lacking}
        if not likeness:
            return
        most = max(lacking, key=likeness.__getitem__)
        if likeness[most] >= _ENOUGH:
            titles = (texts.get(folded(title)) for title in fields[most.path].title.values())
            yield Unmarked(sheet, most, next(filter(None, titles), sheet.cells[0]))


def pointers(path: str, value: object, at: tuple[str | int, ...] = ()) -> Iterator[str]:
    """Yield the pointers of a path in a value: one in each item of the lists around it."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from pointers(path, item, (*at, number))
        return
    name, _, below = path.partition(".")
    if below and isinstance(value, dict) and name in value:
        yield from pointers(below, value[name], (*at, name))
    else:
        yield pointer_to(*at, *path.split("."))


def _mark(sheet: Sheet) -> str:
    first = sheet.cells[0]
    return first.text if (first.row, first.column) == (1, 1) else ""


def _likeness(wanted: FormSheet, sheet: Sheet, texts: Mapping[str, SheetCell], fields: Catalogue) -> float:
    """Return how many labels of a sheet of the form stand in a sheet, more where its name or title is the same."""
    known = sum(not texts.keys().isdisjoint(_labels(fields[path])) or path in texts for path in wanted.fields)
    titles = {folded(title) for title in fields[wanted.path].title.values()}
    is_named = len(sheet.name) > _LONG and any(title.startswith(folded(sheet.name)) for title in titles)
    is_titled = is_named or not {f"{ROWS}{wanted.path}", *titles}.isdisjoint((folded(sheet.name), *texts))
    return known + (1.5 if is_titled else 0) if known else 0


def _labels(field: Field) -> Iterator[str]:
    for title in field.title.values():
        yield from (folded(title), folded(f"{title} 1"))
    yield from map(folded, field.description.values())
