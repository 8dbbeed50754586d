"""Search for the smallest verified change to an application that would meet a rule.

The search walks the trace of a condition: every failing part of an ``all``, the cheapest part of an ``any``.
Each step has a witness, a value that satisfies its condition. A change is returned only if the rule is met in
a copy of the application with the witnesses inserted. Witnesses are never shown, since only the applicant
knows the true values.
"""

import copy
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice, product
from typing import Any, NamedTuple

from sociallan.application.document import Document
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.source import Source
from sociallan.rules import witnesses
from sociallan.rules.candidates import any_value
from sociallan.rules.comparison import check_for
from sociallan.rules.compiled_rule import CompiledRule, EffectiveRules
from sociallan.rules.condition import All, AnyOf, AtLeastOf, FieldOperand, Leaf, Not, Quantified, Quantifier, Value
from sociallan.rules.derived import Facts
from sociallan.rules.explain import Explainer, Scope, located
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import Edit, EditKind, Reason, Trace
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.rules.walking import Found

_MOST_PLANS = 8
_MOST_TRIALS = 16
_MOST_ITEMS = 50
"""Maximum number of items to change, and of steps in a plan; a longer list is of no use to a reader."""


class _Step(NamedTuple):
    """Edit with its witness: pairs (pointer, value) that verify it."""

    edit: Edit
    witness: tuple[tuple[str, Any], ...]


_Plan = tuple[_Step, ...]


def smallest_edits(
    ready: CompiledRule, trace: Trace, facts: Facts, period: EffectiveRules, fields: Catalogue
) -> tuple[Edit, ...] | None:
    """Return the smallest verified change that would meet a rule, ``None`` if none is found."""
    for plan in _Planner(facts, period, fields).plans(trace, {"": (facts.root, "")}, wanted=True):
        if any(_meets(ready, facts.changed(values)) for values in _trials(plan)):
            edits = {(step.edit.pointer, id(step.edit.test), step.edit.negated): step.edit for step in plan}
            return tuple(edits.values())
    return None


def _meets(ready: CompiledRule, facts: Facts) -> bool:
    return ready.decide(facts.scope()).kind in (OutcomeKind.MET, OutcomeKind.JUDGEMENT)


def _trials(plan: _Plan) -> Iterator[list[Found]]:
    """Yield the sets of values that verify a plan: lists for one pointer are concatenated, other values combined."""
    candidates: dict[str, list[Any]] = {}
    for pointer, value in (pair for step in plan for pair in step.witness):
        known = candidates.setdefault(pointer, [])
        if isinstance(value, list) and known and isinstance(known[0], list):
            known[0] = known[0] + value
        elif value not in known or pointer.endswith("/-"):
            known.append(value)
    appended = [
        (pointer, value) for pointer, values in candidates.items() if pointer.endswith("/-") for value in values
    ]
    others = {pointer: values for pointer, values in candidates.items() if not pointer.endswith("/-")}
    for choice in islice(product(*others.values()), _MOST_TRIALS):
        yield [*zip(others, choice, strict=True), *appended]


def _either(alternatives: Iterable[Sequence[_Plan]]) -> list[_Plan]:
    """Return the cheapest plans of all alternatives, sorted by cost."""
    return sorted((plan for plans in alternatives for plan in plans), key=_cost)[:_MOST_PLANS]


def _both(parts: Iterable[Sequence[_Plan]]) -> list[_Plan]:
    """Return the cheapest combinations of one plan for every part, sorted by cost."""
    joined: list[_Plan] = [()]
    for plans in parts:
        both = ((*before, *plan) for before in joined for plan in plans if len(before) + len(plan) <= _MOST_ITEMS)
        joined = sorted(both, key=_cost)[:_MOST_PLANS]
    return joined


def _some_of(parts: Sequence[Sequence[_Plan]], count: int) -> list[_Plan]:
    """Return the cheapest plans that satisfy so many of the parts, by the cheapest plan of each."""
    mendable = sorted((plans for plans in parts if plans), key=lambda plans: _cost(plans[0]))
    if len(mendable) < count:
        return []
    # What costs as little as the last one needed may do as well, where a plan proves to be of no use.
    return _either(_both(chosen) for chosen in islice(combinations(mendable, count), _MOST_PLANS))


def _cost(plan: _Plan) -> tuple[int, int]:
    """Return the cost of a plan: the number of pointers it edits, then the number of stated values it changes."""
    places = {step.edit.pointer for step in plan}
    return len(places), sum(step.edit.kind is EditKind.CHANGE for step in plan)


