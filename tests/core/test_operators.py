"""Every test of the rule language at its edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.core.operators import OPERATORS, check_for
from sociallan.model.condition import Kind, Operator
from sociallan.model.outcome import Truth
from tests.builders import finders

T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING
PROSE = (Operator.MIN_CHARS, Operator.MAX_CHARS, Operator.MENTIONS_NONE)


def test_every_test_of_the_language_has_its_line_in_the_table() -> None:
    assert set(OPERATORS) == set(Operator)


@pytest.mark.parametrize(
    ("test", "kind", "operand", "value", "truth"),
    [
        (Operator.EQUALS, Kind.TEXT, "housing", "housing", T),
        (Operator.EQUALS, Kind.TEXT, "housing", "health", F),
        (Operator.EQUALS, Kind.TEXT, "housing", "Housing", F),
        (Operator.EQUALS, Kind.NUMBER, 0, 0, T),
        (Operator.EQUALS, Kind.NUMBER, 2, 2.0, T),
        (Operator.ONE_OF, Kind.TEXT, ("sole", "joint"), "joint", T),
        (Operator.ONE_OF, Kind.TEXT, ("sole", "joint"), "none", F),
        (Operator.ONE_OF, Kind.NUMBER, (1, 5, 11), 5, T),
        (Operator.ONE_OF, Kind.NUMBER, (1, 5, 11), 6, F),
        (Operator.ONE_OF, Kind.TEXT, ("a", None), "a", T),
        (Operator.ONE_OF, Kind.TEXT, ("a", None), "b", M),
        (Operator.ONE_OF, Kind.TEXT, (), "b", F),
        (Operator.NOT_ONE_OF, Kind.TEXT, ("other",), "region", T),
        (Operator.NOT_ONE_OF, Kind.TEXT, ("other",), "other", F),
        (Operator.NOT_ONE_OF, Kind.TEXT, ("a", None), "a", F),
        (Operator.NOT_ONE_OF, Kind.TEXT, ("a", None), "b", M),
        (Operator.IS, Kind.TRUTH, True, True, T),
        (Operator.IS, Kind.TRUTH, True, False, F),
        (Operator.IS, Kind.TRUTH, False, False, T),
        (Operator.IS, Kind.TRUTH, True, 1, F),
        (Operator.AT_LEAST, Kind.NUMBER, 10, 10, T),
        (Operator.AT_LEAST, Kind.NUMBER, 10, 9, F),
        (Operator.AT_LEAST, Kind.NUMBER, 0, 0, T),
        (Operator.AT_MOST, Kind.NUMBER, 10, 10, T),
        (Operator.AT_MOST, Kind.NUMBER, 10, 10.5, F),
        (Operator.MORE_THAN, Kind.NUMBER, 10, 11, T),
        (Operator.MORE_THAN, Kind.NUMBER, 10, 10, F),
        (Operator.LESS_THAN, Kind.NUMBER, 10, 9, T),
        (Operator.LESS_THAN, Kind.NUMBER, 10, 10, F),
        (Operator.MIN_CHARS, Kind.TEXT, 3, "åäö", T),
        (Operator.MIN_CHARS, Kind.TEXT, 3, "ab", J),
        (Operator.MIN_CHARS, Kind.TEXT, 3, "  ab ", J),
        (Operator.MAX_CHARS, Kind.TEXT, 3, "abc ", T),
        (Operator.MAX_CHARS, Kind.TEXT, 3, "abcd", J),
        (Operator.MIN_ITEMS, Kind.LIST, 1, [None], T),
        (Operator.MIN_ITEMS, Kind.LIST, 1, [], F),
        (Operator.MIN_ITEMS, Kind.LIST, 0, [], T),
        (Operator.MAX_ITEMS, Kind.LIST, 0, [], T),
        (Operator.MAX_ITEMS, Kind.LIST, 0, ["x"], F),
        (Operator.STATED, Kind.TEXT, True, "x", T),
        (Operator.STATED, Kind.TEXT, False, "x", F),
        (Operator.NOT_PLACEHOLDER, Kind.TEXT, True, "x", T),
        (Operator.NOT_PLACEHOLDER, Kind.NUMBER, True, 0, T),
        (Operator.NOT_PLACEHOLDER, Kind.TRUTH, True, False, T),
        (Operator.NOT_PLACEHOLDER, Kind.LIST, True, [], T),
    ],
)
def test_a_test_answers(test: Operator, kind: Kind, operand: object, value: object, truth: Truth) -> None:
    assert check_for(test, kind, operand)(value) is truth


@pytest.mark.parametrize(
    ("test", "value", "operand", "truth"),
    [
        (Operator.EQUALS, "2020", "2020-06", T),
        (Operator.EQUALS, "2020-06", "2020-06-30", T),
        (Operator.EQUALS, "2020-06", "2020-07", F),
        (Operator.EQUALS, 2020, "2020-12-31", T),
        (Operator.AT_LEAST, "2020", "2020-06", T),
        (Operator.AT_LEAST, "2020-05", "2020-06", F),
        (Operator.AT_LEAST, 2021, "2020-06", T),
        (Operator.AT_MOST, "2020-06-15", "2020-06", T),
        (Operator.AT_MOST, "2020-07", "2020-06-30", F),
        (Operator.MORE_THAN, "2020-06", "2020", F),
        (Operator.MORE_THAN, "2021", "2020-12-31", T),
        (Operator.LESS_THAN, "2020", "2020-06", F),
        (Operator.LESS_THAN, "2019-12", 2020, T),
    ],
)
def test_partial_dates_compare_on_what_both_of_them_say(
    test: Operator, value: object, operand: object, truth: Truth
) -> None:
    assert check_for(test, Kind.DATE, operand)(value) is truth


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("Ombyggnad av gården", T),
        ("Löner till gårdsvärdar", J),
        ("LÖNER", J),
        ("Avlöningskontoret", T),
        ("löpande   drift av huset", J),
        ("löpande\ndrift", J),
        ("(löner)", J),
        ("löner-", J),
        ("alöner", T),
    ],
)
def test_words_are_found_whole_and_in_any_case(text: str, truth: Truth) -> None:
    finder = finders(words=("löner", "löpande drift"))["words"]

    assert check_for(Operator.MENTIONS_NONE, Kind.TEXT, finder)(text) is truth


@given(st.sampled_from(PROSE), st.text(max_size=40), st.integers(0, 30))
def test_prose_is_never_rejected_by_software(test: Operator, text: str, length: int) -> None:
    operand = finders(words=("a", "lön"))["words"] if test is Operator.MENTIONS_NONE else length

    assert check_for(test, Kind.TEXT, operand)(text) in (T, J)


@given(st.sampled_from([test for test in Operator if test not in PROSE]), st.integers(-5, 5), st.integers(-5, 5))
def test_only_prose_raises_a_judgement(test: Operator, value: int, other: int) -> None:
    operand: object = [other] if OPERATORS[test].operand == "list" else other
    given_value: object = [value] * abs(value) if OPERATORS[test].kinds == {Kind.LIST} else value

    assert check_for(test, Kind.NUMBER, operand)(given_value) is not J


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_the_four_comparisons_agree_with_each_other(value: int, limit: int) -> None:
    def says(test: Operator) -> bool:
        return check_for(test, Kind.NUMBER, limit)(value) is T

    assert says(Operator.AT_LEAST) is (says(Operator.MORE_THAN) or says(Operator.EQUALS))
    assert says(Operator.AT_MOST) is (says(Operator.LESS_THAN) or says(Operator.EQUALS))
    assert says(Operator.AT_LEAST) is not says(Operator.LESS_THAN)
    assert says(Operator.AT_MOST) is not says(Operator.MORE_THAN)
