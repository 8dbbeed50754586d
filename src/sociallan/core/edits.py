"""What to add: the smallest change to an application that would meet a rule, verified.

A change is found by walking the explained condition: of an ``all`` every part that fails, of an
``any`` the cheapest part. Each step carries a witness, some value that would do; the witnesses are
put into a copy of the application, and only if the rule is then met is the change told. Witnesses
are never shown: what to write is the applicant's to know.
"""

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sociallan.core import dates
from sociallan.core.derived import DERIVED, Facts
from sociallan.core.explain import Explainer
from sociallan.core.period import Period, ReadyRule, scope_of
from sociallan.model.condition import (
    All,
    AnyOf,
    FieldOperand,
    Kind,
    Leaf,
    Not,
    Path,
    Quantified,
    Quantifier,
    Test,
)
from sociallan.model.document import Document, steps_of
from sociallan.model.field import Catalogue
from sociallan.model.outcome import Edit, EditKind, OutcomeKind, Reason, Trace, Truth
from sociallan.model.source import Source

_MOST_ITEMS = 50
"""More items than this to mend, and the list of them helps nobody."""


@dataclass(frozen=True, slots=True)
class _Step:
    """An edit, and the values to try it with: (pointer, value) each."""

    edit: Edit
    witness: tuple[tuple[str, Any], ...]


_Plan = tuple[_Step, ...]


def smallest_edits(
    ready: ReadyRule, trace: Trace, facts: Facts, period: Period, fields: Catalogue
) -> tuple[Edit, ...] | None:
    """Give the smallest change that would meet a rule, ``None`` where none was found that holds."""
    plan = _Planner(period, fields).plan(trace, wanted=True)
    if plan is None or not plan:
        return None
    changed = facts.changed(pair for step in plan for pair in step.witness)
    if ready.decide(scope_of(changed)) not in (OutcomeKind.MET, OutcomeKind.JUDGEMENT):
        return None
    edits: dict[tuple[str, int, bool], Edit] = {}
    for step in plan:
        edits.setdefault((step.edit.pointer, id(step.edit.test), step.edit.negated), step.edit)
    return tuple(edits.values())


def _cheapest(plans: Iterable[_Plan | None]) -> _Plan | None:
    """Choose the plan with the fewest steps, and of those the one that changes the fewest facts."""
    possible = [plan for plan in plans if plan is not None]
    return min(possible, key=_cost, default=None)


def _cost(plan: _Plan) -> tuple[int, int]:
    return len(plan), sum(step.edit.kind is EditKind.CHANGE for step in plan)


def _joined(plans: Iterable[_Plan | None]) -> _Plan | None:
    steps: list[_Step] = []
    for plan in plans:
        if plan is None:
            return None
        steps += plan
    return tuple(steps)


