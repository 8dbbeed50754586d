"""Store of the values of a workbook while its sheets are read, with what is noted about its cells."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application.diagnostic import Severity
from sociallan.application.field import Catalogue, Field, FieldKind, Form
from sociallan.application.source import Limits
from sociallan.application.workbook.cell_values import CellReader, CellValue
from sociallan.application.workbook.spreadsheet import Sheet, SheetCell
from sociallan.application.workbook.tree import CellLeaf, CellTexts, NoItems, Tree

_REPEATED = "workbook.repeated"
_DEEPEST = 20


class CellPosition(NamedTuple):
    """A cell of a sheet, by row and column from 1, whether it holds anything or not."""

    sheet: Sheet
    row: int
    column: int


class Note(NamedTuple):
    """Note on a cell: the code of a diagnostic, the cell with its text, and the parameters."""

    code: str
    leaf: CellLeaf
    parameters: Mapping[str, object]
    severity: Severity = Severity.ERROR
    suggestion: str | None = None


class Store:
    """The values of one workbook, by the names of the form."""

    def __init__(self, form: Form, limits: Limits) -> None:
        self.fields: Catalogue = form.fields
        self.root: Tree = {}
        self.texts = CellTexts(limits.nodes)
        self.noted: list[Note] = []
        self._cells = CellReader(form)

    def is_list(self, path: str) -> bool:
        """Return whether a path is that of a list."""
        return path in self.fields and self.fields[path].kind is FieldKind.LIST

    def note(
        self,
        code: str,
        place: CellPosition,
        text: str,
        *,
        severity: Severity = Severity.ERROR,
        suggestion: str | None = None,
        **parameters: object,
    ) -> None:
        """Note a fault of a cell, or something else to report of it."""
        leaf = self.texts.leaf(CellValue(text), place.sheet.name, place.row, place.column)
        self.noted.append(Note(code, leaf, {"text": text, **parameters}, severity, suggestion))

    def put(self, tree: Tree, path: str, known: Field | None, cell: SheetCell | None, place: CellPosition) -> None:
        """Put what stands in a cell at a path below a tree; an empty cell of a known field as not stated."""
        values = () if cell is None else self._cells.values(cell, known, from_1904=place.sheet.from_1904)
        if not values and known is None:
            return
        *above, name = path.split(".")
        holder = branch(tree, above)
        if holder is None:
            return
        leaves = [self._leaf(value, place) for value in values or (None,)]
        if known is None or known.kind is not FieldKind.LIST:
            self._put_single(holder, name, leaves[0])
        elif self.is_none(cell, known) and not isinstance(holder.get(name), list):
            holder[name] = NoItems(leaves[0])
        elif values:
            list_at(holder, name).extend(leaves)
        else:
            holder.setdefault(name, leaves[0])

    def is_none(self, cell: SheetCell | None, known: Field) -> bool:
        """Return whether a cell says of a list that may be empty that it has no items."""
        return cell is not None and known.may_be_empty and self._cells.says_none(cell)

    def put_none(self, holder: Tree, name: str, place: CellPosition) -> None:
        """Put at a name of a tree that a list has no items."""
        holder[name] = NoItems(self._leaf(None, place))

    def empty(self, tree: Tree, path: str, place: CellPosition) -> None:
        """Put nothing at a path below a tree where nothing stands yet."""
        *above, name = path.split(".")
        holder = branch(tree, above)
        if holder is not None and name not in holder:
            holder[name] = self._leaf(None, place)

    def _leaf(self, value: CellValue | None, place: CellPosition) -> CellLeaf:
        return self.texts.leaf(value, place.sheet.name, place.row, place.column)

    def _put_single(self, holder: Tree, name: str, leaf: CellLeaf) -> None:
        before = holder.get(name)
        if leaf.value is not None and isinstance(before, CellLeaf) and before.value is not None:
            self.noted.append(Note(_REPEATED, leaf, {"cell": str(self.texts.cells[before.start.line])}))
        elif leaf.value is not None or before is None:
            holder[name] = leaf


def path_in(cell: SheetCell | None) -> str | None:
    """Return the path of a field in a hidden cell; no field is as deep as one that is refused."""
    path = "" if cell is None else cell.text.strip()
    return path if path and path.count(".") < _DEEPEST else None


def branch(tree: Tree, steps: Sequence[str]) -> Tree | None:
    """Return the tree at the end of steps, made where there is none; ``None`` if a value stands in the way."""
    for step in steps:
        found = tree.setdefault(step, {})
        if not isinstance(found, dict):
            return None
        tree = found
    return tree


def list_at(tree: Tree, name: str) -> list[Any]:
    """Return the list at a name, in the place of what says that nothing is stated."""
    if not isinstance(tree.get(name), list):
        tree[name] = []
    found: list[Any] = tree[name]
    return found
