"""The values that conditions tell apart: on both sides of a limit, each named word and a stranger."""

from collections.abc import Callable
from typing import Any

import pytest

from sociallan.application.personal_data import identifiers
from sociallan.application.personal_data.identifiers import Identifier
from sociallan.rules.boundaries import IDENTIFYING, Constraint, compared, has_value_tests, values
from sociallan.rules.candidates import FORMATTED, TEXTS
from sociallan.rules.operators import Operator
from tests.builders import shape


def values_of(
    path: str,
    *mentions: Constraint,
    linked: bool = False,
    in_list: bool = False,
    fits: Callable[[Any], bool] = lambda _: True,
) -> list[Any]:
    """Return the values of a field, of any form that fits."""
    return values(shape().fields[path], mentions, linked=linked, in_list=in_list, fits=fits)


@pytest.mark.parametrize(
    ("path", "mentions", "expected"),
    [
        ("investment.loan", [Constraint(Operator.AT_MOST, 5)], [5, 6, 4]),
        ("investment.loan", [Constraint(Operator.AT_LEAST, 0.5)], [0.5, 1, 0]),
        ("investment.loan", [Constraint(Operator.AT_LEAST, 5), Constraint(Operator.LESS_THAN, 5)], [5, 6, 4]),
        ("investment.loan", [Constraint(Operator.AT_LEAST, 5), Constraint(Operator.STATED, operand=True)], [5, 6, 4]),
        ("project.start", [Constraint(Operator.MORE_THAN, "2020-06")], ["2020-06", "2020-07", "2020-05"]),
        ("applicant.member.is_member", [Constraint(Operator.IS, operand=True)], [True, False]),
        ("project.area", [Constraint(Operator.EQUALS, "health")], ["health", "housing", "safety"]),
        (
            "investment.loan",
            [Constraint(Operator.AT_MOST, 50), Constraint(Operator.AT_LEAST, 7), Constraint(Operator.AT_MOST, 20)],
            [50, 51, 49, 20, 21, 19, 7, 8, 6],
        ),
        (
            "project.area",
            [Constraint(Operator.EQUALS, "safety"), Constraint(Operator.EQUALS, "health")],
            ["safety", "health", "housing"],
        ),
        ("project.area", [Constraint(Operator.MIN_CHARS, 7)], ["housing", "safety", "health"]),
        ("project.area", [Constraint(Operator.MENTIONS_NONE, ("lön",))], ["housing", "safety", "health"]),
    ],
)
def test_a_field_gets_the_values_on_both_sides(path: str, mentions: list[Constraint], expected: list[Any]) -> None:
    assert values_of(path, *mentions) == expected


def test_a_field_of_which_nothing_more_is_asked_than_whether_it_is_there_gets_one_value() -> None:
    assert len(values_of("investment.loan", Constraint(Operator.STATED, operand=True))) == 1
    assert len(values_of("project.title")) == 1
    assert len(values_of("project.title", Constraint(Operator.STATED, operand=True))) == 1


def test_words_that_nobody_names_stand_for_each_other_in_a_list() -> None:
    few = values_of("social.effects", Constraint(Operator.EQUALS, "other"), in_list=True)

    assert few == ["other", *shape().fields["social.effects"].values[:2]]


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


@pytest.mark.parametrize(
    ("path", "fits", "expected"),
    [
        ("investment.loan", lambda value: value >= 0, [100, 99, 0]),
        ("investment.loan", lambda value: value > 0, [100, 99]),
        ("investment.loan", lambda value: value in range(1_900, 2_200), [2021, 2020]),
        ("investment.loan", lambda value: value in range(1, 18), [2, 1]),
        ("investment.loan", lambda value: value < 0, []),
        ("project.start", lambda _: True, ["2020-07", "2021-06"]),
        ("applicant.org_number", lambda _: True, list(FORMATTED["organisation_number"])),
    ],
)
def test_fields_that_are_compared_with_each_other_have_values_on_both_sides(
    path: str, fits: Callable[[Any], bool], expected: list[Any]
) -> None:
    assert values_of(path, linked=True, fits=fits) == expected
    assert values_of(path, fits=fits) == expected[:1]
    # A parameter that sets no limit names no value.
    assert values_of(path, Constraint(Operator.EQUALS, None), fits=fits) == expected


