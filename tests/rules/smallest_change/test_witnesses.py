"""Values that edits are tried with: an input moved until a computed number reaches its target."""

from typing import Any

import pytest

from sociallan.rules.condition import Leaf
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.smallest_change.witnesses import candidates_for, in_all_items, moved, operand_for, witness
from tests.builders import DAY, computed, condition, shape

HALF = {"investment": {"loan": 50, "total_cost": 100}}


@pytest.mark.parametrize(
    ("pointer", "target", "values"),
    [
        ("/investment/loan", 60.5, {60, 61}),
        ("/investment/loan", 40.5, {40, 41}),
        # The share falls as the cost rises.
        ("/investment/total_cost", 62.5, {80}),
        ("/investment/total_cost", 200, {25}),
        ("/investment/grants", 60, set()),
    ],
)
def test_an_input_is_moved_to_both_sides_of_the_target(pointer: str, target: float, values: set[int]) -> None:
    facts = Facts(HALF, (), DAY)

    assert set(moved(facts.gathered, computed()["loan_share"], pointer, target, shape().fields)) == values


@pytest.mark.parametrize("at", [0, 1, 2])
def test_any_item_of_a_list_is_moved_so_that_the_sum_reaches_the_target(at: int) -> None:
    costs = [10, 20, 30]
    facts = Facts({"investment": {"items": [{"cost": cost} for cost in costs]}}, (), DAY)

    found = moved(facts.gathered, computed()["items_total"], f"/investment/items/{at}/cost", 100, shape().fields)

    assert set(found) == {costs[at] + 40}


@pytest.mark.parametrize(
    ("pointer", "value", "target", "values"),
    [
        # Another field, nothing to reach, or nothing that is computed: no way back.
        ("/investment/green_loan", "loan_share", 60, set()),
        ("/investment/loan", "loan_share", None, set()),
        ("/investment/loan", "screening_date", 60, set()),
        # No amount is less than nothing.
        ("/investment/loan", "loan_share", -10, set()),
        ("/investment/items/0/cost", "cost_without_operating", 60, {40}),
        ("/investment/total_cost", "cost_without_operating", 60, {90}),
    ],
)
def test_a_way_back_leads_through_every_operation_to_an_amount_that_can_be(
    pointer: str, value: str, target: Any, values: set[int]
) -> None:
    items = [{"cost": 30, "nature": "operating"}]
    facts = Facts({"investment": {**HALF["investment"], "items": items}}, (), DAY)

    assert set(moved(facts.gathered, computed()[value], pointer, target, shape().fields)) == values


@pytest.mark.parametrize(
    ("pointer", "value", "tried"),
    [
        ("/investment/loan", "loan_share", [1, 10**12]),
        ("/investment/items", "items_total", [[]]),
        ("/investment/items/0/nature", "operating_total", ["capital", "operating"]),
        ("/project/end", "project_years", ["2020"]),
        ("/applicant/org_number", "org_number_series", None),
    ],
)
def test_what_is_missing_is_tried_as_what_it_may_be(pointer: str, value: str, tried: list[Any] | None) -> None:
    expected = list(computed()[value].samples) if tried is None else tried

    assert list(candidates_for(pointer, computed()[value], shape().fields)) == expected != []


@pytest.mark.parametrize(
    ("pointer", "values"),
    [
        ("/social/goals/0/id", ["M1", "M2"]),
        ("/social/goals/0/indicators/1/name", ["a", "b"]),
        ("/social/goals/1/indicators/0/name", ["c"]),
    ],
)
def test_the_values_of_all_items_are_those_of_the_innermost_list(pointer: str, values: list[str]) -> None:
    goals = [
        {"id": "M1", "indicators": [{"name": "a"}, {"name": "b"}]},
        {"id": "M2", "indicators": [{"name": "c"}]},
    ]

    assert in_all_items(Facts({"social": {"goals": goals}}, (), DAY), pointer) == values


def test_a_witness_makes_a_test_hold_or_fail_and_an_operand_makes_it_hold_for_a_value() -> None:
    fields = shape().fields
    limit, chosen = (
        condition(text)
        for text in ("{field: investment.loan, at_most: 5}", "{field: project.area, equals: {field: project.title}}")
    )
    assert isinstance(limit, Leaf)
    assert isinstance(chosen, Leaf)

    assert witness(limit, 5, fields, wanted=True) == 5
    assert witness(limit, 5, fields, wanted=False) == 6
    assert witness(chosen, "housing", fields, wanted=True) == "housing"
    assert witness(chosen, "housing", fields, wanted=False) in fields["project.area"].values[1:]
    assert operand_for(limit, 7, fields) == 7
