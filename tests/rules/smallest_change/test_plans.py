"""Plans of changes: joined, weighed, with new items that serve several of them and get their indexes at last."""

from dataclasses import replace
from typing import Any

import pytest

from sociallan.application.document import field_of
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Leaf
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change.plans import (
    NEW,
    Plan,
    Step,
    cost,
    is_item,
    joined,
    new_item,
    numbered,
    sharing_items,
    with_relations,
)
from tests.builders import TODAY, condition

GOALS = "/social/goals"
ONE, TWO, THREE = (f"{GOALS}/{NEW + at}" for at in range(3))


def wanted(test: str, subject: str, operand: Any = None, *, other: str = "", negated: bool = False) -> ValueConstraint:
    """Return a condition on the value at a pointer; each call makes another leaf."""
    leaf = condition(f"{{field: {field_of(subject)}, {test}}}")
    assert isinstance(leaf, Leaf)
    return ValueConstraint(leaf, subject, operand, other, negated=negated)


def steps(*pointers: str) -> Plan:
    return tuple(map(Step, pointers))


def pointers(plan: Plan | None) -> list[str] | None:
    return None if plan is None else [step.pointer for step in plan]


def test_the_field_at_a_pointer_is_that_of_every_item() -> None:
    assert field_of(f"{GOALS}/3/indicators/0/unit") == "social.goals.indicators.unit"
    assert field_of(f"{ONE}/id") == "social.goals.id"


def test_a_pointer_that_ends_with_an_index_is_that_of_an_item() -> None:
    several = [GOALS, f"{GOALS}/3", f"{GOALS}/3/id", ONE, f"{ONE}/id"]

    assert list(map(is_item, several)) == [False, True, False, True, False]


def test_new_items_are_numbered_beyond_every_index() -> None:
    several = [GOALS, f"{GOALS}/{NEW - 1}/id", ONE, f"{ONE}/id", f"{ONE}/indicators/{NEW + 1}/unit", f"{ONE}x"]

    assert list(map(new_item, several)) == ["", "", ONE, ONE, ONE, ""]


def test_steps_for_one_place_become_one_with_all_that_is_wanted() -> None:
    area, title, loan = "/project/area", "/project/title", "/investment/loan"
    least, most = wanted("at_least: 3", loan, 3), wanted("at_most: 9", loan, 9)
    plans: list[Plan] = [
        (Step(area, (), 1), Step(loan, (least,), 2)),
        (Step(title), Step(loan, (most,), 0), Step(area, (), 2)),
    ]

    assert joined(plans) == (Step(area, (), 1), Step(loan, (least, most), 0), Step(title, (), 0))


def test_of_equal_conditions_the_first_is_kept() -> None:
    loan = "/investment/loan"
    first, again = wanted("at_least: 3", loan, 3), wanted("at_least: 3", loan, 3)

    ((_, (kept,), _),) = joined([(Step(loan, (first,)),), (Step(loan, (again,)),)])

    assert kept.leaf is first.leaf
    assert kept.leaf is not again.leaf


def test_conditions_that_stand_at_two_places_of_the_rule_are_equal() -> None:
    loan = "/investment/loan"
    first = wanted("at_least: 3", loan, 3)
    elsewhere = first._replace(leaf=replace(first.leaf, at=PackLocation("rules/x.yaml", 9, 9)))

    assert joined([(Step(loan, (first,)),), (Step(loan, (elsewhere,)),)]) == (Step(loan, (first,)),)


@pytest.mark.parametrize(
    "unlike",
    [
        wanted("at_least: 3", "/investment/loan", 4),
        wanted("at_most: 3", "/investment/loan", 3),
        wanted("at_least: 3", "/investment/loan", 3, negated=True),
        wanted("at_least: 3", "/investment/loan", 3, other="/investment/total_cost"),
        wanted("at_least: 3", "/investment/green_loan", 3),
        wanted("at_least: 3", "/investment/loan", 3)._replace(subject="/investment/green_loan"),
    ],
)
def test_conditions_that_differ_in_anything_but_their_place_in_the_rule_are_kept(unlike: ValueConstraint) -> None:
    loan = "/investment/loan"
    first = wanted("at_least: 3", loan, 3)

    assert joined([(Step(loan, (first, unlike)),)] * 2) == (Step(loan, (first, unlike)),)


