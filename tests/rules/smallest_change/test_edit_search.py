"""The search for the smallest change: what has to go on holding, and which ways are looked at before others."""

import pytest

from sociallan.rules.smallest_change.plans import MOST_ITEMS
from tests.rules.smallest_change.steps import ADD, CHANGE, steps_of

COST, LOAN = "/investment/items/0/cost", "/investment/loan"


@pytest.mark.parametrize(
    ("quantifier", "joined", "tests"),
    [("each", "all", ("at_least", "at_most")), ("none", "any", ("less_than", "more_than"))],
)
def test_of_an_item_it_is_told_what_must_go_on_holding(quantifier: str, joined: str, tests: tuple[str, str]) -> None:
    limit, loan = tests
    parts = f"{{field: it.cost, {limit}: 5}}, {{field: it.cost, {loan}: {{field: investment.loan}}}}"
    require = f"{{{quantifier}: investment.items, as: it, must: {{{joined}: [{parts}]}}}}"
    expected = [(limit, 5), (loan, 9)]

    assert steps_of(require, "{investment: {loan: 9, items: [{cost: 3}]}}") == [(CHANGE, COST, expected)]


@pytest.mark.parametrize(
    "holding", ["{field: investment.loan, stated: true}", "{each: social.goals, as: goal, count_at_least: 1}"]
)
def test_what_no_value_of_the_place_can_break_is_not_told_to_go_on_holding(holding: str) -> None:
    both = "{field: investment.loan, at_least: 5}, {field: investment.loan, at_most: 8}"

    assert steps_of(f"{{all: [{holding}, {both}]}}", "{investment: {loan: 3}, social: {goals: [{id: M1}]}}") == [
        (CHANGE, LOAN, [("at_least", 5), ("at_most", 8)])
    ]


def test_of_many_parts_those_that_can_be_met_in_the_fewest_places_are_looked_at() -> None:
    two = "{all: [{field: project.title, stated: true}, {field: project.summary, stated: true}]}"
    one_or_three = (
        f"{{any: [{{field: social.change, stated: true}}, {{all: [{two}, {{field: format, stated: true}}]}}]}}"
    )
    parts = ", ".join([*[two] * 8, one_or_three])

    assert steps_of(f"{{at_least_of: {{count: 1, of: [{parts}]}}}}", "{}") == [(ADD, "/social/change", [])]


@pytest.mark.parametrize("also", ["", "{field: investment.loan, at_least: 1}, "])
def test_what_no_value_can_be_takes_no_place_among_the_ways_that_are_tried(also: str) -> None:
    def one_of(first: int) -> str:
        return ", ".join(f"{{field: investment.loan, equals: {number}}}" for number in range(first, first + 8))

    steps = steps_of(f"{{all: [{also}{{any: [{one_of(1)}]}}, {{any: [{one_of(8)}]}}]}}", "{}") or ()

    assert [(kind, pointer, tests[-1]) for kind, pointer, tests in steps] == [(ADD, LOAN, ("equals", 8))]


def test_a_list_that_is_one_too_short_gets_one_more_item() -> None:
    assert steps_of("{each: social.goals, as: goal, count_at_least: 2}", "{social: {goals: [{id: M1}]}}") == [
        (ADD, "/social/goals/1", [])
    ]


@pytest.mark.parametrize("count", [MOST_ITEMS, MOST_ITEMS + 1, MOST_ITEMS + 2])
def test_no_more_new_items_are_told_than_are_looked_for(count: int) -> None:
    steps = steps_of(f"{{each: social.goals, as: goal, count_at_least: {count}}}", "{social: {goals: [{id: M1}]}}")

    assert len(steps or ()) == (count - 1 if count <= MOST_ITEMS + 1 else 0)