class _Planner:
    def __init__(self, facts: Facts, period: EffectiveRules, fields: Catalogue) -> None:
        self._facts = facts
        self._fields = fields
        self._bindings = period.bindings
        # The document needs no text, since only truths are used.
        self._explainer = Explainer(Document(Source("", b""), "", facts.root, None, (), ()), facts, period.bindings)

    def plans(self, trace: Trace, scope: Scope, *, wanted: bool) -> list[_Plan]:
        """Return plans that make a node true (or false), sorted by cost; an empty plan if it already is."""
        if trace.truth is (Truth.TRUE if wanted else Truth.FALSE) or (trace.truth is Truth.JUDGEMENT and wanted):
            return [()]
        match trace.condition:
            case All() | AnyOf():
                parts = [self.plans(child, scope, wanted=wanted) for child in trace.children]
                return _both(parts) if isinstance(trace.condition, All) is wanted else _either(parts)
            case AtLeastOf(count):
                parts = [self.plans(child, scope, wanted=wanted) for child in trace.children]
                return _some_of(parts, count if wanted else len(parts) - count + 1)
            case Not():
                (child,) = trace.children
                return self.plans(child, scope, wanted=not wanted)
            case Quantified() as condition:
                return self._list_plans(trace, condition, scope, wanted=wanted)
            case Leaf() as leaf:
                assert trace.reason is not None
                plan = self._leaf_plan(leaf, trace.reason, wanted=wanted)
                return [] if plan is None else [plan]

    def _list_plans(self, trace: Trace, condition: Quantified, scope: Scope, *, wanted: bool) -> list[_Plan]:
        items, pointer = located(condition.path, scope)
        is_none = condition.quantifier is Quantifier.NONE
        if items is None:
            count = 0 if is_none else max(condition.at_least or 0, 1)
            return self._new_items(condition, scope, pointer, 0, count, EditKind.ADD) if wanted else []
        if len(items) > _MOST_ITEMS or (condition.must is not None and len(trace.children) < len(items)):
            return []
        parts = [
            self.plans(child, {**scope, condition.name: (item, f"{pointer}/{index}")}, wanted=wanted is not is_none)
            for index, (child, item) in enumerate(zip(trace.children, items, strict=False))
        ]
        if is_none:
            return _both(parts) if wanted else _either(parts)
        if not wanted:
            return []
        if condition.quantifier is Quantifier.EACH:
            short = (condition.at_least or 0) - len(items)
            if short <= 0:
                return _both(parts) if trace.reason is None else []
            return _both((*parts, self._new_items(condition, scope, pointer, len(items), short, EditKind.CHANGE)))
        short = (1 if condition.at_least is None else condition.at_least) - parts.count([()])
        if short <= 0:
            return []
        mendable = sorted((plans for plans in parts if plans and plans[0]), key=lambda plans: _cost(plans[0]))
        if len(mendable) < short:
            mendable = []
        mended = _either(mendable) if short == 1 else _both(mendable[:short]) if mendable else []
        return _either((mended, self._new_items(condition, scope, pointer, len(items), short, EditKind.CHANGE)))

    def _new_items(
        self, condition: Quantified, scope: Scope, pointer: str, length: int, count: int, kind: EditKind
    ) -> list[_Plan]:
        """Return a plan that appends new items to a list, each constructed to satisfy the condition."""
        item = self._item(condition, scope) if count else None
        if count and item is None:
            return []
        new = [copy.deepcopy(item) for _ in range(count)]
        witness = tuple((f"{pointer}/-", value) for value in new) if length else ((pointer, new),)
        return [(_Step(Edit(kind, pointer, condition, condition.at_least, items=count), witness),)]

    def _item(self, condition: Quantified, scope: Scope) -> Any:
        """Construct an item that satisfies a list's condition; ``None`` if that fails."""
        known = self._fields[condition.path.field]
        is_record = known.items is FieldKind.RECORD
        if condition.must is None:
            return {} if is_record else any_value(known.values, known.items or FieldKind.TEXT)
        item: Any = {} if is_record else None
        new = f"/+{len(scope)}"
        # Added values may reveal further gaps, so retry a limited number of times.
        for _ in range(3):
            inner = {**scope, condition.name: (item, new)}
            plans = self.plans(self._explainer.explain_in(condition.must, inner), inner, wanted=True)
            if not plans or not plans[0]:
                return item if plans else None
            values = next(_trials(plans[0]))
            if any(where != new and not where.startswith(f"{new}/") for where, _ in values):
                return None
            item = Facts({new[1:]: item}, (), "").changed(values).root[new[1:]]
        return None

    def _leaf_plan(self, leaf: Leaf, reason: Reason, *, wanted: bool) -> _Plan | None:
        kind = EditKind.ADD if reason.truth is Truth.MISSING else EditKind.CHANGE
        if not reason.pointers:
            return None
        if leaf.operator is Operator.UNIQUE and not wanted:
            return None
        if leaf.operator is Operator.UNIQUE and witnesses.is_within_items(reason.pointers[0], self._fields):
            different = witnesses.different(self._facts, reason.pointers, self._fields)
            return None if different is None else self._filled(leaf, None, different)
        if leaf.path.value is not None:
            return self._value_plan(leaf, leaf.path.value, reason) if wanted else None
        operand = reason.operand
        if isinstance(leaf.operand, FieldOperand):
            if reason.truth is Truth.MISSING:
                return self._pair_plan(leaf, leaf.operand, reason)
        else:
            operand = self._bindings.bound(leaf)
        value = witnesses.witness(leaf, operand, self._fields, wanted=wanted)
        if value is None:
            return None
        edit = Edit(kind, reason.pointers[0], leaf, reason.operand, negated=not wanted)
        return (_Step(edit, ((reason.pointers[0], value),)),)

    def _pair_plan(self, leaf: Leaf, other: FieldOperand, reason: Reason) -> _Plan | None:
        """Plan for a comparison of two fields of which one or both are missing."""
        if other.path.value is not None and reason.operand is None:
            return None
        if reason.found is None and reason.operand is None:
            base = any_value(self._fields[leaf.path.field].values, leaf.path.kind)
            operand_witness: Any = [base] if other.path.kind is FieldKind.LIST else base
            value = witnesses.witness(leaf, operand_witness, self._fields, wanted=True)
            values: Sequence[Any] = (value, operand_witness)
        elif reason.found is None:
            values = (witnesses.witness(leaf, reason.operand, self._fields, wanted=True),)
        else:
            values = (witnesses.operand_for(leaf, reason.found, self._fields),)
        if any(value is None for value in values):
            return None
        return self._filled(leaf, reason.operand, zip(reason.pointers, values, strict=False))

    def _value_plan(self, leaf: Leaf, value: Value, reason: Reason) -> _Plan | None:
        """Return a plan for a computed value: fill in missing inputs, or change one input until the value satisfies."""
        missing = reason.truth is Truth.MISSING
        if reason.operand is None:
            is_field = isinstance(leaf.operand, FieldOperand) and leaf.operand.path.value is None
            return self._value_and_field_plan(leaf, value, reason) if is_field else None
        check = check_for(leaf.operator, leaf.path.kind, reason.operand)
        fillings: Iterable[tuple[Found, ...]] = [()]
        if missing:
            each = ([(p, v) for v in witnesses.candidates_for(p, value, self._fields)] for p in reason.pointers)
            fillings = islice(product(*each), _MOST_TRIALS)
        for filled in fillings:
            facts = self._facts.changed(filled)
            found = facts.get(value)
            if found is None:
                return None
            if missing and check(found) is Truth.TRUE:
                return self._filled(leaf, reason.operand, filled)
            target = witnesses.witness(leaf, reason.operand, self._fields, wanted=True)
            for pointer in reason.pointers:
                for moved in witnesses.moved(facts, value, pointer, target, self._fields):
                    if check(facts.changed([(pointer, moved)]).get(value)) is Truth.TRUE:
                        return self._filled(leaf, reason.operand, (dict(filled) | {pointer: moved}).items())
        return None

    def _value_and_field_plan(self, leaf: Leaf, value: Value, reason: Reason) -> _Plan | None:
        """Return a plan for a comparison of a computed value with a field when the field is missing."""
        *inputs, operand = reason.pointers
        filled: list[Found] = [
            (pointer, witnesses.candidates_for(pointer, value, self._fields)[0]) for pointer in inputs
        ]
        found = self._facts.changed(filled).get(value)
        if found is None:
            return None
        filled.append((operand, witnesses.operand_for(leaf, found, self._fields)))
        return self._filled(leaf, None, filled)

    def _filled(self, leaf: Leaf, operand: Any, values: Iterable[Found]) -> _Plan:
        """Return a step for each place that a leaf needs a value in: what is stated there already would change."""
        return tuple(
            _Step(
                Edit(EditKind.ADD if self._facts.at(pointer) is None else EditKind.CHANGE, pointer, leaf, operand),
                ((pointer, value),),
            )
            for pointer, value in values
        )
