"""The values that conditions tell apart: on both sides of a limit, each named word and a stranger."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.personal_data import identifiers
from sociallan.rules.boundaries import IDENTIFYING, Constraint, compared, has_value_tests, values
from sociallan.rules.candidates import month, neighbours, text_of
from sociallan.rules.operators import Operator
from tests.builders import shape


def values_of(path: str, *mentions: Constraint, linked: bool = False, in_list: bool = False) -> list[Any]:
    """Return the values of a field, of any form."""
    return values(shape().fields[path], mentions, linked=linked, in_list=in_list, fits=lambda _: True)


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


@pytest.mark.parametrize(
    ("path", "mentions", "expected"),
    [
        ("investment.loan", [Constraint(Operator.AT_MOST, 5)], [5, 6, 4]),
        ("investment.loan", [Constraint(Operator.AT_LEAST, 0.5)], [0.5, 1, 0]),
        ("investment.loan", [Constraint(Operator.AT_LEAST, 5), Constraint(Operator.STATED, operand=True)], [5, 6, 4]),
        ("project.start", [Constraint(Operator.MORE_THAN, "2020-06")], ["2020-06", "2020-07", "2020-05"]),
        ("applicant.member.is_member", [Constraint(Operator.IS, operand=True)], [True, False]),
        ("project.area", [Constraint(Operator.EQUALS, "health")], ["health", "housing", "safety"]),
        ("project.area", [Constraint(Operator.MIN_CHARS, 7)], ["housing", "safety", "health"]),
        ("project.area", [Constraint(Operator.MENTIONS_NONE, ("lön",))], ["housing", "safety", "health"]),
    ],
)
def test_a_field_gets_the_values_on_both_sides(path: str, mentions: list[Constraint], expected: list[Any]) -> None:
    assert values_of(path, *mentions) == expected


def test_a_field_of_which_nothing_more_is_asked_than_whether_it_is_there_gets_one_value() -> None:
    assert len(values_of("investment.loan", Constraint(Operator.STATED, operand=True))) == 1
    assert len(values_of("project.title")) == 1


def test_words_that_nobody_names_stand_for_each_other_in_a_list() -> None:
    few = values_of("social.effects", Constraint(Operator.EQUALS, "other"), in_list=True)

    assert few[0] == "other"
    assert len(few) == 3


def test_a_text_is_just_long_enough_and_just_too_short() -> None:
    texts = values_of("social.change", Constraint(Operator.MIN_CHARS, 40), Constraint(Operator.MAX_CHARS, 60))

    assert {len(text) for text in texts} == {39, 40, 60, 61}


def test_a_text_that_is_compared_with_another_can_be_either() -> None:
    assert len(values_of("project.title", linked=True)) == 2


def test_of_two_versions_of_a_list_of_words_a_word_that_only_one_has_tells_them_apart() -> None:
    before, after = ("lön", "arvode"), ("lön", "hyra")

    texts = values_of(
        "social.change", Constraint(Operator.MENTIONS_NONE, before), Constraint(Operator.MENTIONS_NONE, after)
    )

    assert {word for word in (*before, *after) if any(word in text for text in texts)} == {"lön", "arvode", "hyra"}
    assert any(not any(word in text for word in (*before, *after)) for text in texts)


def test_no_value_is_given_that_does_not_fit_the_field() -> None:
    found = values(
        shape().fields["investment.loan"],
        [Constraint(Operator.AT_LEAST, 0)],
        linked=False,
        in_list=False,
        fits=lambda value: value >= 0,
    )

    assert found == [0, 1]


def test_what_is_compared_with_comes_once_and_never_as_nothing() -> None:
    mentions = [
        Constraint(Operator.ONE_OF, (1, 2)),
        Constraint(Operator.AT_MOST, 2),
        Constraint(Operator.AT_MOST, None),
    ]

    assert list(compared(mentions)) == [1, 2]
    assert not has_value_tests([Constraint(Operator.NOT_PLACEHOLDER, operand=True)])


@pytest.mark.parametrize("detector", IDENTIFYING)
def test_each_detector_finds_something_in_its_text(detector: str) -> None:
    assert {kind for kind, _, _ in identifiers.find(IDENTIFYING[detector])} == {detector}
