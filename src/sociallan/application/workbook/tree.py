"""Values of a workbook before they are a document: what stands in the cells, by the names of the form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import pointer_to
from sociallan.application.lines import lines_of
from sociallan.application.location import Cell, Location
from sociallan.application.node_positions import NodePositions
from sociallan.application.workbook.archive import Unreadable
from sociallan.application.workbook.cell_values import CellValue
from sociallan.application.workbook.spreadsheet import column_letters

Tree = dict[str, Any]
"""Values by name: leaves, trees, and lists of both."""


class Mark(NamedTuple):
    """A position in the text of a workbook, 0-based."""

    line: int
    column: int


class CellLeaf(NamedTuple):
    """Content of a cell; ``value`` is ``None`` for an empty one."""

    value: CellValue | None
    start: Any
    end: Any


class NoItems(NamedTuple):
    """A list that is said to have no items."""

    leaf: CellLeaf


@dataclass(slots=True)
class CellTexts:
    """The text of a workbook, a line for each line in a cell, and the cell of each line; ``most`` cells are taken."""

    most: int
    lines: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    count: int = 0

    def leaf(self, value: CellValue | None, sheet: str, row: int, column: int) -> CellLeaf:
        """Return the leaf of a cell, after its text was added.

        Raises:
            Unreadable: if there are more cells than are taken.

        """
        self.count += 1
        if self.count > self.most:
            raise Unreadable("yaml.too-many-values", limit=self.most)
        lines = lines_of("" if value is None else value.text)
        start = Mark(len(self.lines), 0)
        self.lines += lines
        self.cells += [Cell(sheet, f"{column_letters(column)}{row}")] * len(lines)
        return CellLeaf(value, start, Mark(len(self.lines) - 1, len(lines[-1])))


class Events:
    """The events of a tree, and what is found wrong in its cells on the way: the findings, and their pointers."""

    def __init__(self, places: NodePositions) -> None:
        self._places = places
        self.findings: list[Diagnostic[Location]] = []
        self.withheld: list[str] = []

    def of(self, tree: Tree) -> Iterator[Any]:
        """Yield the events of a tree, as those of a file in YAML."""
        yield StreamStartEvent()
        yield DocumentStartEvent()
        yield from self._of_value(tree, ())
        yield DocumentEndEvent()
        yield StreamEndEvent()

    def _of_value(self, value: Any, steps: tuple[str | int, ...]) -> Iterator[Any]:
        at = _start(value)
        match value:
            case dict():
                yield MappingStartEvent(None, None, implicit=True, start_mark=at, end_mark=at)
                for name, part in value.items():
                    start = _start(part)
                    yield ScalarEvent(None, None, (True, False), name, start, start)
                    yield from self._of_value(part, (*steps, name))
                yield MappingEndEvent(at, at)
            case list():
                yield SequenceStartEvent(None, None, implicit=True, start_mark=at, end_mark=at)
                for index, part in enumerate(value):
                    yield from self._of_value(part, (*steps, index))
                yield SequenceEndEvent(at, at)
            case NoItems():
                yield SequenceStartEvent(None, None, implicit=True, start_mark=at, end_mark=at)
                yield SequenceEndEvent(at, at)
            case CellLeaf(None, start, end):
                yield ScalarEvent(None, None, (True, False), "", start, end)
            case CellLeaf(CellValue(text, plain, fault), start, end):
                if fault is not None:
                    pointer = pointer_to(*steps)
                    self.withheld.append(pointer)
                    place = self._places.between(start, end)
                    self.findings.append(Diagnostic(fault, place, {"text": text}, pointer=pointer))
                    text, plain = "", True
                yield ScalarEvent(None, None, (plain, not plain), text, start, end)


def _start(value: Any) -> Any:
    """Return where a value begins: a part of the form where its first value does."""
    match value:
        case CellLeaf():
            return value.start
        case NoItems(leaf):
            return leaf.start
        case dict() if value:
            return _start(next(iter(value.values())))
        case list() if value:
            return _start(value[0])
        case _:
            return Mark(0, 0)
