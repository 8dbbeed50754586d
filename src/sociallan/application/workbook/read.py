"""Reader of a workbook made from a form into the same document as a file in YAML, with cells for places."""

from collections.abc import Iterable, Mapping

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document
from sociallan.application.field import Form, in_order
from sociallan.application.location import START, Cell, Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.read import read_events
from sociallan.application.source import Limits, Source
from sociallan.application.workbook.archive import Unreadable
from sociallan.application.workbook.beside import beside
from sociallan.application.workbook.items import ItemReader
from sociallan.application.workbook.layout import ANSWER, FIELDS, HEADINGS, ROWS, is_marked
from sociallan.application.workbook.spreadsheet import Sheet, sheets
from sociallan.application.workbook.store import CellPosition, Store, path_in
from sociallan.application.workbook.tree import Events
from sociallan.application.workbook.unmarked import is_readable, pointers, unmarked

_OTHER, _STRAY, _UNMARKED = "workbook.other", "workbook.stray", "workbook.unmarked"
_BESIDE = "workbook.beside"
_PREVIEW = 300
"""Cells of a sheet without a mark that are looked at: those of a title, headings and the first labels."""
_WHOLE = Location(START, "", cell=Cell("", ""))


def read_workbook(
    source: Source, form: Form, *, gaps: Mapping[str, str] | None = None, limits: Limits = Limits()
) -> Document:
    """Read one application from a workbook, as ``read`` does from YAML."""
    if source.problem is not None:
        return _unread(source, source.problem, {}, source.near)
    if len(source.data) > limits.workbook:
        return _unread(source, "file.too-large", {"size": len(source.data), "limit": limits.workbook})
    store = Store(form, limits)
    try:
        found = list(sheets(source.data, limits, is_marked, _PREVIEW))
        readable = [sheet for sheet in found if is_readable(sheet)]
        lost = list(unmarked(found, form.fields))
        for sheet, _, cell in lost:
            store.note(_UNMARKED, CellPosition(sheet, cell.row, cell.column), sheet.name)
        for sheet, cell, answer in beside([each for each in readable if each.cells[0].text == FIELDS], form.fields):
            store.note(_BESIDE, CellPosition(sheet, cell.row, cell.column), cell.text, cell=answer)
        _add(readable, store, frozenset(each.form_sheet.path for each in lost))
    except Unreadable as fault:
        return _unread(source, fault.code, fault.parameters)
    if not readable and not lost:
        return _unread(source, _OTHER, {})
    paths = [path for _, each, _ in lost for path in ((each.path,) if each.is_list else each.fields)]
    return _document(source, store, gaps, limits, paths)


def _unread(source: Source, code: str, parameters: Mapping[str, object], near: str | None = None) -> Document:
    return Document(source, "", None, None, (), (Diagnostic(code, _WHOLE, parameters, near),))


def _add(found: list[Sheet], store: Store, lost: frozenset[str]) -> None:
    """Take the values of all sheets: those of an inner list after the items around them, unless these are lost."""
    lists = []
    for sheet in found:
        mark = sheet.cells[0].text
        if mark == FIELDS:
            _add_answers(sheet, store)
        else:
            lists.append((mark.removeprefix(ROWS), sheet))
    reader = ItemReader(store, lost)
    for path, sheet in sorted(lists, key=lambda each: each[0].count(".")):
        reader.add(path, sheet)


def _add_answers(sheet: Sheet, store: Store) -> None:
    """Take the answers of a sheet of single fields; a row without a path goes on with the list above it."""
    column = next((cell.column for cell in sheet.cells if cell.row == 1 and cell.text == ANSWER), None)
    path, is_below = "", False
    for row, cells in sheet.rows():
        if not is_below or column is None:
            is_below = is_below or (1 in cells and cells[1].text == HEADINGS)
            continue
        named, cell = path_in(cells.get(1)), cells.get(column)
        path = named or path
        if named is not None or (cell is not None and store.is_list(path)):
            store.put(store.root, path, store.fields.get(path), cell, CellPosition(sheet, row, column))
        elif cell is not None and not cell.is_blank:
            store.note(_STRAY, CellPosition(sheet, row, column), cell.text)


def _document(
    source: Source, store: Store, gaps: Mapping[str, str] | None, limits: Limits, lost: Iterable[str]
) -> Document:
    text, cells = "\n".join(store.texts.lines), tuple(store.texts.cells)
    places = NodePositions(text, cells)
    events = Events(places)
    empty = Document(source, text, None, None, (), (), cells=cells)
    document = read_events(empty, events.of(in_order(store.root, "", store.fields)), gaps, limits)
    noted = [
        Diagnostic(
            each.code,
            places.between(each.leaf.start, each.leaf.end),
            each.parameters,
            each.suggestion,
            severity=each.severity,
        )
        for each in store.noted
    ]
    findings = (*document.findings, *events.findings, *noted)
    if len(findings) > limits.findings:
        too_many = Diagnostic("file.too-many-faults", _WHOLE, {"limit": limits.findings})
        findings = (*findings[: limits.findings], too_many)
    unknown = (pointer for path in lost for pointer in pointers(path, document.value))
    return document._replace(findings=findings, withheld=frozenset((*events.withheld, *unknown)))
