"""Sample values: one that an operator holds for and one that it does not, as far as a field can have them."""

from itertools import combinations
from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.rules.candidates import (
    ValueType,
    above,
    around_each,
    below,
    item_with,
    items,
    less_one_member,
    near_counts,
    near_limits,
    numbered,
    other_than,
    text_of_words,
)
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

        assert candidate(operand, target) in (fitting or (None,))


@pytest.mark.parametrize(
    ("values", "inside", "outside"),
    [
        ((), None, "x"),
        (("x",), "x", "9"),
        (("0180", "0114"), "0114", "0119"),
        (tuple(f"01{digit}" for digit in range(10)), "010", "x"),
        (tuple(f"01{digit}" for digit in range(1, 10)), "011", "010"),
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


TEXT, NUMBER, DATE = FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE


@pytest.mark.parametrize(
    ("target", "item"),
    [
        (ValueType(FieldKind.LIST, (), FieldKind.RECORD), {}),
        (ValueType(FieldKind.LIST, CHOICE, TEXT), "capital"),
        (ValueType(FieldKind.LIST, (), NUMBER), 1),
        (ValueType(FieldKind.LIST), "x"),
    ],
)
def test_items_are_of_the_list_and_each_is_one_of_its_own(target: ValueType, item: Any) -> None:
    made = items(target, 2)

    assert made == [item, item]
    assert items(target, 0) == []
    assert (made[0] is not made[1]) is isinstance(item, dict)
    assert item_with(key=True, target=target) == item


def test_an_item_has_a_value_in_the_field_that_is_asked_for() -> None:
    assert item_with("id", ValueType(FieldKind.LIST, (), FieldKind.RECORD)) == {"id": "x"}


@pytest.mark.parametrize(
    ("refused", "target", "other"),
    [
        ((), ValueType(TEXT), "x"),
        (("x",), ValueType(TEXT), "xx"),
        (("xx", "x"), ValueType(TEXT), None),
        (("capital", "mixed"), ValueType(TEXT, CHOICE), "operating"),
        ((1, 0), ValueType(NUMBER), 2),
        (("1950",), ValueType(DATE), "1951"),
    ],
)
def test_a_value_beside_those_that_are_refused_is_told_however_they_are_given(
    refused: tuple[Any, ...], target: ValueType, other: Any
) -> None:
    assert other_than(refused, target) == other
    assert other_than(iter(refused), target) == other


@pytest.mark.parametrize(
    ("limit", "kind", "lower", "higher"), [(4, NUMBER, 3, 5), (0, NUMBER, -1, 1), ("2020-05", DATE, "2019", "2021")]
)
def test_beyond_a_limit_lies_a_value_on_either_side(limit: Any, kind: FieldKind, lower: Any, higher: Any) -> None:
    assert below(limit, ValueType(kind)) == lower
    assert above(limit, ValueType(kind)) == higher


def test_values_of_a_number_are_those_of_no_other() -> None:
    for kind in (TEXT, NUMBER, DATE):
        several = [list(numbered(number, kind)) for number in range(5)]

        assert all(len(values) == 2 for values in several)
        assert len({value for values in several for value in values}) == 10


@pytest.mark.parametrize(("asked", "words"), [(-1, 1), (0, 1), (1, 1), (7, 7)])
def test_a_text_has_as_many_different_words_as_are_asked_for_and_at_least_one(asked: int, words: int) -> None:
    assert len(set(text_of_words(asked).casefold().split())) == words


def test_what_is_missing_of_a_list_has_no_neighbours() -> None:
    assert list(around_each([(4, None), (None,)], NUMBER)) == [4, 5, 3]


@pytest.mark.parametrize(("limit", "near"), [(0, [1]), (1, [0, 2]), (7, [6, 8])])
def test_near_a_limit_lies_no_number_below_nought(limit: int, near: list[int]) -> None:
    assert list(near_limits(limit, NUMBER)) == near
    assert list(near_counts(limit, TEXT)) == near
    assert list(near_limits(str(limit), TEXT)) == []


@pytest.mark.parametrize(
    ("members", "shorter"), [(("a",), []), (("a", "b", "c"), [("b", "c"), ("a", "c"), ("a", "b")])]
)
def test_a_list_is_left_without_each_of_its_members_but_never_empty(
    members: tuple[str, ...], shorter: list[tuple[str, ...]]
) -> None:
    assert list(less_one_member(members, TEXT)) == shorter
