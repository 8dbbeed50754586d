"""Constraints: the values that conditions compare each field with, and the fields that they compare with each other."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from sociallan.analysis.dependencies import FREE_TEXT_FIELD
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules.boundaries import Constraint, compared
from sociallan.rules.candidates import neighbours
from sociallan.rules.condition import (
    FREE_TEXT,
    SCREENING_DATE,
    Condition,
    FieldOperand,
    Leaf,
    ListOperand,
    Literal,
    Operand,
    ParamOperand,
    Path,
    Quantified,
    Value,
    fields_behind,
    nodes,
)
from sociallan.rules.operators import OPERATORS, Measure, Operator
from sociallan.rules.rule import WordList

_LONGEST_LIST = 1_001
"""No application may hold a longer list."""


class ResolvedConditions(NamedTuple):
    """Conditions, and what their parameters and word lists are on one day."""

    conditions: tuple[Condition, ...]
    params: Mapping[str, Any]
    lists: Mapping[str, WordList]


class Constraints:
    """What some conditions are interested in, noted from every node of them.

    ``mentions`` are the tests of each field, none where only its inputs count; ``lengths`` the lengths of lists to
    try; ``targets`` derived values with what each is compared with; ``detectors`` the kinds of
    identifiers that are looked for.
    """

    def __init__(self, asked: Iterable[ResolvedConditions], day: str, fields: Catalogue) -> None:
        self._day = day
        self._fields = fields
        self._linked: dict[str, frozenset[str]] = {}
        self.mentions: dict[str, list[Constraint]] = {}
        self.lengths: dict[str, set[int]] = {}
        self.targets: list[tuple[Value, Any]] = []
        self.detectors: list[str] = []
        for one in asked:
            for node in chain.from_iterable(map(nodes, one.conditions)):
                self._note(node, one)

    def linked_fields(self, path: str) -> frozenset[str]:
        """Return a field and all that it is compared with, straight or by way of others."""
        return self._linked.get(path, frozenset((path,)))

    def _note(self, node: Condition, asked: ResolvedConditions) -> None:
        """Note which fields a node reads, what they are compared with, and how long lists should be."""
        if isinstance(node, Leaf):
            for path in (node.path, *((node.operand.path,) if isinstance(node.operand, FieldOperand) else ())):
                self._note_value(path.value, asked)
        match node:
            case Quantified(path=path):
                bounds = (bound for bound in (node.at_least, node.at_most) if bound is not None)
                self._lengthen(path.field, (length for bound in bounds for length in (bound, *neighbours(bound))))
            case Leaf(path=path, operand=FieldOperand(other)):
                self._link(path, other)
            case Leaf(path=path, operand=ListOperand(id)) if path.field == f"derived.{FREE_TEXT}":
                self._mentioned(FREE_TEXT_FIELD)
                self.detectors.append(asked.lists[id].detect or "")
            case Leaf(path=path, operator=name, operand=operand) if OPERATORS[name].measure is Measure.ITEMS:
                bound = _resolved(operand, asked)
                lengths = () if bound is None else tuple(OPERATORS[name].boundary_values((bound,), path.kind))
                for behind in fields_behind(path):
                    self._lengthen(self._list_around(behind), lengths)
                self._mentioned(*fields_behind(path))
            case Leaf(path=path, operator=name, operand=operand) if path.value is not None:
                mention = Constraint(name, _resolved(operand, asked))
                self.targets += [(path.value, value) for value in compared((mention,))]
                self._mentioned(*fields_behind(path))
            case Leaf(path=path, operator=name, operand=operand):
                self._mentioned(path.field, by=Constraint(name, _resolved(operand, asked)))

    def _note_value(self, value: Value | None, asked: ResolvedConditions) -> None:
        """Note what chooses among the items that a value, or one that it is computed from, is computed over."""
        if value is None:
            return
        if value.where is not None:
            for node in nodes(value.where):
                self._note(node, asked)
        for each in value.inputs:
            self._note_value(each.path.value, asked)

    def _mentioned(self, *names: str, by: Constraint | None = None) -> None:
        for name in names:
            self.mentions.setdefault(name, []).extend(() if by is None else (by,))

    def _link(self, path: Path, other: Path) -> None:
        """Let fields that are compared, or the inputs of what is, have values on both sides of each other."""
        read = (*fields_behind(path), *fields_behind(other))
        by_day = f"derived.{SCREENING_DATE}" in (path.field, other.field)
        self._mentioned(*read, by=Constraint(Operator.EQUALS, self._day) if by_day else None)
        alike = [name for name in read if path.kind in (self._fields[name].kind, self._fields[name].items)]
        family = frozenset(alike).union(*(self._linked.get(name, ()) for name in alike))
        if len(family) > 1:
            self._linked |= dict.fromkeys(family, family)

    def _list_around(self, name: str) -> str:
        """Return a field that is a list, or the innermost list that it stands in."""
        while self._fields[name].kind is not FieldKind.LIST:
            name, _, _ = name.rpartition(".")
        return name

    def _lengthen(self, path: str, lengths: Iterable[int]) -> None:
        """Let a list have these lengths too, as far as a list can."""
        self._mentioned(path)
        if asked := set(lengths):
            fitting = {length for length in asked if 0 <= length <= _LONGEST_LIST}
            self.lengths.setdefault(path, {0, 1, 2}).update(fitting)


def _resolved(operand: Operand, asked: ResolvedConditions) -> Any:
    """Return what an operand stands for on the day."""
    match operand:
        case Literal(value):
            return value
        case ParamOperand(id):
            return asked.params[id]
        case ListOperand(id):
            return asked.lists[id].words
        case FieldOperand():
            return None
