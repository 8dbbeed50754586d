"""Parser of the operands of operators: values, parameters, fields, word lists, columns and signals."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociallan.application import spelling
from sociallan.application.field import Field, FieldKind, Unit
from sociallan.rules.condition import (
    FREE_TEXT,
    FieldOperand,
    ItemOperand,
    ListOperand,
    Literal,
    Operand,
    ParamOperand,
    Path,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.doubts import SIGNALS, Signal
from sociallan.rules.operand_fit import OperandFit
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.vocabulary import Names, NoteFault, ReadPath, Vocabulary

_TELLING_APART = frozenset((FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE))
"""Kinds of a field that can tell items apart."""


class OperandReader:
    """Parser of the operands of one rule file."""

    def __init__(self, vocabulary: Vocabulary, path: ReadPath, fault: NoteFault) -> None:
        self.vocabulary = vocabulary
        self._path = path
        self._fault = fault
        self._fit = OperandFit(vocabulary, fault)

    def read(self, name: Operator, value: Any, pointer: str, path: Path, names: Names) -> Operand | None:
        """Parse the operand of an operator on a field; ``None`` if a fault was noted."""
        expected = OPERATORS[name].operand
        match expected:
            case OperandType.WORDS:
                return self._list(value, pointer)
            case OperandType.ITEM:
                return self._key(value, pointer, path)
            case OperandType.SIGNAL:
                return self._signal(Signal(value), pointer, path)
            case OperandType.COLUMN:
                return self._column(value, pointer, names)
            case (
                OperandType.SAME
                | OperandType.LIST
                | OperandType.COUNT
                | OperandType.TRUTH
                | OperandType.TRUE
                | OperandType.FEWEST_WORDS
            ):
                return self._compared(value, expected, pointer, path, names)

    def _compared(self, value: Any, expected: OperandType, pointer: str, path: Path, names: Names) -> Operand | None:
        """Parse a value that the rule states, or the parameter or the field that holds it."""
        if not isinstance(value, dict):
            return self._literal(value, expected, pointer, path)
        if "param" in value:
            return self._param(value["param"], expected, f"{pointer}/param", path)
        return self._other_field(value["field"], expected, pointer, path, names)

    def _list(self, name: str, pointer: str) -> Operand | None:
        """Parse the id of a word list."""
        if name in self.vocabulary.lists:
            return ListOperand(name)
        self._fault("rule.unknown-list", pointer, spelling.nearest_name(name, self.vocabulary.lists), name=name)
        return None

    def _literal(self, value: Any, expected: OperandType, pointer: str, path: Path) -> Operand | None:
        """Parse a value or a list of values that the rule states."""
        is_list = isinstance(value, list)
        placed = [(part, f"{pointer}/{index}") for index, part in enumerate(value)] if is_list else [(value, pointer)]
        compared = placed if expected in (OperandType.SAME, OperandType.LIST) else ()
        if not all(self._fit.fits(part, at, path) for part, at in compared):
            return None
        return Literal(tuple(value) if is_list else value)

    def _other_field(self, text: str, expected: OperandType, pointer: str, path: Path, names: Names) -> Operand | None:
        """Parse the path of a field that the first is compared with."""
        other = self._path(text, f"{pointer}/field", names)
        if other is None:
            return None
        kind = self._fit.kind_of_items(other) if expected is OperandType.LIST else other.kind
        if kind is not path.kind and not (path.kind is FieldKind.DATE and self._fit.is_year(other)):
            self._fault("rule.kinds-differ", pointer, path=str(path), other=text)
            return None
        if not self._fit.has_unit(path, self._fit.unit(other), text, f"{pointer}/field"):
            return None
        if other.field == f"derived.{FREE_TEXT}":
            self._fault("rule.free-text", pointer, path=text)
            return None
        return FieldOperand(other)

    def _signal(self, signal: Signal, pointer: str, path: Path) -> Operand | None:
        """Parse a signal of doubt; the pack must have what it looks for, and numbers something to be compared with."""
        needed = [key for key in SIGNALS[signal].needs if key not in self.vocabulary.prose]
        if needed:
            self._fault("rule.no-phrases", pointer, keys=", ".join(needed))
            return None
        if not SIGNALS[signal].compares_numbers:
            return SignalOperand(signal)
        counted = self.vocabulary.prose["counted"]
        beside = tuple(
            (each.unit, Path(path.root, (*path.steps[:-1], name), each.kind, each.path))
            for name, each in self._beside(path)
            if each.kind is FieldKind.NUMBER and each.unit in counted
        )
        if not beside:
            self._fault("rule.no-number-beside", pointer, path=str(path), units=", ".join(counted))
            return None
        return SignalOperand(signal, beside)

    def _beside(self, path: Path) -> Iterator[tuple[str, Field]]:
        """Yield the fields of the record that a field stands in, by name; none of an item that is no record."""
        if path.value is None and path.steps:
            parent = self.vocabulary.fields[path.field.rpartition(".")[0]]
            yield from ((name, self.vocabulary.fields[parent.path_of(name)]) for name in parent.children)

    def _column(self, node: Mapping[str, Any], pointer: str, names: Names) -> Operand | None:
        """Parse the column of a table, and what chooses among its rows; a table at fault is reported already."""
        table, where = node["table"], node.get("where", {})
        if table not in self.vocabulary.tables:
            near = spelling.nearest_name(table, self.vocabulary.tables)
            self._fault("rule.unknown-table", f"{pointer}/table", near, table=table)
            return None
        placed = [(node["column"], f"{pointer}/column"), *((name, f"{pointer}/where/{name}") for name in where)]
        columns = self.vocabulary.tables[table]
        if columns is None:
            columns = [name for name, _ in placed]
        unknown = [(name, at) for name, at in placed if name not in columns]
        for name, at in unknown:
            near, allowed = spelling.nearest(name, columns), ", ".join(columns)
            self._fault("rule.unknown-column", at, near, column=name, table=table, allowed=allowed)
        chosen = [(name, self._cell(asked, f"{pointer}/where/{name}", names)) for name, asked in where.items()]
        valid = tuple((name, asked) for name, asked in chosen if asked is not None)
        return None if unknown or len(valid) != len(chosen) else TableOperand(table, node["column"], valid)

    def _cell(self, asked: Any, pointer: str, names: Names) -> Literal | FieldOperand | None:
        """Parse the value that a cell of a row must have: a text, or a field of the application that holds one."""
        if not isinstance(asked, dict):
            return Literal(asked)
        path = self._path(asked["field"], f"{pointer}/field", names)
        if path is None:
            return None
        if path.field == f"derived.{FREE_TEXT}":
            self._fault("rule.free-text", f"{pointer}/field", path=str(path))
            return None
        if path.kind is not FieldKind.TEXT:
            self._fault("rule.cell-no-text", f"{pointer}/field", path=str(path), kind=path.kind.value)
            return None
        return FieldOperand(path)

    def _key(self, key: str | bool, pointer: str, path: Path) -> Operand | None:
        """Parse the key by which items of a list differ: each item as a whole, or a field of it."""
        plain = [name for name in self._parts_of_items(path) if self._part(path, name).kind in _TELLING_APART]
        if not plain and key is True:
            return Literal(value=True)
        if not plain:
            self._fault("rule.no-such-part", pointer, "true", path=str(path), name=str(key).lower())
        elif key not in plain:
            near = spelling.nearest(str(key), plain)
            self._fault("rule.part-needed", pointer, near, path=str(path), allowed=", ".join(plain))
        else:
            part = self._part(path, str(key))
            return ItemOperand(Path.to_field(part.path, part.kind))
        return None

    def _parts_of_items(self, path: Path) -> Sequence[str]:
        return self.vocabulary.fields[path.field].children if path.value is None else ()

    def _part(self, path: Path, name: str) -> Field:
        return self.vocabulary.fields[f"{path.field}.{name}"]

    def _param(self, name: str, expected: OperandType, pointer: str, path: Path) -> Operand | None:
        """Parse the id of a parameter; all its values must fit the field."""
        if name not in self.vocabulary.params:
            self._fault("rule.unknown-param", pointer, spelling.nearest_name(name, self.vocabulary.params), name=name)
            return None
        values = self.vocabulary.params[name]
        if values is None:
            return None
        if expected in (OperandType.COUNT, OperandType.FEWEST_WORDS):
            return self._count_param(name, values, pointer, path)
        for value in values:
            parts = value if isinstance(value, tuple) else (value,)
            if value is not None and isinstance(value, tuple) is not (expected is OperandType.LIST):
                self._fault("rule.value-does-not-fit", pointer, path=str(path), kind=path.kind.value, value=value)
                return None
            if value is not None and not all(self._fit.fits(part, pointer, path, own=False) for part in parts):
                return None
        unit = self.vocabulary.units.get(name)
        if unit is not None and not self._fit.has_unit(path, unit, name, pointer):
            return None
        return ParamOperand(name)

    def _count_param(self, name: str, values: Sequence[Any], pointer: str, path: Path) -> Operand | None:
        """Parse a parameter that says how many: each of its values is a whole number, 0 or more."""
        for value in values:
            if value is not None and (not isinstance(value, int) or value < 0):
                self._fault("rule.value-does-not-fit", pointer, path=str(path), kind="number", value=str(value))
                return None
        unit = self.vocabulary.units.get(name, Unit.COUNT)
        if unit is not Unit.COUNT:
            about = {"path": str(path), "unit": Unit.COUNT, "other": name, "other_unit": unit}
            self._fault("unit.differ", pointer, **about)
            return None
        return ParamOperand(name)
