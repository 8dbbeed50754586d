"""The reasons that decide: those that belong together, each once, and those that others make needless left out."""

from typing import Any

import pytest

from sociallan.rules.condition import AnyOf, AtLeastOf, Quantified
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.reasons import deciding, summed_up
from sociallan.rules.outcome import Reason
from sociallan.rules.truth import Truth
from tests.builders import condition, explained, table

ROWS = table("places", code=("0180",), name=("Solna",))
AREA = "{field: project.area, equals: safety}"
STATUS = "{field: project.status, equals: completed}"
KIND = "{field: applicant.kind, equals: region}"
WRONG = {"project": {"area": "health", "status": "planned"}, "applicant": {"kind": "municipality"}}


def reasons(asked: str, given: Any) -> tuple[Reason, ...]:
    bindings = Bindings({}, {}, tables=ROWS)
    return summed_up(explained(condition(asked, tables=ROWS), given, bindings=bindings))[0]


def alternatives(asked: str, given: Any = WRONG) -> list[tuple[str, type | None, int | None]]:
    """Return the field of each reason, with the kind and the part of what it belongs to with others."""
    return [
        (each.pointers[0], each.within and type(each.within.condition), each.within and each.within.part)
        for each in reasons(asked, given)
    ]


def test_the_reasons_of_parts_of_which_one_would_do_belong_together() -> None:
    asked = f"{{any: [{{all: [{AREA}, {{any: [{KIND}, {KIND}]}}]}}, {STATUS}]}}"

    assert alternatives(asked) == [
        ("/project/area", AnyOf, 0),
        ("/applicant/kind", AnyOf, 0),
        ("/applicant/kind", AnyOf, 0),
        ("/project/status", AnyOf, 1),
    ]


@pytest.mark.parametrize(
    "asked",
    [f"{{all: [{AREA}, {STATUS}]}}", f"{{any: [{AREA}]}}", "{not: {field: project.area, equals: health}}"],
)
def test_a_reason_that_nothing_else_would_do_for_stands_alone(asked: str) -> None:
    assert {(kind, part) for _, kind, part in alternatives(asked)} == {(None, None)}


def test_an_unknown_alternative_is_told_alone() -> None:
    assert alternatives(f"{{any: [{AREA}, {STATUS}]}}", {}) == [
        ("/project/area", None, None),
        ("/project/status", None, None),
    ]


@pytest.mark.parametrize(("count", "kind"), [(1, AtLeastOf), (2, None)])
def test_the_parts_of_a_count_belong_together_where_one_more_would_do(count: int, kind: type | None) -> None:
    found = alternatives(f"{{at_least_of: {{count: {count}, of: [{AREA}, {STATUS}]}}}}")

    assert [within for _, within, _ in found] == [kind, kind]


@pytest.mark.parametrize(("quantifier", "kind"), [("some", Quantified), ("each", None)])
def test_the_items_of_a_list_belong_together_where_one_that_fits_would_do(quantifier: str, kind: type | None) -> None:
    asked = f"{{{quantifier}: social.goals, as: goal, must: {{field: goal.id, equals: x}}}}"

    found = alternatives(asked, {"social": {"goals": [{"id": "a"}, {"id": "b"}]}})

    # Items are no alternatives of the rule, so that they have no numbers.
    assert [(within, part) for _, within, part in found] == [(kind, kind and 0)] * 2


def test_of_a_false_implication_only_what_follows_is_told() -> None:
    asked = f"{{if: {{field: project.area, equals: health}}, then: {AREA.replace('area', 'status')}}}"

    assert alternatives(asked.replace("safety", "completed")) == [("/project/status", None, None)]


def test_of_an_unknown_implication_what_is_given_is_told_too() -> None:
    asked = f"{{if: {AREA}, then: {STATUS}}}"

    assert [pointer for pointer, _, _ in alternatives(asked, {})] == ["/project/area", "/project/status"]


def test_that_a_field_is_to_be_stated_is_left_out_where_its_value_is_told() -> None:
    unstated, other = "{field: project.area, stated: false}", "{field: project.status, stated: false}"

    found = reasons(f"{{all: [{unstated}, {other}, {AREA}]}}", WRONG)

    assert [each.pointers[0] for each in found] == ["/project/status", "/project/area"]


@pytest.mark.parametrize(("items", "counted"), [("x", True), ("yy", False), ("xx", False)])
def test_a_list_with_too_few_items_is_the_reason_itself(items: str, counted: bool) -> None:
    asked = "{some: social.goals, as: goal, count_at_least: 2, must: {field: goal.id, equals: x}}"

    assert _is_reason_itself(asked, items) is counted


@pytest.mark.parametrize(("items", "counted"), [("", True), ("y", False), ("yy", False)])
def test_a_list_without_items_is_the_reason_itself_where_one_is_wanted(items: str, counted: bool) -> None:
    asked = "{some: social.goals, as: goal, must: {field: goal.id, equals: x}}"

    assert _is_reason_itself(asked, items) is counted


