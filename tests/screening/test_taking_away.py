"""The guarantee: taking a stated value away can leave something open, but never turns an outcome into its opposite."""

import random
from typing import Any

import pytest
from hypothesis import given, settings

from sociallan.rules.condition import Condition, Leaf, Not, Quantified
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.rule import Basis, Level, Rule
from sociallan.rules.truth import OutcomeKind, Truth
from tests.builders import as_json, decided, examples, lsh, screener, source
from tests.generated import any_application, any_condition, bound, tree
from tests.mutants import mutated, pointers, value_of, without
from tests.sampling import WHOLE, sampled

FAVOURABLE = (OutcomeKind.MET, OutcomeKind.JUDGEMENT)
PER_FILE = 15 if WHOLE else 8


def parts(condition: Condition | None) -> list[Condition]:
    """Return all nodes of a condition."""
    if condition is None or isinstance(condition, Leaf):
        return [] if condition is None else [condition]
    if isinstance(condition, Not):
        return [condition, *parts(condition.part)]
    if isinstance(condition, Quantified):
        return [condition, *parts(condition.must)]
    return [condition, *(node for part in condition.parts for node in parts(part))]


def asks_whether_stated(rule: Rule) -> bool:
    """Return whether a rule asks so, and what is stated can contradict it: no other outcome has an opposite."""
    nodes = [*parts(rule.when), *parts(rule.require), *(parts(rule.judge.when) if rule.judge else ())]
    is_asked = any(isinstance(node, Leaf) and node.operator is Operator.STATED for node in nodes)
    return is_asked and any(map(may_be_false, parts(rule.require)))


def may_be_false(node: Condition) -> bool:
    """Return whether a node can be false by itself."""
    if not isinstance(node, Leaf):
        return isinstance(node, Not | Quantified)
    spec = OPERATORS[node.operator]
    return spec.otherwise is Truth.FALSE and spec.operand is not OperandType.TRUE


def outcomes(value: Any) -> dict[str, OutcomeKind]:
    return {rule.id: kind for rule, kind in screener(as_of="2025-01-15").assess(source(as_json(value))).decided}


def turned(before: dict[str, OutcomeKind], after: dict[str, OutcomeKind]) -> list[str]:
    """Return the rules whose outcome became its opposite."""
    exempt = {rule.id for rule in lsh().rules if asks_whether_stated(rule)}
    return [
        rule
        for rule, kind in before.items()
        if rule not in exempt
        and rule in after
        and (
            (kind in FAVOURABLE and after[rule] is OutcomeKind.NOT_MET)
            or (kind is OutcomeKind.NOT_MET and after[rule] in FAVOURABLE)
        )
    ]


def test_the_rules_that_ask_whether_something_is_stated_are_known() -> None:
    """The declared exceptions: a rule is added here only with a reason.

    Rules of logic compare what is stated with what is stated, so that what is not stated leaves them out. A question
    has no outcome to turn: it is asked or not.
    """
    others = [rule for rule in lsh().rules if rule.basis is not Basis.LOGIC and rule.level is not Level.QUESTION]
    assert {rule.id for rule in others if asks_whether_stated(rule)} == {
        # A part without its kind is one that its words may make operations.
        "financing-operating-words",
        "area-other",  # An area beside the first is remarked on where it stands.
        # What is not linked at all is asked for by other rules; only what is can stand beside the rest.
        "financing-items-have-interventions",
        "social-effect-effects-have-efforts",
        "social-effect-evidence-used",
        "social-effect-evidence-effects-chosen",
        "social-effect-interventions-aim",
        "G5-goals-followed-up",  # Without goals there is nothing to follow up: G5-goals-stated asks for them.
        "G5-baseline",
        "G5-target",
        "G5-indicators-yearly",
        "social-effect-beyond-outputs",
        "social-effect-goals-belong-to-effects",
        "G5-direction-known",  # Without indicators there is nothing to say of them, and G5-goals-followed-up asks.
        "G5-fine-enough",
        "G5-followed-up-as-published",
        "G5-target-improves",
        # What is stated is summed: what is not is asked for by financing-other-money-stated.
        "financing-sources-within-cost",
        "G4-minimum-years",  # Years are counted only to a last year that is stated, and what is permanent has none.
    }


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 5))
def test_taking_any_value_of_an_example_away_turns_nothing_round(name: str) -> None:
    value = value_of(name)
    if not isinstance(value, dict):
        return
    before = outcomes(value)
    chance = random.Random(name)
    places = list(pointers(value))

    for pointer in chance.sample(places, min(PER_FILE, len(places))):
        for null in (False, True):
            assert turned(before, outcomes(without(value, pointer, null=null))) == [], pointer


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "not_met"), 4))
def test_taking_any_value_of_a_mutated_example_away_turns_nothing_round(name: str) -> None:
    chance = random.Random(name)
    for value in mutated(value_of(name), 4, seed=11):
        before = outcomes(value)
        places = list(pointers(value))
        for pointer in chance.sample(places, min(8, len(places))):
            assert turned(before, outcomes(without(value, pointer, null=True))) == [], pointer


def decisive(asked: Any, application: Any) -> list[tuple[str, Truth, Truth]]:
    """Return the removals after which a condition is true that was false, or the other way about."""
    condition = tree(as_json(asked), limit=1, none=None)
    bindings = bound(limit=1, none=None)
    before = decided(condition, application, bindings=bindings)
    changes = (
        (pointer, before, decided(condition, without(application, pointer, null=False), bindings=bindings))
        for pointer in pointers(application)
    )
    return [change for change in changes if {before, change[2]} == {Truth.TRUE, Truth.FALSE}]


@pytest.mark.law
@settings(max_examples=len(sampled(range(400), 60)))
@given(any_condition(), any_application())
def test_taking_any_value_away_never_turns_the_truth_of_a_condition_round(asked: Any, application: Any) -> None:
    """For every operator but ``stated``, which asks for that very thing."""
    if '"stated"' not in as_json(asked):
        assert decisive(asked, application) == []
