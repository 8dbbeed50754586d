"""Plans for one test: what is filled in, what changes where nothing is missing, and the rows of a table."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import as_json
from tests.rules.smallest_change.steps import ADD, CHANGE, steps_of

NUMBERED = "{field: format, one_of: {field: agenda_2030}}"


@pytest.mark.parametrize(
    ("numbers", "at"),
    [
        ("[2]", 1),
        # A place that is there and not filled in goes before a new one.
        ("[2, null, 3]", 1),
        ("[null, 2]", 0),
    ],
)
def test_a_list_gets_the_value_that_is_looked_for_in_it_where_that_may_not_change(numbers: str, at: int) -> None:
    both = f"{{all: [{{field: format, equals: 1}}, {NUMBERED}]}}"

    assert steps_of(both, f"{{format: 1, agenda_2030: {numbers}}}") == [(ADD, f"/agenda_2030/{at}", [("equals", 1)])]


def test_a_value_that_is_looked_for_in_a_list_changes_before_the_list_does() -> None:
    assert steps_of(NUMBERED, "{format: 1, agenda_2030: [2]}") == [(CHANGE, "/format", [("one_of", [2])])]


def test_a_place_of_a_list_that_is_not_filled_in_is_no_value_to_look_for() -> None:
    assert steps_of(NUMBERED, "{agenda_2030: [null, 2]}") == [(ADD, "/format", [("one_of", [None, 2])])]


def test_a_list_that_must_be_there_is_stated_and_may_be_empty() -> None:
    assert steps_of("{field: investment.items, min_items: 0}", "{}") == [(ADD, "/investment/items", [])]


def test_no_change_is_told_of_a_computed_list_that_has_too_many_items() -> None:
    given = "{investment: {items: [{id: I1}, {id: I2}]}}"

    assert steps_of("{field: derived.item_ids, max_items: 1}", given) is None


@pytest.mark.parametrize(
    ("require", "given"),
    [
        ("{field: social.goals, unique: id}", lambda count: [{"id": "x"}] * (count + 1)),
        ("{field: social.goals, min_items: 99}", lambda count: [{"id": "x"}] * (99 - count)),
    ],
)
def test_fifty_items_are_told_at_once_and_no_more(require: str, given: Callable[[int], Any]) -> None:
    several = [steps_of(require, as_json({"social": {"goals": given(count)}})) for count in (50, 51)]

    assert [steps and len(steps) for steps in several] == [50, None]


@pytest.mark.parametrize(
    ("test", "steps"),
    [
        ("at_most: 9", [(ADD, "/investment/grants", [("max_items", 0), ("at_most", 9)])]),
        (
            "at_least: 9",
            [(ADD, "/investment/grants", [("max_items", 0)]), (CHANGE, "/investment/loan", [("at_least", 9)])],
        ),
    ],
)
def test_a_list_that_a_sum_misses_is_stated_to_have_no_items(test: str, steps: Any) -> None:
    assert steps_of(f"{{field: derived.loan_and_grants, {test}}}", "{investment: {loan: 5}}") == steps


def test_the_answer_yes_or_no_changes_before_another_fact_does() -> None:
    either = "{any: [{field: investment.loan, at_most: 5}, {field: applicant.member.is_member, is: true}]}"

    assert steps_of(either, "{investment: {loan: 6}, applicant: {member: {is_member: false}}}") == [
        (CHANGE, "/applicant/member/is_member", [("is", True)])
    ]


def code_of(**fields: str) -> str:
    """Return the test that the code of a municipality stands in a row that other fields choose."""
    where = ", ".join(f"{column}: {{field: {field}}}" for column, field in fields.items())
    return (
        "{field: project.location.municipality_code, "
        f"found_in: {{table: places, column: code, where: {{{where}}}}}}}"
    )  # fmt: skip


def test_a_value_of_the_only_row_that_is_chosen_is_told_as_it_stands_there() -> None:
    require = code_of(name="project.location.place")

    assert steps_of(require, "{project: {location: {place: Storstad}}}") == [
        (ADD, "/project/location/municipality_code", [("equals", "0180")])
    ]
    assert [
        test for _, _, tests in steps_of(require, "{project: {location: {place: Mellanby}}}") or () for test, _ in tests
    ] == ["found_in"]


@pytest.mark.parametrize(
    ("name", "county", "steps"),
    [
        ("Lillby", "Syd", [(CHANGE, "/project/location/place", [("one_of", ("Mellanby",))])]),
        ("Mellanby", "Ort", [(CHANGE, "/project/title", [("one_of", ("Syd",))])]),
        # Both would have to change.
        ("Lillby", "Ort", None),
    ],
)
def test_of_fields_that_choose_a_row_one_changes_and_the_others_stay(name: str, county: str, steps: Any) -> None:
    given = f"{{project: {{title: {county}, location: {{place: {name}, municipality_code: '0270'}}}}}}"

    assert steps_of(code_of(name="project.location.place", county="project.title"), given) == steps
