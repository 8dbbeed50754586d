"""Parser from the YAML of a rule to conditions; it collects all faults, with locations and suggestions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sociallan.application import dates, string_formats, suggestions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Document, pointer_to
from sociallan.application.field import Catalogue, FieldKind, Unit
from sociallan.application.location import PackLocation
from sociallan.application.node_positions import pack_location
from sociallan.rules.condition import (
    FREE_TEXT,
    OWN_VALUES,
    All,
    AnyOf,
    Condition,
    FieldOperand,
    Leaf,
    ListOperand,
    Literal,
    Not,
    Operand,
    ParamOperand,
    Path,
    Quantified,
    Quantifier,
    Value,
)
from sociallan.rules.operators import OPERATORS, OperandType, Operator

_QUANTIFIERS = tuple(quantifier.value for quantifier in Quantifier)
_OPERATORS = tuple(OPERATORS)
_STRUCTURE = ("all", "any", "not", *_QUANTIFIERS, "field")


class Vocabulary(NamedTuple):
    """Names that a condition may refer to."""

    fields: Catalogue
    params: Mapping[str, Sequence[Any]]
    """All values of each parameter by id; the value ``None`` sets no limit."""
    lists: Mapping[str, bool]
    """Word lists by id; true for those that detect identifiers."""
    values: Mapping[str, Value | None] = OWN_VALUES
    """Computed values by name; ``None`` for those that are at fault, of which that is told already."""
    units: Mapping[str, Unit] = {}
    """What each parameter counts, by id."""


class ListItem(NamedTuple):
    """Item of the list at ``path`` that a name inside ``must`` refers to."""

    path: str
    kind: FieldKind


Names = Mapping[str, ListItem]


@dataclass(slots=True)
class ConditionReader:
    """Parser of the conditions of one rule file. Faults are collected; an invalid condition is ``None``."""

    document: Document
    file: str
    vocabulary: Vocabulary
    faults: list[Diagnostic[PackLocation]] = field(default_factory=list)

    def read(self, node: Any, pointer: str, names: Names | None = None) -> Condition | None:
        """Parse the condition at a pointer; ``node`` is valid under the rule schema."""
        names = names or {}
        at = self.place(pointer)
        operator = next(key for key in _STRUCTURE if key in node)
        match operator:
            case "all" | "any":
                self._check_keys(node, pointer, (operator,))
                parts = [self.read(part, f"{pointer}/{operator}/{i}", names) for i, part in enumerate(node[operator])]
                valid = tuple(part for part in parts if part is not None)
                return (All(valid, at) if operator == "all" else AnyOf(valid, at)) if len(valid) == len(parts) else None
            case "not":
                self._check_keys(node, pointer, (operator,))
                part = self.read(node["not"], f"{pointer}/not", names)
                return None if part is None else Not(part, at)
            case "field":
                return self._leaf(node, pointer, names, at)
            case _:
                return self._quantified(Quantifier(operator), node, pointer, names, at)

    def path(self, text: str, pointer: str, names: Names) -> Path | None:
        """Parse a path; ``pointer`` is its position in the rule."""
        root, *rest = text.split(".")
        if root == "derived":
            return self._derived_path(text, rest, pointer)
        if root in names:
            item = names[root]
            field_path, kind = item.path, item.kind
            steps, root_name = tuple(rest), root
        else:
            field_path, kind = "", FieldKind.RECORD
            steps, root_name = (root, *rest), ""
        for index, step in enumerate(steps):
            if kind is FieldKind.LIST:
                self._fault("rule.path-through-list", pointer, path=text, list=field_path)
                return None
            child = f"{field_path}.{step}" if field_path else step
            known = self.vocabulary.fields.get(child)
            if known is None:
                siblings = self.vocabulary.fields[field_path].children if field_path in self.vocabulary.fields else ()
                options = [*siblings, *names] if not field_path else list(siblings)
                near = suggestions.nearest(step, options)
                before = (root_name, *steps[:index]) if root_name else steps[:index]
                suggestion = ".".join((*before, near, *steps[index + 1 :])) if near else None
                self._fault("rule.unknown-field", pointer, suggestion, path=text)
                return None
            field_path, kind = child, known.kind
        return Path(root_name, steps, kind, field_path)

    def place(self, pointer: str) -> PackLocation:
        """Return the location of a node in the rule file."""
        return pack_location(self.document, self.file, pointer)

    def _derived_path(self, text: str, steps: list[str], pointer: str) -> Path | None:
        known = self.vocabulary.values
        name = ".".join(steps)
        if name not in known:
            near = suggestions.nearest_name(name, known)
            names = ", ".join(f"derived.{each}" for each in known)
            self._fault("rule.unknown-derived", pointer, f"derived.{near}" if near else None, path=text, allowed=names)
            return None
        value = known[name]
        return None if value is None else Path("derived", (name,), value.kind, text, value)

    def _quantified(
        self, quantifier: Quantifier, node: Any, pointer: str, names: Names, at: PackLocation
    ) -> Condition | None:
        bounds = () if quantifier is Quantifier.NONE else ("count_at_least", "count_at_most")
        self._check_keys(node, pointer, (quantifier, "as", "must", *bounds))
        at_least, at_most = node.get("count_at_least"), node.get("count_at_most")
        if "must" not in node and at_least is None and at_most is None:
            self._fault("rule.nothing-asked", pointer, operator=quantifier.value)
            return None
        if at_least is not None and at_most is not None and at_least > at_most:
            self._fault("rule.bounds-crossed", f"{pointer}/count_at_least")
        path = self.path(node[quantifier], f"{pointer}/{quantifier}", names)
        if path is None:
            return None
        # The items of a derived list have no place of their own in the application.
        if path.kind is not FieldKind.LIST or path.value is not None:
            self._fault("rule.not-a-list", f"{pointer}/{quantifier}", path=str(path))
            return None
        name = node["as"]
        if name in names or name in self.vocabulary.fields or name == "derived":
            self._fault("rule.name-taken", f"{pointer}/as", name=name)
            return None
        items = self.vocabulary.fields[path.field].items or FieldKind.TEXT
        must = None
        if "must" in node:
            must = self.read(node["must"], f"{pointer}/must", {**names, name: ListItem(path.field, items)})
            if must is None:
                return None
        return Quantified(quantifier, path, name, must, at_least, at_most, at)

    def _leaf(self, node: Any, pointer: str, names: Names, at: PackLocation) -> Condition | None:
        self._check_keys(node, pointer, ("field", *_OPERATORS))
        path = self.path(node["field"], f"{pointer}/field", names)
        given = [key for key in node if key in _OPERATORS]
        if len(given) != 1:
            self._fault("rule.one-test", pointer, tests=", ".join(given) or "–")
            return None
        if path is None:
            return None
        name = Operator(given[0])
        if path.kind not in OPERATORS[name].kinds:
            fitting = [other.value for other, known in OPERATORS.items() if path.kind in known.kinds]
            self._fault(
                "rule.test-does-not-fit", f"{pointer}/{name}", test=name.value, path=str(path), kind=path.kind.value,
                tests=", ".join(fitting),
            )  # fmt: skip
            return None
        operand = self._operand(name, node[name], f"{pointer}/{name}", path, names)
        if operand is None:
            return None
        if (path.field == f"derived.{FREE_TEXT}") is not self._detects(operand):
            self._fault("rule.free-text", pointer, path=str(path))
            return None
        return Leaf(path, name, operand, at)

    def _detects(self, operand: Operand) -> bool:
        return isinstance(operand, ListOperand) and self.vocabulary.lists[operand.id]

    def _operand(self, name: Operator, value: Any, pointer: str, path: Path, names: Names) -> Operand | None:
        expected = OPERATORS[name].operand
        if expected is OperandType.WORDS:
            if value not in self.vocabulary.lists:
                near = suggestions.nearest_name(value, self.vocabulary.lists)
                self._fault("rule.unknown-list", pointer, near, name=value)
                return None
            return ListOperand(value)
        if isinstance(value, dict):
            if "param" in value:
                if value["param"] not in self.vocabulary.params:
                    near = suggestions.nearest_name(value["param"], self.vocabulary.params)
                    self._fault("rule.unknown-param", f"{pointer}/param", near, name=value["param"])
                    return None
                return self._param(value["param"], expected, f"{pointer}/param", path)
            other = self.path(value["field"], f"{pointer}/field", names)
            if other is None:
                return None
            if (self._items(other) if expected is OperandType.LIST else other.kind) is not path.kind:
                self._fault("rule.kinds-differ", pointer, path=str(path), other=str(other))
                return None
            if not self._counts_alike(path, self._unit(other), str(other), f"{pointer}/field"):
                return None
            if other.field == f"derived.{FREE_TEXT}":
                self._fault("rule.free-text", pointer, path=str(other))
                return None
            return FieldOperand(other)
        if expected in (OperandType.SAME, OperandType.LIST):
            for index, part in enumerate(value if isinstance(value, list) else [value]):
                where = f"{pointer}/{index}" if isinstance(value, list) else pointer
                if not self._literal_fits(part, where, path):
                    return None
        return Literal(tuple(value) if isinstance(value, list) else value)

    def _items(self, path: Path) -> FieldKind | None:
        """Return what the items of a list are, ``None`` of what is no list."""
        known = self.vocabulary.fields.get(path.field) if path.value is None else path.value
        return None if path.kind is not FieldKind.LIST or known is None else known.items

    def _unit(self, path: Path) -> Unit:
        """Return what a number, or each number of a list, counts."""
        known = self.vocabulary.fields.get(path.field) if path.value is None else path.value
        return Unit.NONE if known is None else known.unit

    def _counts_alike(self, path: Path, unit: Unit, other: str, pointer: str) -> bool:
        """Note it where a field is compared with what counts something else."""
        own = self._unit(path)
        if unit is own:
            return True
        self._fault("unit.differ", pointer, path=str(path), unit=own, other=other, other_unit=unit)
        return False

    def _param(self, name: str, expected: OperandType, pointer: str, path: Path) -> Operand | None:
        """Parse a parameter as an operand; all its values must fit the field."""
        for value in self.vocabulary.params[name]:
            parts = value if isinstance(value, tuple) else (value,)
            if value is not None and isinstance(value, tuple) is not (expected is OperandType.LIST):
                self._fault("rule.value-does-not-fit", pointer, path=str(path), kind=path.kind.value, value=value)
                return None
            if value is not None and not all(self._literal_fits(part, pointer, path) for part in parts):
                return None
        unit = self.vocabulary.units.get(name)
        if unit is not None and not self._counts_alike(path, unit, name, pointer):
            return None
        return ParamOperand(name)

    def _literal_fits(self, value: Any, pointer: str, path: Path) -> bool:
        known = self.vocabulary.fields.get(path.field)
        choices, labels = (known.values, known.labels) if known is not None else ((), {})
        if path.value is not None:
            choices, labels = tuple(path.value.labels), path.value.labels
        match path.kind:
            case FieldKind.NUMBER:
                fits = isinstance(value, int | float) and not isinstance(value, bool)
            case FieldKind.DATE:
                fits = isinstance(value, str | int) and string_formats.is_partial_date(value) and dates.year(value) > 0
            case _:
                fits = isinstance(value, str)
        if not fits:
            self._fault("rule.value-does-not-fit", pointer, path=str(path), kind=path.kind.value, value=str(value))
        elif path.kind is FieldKind.NUMBER and self._unit(path).whole and value != int(value):
            self._fault("unit.not-whole", pointer, path=str(path), unit=self._unit(path), value=str(value))
            fits = False
        elif choices and value not in choices:
            near = suggestions.nearest(str(value), choices, labels)
            allowed = ", ".join(choices)
            self._fault("rule.value-unknown", pointer, near, path=str(path), value=str(value), allowed=allowed)
            fits = False
        return fits

    def _check_keys(self, node: Any, pointer: str, allowed: Collection[str]) -> None:
        for key in node:
            if key not in allowed:
                operator = next(name for name in _STRUCTURE if name in node)
                self._fault("rule.stray-key", pointer + pointer_to(key), key=key, operator=operator)

    def _fault(self, code: str, pointer: str, suggestion: str | None = None, **parameters: Any) -> None:
        self.faults.append(Diagnostic(code, self.place(pointer), parameters, suggestion))