@pytest.mark.parametrize(("items", "counted"), [("xyy", False), ("xxx", True), ("x", True)])
def test_a_list_between_two_counts_is_the_reason_itself_where_no_change_of_its_items_is_asked_for(
    items: str, counted: bool
) -> None:
    bounds = "count_at_least: 2, count_at_most: 2"
    asked = f"{{some: social.goals, as: goal, {bounds}, must: {{field: goal.id, equals: x}}}}"

    assert _is_reason_itself(asked, items) is counted


def _is_reason_itself(asked: str, items: str) -> bool:
    trace = explained(condition(asked), {"social": {"goals": [{"id": item} for item in items]}})
    return trace.reason is not None


def test_two_tests_of_one_value_that_is_stated_are_two_reasons() -> None:
    other = AREA.replace("safety", "housing")

    assert len(reasons(f"{{all: [{AREA}, {other}]}}", WRONG)) == 2


IN_ROWS = "{field: project.title, found_in: {table: places, column: code}}"
IN_CHOSEN = "{field: %s, found_in: {table: places, column: code, where: {name: Solna}}}"


@pytest.mark.parametrize(("field", "number"), [("project.title", 1), ("project.summary", 2)])
def test_that_a_value_is_in_no_row_makes_that_it_is_in_no_chosen_row_needless(field: str, number: int) -> None:
    given = {"project": {"title": "0999", "summary": "0999"}}

    found = reasons(f"{{all: [{IN_ROWS}, {IN_CHOSEN % field}]}}", given)

    assert (found[0].truth, len(found)) == (Truth.FALSE, number)


BY_FIELD = "{field: project.title, found_in: {table: places, column: code, where: {name: {field: project.summary}}}}"
BY_BOTH = BY_FIELD.replace("}}}", "}, code: '0180'}}")


@pytest.mark.parametrize(("wider", "narrower"), [(IN_ROWS, BY_FIELD), (BY_FIELD, BY_BOTH)])
def test_it_is_needless_too_where_the_rows_are_chosen_by_other_fields(wider: str, narrower: str) -> None:
    found = reasons(f"{{all: [{narrower}, {wider}]}}", {"project": {"title": "0999", "summary": "Solna"}})

    assert [each.test.at.column for each in found] == [len(f"{{all: [{narrower}, ") + 1]


def test_of_a_long_list_that_is_true_nothing_is_left_out() -> None:
    asked = condition("{each: social.goals, as: goal, must: {field: goal.id, equals: x}}")

    assert summed_up(explained(asked, {"social": {"goals": [{"id": "x"}] * 200}})) == ((), 0)


OF_GOALS = "social.goals, as: goal, must: {field: goal.id, equals: x}"


@pytest.mark.parametrize(
    ("asked", "goals", "told", "left_out"),
    [
        (f"{{each: {OF_GOALS}}}", [{}] * 300, "/social/goals/0/id", 200),
        (f"{{all: [{AREA}, {{each: {OF_GOALS}}}]}}", [{}] * 300, "/project/area", 0),
        (f"{{some: {OF_GOALS}, count_at_most: 1}}", [{"id": "y"}] * 300 + [{"id": "x"}] * 2, "/social/goals", 0),
    ],
)
def test_of_a_long_list_only_items_that_decide_count_as_left_out(
    asked: str, goals: list[Any], told: str, left_out: int
) -> None:
    found, omitted = summed_up(explained(condition(asked), {**WRONG, "social": {"goals": goals}}))

    assert (found[0].pointers, omitted) == ((told,), left_out)


def test_that_a_field_is_to_be_stated_is_left_out_where_it_is_compared_with_another() -> None:
    unstated, compared = "{field: investment.loan, stated: false}", "at_most: {field: investment.total_cost}"

    found = reasons(
        f"{{all: [{unstated}, {{field: investment.loan, {compared}}}]}}", {"investment": {"loan": 5, "total_cost": 4}}
    )

    assert [each.pointers for each in found] == [("/investment/loan", "/investment/total_cost")]


@pytest.mark.parametrize(
    ("one", "numbers"),
    [
        (f"{{any: [{AREA}, {STATUS}]}}", (0, 1)),
        (f"{{at_least_of: {{count: 1, of: [{AREA}, {STATUS}]}}}}", (0, 1)),
        ("{some: social.goals, as: goal, must: {field: goal.id, equals: x}}", (0, 0)),
    ],
)
def test_the_reasons_of_one_condition_are_told_apart_from_those_of_another(one: str, numbers: tuple[int, int]) -> None:
    """A rule may ask for the same twice: one that would do is needed of each."""
    given = {**WRONG, "social": {"goals": [{"id": "a"}, {"id": "b"}]}}
    trace = explained(condition(f"{{all: [{one}, {one}]}}"), given)

    within = [reason.within for reason in deciding(trace) if reason.within is not None]

    first, second, third, fourth = (each.key for each in within)
    assert first == second != third == fourth
    assert [each.part for each in within] == [*numbers, *numbers]
