"""Plans that make one test of a rule hold: a value to add or change, and the limit that it must keep to."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count as counting
from typing import Any

from sociallan.application.document import field_of
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules.condition import (
    FieldOperand,
    Leaf,
    ListOperand,
    Literal,
    Path,
    Quantified,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import LocatedScope, located
from sociallan.rules.evaluation.sides import Sides, computed_sides, list_pointer, places_of_items
from sociallan.rules.operators import OPERATORS, Measure, OperandType, Operator
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.predicates import repeating, values_of_items
from sociallan.rules.rows import Column
from sociallan.rules.smallest_change.limit_search import LimitSearch
from sociallan.rules.smallest_change.plans import MOST_ITEMS, NEW, Plan, Step
from sociallan.rules.smallest_change.verification import Verifier
from sociallan.rules.truth import Truth

_MOST_INPUTS = 6
"""Maximum number of inputs of a computed value that are each tried alone."""


class LeafPlanner:
    """Makes plans for the tests of one rule on one application."""

    def __init__(self, facts: Facts, fields: Catalogue, bindings: Bindings, verifier: Verifier) -> None:
        self._facts = facts
        self._fields = fields
        self._bindings = bindings
        self._limits = LimitSearch(facts, fields, verifier)
        self._numbers = counting(NEW)

    def new_item(self, pointer: str) -> str:
        """Return the pointer of a new item of a list."""
        return f"{pointer}/{next(self._numbers)}"

    def empty(self, test: Leaf | Quantified, pointer: str) -> Step:
        """Return the step that states that a list has no items."""
        known = self._fields[field_of(pointer)]
        leaf = Leaf(Path.to_field(known.path, FieldKind.LIST), Operator.MAX_ITEMS, Literal(0), test.at)
        return self._step(pointer, ValueConstraint(leaf, pointer, 0))

    def plans(self, leaf: Leaf, scope: LocatedScope, *, wanted: bool) -> Iterator[Plan]:
        """Yield plans that make a leaf true (or false), the best first."""
        spec = OPERATORS[leaf.operator]
        if leaf.operator is Operator.UNIQUE and not wanted:
            return
        constraint = self.constraint(leaf, scope, wanted=wanted)
        value, pointer = self._look_up(leaf.path, scope)
        if spec.measure is Measure.PRESENCE or isinstance(leaf.operand, ListOperand | SignalOperand):
            if value is None and pointer:
                yield (self._step(pointer),)
            return
        if leaf.path.kind is FieldKind.LIST and leaf.path.value is None and spec.operand is OperandType.COUNT:
            yield from self._count_plans(constraint, value)
        elif leaf.operator is Operator.UNIQUE and value is not None:
            yield from self._different_plans(constraint, value)
        elif value is None or constraint.operand is None:
            yield from self._missing_plans(constraint, value)
        else:
            yield from self._changing_plans(constraint, value)
        if isinstance(leaf.operand, TableOperand):
            yield from self._row_plans(leaf, leaf.operand, scope, value)

    def constraint(self, leaf: Leaf, scope: LocatedScope, *, wanted: bool) -> ValueConstraint:
        """Return the condition that a leaf holds, or does not hold, as a report states it."""
        operand, other = self._operand(leaf, scope)
        if isinstance(operand, Column) and len(operand.values) == 1:
            (only,) = operand.values
            leaf, operand = replace(leaf, operator=Operator.EQUALS, operand=Literal(only)), only
        return ValueConstraint(leaf, self._look_up(leaf.path, scope)[1], operand, other, negated=not wanted)

    def _operand(self, leaf: Leaf, scope: LocatedScope) -> tuple[Any, str]:
        """Return the operand of a leaf, and its pointer, ``""`` if it is no field."""
        match leaf.operand:
            case FieldOperand(path):
                return self._look_up(path, scope)
            case ListOperand() | SignalOperand():
                return None, ""
            case TableOperand(compared=compared) as named if compared:
                keys = tuple(self._look_up(path, scope)[0] for _, path in compared)
                return self._bindings.operand(named).of(keys), ""
            case _:
                return self._bindings.bound(leaf), ""

    def _look_up(self, path: Path, scope: LocatedScope) -> tuple[Any, str]:
        """Return the value at a path, and its pointer, ``""`` if it is computed."""
        return located(path, scope) if path.value is None else (self._facts.get(path.value), "")

    def _row_plans(self, leaf: Leaf, operand: TableOperand, scope: LocatedScope, value: Any) -> Iterator[Plan]:
        """Yield plans by which a field that chooses rows of a table chooses one with a value, the others staying."""
        found = [(path, *self._look_up(path, scope)) for _, path in operand.compared]
        keyed = [keys for keys, own in self._bindings.operand(operand).keyed if own == value]
        for index, (path, _, pointer) in enumerate(found):
            others = [(at, key) for at, (_, key, _) in enumerate(found) if at != index]
            fitting = tuple(sorted({keys[index] for keys in keyed if all(keys[at] == key for at, key in others)}))
            if pointer:
                one_of = Leaf(path, Operator.ONE_OF, Literal(fitting), leaf.at)
                yield (self._step(pointer, ValueConstraint(one_of, pointer, fitting)),)

    def _count_plans(self, constraint: ValueConstraint, items: Any) -> Iterator[Plan]:
        """Yield plans for a list of the wanted length: with new items, or of its own statement that it is shorter."""
        more = (constraint.leaf.operator is Operator.MIN_ITEMS) is not constraint.negated
        if not more:
            yield (self._step(constraint.subject, constraint),)
            return
        count = constraint.operand + constraint.negated - len(items or ())
        if count == 0:
            yield (self._step(constraint.subject),)
        elif count <= MOST_ITEMS:
            yield tuple(Step(self.new_item(constraint.subject)) for _ in range(count))

    def _different_plans(self, constraint: ValueConstraint, items: Any) -> Iterator[Plan]:
        """Yield a plan for a list to hold each value once: the first of equal values stays, the others change."""
        values = values_of_items(items, constraint.operand)
        others = sorted((*repeating(values), *(at for at, value in enumerate(values) if value is None)))
        if len(others) <= MOST_ITEMS:
            pointers = places_of_items(constraint.leaf, constraint.operand, constraint.subject, self._facts, others)
            yield tuple(self._step(pointer, constraint) for pointer in pointers)

    def _missing_plans(self, constraint: ValueConstraint, value: Any) -> Iterator[Plan]:
        """Yield plans for a leaf of which one or both sides are missing."""
        leaf = constraint.leaf
        both = Sides(self._facts, constraint)
        missing = tuple(self._first_input(constraint, each) if each in both.empty else each for each in both.missing)
        if not missing:
            return
        if (
            constraint.other in missing
            and OPERATORS[leaf.operator].operand is OperandType.LIST
            and not constraint.negated
        ):
            yield from self._listed_plans(constraint, value)
            return
        if len(missing) == 1:
            (only,) = missing
            if (limit := self._limits.limit(constraint, only)) is not None:
                yield (self._step(only, *limit),)
        places = [self._missing_step(leaf, each, computed=each in both.behind) for each in missing]
        *first, last = places
        if missing[0] == constraint.subject:
            last, *first = places
        last = last._replace(wanted=(*last.wanted, constraint))
        yield (*first, last)
        # What is stated may leave no room: then it has to change as well.
        for pointer in both.stated[:_MOST_INPUTS]:
            yield (*places, self._step(pointer, constraint))

    def _first_input(self, constraint: ValueConstraint, pointer: str) -> str:
        """Return the pointer of the field of a new item that a value is computed from."""
        inputs = (each for value in computed_sides(constraint.leaf) if value is not None for each in value.inputs)
        walk = next((each.walk for each in inputs if list_pointer(each.walk) == pointer), "")
        below = walk.split("[]")[1:]
        return pointer + "".join(f"/{next(self._numbers)}{part.replace('.', '/')}" for part in below)

    def _missing_step(self, leaf: Leaf, pointer: str, *, computed: bool) -> Step:
        is_list = self._fields[field_of(pointer)].kind is FieldKind.LIST
        return self.empty(leaf, pointer) if computed and is_list else self._step(pointer)

    def _listed_plans(self, constraint: ValueConstraint, value: Any) -> Iterator[Plan]:
        """Yield plans by which a list that the value is looked for in holds it."""
        leaf, operand = constraint.leaf, constraint.leaf.operand
        assert isinstance(operand, FieldOperand)
        if leaf.operator is not Operator.ONE_OF:
            yield (self.empty(leaf, constraint.other),)
            return
        index = next((at for at, item in enumerate(constraint.operand or ()) if item is None), next(self._numbers))
        item = f"{constraint.other}/{index}"
        path = Path.to_field(operand.path.field, leaf.path.kind)
        if value is None:
            same = Leaf(leaf.path, Operator.EQUALS, FieldOperand(path), leaf.at)
            yield (Step(item), self._step(constraint.subject, ValueConstraint(same, constraint.subject, None, item)))
        else:
            equal = Leaf(path, Operator.EQUALS, Literal(value), leaf.at)
            yield (Step(item, (ValueConstraint(equal, item, value),)),)

    def _changing_plans(self, constraint: ValueConstraint, value: Any) -> Iterator[Plan]:
        """Yield plans for a leaf of which both sides are known: the value changes, else what it is compared with."""
        leaf = constraint.leaf
        both = Sides(self._facts, constraint)
        if leaf.path.value is None:
            yield (self._step(constraint.subject, constraint),)
        if constraint.other and leaf.operator is Operator.ONE_OF and not constraint.negated:
            yield from self._listed_plans(constraint, value)
        for pointer in both.stated[:_MOST_INPUTS]:
            if pointer != constraint.subject and (limit := self._limits.limit(constraint, pointer)) is not None:
                yield (self._step(pointer, *limit),)

    def _step(self, pointer: str, *wanted: ValueConstraint) -> Step:
        known = self._fields[field_of(pointer)]
        is_choice = bool(known.values) or known.kind is FieldKind.TRUTH
        counts_as_nothing = any(OPERATORS[each.leaf.operator].otherwise is Truth.MISSING for each in wanted)
        is_gap = counts_as_nothing or self._facts.at(pointer) is None
        weight = 0 if is_gap else 1 if is_choice else 2
        return Step(pointer, wanted, weight)
