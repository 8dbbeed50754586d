"""Values that edits are tried with: an input moved until a computed number reaches its target."""

from dataclasses import replace
from typing import Any

import pytest

from sociallan.rules.condition import Input, Leaf, Path
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operations import Operation
from sociallan.rules.smallest_change.witnesses import candidates_for, in_all_items, moved, operand_for, witness
from tests.builders import DAY, computed, condition, shape

HALF = {"investment": {"loan": 50, "total_cost": 100}}


@pytest.mark.parametrize(
    ("pointer", "target", "values"),
    [
        ("/investment/loan", 60.5, {60, 61}),
        ("/investment/loan", 40.5, {40, 41}),
        # No amount is less than nothing.
        ("/investment/loan", 0, {0}),
        ("/investment/loan", -0.5, {0}),
        # The share falls as the cost rises.
        ("/investment/total_cost", 62.5, {80}),
        ("/investment/total_cost", 200, {25}),
        ("/investment/grants", 60, set()),
    ],
)
def test_an_input_is_moved_to_both_sides_of_the_target(pointer: str, target: float, values: set[int]) -> None:
    facts = Facts(HALF, (), DAY)

    assert set(moved(facts.gathered, computed()["loan_share"], pointer, target, shape().fields)) == values


def test_a_date_is_moved_as_precisely_as_may_be() -> None:
    facts = Facts({"project": {"start": "2020-06", "end": "2021"}}, (), DAY)
    years, fields = computed()["project_years"], shape().fields

    assert list(moved(facts.gathered, years, "/project/end", 5, fields)) == ["2025-06", "2025"]
    assert list(moved(facts.gathered, years, "/project/start", 5, fields)) == ["2016"]


def test_the_largest_of_several_is_moved_to_both_sides_of_a_decimal() -> None:
    largest = replace(computed()["loan_share"], name="largest", operation=Operation.MAX)

    found = moved(Facts(HALF, (), DAY).gathered, largest, "/investment/loan", 60.5, shape().fields)

    assert list(found) == [60, 61]


def test_a_sum_of_computed_values_is_reached_through_each() -> None:
    parts = [computed()[name] for name in ("items_total", "operating_total")]
    paths = [Path("derived", (part.name,), part.kind, f"derived.{part.name}", part) for part in parts]
    total = replace(parts[0], name="total", inputs=tuple(map(Input, paths)))
    items = [{"cost": 30, "nature": "operating"}, {"cost": 20, "nature": "capital"}]
    facts = Facts({"investment": {"items": items}}, (), DAY)

    # 50 + 30: the first cost is in both, the second in the first alone.
    assert list(moved(facts.gathered, total, "/investment/items/0/cost", 100, shape().fields)) == [50]
    assert list(moved(facts.gathered, total, "/investment/items/1/cost", 100, shape().fields)) == [40]


def test_what_cannot_be_computed_is_not_moved() -> None:
    assert list(moved(lambda _: None, computed()["loan_share"], "/investment/loan", 60, shape().fields)) == []


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


def test_a_computed_value_has_a_witness_of_its_kind() -> None:
    share = condition("{field: derived.loan_share, at_most: 5}")
    assert isinstance(share, Leaf)

    assert witness(share, 5, shape().fields, wanted=False) == 6


@pytest.mark.parametrize(("path", "kind"), [("social.goals", dict), ("agenda_2030", int), ("social.effects", str)])
def test_the_items_of_a_witness_are_of_the_kind_of_the_list(path: str, kind: type) -> None:
    leaf = condition(f"{{field: {path}, min_items: 2}}")

    assert isinstance(leaf, Leaf)
    assert [type(item) for item in witness(leaf, 2, shape().fields, wanted=True)] == [kind, kind]
