"""Plans for one test: what is filled in, what changes where nothing is missing, and the rows of a table."""

from collections.abc import Callable
from typing import Any

import pytest

from sociallan.rules.condition import Literal
from tests.builders import as_json
from tests.rules.smallest_change.steps import ADD, CHANGE, outcome_of, steps_of

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


@pytest.mark.parametrize(
    ("where", "given", "places"),
    [
        ("name: {field: project.location.place}", "", ("Alby", "Berga", "Dalby", "Mellanby", "Åby", "Östby")),
        # The other field that chooses stays.
        (
            "name: {field: project.location.place}, code: {field: project.location.municipality_code}",
            "municipality_code: '0281'",
            ("Östby",),
        ),
    ],
)
def test_all_values_that_choose_such_a_row_are_told_in_order(where: str, given: str, places: tuple[str, ...]) -> None:
    require = f"{{field: project.title, found_in: {{table: places, column: county, where: {{{where}}}}}}}"
    stays = f"{{all: [{{field: project.title, equals: Syd}}, {require}]}}"

    assert steps_of(stays, f"{{project: {{title: Syd, location: {{place: Lillby, {given}}}}}}}") == [
        (CHANGE, "/project/location/place", [("one_of", places)])
    ]


def test_a_row_is_chosen_for_a_computed_value_by_the_field_that_chooses_it() -> None:
    where = "where: {name: {field: project.location.place}}"
    require = f"{{field: derived.org_number_series, found_in: {{table: places, column: county, {where}}}}}"
    given = "{applicant: {org_number: 212000-1355}, project: {location: {place: Storstad}}}"

    assert steps_of(require, given) == [(CHANGE, "/project/location/place", [("one_of", ("Ortboda",))])]


def test_a_computed_value_that_chooses_a_row_is_not_changed_itself() -> None:
    require = code_of(name="project.location.place", county="derived.org_number_series")
    given = "{applicant: {org_number: 212000-1355}, project: {location: {place: Storstad, municipality_code: '0180'}}}"

    assert steps_of(require, given) is None


def test_a_value_that_no_row_may_have_is_told_as_it_stands_there_and_in_its_condition() -> None:
    given = "{project: {location: {place: Storstad, municipality_code: '0180'}}}"

    (edit,) = outcome_of(f"{{not: {code_of(name='project.location.place')}}}", given).edits or ()

    ((constraint,), leaf) = edit.wanted, edit.wanted[0].leaf
    assert (str(leaf.operator), leaf.operand, constraint.negated) == ("equals", Literal("0180"), True)


@pytest.mark.parametrize(
    ("require", "given", "steps"),
    [
        ("{field: social.goals, unique: id}", "{}", [(ADD, "/social/goals", [("unique", "id")])]),
        # Two equal values would be no better than what there is.
        (
            "{any: [{not: {field: social.goals, unique: id}}, {field: investment.loan, at_least: 3}]}",
            "{}",
            [(ADD, "/investment/loan", [("at_least", 3)])],
        ),
        # What is stated cannot be made not to be.
        (
            "{not: {all: [{field: investment.loan, stated: true}, {field: investment.loan, at_least: 5}]}}",
            "{investment: {loan: 5}}",
            [(CHANGE, "/investment/loan", [("at_least", 5)])],
        ),
        ("{field: derived.loan_and_grants, stated: true}", "{}", None),
        # A list that the value may not stand in is stated with others.
        (
            "{not: {field: format, one_of: {field: agenda_2030}}}",
            "{format: 1}",
            [(ADD, "/agenda_2030", [("one_of", None)])],
        ),
        # Where the value may not change, what it is compared with does.
        (
            """{all: [{field: investment.loan, equals: 5},
                {field: investment.loan, at_most: {field: investment.green_loan}}]}""",
            "{investment: {loan: 5, green_loan: 3}}",
            [(CHANGE, "/investment/green_loan", [("at_least", 5)])],
        ),
        # No value of what is missing can break it, so that nothing is told of it.
        (
            "{field: derived.financing_total, at_least: 7}",
            "{investment: {loan: 7, grants: []}}",
            [(ADD, "/investment/green_loan", [])],
        ),
        # Of two values that could make room for it the first changes.
        (
            "{field: derived.financing_total, at_most: 5}",
            "{investment: {loan: 4, green_loan: 4}}",
            [
                (ADD, "/investment/grants", [("max_items", 0)]),
                (CHANGE, "/investment/loan", [("at_most", 5)]),
            ],
        ),
        # An amount of 0 is a value as any other.
        (
            "{field: investment.grants, unique: amount}",
            "{investment: {grants: [{amount: 0}, {amount: 3}, {amount: 3}]}}",
            [(CHANGE, "/investment/grants/2/amount", [("unique", "amount")])],
        ),
        # What is missing is added, and leaves room only if what is stated changes.
        (
            """{all: [{field: investment.total_cost, at_least: 5},
                {field: investment.total_cost, at_most: {field: investment.loan}}]}""",
            "{investment: {loan: 3}}",
            [
                (ADD, "/investment/total_cost", [("at_least", 5)]),
                (CHANGE, "/investment/loan", [("at_most", None)]),
            ],
        ),
    ],
)
def test_the_first_step_that_can_meet_a_test_is_told(require: str, given: str, steps: Any) -> None:
    assert steps_of(require, given) == steps


FIRST_TARGET = "derived.first_target_year"


@pytest.mark.parametrize(
    ("require", "given", "places"),
    [
        (
            f"{{field: derived.latest_evidence_year, less_than: {{field: {FIRST_TARGET}}}}}",
            "{}",
            ["/social/need/evidence/0/year", "/social/goals/0/indicators/0/target/year"],
        ),
        (
            f"{{field: {FIRST_TARGET}, at_least: 2030}}",
            "{}",
            ["/social/goals/0/indicators/0/target/year"],
        ),
    ],
)
def test_what_a_value_is_computed_from_in_lists_within_lists_is_added_in_new_items(
    require: str, given: str, places: list[str]
) -> None:
    edits = outcome_of(require, given).edits or ()

    assert [part.pointer for edit in edits for part in edit.parts] == places
