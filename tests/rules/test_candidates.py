"""Sample values: one that an operator holds for and one that it does not, as far as a field can have them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.field import FieldKind
from sociallan.application.personal_data.check_digits import is_org_number
from sociallan.rules.candidates import (
    FORMATTED,
    TEXTS,
    ValueType,
    above,
    any_value,
    around,
    around_each,
    below,
    inside_and_outside,
    item_with,
    items,
    less_one_member,
    month,
    near_counts,
    near_limits,
    neighbours,
    numbered,
    other_than,
    some,
    text_of,
    text_of_words,
    texts_with_words,
)
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.rows import Column
from tests.defaults import other_defaults

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
        ((*(f"01{digit}" for digit in range(10)), "023"), "010", "029"),
        (tuple("0123456789x"), "0", "xx"),
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


@pytest.mark.parametrize(
    ("values", "inside", "outside"),
    [
        (("bakery", "capital", "mixed"), "capital", "operating"),
        (("bakery",), None, "capital"),
        (CHOICE, "capital", None),
    ],
)
def test_a_choice_has_a_value_of_its_own_inside_a_column_and_outside(
    values: tuple[str, ...], inside: str | None, outside: str | None
) -> None:
    spec, column = OPERATORS[Operator.FOUND_IN], Column("codes", "code", frozenset(values))

    assert spec.satisfying(column, ValueType(FieldKind.TEXT, CHOICE)) == inside
    assert spec.violating(column, ValueType(FieldKind.TEXT, CHOICE)) == outside


def test_of_columns_each_has_its_ends_what_another_has_not_and_a_stranger() -> None:
    """What only one version of a column has tells the versions apart."""
    before, after = (
        Column("codes", "code", frozenset(values)) for values in (("a1", "a9", "c1"), ("a1", "b1", "b3", "c1"))
    )

    assert list(inside_and_outside([before, after], FieldKind.TEXT)) == [
        *("a1", "c1", "a9", "a9", "a8", TEXTS[0]),
        *("a1", "c1", "b1", "b3", "a9", TEXTS[0]),
    ]


TEXT, NUMBER, DATE = FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (ValueType(TEXT), "x"),
        (ValueType(TEXT, CHOICE), "capital"),
        (ValueType(NUMBER), 1),
        (ValueType(FieldKind.TRUTH), True),
        (ValueType(DATE), "2020"),
        (ValueType(FieldKind.RECORD), {}),
        (ValueType(FieldKind.LIST, CHOICE, TEXT), ["capital"]),
        (ValueType(FieldKind.LIST, (), FieldKind.RECORD), [{}]),
    ],
)
def test_some_value_is_the_plainest_of_its_kind(target: ValueType, value: Any) -> None:
    assert some(target) == value


@pytest.mark.parametrize(("kind", "value"), [(TEXT, "x"), (NUMBER, 1), (FieldKind.LIST, ["x"]), (FieldKind.RECORD, {})])
def test_any_value_is_of_its_kind(kind: FieldKind, value: Any) -> None:
    assert any_value((), kind) == value


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
        ((), ValueType(NUMBER), 0),
        ((0,), ValueType(NUMBER), 1),
        ((1, 0), ValueType(NUMBER), 2),
        ((0, 1, 2), ValueType(NUMBER), -1),
        ((), ValueType(DATE), "1950"),
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


@pytest.mark.parametrize(
    ("number", "kind", "values"),
    [
        (0, NUMBER, [1, 1_000_000]),
        (4, NUMBER, [5, 1_000_004]),
        (4, DATE, ["1954", "1954-07"]),
        (4, TEXT, ["x4", "x4 x"]),
    ],
)
def test_values_of_a_number_are_as_it_counts(number: int, kind: FieldKind, values: list[Any]) -> None:
    assert list(numbered(number, kind)) == values


@pytest.mark.parametrize(("asked", "words"), [(-1, 1), (0, 1), (1, 1), (7, 7), (9_000, 9_000)])
def test_a_text_has_as_many_different_words_as_are_asked_for_and_at_least_one(asked: int, words: int) -> None:
    found = text_of_words(asked).casefold().split()

    assert len(set(found)) == len(found) == words
    assert {len(word) for word in found} == {6}


def test_what_is_missing_of_a_list_has_no_neighbours() -> None:
    assert list(around_each([(4, None), (None,)], NUMBER)) == [4, 5, 3]
    assert list(around_each([(0, None)], NUMBER)) == [0, 1, -1]
    assert list(around_each([(4, 9), (20,)], NUMBER)) == [4, 5, 3, 9, 10, 8, 20, 21, 19]


@pytest.mark.parametrize(("limit", "near"), [(0, [1]), (1, [0, 2]), (7, [6, 8])])
def test_near_a_limit_lies_no_number_below_nought(limit: int, near: list[int]) -> None:
    assert list(near_limits(limit, NUMBER)) == near
    assert list(near_counts(limit, TEXT)) == near
    assert list(near_limits(str(limit), TEXT)) == []
    assert list(near_limits("2020", DATE)) == ["2019", "2021"]


@pytest.mark.parametrize(
    ("name", "fits"), [("organisation_number", is_org_number), ("authority_code", re.compile(r"\d{4}").fullmatch)]
)
def test_a_type_of_which_the_form_allows_few_texts_has_two_in_its_form(name: str, fits: Callable[[str], Any]) -> None:
    assert len(set(FORMATTED[name])) == 2
    assert all(map(fits, FORMATTED[name]))


def test_around_texts_lies_one_more() -> None:
    assert list(around(["a", 1], TEXT)) == ["a", "1", TEXTS[0]]
    assert list(around([1, 7], NUMBER)) == [1, 2, 0, 7, 8, 6]


def test_texts_begin_with_the_first_word_of_a_list_and_the_first_that_another_has_not() -> None:
    lists = (("lön", "arvode", "hyra"), ("arvode", "lön", "resa", "mat"))

    assert list(texts_with_words(lists, TEXT)) == [
        TEXTS[0],
        *(f"{word}, så börjar texten" for word in ("lön", "hyra", "arvode", "resa")),
    ]
    assert not any(text.startswith("lön") for text in TEXTS)


@pytest.mark.parametrize(
    ("members", "shorter"),
    [((), []), (("a",), []), (("a", "b"), [("b",), ("a",)]), (("a", "b", "c"), [("b", "c"), ("a", "c"), ("a", "b")])],
)
def test_a_list_is_left_without_each_of_its_members_but_never_empty(
    members: tuple[str, ...], shorter: list[tuple[str, ...]]
) -> None:
    assert list(less_one_member(members, TEXT)) == shorter


@pytest.mark.parametrize(
    ("value", "around"),
    [
        (0, (-1, 1)),
        (3, (2, 4)),
        (0.5, (0, 1)),
        (33.3, (33, 34)),
        ("2020", ("2019", "2021")),
        ("2020-12", ("2020-11", "2021-01")),
        ("2020-01", ("2019-12", "2020-02")),
        ("2020-02-29", ("2020-02-28", "2020-03-01")),
        ("0001-01-01", ("0001-01-01", "0001-01-02")),
        ("9999-12-31", ("9999-12-30", "9999-12-31")),
    ],
)
def test_beside_a_value_lies_what_can_be_stated_next_to_it(value: Any, around: tuple[Any, Any]) -> None:
    assert neighbours(value) == around


@given(st.dates(date(1901, 1, 1), date(2199, 1, 1)))
def test_a_day_lies_between_its_neighbours(day: date) -> None:
    below, above = neighbours(day.isoformat())

    assert date.fromisoformat(above) - date.fromisoformat(below) == timedelta(days=2)


@given(st.integers(1900 * 12, 2200 * 12))
def test_a_month_is_written_as_it_is_counted(months: int) -> None:
    assert [month(months - 1), month(months + 1)] == list(neighbours(month(months)))


@given(st.integers(0, 25_000))
def test_a_text_has_just_the_length_that_is_asked_for_but_no_more_than_is_too_long_for_any_field(length: int) -> None:
    text = text_of(length)

    assert len(text) == min(length, 20_001)
    assert text == text.strip()


def test_what_is_not_given_is_nothing_and_none_where_it_may_be() -> None:
    assert other_defaults(ValueType) == []