class _Planner:
    def __init__(self, period: Period, fields: Catalogue) -> None:
        self._period = period
        self._fields = fields

    def plan(self, trace: Trace, *, wanted: bool) -> _Plan | None:
        """Give the steps that would make a node true (or false); none where it already will do."""
        if trace.truth is (Truth.TRUE if wanted else Truth.FALSE) or (trace.truth is Truth.JUDGEMENT and wanted):
            return ()
        match trace.condition:
            case All() | AnyOf():
                plans = (self.plan(child, wanted=wanted) for child in trace.children)
                return _joined(plans) if isinstance(trace.condition, All) is wanted else _cheapest(plans)
            case Not():
                return self.plan(trace.children[0], wanted=not wanted)
            case Quantified() as condition:
                return self._list_plan(trace, condition, wanted=wanted)
            case Leaf() as leaf:
                assert trace.reason is not None
                return self._leaf_plan(leaf, trace.reason, wanted=wanted)

    def _list_plan(self, trace: Trace, condition: Quantified, *, wanted: bool) -> _Plan | None:
        is_each = condition.quantifier is Quantifier.EACH
        if trace.truth is Truth.MISSING and trace.reason is not None and not trace.children:
            count = max(condition.at_least or 0, 1) if condition.quantifier is not Quantifier.NONE else 0
            return self._items_plan(condition, trace.reason.pointers[0], 0, count, EditKind.ADD) if wanted else None
        if condition.quantifier is Quantifier.NONE:
            plans = [self.plan(child, wanted=not wanted) for child in trace.children]
            return _joined(plans) if wanted else _cheapest(plans)
        if not wanted or len(trace.children) > _MOST_ITEMS:
            return None
        plans = [self.plan(child, wanted=True) for child in trace.children]
        if is_each and trace.reason is None:
            return _joined(plans)
        at_least = condition.at_least if is_each else 1 if condition.at_least is None else condition.at_least
        mendable = sorted((plan for plan in plans if plan), key=_cost)
        length = len(trace.children)
        short = (at_least or 0) - (length if is_each else sum(plan == () for plan in plans))
        if short <= 0:
            return None
        pointer = trace.reason.pointers[0] if trace.reason is not None else ""
        grown = None
        if pointer:
            grown = self._items_plan(condition, pointer, length, short, EditKind.CHANGE)
        if is_each:
            return _joined((*plans, grown))
        mended = _joined(mendable[:short]) if len(mendable) >= short else None
        return _cheapest((mended, grown))

    def _items_plan(
        self, condition: Quantified, pointer: str, length: int, count: int, kind: EditKind
    ) -> _Plan | None:
        """Plan new items at the end of a list, each of them built up from nothing until it will do."""
        item = self._item(condition) if count else None
        if count and item is None:
            return None
        new = tuple((f"{pointer}/{length + extra}", copy.deepcopy(item)) for extra in range(count))
        witness = new if length else ((pointer, [value for _, value in new]),)
        return (_Step(Edit(kind, pointer, condition, condition.at_least, items=count), witness),)

    def _item(self, condition: Quantified) -> Any:
        """Build an item that satisfies a list's condition; ``None`` where that does not succeed."""
        known = self._fields[condition.path.field]
        if condition.must is None:
            return {} if known.items is Kind.RECORD else _any_value(known.values, known.items or Kind.TEXT)
        item: Any = {} if known.items is Kind.RECORD else None
        root = {"item": item}
        document = Document(Source("", b""), "", root, None, (), ())
        for _ in range(2):
            facts = Facts(root, (), "")
            explainer = Explainer(document, facts, self._period.params, self._period.finders)
            trace = explainer.explain_item(condition.must, condition.name, root["item"], "/item")
            plan = self.plan(trace, wanted=True)
            if plan is None:
                return None
            if not plan:
                break
            root = facts.changed(pair for step in plan for pair in step.witness).root
        return root["item"]

    def _leaf_plan(self, leaf: Leaf, reason: Reason, *, wanted: bool) -> _Plan | None:
        kind = EditKind.ADD if reason.truth is Truth.MISSING else EditKind.CHANGE
        if not reason.pointers:
            return None
        if leaf.path.root == "derived":
            return self._derived_plan(leaf, reason, kind) if wanted else None
        operand = reason.operand
        if reason.truth is Truth.MISSING and isinstance(leaf.operand, FieldOperand):
            return self._pair_plan(leaf, leaf.operand, reason)
        value = self._witness(leaf, operand, wanted=wanted)
        if value is None:
            return None
        edit = Edit(kind, reason.pointers[0], leaf, operand, negated=not wanted)
        return (_Step(edit, ((reason.pointers[0], value),)),)

    def _pair_plan(self, leaf: Leaf, other: FieldOperand, reason: Reason) -> _Plan | None:
        """Plan for a comparison of two fields of which one or both are missing."""
        if reason.found is None and reason.operand is None:
            base = _any_value(self._values(leaf.path), leaf.path.kind)
            operand_witness: Any = [base] if other.path.kind is Kind.LIST else base
            value = self._witness(leaf, operand_witness, wanted=True)
            witnesses: Sequence[Any] = (value, operand_witness)
        elif reason.found is None:
            witnesses = (self._witness(leaf, reason.operand, wanted=True),)
        else:
            witnesses = ([reason.found] if other.path.kind is Kind.LIST else _mirrored(leaf, reason.found),)
        if other.path.root == "derived" or any(value is None for value in witnesses):
            return None
        return tuple(
            _Step(Edit(EditKind.ADD, pointer, leaf, reason.operand), ((pointer, value),))
            for pointer, value in zip(reason.pointers, witnesses, strict=False)
        )

    def _derived_plan(self, leaf: Leaf, reason: Reason, kind: EditKind) -> _Plan | None:
        """Plan for a derived value: fill in what is missing, or move one input until the value fits."""
        if leaf.path.steps[0] not in DERIVED:
            return None
        if reason.truth is Truth.MISSING:
            return tuple(
                _Step(Edit(kind, pointer, leaf, reason.operand), ((pointer, _filler(pointer, self._fields)),))
                for pointer in reason.pointers
            )
        return None

    def _values(self, path: Path) -> tuple[str, ...]:
        known = self._fields.get(path.field)
        return known.values if known is not None else ()

    def _witness(self, leaf: Leaf, operand: Any, *, wanted: bool) -> Any:
        """Give some value for which a test holds (or does not)."""
        kind = leaf.path.kind
        values = self._values(leaf.path)
        match leaf.test:
            case Test.EQUALS:
                return operand if wanted else _other_than((operand,), values, kind)
            case Test.ONE_OF:
                return next(iter(operand), None) if wanted else _other_than(operand, values, kind)
            case Test.NOT_ONE_OF:
                return _other_than(operand, values, kind) if wanted else next(iter(operand), None)
            case Test.IS:
                return operand if wanted else not operand
            case Test.AT_LEAST | Test.AT_MOST:
                upward = (leaf.test is Test.AT_LEAST) is wanted
                return operand if wanted else _beyond(operand, kind, upward=upward)
            case Test.MORE_THAN | Test.LESS_THAN:
                upward = (leaf.test is Test.MORE_THAN) is wanted
                return _beyond(operand, kind, upward=upward) if wanted else operand
            case Test.MIN_CHARS:
                return "x" * operand if wanted else None
            case Test.MIN_ITEMS:
                known = self._fields[leaf.path.field]
                item: Any = {} if known.items is Kind.RECORD else _any_value(known.values, known.items or Kind.TEXT)
                return [copy.deepcopy(item) for _ in range(operand)] if wanted else []
            case Test.MAX_ITEMS:
                return [] if wanted else None
            case _:
                return _any_value(values, kind) if wanted else None


