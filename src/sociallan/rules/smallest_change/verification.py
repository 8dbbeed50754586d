"""Verification of plans: whatever values satisfy what a plan states, and the form, must meet the rule."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice, product
from math import prod
from typing import Any

from sociallan.application.document import field_of
from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Leaf, Literal, Path
from sociallan.rules.evaluation.comparison import check_for
from sociallan.rules.evaluation.compiled_rule import Reads
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.sides import computed_sides
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change import witnesses
from sociallan.rules.smallest_change.plans import Plan, Step, is_item
from sociallan.rules.smallest_change.trial_values import around, fits, is_local, is_of_unique, kind_at
from sociallan.rules.truth import Truth

_MOST_REPAIRED = 3
"""Maximum number of values tried for a place that depends on another place of the plan."""

_MOST_STEPS = 300
"""Most places of a plan that is verified: each may be tried for each other, and nobody changes so many."""
_MOST_COMBINATIONS = 16
"""Maximum number of combinations of values that are all tried."""

Meets = Callable[[Facts], bool]
"""Whether an application meets the rule."""


class Verifier:
    """Verifies plans for one application and one rule."""

    def __init__(self, facts: Facts, fields: Catalogue, meets: Meets, reads: Reads, at: PackLocation) -> None:
        self._facts = facts
        self._fields = fields
        self._meets = meets
        self._reads = reads
        self._at = at

    def verified(self, plan: Plan) -> Plan | None:
        """Return the plan, its choices narrowed to those that meet the rule; ``None`` if it does not hold."""
        if len(plan) > _MOST_STEPS:
            return None
        if self._is_sound(plan):
            firsts = [list(islice(self._fitting(step), 1)) for step in plan]
            good, bad = self._tried(plan, firsts)
            if good and not bad:
                return plan
        pools = [self._values(step) for step in plan]
        plan = tuple(
            self._as_choice(step, pool) if sum(is_local(each, step) for each in step.wanted) > 1 else step
            for step, pool in zip(plan, pools, strict=True)
        )
        good, bad = self._tried(plan, pools)
        if good and not bad:
            return plan
        for at, (step, pool) in enumerate(zip(plan, pools, strict=True)):
            refused = [values[at] for values in bad]
            kept = [value for value in pool if value not in refused]
            if self._is_choice(step):
                narrowed = (*plan[:at], self._as_choice(step, kept), *plan[at + 1 :])
                met, unmet = self._tried(narrowed, [*pools[:at], kept, *pools[at + 1 :]])
                if met and not unmet:
                    return narrowed
        return None

    def _is_sound(self, plan: Plan) -> bool:
        """Return whether one set of values speaks for all.

        It does if the plan states the rule's own tests, and each place is read by one test of the rule only: then
        nothing but that test depends on the value.
        """
        fields = {field_of(step.pointer) for step in plan}
        own = all(id(wanted.leaf) in self._reads.leaves for step in plan for wanted in step.wanted)
        return own and all(self._reads.tests[name] <= 1 for name in fields)

    def is_possible(self, step: Step) -> bool:
        """Return whether some value to try at a place satisfies all that is wanted of it alone, and the form."""
        return any(True for _ in self._fitting(step))

    def _values(self, step: Step) -> list[Any]:
        """Return values to try at a place: of a choice all, otherwise those around each limit. They fit the form."""
        found: list[Any] = []
        for value in self._fitting(step):
            if value not in found:
                found.append(value)
        return found

    def _fitting(self, step: Step) -> Iterator[Any]:
        known = self._field(step)
        of_item = is_item(step.pointer)
        taken = self._siblings(step) if of_item and known.unique else []
        if any(is_of_unique(wanted, step) for wanted in step.wanted):
            taken += witnesses.in_all_items(self._facts, step.pointer)
        allows = self.allowing(step)
        return (value for value in around(step, self._fields) if value not in taken and allows(value))

    def holds(self, wanted: ValueConstraint, facts: Facts) -> bool:
        """Return whether the values of an application satisfy a condition of a plan."""
        leaf, operand = wanted.leaf, _operand(wanted, facts)
        value = facts.at(wanted.subject) if leaf.path.value is None else facts.get(leaf.path.value)
        if value is None or operand is None:
            return False
        return check_for(leaf.operator, leaf.path.kind, operand)(value) is _truth(wanted)

    def _tried(self, plan: Plan, pools: Sequence[list[Any]]) -> tuple[list[Sequence[Any]], list[Sequence[Any]]]:
        """Return the values with which the rule is met, and those with which it is not."""
        good: list[Sequence[Any]] = []
        bad: list[Sequence[Any]] = []
        for values in _combinations(pools):
            if not self._repeats(plan, values):
                for fitted, facts in self._fitted(plan, values):
                    (good if self._meets(facts) else bad).append(fitted)
        return good, bad

    def _fitted(self, plan: Plan, values: Sequence[Any]) -> Iterator[tuple[Sequence[Any], Facts]]:
        """Yield the values where they satisfy all that the plan states, else with one of them moved so that they do."""
        stated = [wanted for step in plan for wanted in step.wanted]
        facts = self._changed(plan, values)
        unmet = next((wanted for wanted in stated if not self.holds(wanted, facts)), None)
        if unmet is None:
            yield values, facts
            return
        found = 0
        for at, value in self._repairs(plan, unmet, facts):
            moved = [*values[:at], value, *values[at + 1 :]]
            changed = self._changed(plan, moved)
            if self.allowing(plan[at])(value) and all(self.holds(wanted, changed) for wanted in stated):
                yield moved, changed
                found += 1
            if found == _MOST_REPAIRED:
                return

    def _repairs(self, plan: Plan, wanted: ValueConstraint, facts: Facts) -> Iterator[tuple[int, Any]]:
        """Yield places of a plan, the last first, with values that may satisfy a condition."""
        leaf, operand = wanted.leaf, _operand(wanted, facts)
        if operand is None:
            return
        target = witnesses.witness(leaf, operand, self._fields, wanted=not wanted.negated)
        subject = facts.at(wanted.subject) if leaf.path.value is None else facts.get(leaf.path.value)
        # Once for all places: a list has as many of them as it has items.
        gathered = cache(facts.gathered)
        for at, step in reversed(list(enumerate(plan))):
            if step.pointer == wanted.subject:
                yield from ((at, value) for value in (target, operand))
            for value, aims in zip(computed_sides(leaf), ((operand, target), (subject,)), strict=True):
                if value is not None:
                    moved = (witnesses.moved(gathered, value, step.pointer, aim, self._fields) for aim in aims)
                    yield from ((at, each) for several in moved for each in several)

    def allowing(self, step: Step) -> Callable[[Any], bool]:
        """Return whether a value fits the form, and what is wanted of its place alone."""
        known, of_item = self._field(step), is_item(step.pointer)
        checks = [
            (check_for(wanted.leaf.operator, wanted.leaf.path.kind, wanted.operand), _truth(wanted))
            for wanted in step.wanted
            if is_local(wanted, step)
        ]
        return lambda value: (
            fits(known, value, of_item=of_item) and all(check(value) is truth for check, truth in checks)
        )

    def _changed(self, plan: Plan, values: Sequence[Any]) -> Facts:
        return self._facts.changed((step.pointer, value) for step, value in zip(plan, values, strict=True))

    def _repeats(self, plan: Plan, values: Sequence[Any]) -> bool:
        """Return whether new items of one list are equal though the form allows each value once."""
        seen: set[object] = set()
        for step, value in zip(plan, values, strict=True):
            if is_item(step.pointer) and self._field(step).unique:
                key = (step.pointer.rpartition("/")[0], value)
                if key in seen:
                    return True
                seen.add(key)
        return False

    def _siblings(self, step: Step) -> list[Any]:
        holder, _, index = step.pointer.rpartition("/")
        items = self._facts.at(holder) or ()
        return [item for at, item in enumerate(items) if at != int(index)]

    def _field(self, step: Step) -> Field:
        return self._fields[field_of(step.pointer)]

    def _is_choice(self, step: Step) -> bool:
        known = self._field(step)
        # The field of a list of choices has them too, but the list itself is none of them.
        kind = kind_at(known, of_item=is_item(step.pointer))
        return kind is FieldKind.TRUTH or (kind is FieldKind.TEXT and bool(known.values))

    def _as_choice(self, step: Step, allowed: Sequence[Any]) -> Step:
        """Return a step that names the choices that do; another kind of place is returned as it is."""
        if not self._is_choice(step):
            return step
        known = self._field(step)
        kind = known.single_type.kind
        operator, operand = Operator.ONE_OF, tuple(allowed)
        if len(allowed) == 1:
            operator = Operator.IS if kind is FieldKind.TRUTH else Operator.EQUALS
            (operand,) = allowed
        leaf = Leaf(Path.to_field(known.path, kind), operator, Literal(operand), self._at)
        joining = (wanted for wanted in step.wanted if not is_local(wanted, step))
        return step._replace(wanted=(ValueConstraint(leaf, step.pointer, operand), *joining))


def _truth(wanted: ValueConstraint) -> Truth:
    return Truth.FALSE if wanted.negated else Truth.TRUE


def _operand(wanted: ValueConstraint, facts: Facts) -> Any:
    """Return the operand of a constraint: its own, or the value, stated or computed, of another place."""
    if wanted.operand is not None:
        return wanted.operand
    _, computed = computed_sides(wanted.leaf)
    return facts.at(wanted.other) if computed is None else facts.get(computed)


def _combinations(pools: Sequence[list[Any]]) -> Iterator[Sequence[Any]]:
    """Yield the combinations of few values; of many, enough that each value occurs."""
    if prod(map(len, pools)) <= _MOST_COMBINATIONS:
        yield from product(*pools)
        return
    most = max(map(len, pools))
    for shift in (0, 1):
        yield from ([pool[(at + shift * place) % len(pool)] for place, pool in enumerate(pools)] for at in range(most))
