"""Every test of the rule language at its edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.core.operators import OPERATORS, check_for
from sociallan.model.condition import Kind
from sociallan.model.condition import Test as Asks
from sociallan.model.outcome import Truth
from tests.builders import finders

T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING
PROSE = (Asks.MIN_CHARS, Asks.MAX_CHARS, Asks.MENTIONS_NONE)


def test_every_test_of_the_language_has_its_line_in_the_table() -> None:
    assert set(OPERATORS) == set(Asks)


@pytest.mark.parametrize(
    ("test", "kind", "operand", "value", "truth"),
    [
        (Asks.EQUALS, Kind.TEXT, "housing", "housing", T),
        (Asks.EQUALS, Kind.TEXT, "housing", "health", F),
        (Asks.EQUALS, Kind.TEXT, "housing", "Housing", F),
        (Asks.EQUALS, Kind.NUMBER, 0, 0, T),
        (Asks.EQUALS, Kind.NUMBER, 2, 2.0, T),
        (Asks.ONE_OF, Kind.TEXT, ("sole", "joint"), "joint", T),
        (Asks.ONE_OF, Kind.TEXT, ("sole", "joint"), "none", F),
        (Asks.ONE_OF, Kind.NUMBER, (1, 5, 11), 5, T),
        (Asks.ONE_OF, Kind.NUMBER, (1, 5, 11), 6, F),
        (Asks.ONE_OF, Kind.TEXT, ("a", None), "a", T),
        (Asks.ONE_OF, Kind.TEXT, ("a", None), "b", M),
        (Asks.ONE_OF, Kind.TEXT, (), "b", F),
        (Asks.NOT_ONE_OF, Kind.TEXT, ("other",), "region", T),
        (Asks.NOT_ONE_OF, Kind.TEXT, ("other",), "other", F),
        (Asks.NOT_ONE_OF, Kind.TEXT, ("a", None), "a", F),
        (Asks.NOT_ONE_OF, Kind.TEXT, ("a", None), "b", M),
        (Asks.IS, Kind.TRUTH, True, True, T),
        (Asks.IS, Kind.TRUTH, True, False, F),
        (Asks.IS, Kind.TRUTH, False, False, T),
        (Asks.IS, Kind.TRUTH, True, 1, F),
        (Asks.AT_LEAST, Kind.NUMBER, 10, 10, T),
        (Asks.AT_LEAST, Kind.NUMBER, 10, 9, F),
        (Asks.AT_LEAST, Kind.NUMBER, 0, 0, T),
        (Asks.AT_MOST, Kind.NUMBER, 10, 10, T),
        (Asks.AT_MOST, Kind.NUMBER, 10, 10.5, F),
        (Asks.MORE_THAN, Kind.NUMBER, 10, 11, T),
        (Asks.MORE_THAN, Kind.NUMBER, 10, 10, F),
        (Asks.LESS_THAN, Kind.NUMBER, 10, 9, T),
        (Asks.LESS_THAN, Kind.NUMBER, 10, 10, F),
        (Asks.MIN_CHARS, Kind.TEXT, 3, "åäö", T),
        (Asks.MIN_CHARS, Kind.TEXT, 3, "ab", J),
        (Asks.MIN_CHARS, Kind.TEXT, 3, "  ab ", J),
        (Asks.MAX_CHARS, Kind.TEXT, 3, "abc ", T),
        (Asks.MAX_CHARS, Kind.TEXT, 3, "abcd", J),
        (Asks.MIN_ITEMS, Kind.LIST, 1, [None], T),
        (Asks.MIN_ITEMS, Kind.LIST, 1, [], F),
        (Asks.MIN_ITEMS, Kind.LIST, 0, [], T),
        (Asks.MAX_ITEMS, Kind.LIST, 0, [], T),
        (Asks.MAX_ITEMS, Kind.LIST, 0, ["x"], F),
        (Asks.STATED, Kind.TEXT, True, "x", T),
        (Asks.STATED, Kind.TEXT, False, "x", F),
        (Asks.NOT_PLACEHOLDER, Kind.TEXT, True, "x", T),
        (Asks.NOT_PLACEHOLDER, Kind.NUMBER, True, 0, T),
        (Asks.NOT_PLACEHOLDER, Kind.TRUTH, True, False, T),
        (Asks.NOT_PLACEHOLDER, Kind.LIST, True, [], T),
    ],
)
def test_a_test_answers(test: Asks, kind: Kind, operand: object, value: object, truth: Truth) -> None:
    assert check_for(test, kind, operand)(value) is truth


@pytest.mark.parametrize(
    ("test", "value", "operand", "truth"),
    [
        (Asks.EQUALS, "2020", "2020-06", T),
        (Asks.EQUALS, "2020-06", "2020-06-30", T),
        (Asks.EQUALS, "2020-06", "2020-07", F),
        (Asks.EQUALS, 2020, "2020-12-31", T),
        (Asks.AT_LEAST, "2020", "2020-06", T),
        (Asks.AT_LEAST, "2020-05", "2020-06", F),
        (Asks.AT_LEAST, 2021, "2020-06", T),
        (Asks.AT_MOST, "2020-06-15", "2020-06", T),
        (Asks.AT_MOST, "2020-07", "2020-06-30", F),
        (Asks.MORE_THAN, "2020-06", "2020", F),
        (Asks.MORE_THAN, "2021", "2020-12-31", T),
        (Asks.LESS_THAN, "2020", "2020-06", F),
        (Asks.LESS_THAN, "2019-12", 2020, T),
    ],
)
def test_partial_dates_compare_on_what_both_of_them_say(
    test: Asks, value: object, operand: object, truth: Truth
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

    assert check_for(Asks.MENTIONS_NONE, Kind.TEXT, finder)(text) is truth


@given(st.sampled_from(PROSE), st.text(max_size=40), st.integers(0, 30))
def test_prose_is_never_rejected_by_software(test: Asks, text: str, length: int) -> None:
    operand = finders(words=("a", "lön"))["words"] if test is Asks.MENTIONS_NONE else length

    assert check_for(test, Kind.TEXT, operand)(text) in (T, J)


@given(st.sampled_from([test for test in Asks if test not in PROSE]), st.integers(-5, 5), st.integers(-5, 5))
def test_only_prose_raises_a_judgement(test: Asks, value: int, other: int) -> None:
    operand: object = [other] if OPERATORS[test].operand == "list" else other
    given_value: object = [value] * abs(value) if OPERATORS[test].kinds == {Kind.LIST} else value

    assert check_for(test, Kind.NUMBER, operand)(given_value) is not J


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_the_four_comparisons_agree_with_each_other(value: int, limit: int) -> None:
    def says(test: Asks) -> bool:
        return check_for(test, Kind.NUMBER, limit)(value) is T

    assert says(Asks.AT_LEAST) is (says(Asks.MORE_THAN) or says(Asks.EQUALS))
    assert says(Asks.AT_MOST) is (says(Asks.LESS_THAN) or says(Asks.EQUALS))
    assert says(Asks.AT_LEAST) is not says(Asks.LESS_THAN)
    assert says(Asks.AT_MOST) is not says(Asks.MORE_THAN)