def _other_than(refused: Iterable[Any], values: tuple[str, ...], kind: Kind) -> Any:
    refused = tuple(refused)
    candidates: tuple[Any, ...] = values or ((0, 1, 2, -1) if kind is Kind.NUMBER else ("x", "xx"))
    return next((candidate for candidate in candidates if candidate not in refused), None)


def _beyond(limit: Any, kind: Kind, *, upward: bool) -> Any:
    if kind is Kind.DATE:
        return str(dates.year(limit) + (1 if upward else -1))
    return limit + (1 if upward else -1)


def _mirrored(leaf: Leaf, value: Any) -> Any:
    """Give an operand for which a comparison with the value holds."""
    match leaf.test:
        case Test.MORE_THAN:
            return _beyond(value, leaf.path.kind, upward=False)
        case Test.LESS_THAN:
            return _beyond(value, leaf.path.kind, upward=True)
        case _:
            return value


def _any_value(values: tuple[str, ...], kind: Kind) -> Any:
    if values:
        return values[0]
    fillers = {Kind.NUMBER: 1, Kind.TRUTH: True, Kind.DATE: "2020", Kind.LIST: ["x"], Kind.RECORD: {}}
    return fillers.get(kind, "x")


def _filler(pointer: str, fields: Catalogue) -> Any:
    known = fields[".".join(step for step in steps_of(pointer) if not step.isdecimal())]
    return _any_value(known.values, known.kind)
