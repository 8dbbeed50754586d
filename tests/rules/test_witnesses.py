"""Values that edits are tried with: an input moved until a derived number reaches its target."""

import pytest

from sociallan.rules.derived import Facts
from sociallan.rules.witnesses import operand_satisfied_by_moving
from tests.builders import DAY, shape

HALF = {"investment": {"loan": 50, "total_cost": 100}}


@pytest.mark.parametrize(
    ("pointer", "target", "value"),
    [
        ("/investment/loan", 60.5, 61),
        ("/investment/loan", 40.5, 40),
        # The share falls by half a percentage point for each krona that the cost rises.
        ("/investment/total_cost", 59.9, 80),
        ("/investment/total_cost", 40.2, 120),
        ("/investment/total_cost", 200, None),
    ],
)
def test_an_input_is_moved_at_least_as_far_as_the_target(pointer: str, target: float, value: int | None) -> None:
    facts = Facts(HALF, (), DAY)

    assert operand_satisfied_by_moving(facts, "loan_share", pointer, target, shape().fields) == value