def test_a_plan_costs_its_places_then_the_facts_and_choices_that_it_changes_then_its_steps() -> None:
    plan = (
        Step(ONE, (), 0), Step(f"{ONE}/id", (), 0), Step(f"{ONE}/cost", (), 0), Step(TWO, (), 0),
        Step("/project/area", (), 1),
        Step("/project/status", (), 1), Step("/project/location/extent", (), 1), Step("/investment/loan", (), 2),
        Step("/investment/green_loan", (), 2),
    )  # fmt: skip

    assert cost(plan) == (7, 2, 3, 9)


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        (steps(ONE), steps(TWO, f"{TWO}/id"), [ONE, f"{ONE}/id"]),
        # Each item of the first serves one of the second.
        (steps(ONE), steps(TWO, THREE), [ONE, THREE]),
        (steps(ONE, f"{ONE}/id", TWO), steps(f"{THREE}/id", f"{THREE}0"), [f"{ONE}/id", TWO]),
        # An item of both plans stays as it is.
        (steps(ONE), steps(ONE, f"{ONE}/id"), None),
        (steps(ONE, TWO), steps(f"{ONE}/id"), None),
        (steps(ONE, TWO), steps(THREE, f"{ONE}/id"), [TWO, f"{ONE}/id"]),
        (steps(ONE), steps("/social/interventions/1000001"), None),
        (steps(f"{GOALS}/0"), steps(TWO), None),
        (steps(ONE), steps("/project/title"), None),
        (steps("/social/interventions/1000000", ONE), steps(TWO), [ONE]),
    ],
)
def test_a_plan_takes_the_new_items_of_another_for_its_own(first: Plan, second: Plan, shared: list[str] | None) -> None:
    assert pointers(sharing_items(first, second)) == shared


def test_what_is_wanted_of_a_new_item_is_wanted_of_the_one_that_it_is_taken_for() -> None:
    asked = wanted("more_than: {field: project.start}", "/project/end")
    asked = asked._replace(subject=f"{TWO}/start", other=f"{TWO}/end")

    ((_, (told,), _),) = sharing_items(steps(ONE), (Step(f"{TWO}/start", (asked,)),)) or ()

    assert (told.subject, told.other) == (f"{ONE}/start", f"{ONE}/end")


@pytest.mark.parametrize(
    ("plan", "expected", "items"),
    [
        (steps("/project/title"), ["/project/title"], []),
        # A list that is there goes on behind its last item, one that is missing begins.
        (steps(ONE, TWO), [f"{GOALS}/2", f"{GOALS}/3"], [f"{GOALS}/2", f"{GOALS}/3"]),
        (
            steps("/social/interventions/1000002", ONE, "/social/interventions/1000001"),
            ["/social/interventions/0", f"{GOALS}/2", "/social/interventions/1"],
            ["/social/interventions/0", f"{GOALS}/2", "/social/interventions/1"],
        ),
        (
            steps(*(f"/social/interventions/{NEW + at}" for at in range(3))),
            [f"/social/interventions/{at}" for at in range(3)],
            [f"/social/interventions/{at}" for at in range(3)],
        ),
        # Of an item in a new item the latter is told.
        (
            steps(f"{ONE}/indicators/1000005/unit", f"{ONE}/indicators/1000004/unit", f"{TWO}/id"),
            [f"{GOALS}/2/indicators/0/unit", f"{GOALS}/2/indicators/1/unit", f"{GOALS}/3/id"],
            [f"{GOALS}/2", f"{GOALS}/3"],
        ),
        (steps(f"{GOALS}/1/indicators/1000000"), [f"{GOALS}/1/indicators/1"], [f"{GOALS}/1/indicators/1"]),
        # What a step puts into a place fills it in.
        (steps(ONE, f"{ONE}/id"), [f"{GOALS}/2/id"], [f"{GOALS}/2"]),
        (steps(GOALS, f"{GOALS}x/id"), [GOALS, f"{GOALS}x/id"], []),
    ],
)
def test_new_items_get_their_indexes(plan: Plan, expected: list[str], items: list[str]) -> None:
    facts = Facts({"social": {"goals": [{}, {"indicators": [{}]}]}}, (), TODAY)

    found, outermost = numbered(plan, facts)

    assert (pointers(found), list(outermost)) == (expected, items)


def test_a_place_of_which_something_is_wanted_comes_before_what_is_put_into_it() -> None:
    goals, marks = Step(GOALS, (wanted("max_items: 1", GOALS, 1),)), f"{ONE}/indicators"
    few = Step(marks, (wanted("max_items: 1", GOALS, 1)._replace(subject=marks),))
    plan = (Step(f"{marks}/{NEW + 1}/unit"), few, Step("/project/title"), goals, Step(f"{ONE}/id"))

    found, items = numbered(plan, Facts({}, (), TODAY))

    at = f"{GOALS}/0/indicators"
    assert pointers(found) == [GOALS, at, f"{at}/0/unit", "/project/title", f"{GOALS}/0/id"]
    assert [len(step.wanted) for step in found] == [1, 1, 0, 0, 0]
    assert items == (f"{GOALS}/0",)


def test_what_is_compared_with_a_place_of_the_plan_is_compared_with_its_new_value() -> None:
    loan, total = "/investment/loan", "/investment/total_cost"
    both = (
        wanted("at_most: {field: investment.total_cost}", loan, 7, other=total),
        wanted("at_least: {field: investment.green_loan}", loan, 5, other="/investment/green_loan"),
    )

    _, changed = with_relations((Step(total), Step(loan, both, 2)))

    assert changed == Step(loan, (both[0]._replace(operand=None), both[1]), 2)