def test_beside_what_is_named_come_the_values_of_what_is_compared() -> None:
    named = Constraint(Operator.AT_MOST, 5)

    assert values_of("investment.loan", named, linked=True) == [5, 6, 4, 100, 99, 0]
    assert values_of("investment.loan", named) == [5, 6, 4]


def test_items_that_must_differ_are_compared_with_each_other() -> None:
    path = "social.interventions.linked_to"

    assert values_of(path, Constraint(Operator.UNIQUE, operand=True)) == [*TEXTS]
    assert values_of(path, Constraint(Operator.MENTIONS_NONE, ())) == [TEXTS[0]]
    both = Constraint(Operator.STATED, operand=True), Constraint(Operator.UNIQUE, operand=True)
    assert values_of(path, *both) == values_of(path, *reversed(both)) == [*TEXTS]


def test_one_test_of_a_value_makes_a_field_be_tried_with_several() -> None:
    both = Constraint(Operator.STATED, operand=True), Constraint(Operator.AT_MOST, 5)

    assert has_value_tests(both)
    assert has_value_tests(reversed(both))


def test_the_one_value_of_a_field_of_which_nothing_more_is_asked_fits_it() -> None:
    first, second = FORMATTED["organisation_number"]

    assert values_of("applicant.org_number", fits=lambda value: value != first) == [second]


def test_items_of_a_list_have_several_values_though_nothing_is_asked_of_each() -> None:
    assert len(values_of("social.effects")) > 1
    assert values_of("agenda_2030") == [100, 99, 0]
    assert values_of("social.goals") == values_of("social") == [{}]


def test_items_have_the_form_of_their_type() -> None:
    number = shape().fields["applicant.org_number"].type
    numbers = shape().fields["social.interventions.linked_to"]._replace(item_type=number)

    found = values(numbers, (), linked=False, in_list=True, fits=lambda _: True)

    assert found == [*FORMATTED["organisation_number"]]


def test_no_value_is_given_that_does_not_fit_the_field() -> None:
    assert values_of("investment.loan", Constraint(Operator.AT_LEAST, 0), fits=lambda value: value >= 0) == [0, 1]


def test_what_is_compared_with_comes_once_and_never_as_nothing() -> None:
    mentions = [
        Constraint(Operator.ONE_OF, (1, 2)),
        Constraint(Operator.AT_MOST, 2),
        Constraint(Operator.AT_LEAST, 3),
        Constraint(Operator.AT_MOST, None),
        Constraint(Operator.MIN_CHARS, 40),
        Constraint(Operator.MENTIONS_NONE, ("lön",)),
    ]

    assert list(compared(mentions)) == [1, 2, 3]
    assert not has_value_tests([Constraint(Operator.NOT_PLACEHOLDER, operand=True)])


def test_nought_and_no_are_compared_with_as_any_other_value() -> None:
    mentions = [
        Constraint(Operator.AT_LEAST, 0),
        Constraint(Operator.ONE_OF, (0.5, 0, None)),
        Constraint(Operator.EQUALS, ""),
    ]

    assert list(compared(mentions)) == [0, 0.5, ""]
    assert values_of("investment.loan", Constraint(Operator.ONE_OF, (0, 7))) == [0, 1, -1, 7, 8, 6]


@pytest.mark.parametrize("detector", Identifier)
def test_each_detector_finds_something_in_its_text(detector: Identifier) -> None:
    assert {kind for kind, _, _ in identifiers.find(IDENTIFYING[detector])} == {detector}
