"""Values that edits are tried with: an input moved until a computed number reaches its target."""

import pytest

from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.smallest_change.witnesses import moved
from tests.builders import DAY, computed, shape

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
