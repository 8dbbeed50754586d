"""Constraints of conditions: the values each field is compared with, and the fields compared with each other."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple, Self

from sociallan.analysis.dependencies import free_text_field
from sociallan.application import dates
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules.boundaries import Constraint, compared
from sociallan.rules.candidates import neighbours
from sociallan.rules.condition import (
    FREE_TEXT,
    SCREENING_DATE,
    SCREENING_YEAR,
    Condition,
    FieldOperand,
    ItemOperand,
    Leaf,
    ListOperand,
    Operand,
    Path,
    Quantified,
    Scalar,
    SignalOperand,
    TableOperand,
    Value,
    input_fields,
    needed_paths,
    nodes,
)
from sociallan.rules.doubts import Signal
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.operations import OPERATIONS, Operation
from sociallan.rules.operators import OPERATORS, Measure, Operator
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.rows import Column
from sociallan.rules.rule import Rule

_SOME_YEAR = "2020"
_MAX_LIST_LENGTH = 1_001
"""Maximum length of a list in an application."""


class ResolvedConditions(NamedTuple):
    """Conditions, with what the names in them stand for on one day."""

    conditions: tuple[Condition, ...]
    bindings: Bindings

    @classmethod
    def of(cls, rule: Rule, bindings: Bindings) -> Self:
        """Return the conditions of a rule."""
        return cls(tuple(rule.conditions()), bindings)


class Constraints:
    """Constraints collected from every node of some conditions.

    ``by_field`` holds the operators and operands of each field that is read, empty for inputs of derived values.
    ``lengths`` holds the list lengths to generate. ``targets`` pairs each derived value with the values that it is
    compared with. ``detectors`` are the kinds of identifiers searched for.
    """

    def __init__(self, resolved: Iterable[ResolvedConditions], day: str, fields: Catalogue) -> None:
        self._by_day: Mapping[str, Scalar] = {
            f"derived.{SCREENING_DATE}": day,
            f"derived.{SCREENING_YEAR}": dates.year(day),
        }
        self._fields = fields
        self._linked: dict[str, frozenset[str]] = {}
        self.by_field: dict[str, list[Constraint]] = {}
        self.lengths: dict[str, set[int]] = {}
        self.targets: list[tuple[Value, Any]] = []
        self.detectors: list[str] = []
        for each in resolved:
            for node in chain.from_iterable(map(nodes, each.conditions)):
                self._collect(node, each)

    def linked_fields(self, path: str) -> frozenset[str]:
        """Return a field and all fields that it is compared with, directly or transitively."""
        return self._linked.get(path, frozenset((path,)))

    def is_linked(self, path: str) -> bool:
        """Return whether a field is compared with another, or with a value that is computed from it."""
        return path in self._linked

    def hold(self, other: Self) -> bool:
        """Return whether the other constraints ask for no value, length or field that these do not ask for.

        That a field is stated asks for no value.
        """
        return (
            all(
                name in self.by_field and all(one in self.by_field[name] for one in several if not _is_presence(one))
                for name, several in other.by_field.items()
            )
            and all(lengths <= self.lengths.get(name, set()) for name, lengths in other.lengths.items())
            and all(target in self.targets for target in other.targets)
            and all(detector in self.detectors for detector in other.detectors)
            and all(names <= self.linked_fields(name) for name, names in other._linked.items())
        )

    def _collect(self, node: Condition, resolved: ResolvedConditions) -> None:
        """Collect the fields that a node reads, the values they are compared with, and list lengths."""
        if isinstance(node, Leaf):
            for path in (node.path, *needed_paths(node.operand)):
                self._collect_choices(path.value, resolved)
            if isinstance(node.operand, TableOperand):
                self._collect_keys(node.path, node.operand, _resolved(node.operand, resolved))
        match node:
            case Quantified(path=path):
                bounds = (bound for bound in (node.at_least, node.at_most) if bound is not None)
                self._add_lengths(path.field, (length for bound in bounds for length in (bound, *neighbours(bound))))
            case Leaf(path=path, operand=FieldOperand(other)):
                self._link(path, other)
            case Leaf(path=path, operand=ListOperand(id)) if path.field == f"derived.{FREE_TEXT}":
                self._add_free_text()
                self.detectors.append(resolved.bindings.finders[id].detects or "")
            case Leaf(path=path, operator=operator, operand=SignalOperand() as operand):
                constraint = Constraint(operator, _resolved(operand, resolved))
                self._add(*input_fields(path), constraint=constraint)
                self._add(*(number.field for _, number in operand.beside))
                if operand.signal is Signal.SAME_TEXT:
                    # A copy can stand in any other text: here in the one that stands for all.
                    self._add_free_text(constraint, but=path.field)
            case Leaf(path=path, operator=Operator.UNIQUE as operator, operand=operand):
                keys = (operand.path,) if isinstance(operand, ItemOperand) else ()
                for each in keys or (path,):
                    self._add(*input_fields(each), constraint=Constraint(operator, operand=True))
            case Leaf(path=path, operator=operator, operand=operand) if OPERATORS[operator].measure is Measure.ITEMS:
                bound = _resolved(operand, resolved)
                lengths = () if bound is None else tuple(OPERATORS[operator].boundary_values((bound,), path.kind))
                for name in input_fields(path):
                    self._add_lengths(self._list_around(name), lengths)
                self._add(*input_fields(path))
            case Leaf(path=path, operator=operator, operand=operand) if path.value is not None:
                constraint = Constraint(operator, _resolved(operand, resolved))
                targets = list(compared((constraint,)))
                self.targets += [(path.value, value) for value in targets]
                if path.value.operation is not None and OPERATIONS[path.value.operation].counts:
                    around: list[Any] = [length for value in targets for length in (value, *neighbours(value))]
                    for name in input_fields(path):
                        self._add_lengths(self._list_around(name), around)
                self._add(*input_fields(path))
            case Leaf(path=path, operator=operator, operand=operand):
                self._add(path.field, constraint=Constraint(operator, _resolved(operand, resolved)))

    def _collect_choices(self, value: Value | None, resolved: ResolvedConditions) -> None:
        """Collect what chooses the items that a value, or one that it is computed from, is computed over."""
        if value is None:
            return
        if value.where is not None:
            for node in nodes(value.where):
                self._collect(node, resolved)
        for each in value.inputs:
            self._collect_choices(each.path.value, resolved)

    def _collect_keys(self, subject: Path, operand: TableOperand, column: Column) -> None:
        """Collect what fields that choose rows of a table must be for the first value, and another of those rows."""
        if not column.keyed:
            return
        keys, first = min(column.keyed, key=lambda keyed: (keyed[1], keyed[0]))
        others = replace(column, values=column.of(keys).values - {first}, keyed=frozenset())
        if others.values and subject.value is None:
            self._add(subject.field, constraint=Constraint(Operator.FOUND_IN, others))
        for key, (name, path) in zip(keys, operand.compared, strict=True):
            only = Column(operand.id, name, frozenset((key,)))
            if path.value is None:
                self._add(path.field, constraint=Constraint(Operator.FOUND_IN, only))
            else:
                self._add(*input_fields(path))
                self.targets.append((path.value, key))

    def _add(self, *names: str, constraint: Constraint | None = None) -> None:
        for name in names:
            self.by_field.setdefault(name, []).extend(() if constraint is None else (constraint,))

    def _add_free_text(self, constraint: Constraint | None = None, but: str | None = None) -> None:
        """Add the field that stands for all texts, if the form has one."""
        field = free_text_field(self._fields, but)
        self._add(*(() if field is None else (field,)), constraint=constraint)

    def _link(self, path: Path, other: Path) -> None:
        """Link compared fields, or their inputs, so that generated values include every ordering of them."""
        read = (*input_fields(path), *input_fields(other))
        days = (self._by_day[name] for name in (path.field, other.field) if name in self._by_day)
        self._add(*read, constraint=next((Constraint(Operator.EQUALS, day) for day in days), None))
        for year, number in ((path, other), (other, path)):
            if year.value is not None and year.value.operation is Operation.YEAR:
                # The year of a date is compared with a number: both get values around one year.
                self._add(*input_fields(year), constraint=Constraint(Operator.EQUALS, _SOME_YEAR))
                self._add(*input_fields(number), constraint=Constraint(Operator.EQUALS, int(_SOME_YEAR)))
        # A date is also compared with a year.
        kinds = {path.kind, path.kind if path.kind is not FieldKind.DATE else other.kind}
        of_kind = [name for name in read if kinds & {self._fields[name].kind, self._fields[name].items}]
        linked = frozenset(of_kind).union(*(self._linked.get(name, ()) for name in of_kind))
        if len(linked) > 1 or set(input_fields(path)) & set(input_fields(other)):
            self._linked |= dict.fromkeys(linked, linked)

    def _list_around(self, name: str) -> str:
        """Return a field if it is a list, otherwise the innermost list that contains it."""
        while self._fields[name].kind is not FieldKind.LIST:
            name, _, _ = name.rpartition(".")
        return name

    def _add_lengths(self, path: str, lengths: Iterable[int]) -> None:
        """Add lengths to generate for a list, without those that no list can have."""
        self._add(path)
        if wanted := set(lengths):
            possible = {length for length in wanted if 0 <= length <= _MAX_LIST_LENGTH}
            self.lengths.setdefault(path, {0, 1, 2}).update(possible)


def _is_presence(constraint: Constraint) -> bool:
    return OPERATORS[constraint.operator].measure is Measure.PRESENCE


def _resolved(operand: Operand, resolved: ResolvedConditions) -> Any:
    """Return the value of an operand on the day, ``None`` for another field; of a word list its words."""
    if isinstance(operand, FieldOperand):
        return None
    value = resolved.bindings.operand(operand)
    return value.words if isinstance(value, Finder) else value
