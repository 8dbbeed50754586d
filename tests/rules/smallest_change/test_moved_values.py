"""Values that do not fit together are moved until they do what joins the places of a plan."""

from typing import Any

import pytest

from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change.plans import Step
from tests.builders import TODAY
from tests.rules.smallest_change.verifying import COST, GREEN, LARGE, LOAN, asked, verified, verifier

COMPARED, GRANTED = "{field: investment.total_cost}", "{field: investment.green_loan}"


@pytest.mark.parametrize(
    ("test", "negated", "tried"),
    [
        (f"at_most: {COMPARED}", False, [(1, 1), (1, 1), (1, 1), (LARGE, 1), (LARGE, LARGE)]),
        # More than the most that the form allows is not tried.
        (f"more_than: {COMPARED}", False, [(1, 2), (1, LARGE)]),
        (f"at_most: {COMPARED}", True, [(1, 2), (1, LARGE)]),
    ],
)
def test_values_that_do_not_fit_together_are_moved_until_they_do(
    test: str, negated: bool, tried: list[tuple[int, int]]
) -> None:
    wanted = asked(LOAN, test, other=COST, negated=negated)

    assert verified((Step(COST), Step(LOAN, (wanted,))))[1] == tried


def test_all_that_joins_the_places_holds_of_what_is_moved() -> None:
    between = (asked(LOAN, f"at_most: {COMPARED}", other=COST), asked(LOAN, f"at_least: {GRANTED}", other=GREEN))
    plan = (Step(COST), Step(GREEN), Step(LOAN, between))

    assert verified(plan, lambda cost, green, loan: green <= loan <= cost)[0] == plan


def test_what_is_wanted_of_a_list_holds_with_the_items_that_are_put_into_it() -> None:
    goals = "/agenda_2030"
    none = Step(goals, (asked(goals, "max_items: 0", 0),))

    assert verified((none, Step(f"{goals}/0"))) == (None, [])


def test_where_values_are_moved_one_that_does_not_do_is_enough_for_no_plan() -> None:
    plan = (Step(LOAN), Step(GREEN, (asked("", "loans, at_least: 10", 10),)))

    assert verified(plan, lambda *values: values != (9, 1), tests=[1, 1])[0] is None


def test_what_a_number_is_computed_from_is_moved_until_the_number_fits() -> None:
    wanted = asked("", "loan_share, at_most: 50", 50)

    assert verified((Step(LOAN), Step(COST, (wanted,))))[1] == [
        (1, 2), (1, 2), (1, LARGE), (LARGE // 2, LARGE), (LARGE // 2, LARGE),
    ]  # fmt: skip


def test_what_is_compared_with_a_computed_number_is_moved_and_what_that_comes_from() -> None:
    wanted = asked(COST, "at_least: {field: derived.loans}")
    given = {"investment": {"green_loan": 3}}

    assert verified((Step(COST), Step(LOAN, (wanted,))), given=given)[1] == [
        (4, 1), (4, 1), (LARGE, 1), (LARGE, LARGE - 3),
    ]  # fmt: skip


def test_of_two_computed_numbers_one_is_moved_to_the_other() -> None:
    cost = "/investment/items/0/cost"
    given = {"investment": {"green_loan": 3, "items": [{}]}}
    plan = (Step(LOAN), Step(cost, (asked("", "loans, at_most: {field: derived.items_total}"),)))

    assert (1, 4) in verified(plan, given=given)[1]


def test_values_are_moved_in_three_ways_and_no_more() -> None:
    wanted = asked("", "loans, at_least: 10", 10)

    assert verified((Step(LOAN), Step(GREEN, (wanted,))))[1] == [
        (1, 9), (1, 9), (9, 1), (1, LARGE), (1, 9), (1, 9), (10, 0), (LARGE, 1), (LARGE, LARGE), (LARGE, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "wanted", "holds"),
    [
        ({"loan": 5}, asked(LOAN, "at_most: 5", 5), True),
        ({"loan": 5}, asked(LOAN, "at_most: 5", 5, negated=True), False),
        ({"loan": 6, "total_cost": 5}, asked(LOAN, f"at_most: {COMPARED}", other=COST), False),
        # What is missing holds neither so nor otherwise.
        ({"loan": 6}, asked(LOAN, f"at_most: {COMPARED}", other=COST, negated=True), False),
        ({}, asked(LOAN, "at_most: 5", 5), False),
        ({"loan": 6, "total_cost": 12}, asked("", "loan_share, at_most: 50", 50), True),
        ({"loan": 2, "green_loan": 4, "total_cost": 5}, asked(COST, "at_least: {field: derived.loans}"), False),
    ],
)
def test_a_condition_holds_of_what_is_stated_only(given: Any, wanted: ValueConstraint, holds: bool) -> None:
    facts = Facts({"investment": given}, (), TODAY)

    assert verifier(()).holds(wanted, facts) is holds


def test_where_what_a_value_is_held_against_is_missing_nothing_is_tried() -> None:
    plan = (Step(LOAN, (asked(LOAN, f"more_than: {COMPARED}", other=COST),)),)

    assert verified(plan) == (None, [])
