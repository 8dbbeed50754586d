"""Plans to verify, and the values that are tried."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sociallan.application.document import field_of
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Leaf
from sociallan.rules.evaluation.compiled_rule import Reads
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change.plans import Plan
from sociallan.rules.smallest_change.verification import Verifier
from tests.builders import TODAY, condition, shape
from tests.rules.smallest_change.steps import is_of_its_place

FIELDS = shape().fields
MEMBER = "/applicant/member/is_member"
LOAN, GREEN, COST = "/investment/loan", "/investment/green_loan", "/investment/total_cost"
LARGE = 10**12
_MOST_STEPS = 3


def asked(pointer: str, test: str, operand: Any = None, *, other: str = "", negated: bool = False) -> ValueConstraint:
    """Return a condition on a place; without a place, on a computed value."""
    named = f"{field_of(pointer)}, " if pointer else "derived."
    leaf = condition(f"{{field: {named}{test}}}")
    assert isinstance(leaf, Leaf)
    return ValueConstraint(leaf, pointer, operand, other, negated=negated)


def verifier(
    plan: Plan,
    meets: Callable[[Facts], bool] = lambda _: True,
    *,
    given: Any = None,
    tests: Sequence[int] = (2,) * _MOST_STEPS,
    own: Sequence[bool] = (True,) * _MOST_STEPS,
) -> Verifier:
    """Return a verifier for a rule that reads the field of each step in so many ``tests``.

    The conditions of a step are its ``own``, or others.
    """
    leaves = (id(wanted.leaf) for step, is_own in zip(plan, own, strict=False) for wanted in step.wanted if is_own)
    counts = {field_of(step.pointer): count for step, count in zip(plan, tests, strict=False)}
    reads = Reads(Counter(counts), frozenset(leaves))
    return Verifier(Facts(given or {}, (), TODAY), FIELDS, meets, reads, PackLocation("rules/x.yaml", 1, 1))


def verified(
    plan: Plan, meets: Callable[..., bool] = lambda *_: True, **keywords: Any
) -> tuple[Plan | None, list[tuple[Any, ...]]]:
    """Return what is left of a plan, and the values that are tried, a tuple for each time."""
    tried: list[tuple[Any, ...]] = []

    def is_met(facts: Facts) -> bool:
        values = tuple(facts.at(step.pointer) for step in plan)
        tried.append(values)
        return meets(*values)

    return verifier(plan, is_met, **keywords).verified(plan), tried


def choices(plan: Plan | None) -> list[list[tuple[str, Any]]]:
    """Return of each place of a plan the tests with their operands."""
    assert plan is not None
    assert all(is_of_its_place(each) for step in plan for each in step.wanted)
    return [[(str(each.leaf.operator), each.operand) for each in step.wanted] for step in plan]
