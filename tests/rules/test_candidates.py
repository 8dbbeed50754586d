"""Sample values: one that an operator holds for and one that it does not, as far as a field can have them."""

from itertools import combinations
from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.rules.candidates import ValueType
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.rows import Column

CHOICE = ("capital", "mixed", "operating")
MEMBERSHIPS = [name for name, spec in OPERATORS.items() if spec.operand in (OperandType.LIST, OperandType.COLUMN)]


def operand_of(operator: Operator, members: tuple[str, ...]) -> Any:
    """Return what a value is looked for in, as the operator gets it."""
    is_column = OPERATORS[operator].operand is OperandType.COLUMN
    return Column("natures", "name", frozenset(members)) if is_column else members


@pytest.mark.parametrize("operator", MEMBERSHIPS)
@pytest.mark.parametrize("members", [several for count in range(4) for several in combinations(CHOICE, count)])
def test_a_choice_has_a_value_on_each_side_or_none_where_all_of_it_is_on_the_other(
    operator: Operator, members: tuple[str, ...]
) -> None:
    spec, operand, target = OPERATORS[operator], operand_of(operator, members), ValueType(FieldKind.TEXT, CHOICE)

    for candidate, wanted in ((spec.satisfying, True), (spec.violating, False)):
        fitting = [value for value in CHOICE if spec.holds(value, operand) is wanted]

        assert candidate(operand, target) in (fitting or [None])


@pytest.mark.parametrize(
    ("values", "inside", "outside"),
    [
        ((), None, "x"),
        (("x",), "x", "9"),
        (("0180", "0114"), "0114", "0119"),
        (tuple(f"01{digit}" for digit in range(10)), "010", "x"),
    ],
)
def test_a_text_of_any_form_has_a_value_outside_every_column(
    values: tuple[str, ...], inside: str | None, outside: str
) -> None:
    """The form of those in it comes first, since the field may allow no other."""
    spec, column, target = (
        OPERATORS[Operator.FOUND_IN],
        Column("codes", "code", frozenset(values)),
        ValueType(FieldKind.TEXT),
    )

    assert spec.satisfying(column, target) == inside
    assert spec.violating(column, target) == outside
