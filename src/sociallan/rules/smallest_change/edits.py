"""Search for the smallest verified change to an application that would meet a rule.

The search walks the trace of a condition: every failing part of an ``all``, the cheapest part of an ``any``. It
gives plans: places, and what the value at each must satisfy. A plan is returned only if every value tried that
satisfies what the plan states, and the form, meets the rule. The values tried are never shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import Any

from sociallan.application.document import Document, Gap
from sociallan.application.field import Catalogue
from sociallan.application.source import Source
from sociallan.rules.condition import All, AnyOf, AtLeastOf, Leaf, Not, Quantified, Quantifier
from sociallan.rules.evaluation.compiled_rule import CompiledRule, EffectiveRules
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer, LocatedScope, located
from sociallan.rules.operators import OPERATORS, Measure
from sociallan.rules.outcome import Edit, EditKind, Reason, Trace, ValueConstraint
from sociallan.rules.prose.prose import Substance
from sociallan.rules.smallest_change.leaf_plans import LeafPlanner
from sociallan.rules.smallest_change.plans import (
    MOST_ITEMS,
    Plan,
    Step,
    cost,
    joined,
    numbered,
    sharing_items,
    with_relations,
)
from sociallan.rules.smallest_change.verification import Verifier
from sociallan.rules.truth import OutcomeKind, Truth

_MOST_PLANS = 8


def smallest_edits(
    ready: CompiledRule, trace: Trace, facts: Facts, period: EffectiveRules, fields: Catalogue
) -> tuple[Edit, ...] | None:
    """Return the smallest verified change that would meet a rule, ``None`` if none is found."""

    def meets(changed: Facts) -> bool:
        decision = ready.decide(changed.scope())
        return decision.kind in (OutcomeKind.MET, OutcomeKind.JUDGEMENT) and not decision.contradicted

    verifier = Verifier(facts, fields, meets, ready.reads, ready.rule.at)
    planner = _Planner(facts, period, fields, verifier)
    scope: LocatedScope = {"": (facts.root, "")}
    for plan in planner.plans(trace, scope, wanted=True):
        found, items = numbered(plan, facts)
        verified = verifier.verified(with_relations(found))
        if verified is None:
            guarded = joined((found, planner.guards(found, trace, scope)))
            verified = verifier.verified(with_relations(guarded)) if guarded != found else None
        if verified is not None:
            return tuple(_edits(verified, items))
    return None


def _edits(plan: Plan, items: Sequence[str]) -> Iterator[Edit]:
    """Yield the steps of a plan, those within one new item as parts of one."""
    parts: dict[str, list[Edit]] = {item: [] for item in items}
    for step in plan:
        kind = EditKind.CHANGE if step.weight else EditKind.ADD
        item = next((each for each in items if f"{step.pointer}/".startswith(f"{each}/")), None)
        if item is None:
            yield Edit(kind, step.pointer, tuple(map(_without_searches, step.wanted)))
        else:
            parts[item].append(Edit(kind, step.pointer, tuple(map(_without_searches, step.wanted))))
    for item, of_item in parts.items():
        own = next((part.wanted for part in of_item if part.pointer == item), ())
        others = tuple(part for part in of_item if part.pointer != item)
        yield Edit(EditKind.ADD, item, own, is_item=True, parts=others)


def _without_searches(wanted: ValueConstraint) -> ValueConstraint:
    """Return a condition without the searches of the pack: an outcome goes from process to process, and is compared."""
    return wanted._replace(operand=wanted.operand.fewest) if isinstance(wanted.operand, Substance) else wanted


def _either(alternatives: Iterable[Sequence[Plan]]) -> list[Plan]:
    """Return the cheapest plans of all alternatives, sorted by cost."""
    return sorted((plan for plans in alternatives for plan in plans), key=cost)[:_MOST_PLANS]


class _Truths(Explainer):
    """Evaluator that keeps the truth of every node, without what reports say of it."""

    def _reason(
        self, test: Leaf | Quantified, truth: Truth, pointers: tuple[str, ...], found: Any, operand: Any
    ) -> Reason:
        return Reason(truth, test, pointers, (), (Gap.ABSENT,) * len(pointers), found, operand)


_NO_TEXT = Document(Source("", b""), "", None, None, (), ())


class _Planner:
    def __init__(self, facts: Facts, period: EffectiveRules, fields: Catalogue, verifier: Verifier) -> None:
        self._facts = facts
        self._verifier = verifier
        self._leaves = LeafPlanner(facts, fields, period.bindings, verifier)
        self._explainer = _Truths(_NO_TEXT, facts, period.bindings)

    def plans(self, trace: Trace, scope: LocatedScope, *, wanted: bool) -> list[Plan]:
        """Return plans that make a node true (or false), sorted by cost; an empty one if it is, or people judge it."""
        if trace.truth in (Truth.TRUE if wanted else Truth.FALSE, Truth.JUDGEMENT):
            return [()]
        match trace.condition:
            case AnyOf(is_implication=True) if wanted:
                return self.plans(trace.children[-1], scope, wanted=True)
            case All() | AnyOf():
                parts = [self.plans(child, scope, wanted=wanted) for child in trace.children]
                return self._both(parts) if isinstance(trace.condition, All) is wanted else _either(parts)
            case AtLeastOf(count):
                parts = [self.plans(child, scope, wanted=wanted) for child in trace.children]
                return self._some_of(parts, count if wanted else len(parts) - count + 1)
            case Not():
                (child,) = trace.children
                return self.plans(child, scope, wanted=not wanted)
            case Quantified() as condition:
                return self._list_plans(trace, condition, scope, wanted=wanted)
            case Leaf() as leaf:
                return list(islice(self._leaves.plans(leaf, scope, wanted=wanted), _MOST_PLANS))

    def guards(self, plan: Plan, trace: Trace, scope: LocatedScope) -> Plan:
        """Return the steps that keep those tests true that hold of the places of a plan now."""
        steps = {step.pointer: step for step in plan}
        kept = []
        for constraint in self._holding(trace, scope, wanted=True):
            value = constraint.leaf.path.value
            behind = () if value is None else (pointer for pointer, _ in self._facts.behind(value))
            step = next((steps[each] for each in (constraint.subject, *behind) if each in steps), None)
            if step is not None:
                kept.append(step._replace(wanted=(constraint,)))
        return tuple(kept)

    def _holding(self, trace: Trace, scope: LocatedScope, *, wanted: bool) -> Iterator[ValueConstraint]:
        """Yield the tests that make a node true (or false), or would if all of them held."""
        match trace.condition:
            case All() | AnyOf() | AtLeastOf():
                for child in trace.children:
                    yield from self._holding(child, scope, wanted=wanted)
            case Not():
                (child,) = trace.children
                yield from self._holding(child, scope, wanted=not wanted)
            case Quantified(quantifier, path, name):
                items, pointer = located(path, scope)
                for index, (child, item) in enumerate(zip(trace.children, items or (), strict=False)):
                    inner = {**scope, name: (item, f"{pointer}/{index}")}
                    yield from self._holding(child, inner, wanted=wanted is not (quantifier is Quantifier.NONE))
            case Leaf() as leaf if trace.truth is (Truth.TRUE if wanted else Truth.FALSE):
                constraint = self._leaves.constraint(leaf, scope, wanted=wanted)
                if constraint.operand is not None and OPERATORS[leaf.operator].measure is not Measure.PRESENCE:
                    yield constraint

    def _both(self, parts: Iterable[Sequence[Plan]]) -> list[Plan]:
        """Return the cheapest combinations of one plan for every part, sorted by cost; new items may serve several."""
        found: list[Plan] = [()]
        for plans in parts:
            both = [
                joined((before, each))
                for before in found
                for plan in plans
                for each in (plan, sharing_items(before, plan))
                if each is not None and len(before) + len(each) <= MOST_ITEMS
            ]
            found = list(islice(filter(self._possible, sorted(both, key=cost)), _MOST_PLANS))
        return found

    def _some_of(self, parts: Sequence[Sequence[Plan]], count: int) -> list[Plan]:
        """Return the cheapest plans that satisfy so many of the parts, by the cheapest plan of each."""
        mendable = sorted((plans for plans in parts if plans), key=lambda plans: cost(plans[0]))
        # What costs as little as the last one needed may do as well, where a plan proves to be of no use.
        return _either(self._both(chosen) for chosen in islice(combinations(mendable, count), _MOST_PLANS))

    def _possible(self, plan: Plan) -> bool:
        """Return whether some value satisfies all that is wanted of each place."""
        return all(len(step.wanted) < 2 or self._verifier.is_possible(step) for step in plan)

    def _list_plans(self, trace: Trace, condition: Quantified, scope: LocatedScope, *, wanted: bool) -> list[Plan]:
        items, pointer = located(condition.path, scope)
        is_none = condition.quantifier is Quantifier.NONE
        if items is None:
            if not wanted:
                return []
            without_items = [(self._leaves.empty(condition, pointer),)] if is_none else []
            return without_items + self._new_items(condition, scope, pointer, condition.at_least or 1)
        if len(items) > MOST_ITEMS or (condition.must is not None and len(trace.children) < len(items)):
            return []
        parts = [
            self.plans(child, {**scope, condition.name: (item, f"{pointer}/{index}")}, wanted=wanted is not is_none)
            for index, (child, item) in enumerate(zip(trace.children, items, strict=False))
        ]
        if is_none:
            return self._both(parts) if wanted else _either(parts)
        fewest = 1 if condition.at_least is None else condition.at_least
        if not wanted:
            is_each = condition.quantifier is Quantifier.EACH
            return _either(parts) if is_each else self._some_of(parts, len(parts) - fewest + 1)
        if condition.quantifier is Quantifier.EACH:
            short = (condition.at_least or 0) - len(items)
            return self._both((*parts, self._new_items(condition, scope, pointer, short)))
        short = fewest - parts.count([()])
        unmet = [plans for plans in parts if plans not in ([], [()])]
        ways = [
            self._both((self._some_of(unmet, mended), self._new_items(condition, scope, pointer, short - mended)))
            for mended in range(min(short, len(unmet)), -1, -1)
        ]
        return _either(ways)

    def _new_items(self, condition: Quantified, scope: LocatedScope, pointer: str, count: int) -> list[Plan]:
        """Return plans that append new items to a list, each of which is as the condition wants it."""
        if count > MOST_ITEMS:
            return []
        several = [self._new_item(condition, scope, self._leaves.new_item(pointer)) for _ in range(count)]
        ways: list[Plan] = [()]
        for plans in several:
            ways = sorted((joined((before, plan)) for before in ways for plan in plans), key=cost)[:_MOST_PLANS]
        return ways

    def _new_item(self, condition: Quantified, scope: LocatedScope, pointer: str) -> list[Plan]:
        item = Step(pointer)
        if condition.must is None:
            return [(item,)]
        inner = {**scope, condition.name: (None, pointer)}
        wanted = condition.quantifier is not Quantifier.NONE
        plans = self.plans(self._explainer.explain_in(condition.must, inner), inner, wanted=wanted)
        return [joined(((item,), plan)) for plan in plans]
