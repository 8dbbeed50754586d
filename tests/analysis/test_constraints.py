"""Constraints of conditions: the values that a field is compared with, and the fields that are compared."""

from collections.abc import Mapping
from typing import Any

import pytest

from sociallan.analysis.constraints import Constraints, ResolvedConditions
from sociallan.application.field import FieldKind
from sociallan.rules.boundaries import Constraint
from sociallan.rules.condition import Input, Path, Value
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.operations import Operation
from sociallan.rules.operators import Operator
from sociallan.rules.prose.phrase_patterns import sample
from sociallan.rules.prose.word_search import Finder
from tests.builders import DAY, computed, condition, lsh, shape

LISTS = {"operating_words": False, "email_addresses": True}


FINDERS = {name: Finder(several) for name, several in lsh().lists.items()}
GOAL_IDS = Input(Path("", ("social", "goals", "id"), FieldKind.TEXT, "social.goals.id"), "social.goals[].id")


def interests(*asked: str, values: Mapping[str, Value] | None = None, **params: Any) -> Constraints:
    """Note what conditions are interested in."""
    conditions = tuple(condition(text, params=params, lists=LISTS, values=values or computed()) for text in asked)
    return Constraints([ResolvedConditions(conditions, Bindings(params, FINDERS))], DAY, shape().fields)


@pytest.mark.parametrize(
    ("asked", "mention"),
    [
        ("{field: investment.loan, at_most: 5}", Constraint(Operator.AT_MOST, 5)),
        ("{not: {field: investment.loan, at_most: {param: limit}}}", Constraint(Operator.AT_MOST, 10)),
        ("{any: [{field: investment.loan, stated: true}]}", Constraint(Operator.STATED, operand=True)),
    ],
)
def test_a_field_is_mentioned_with_what_it_is_compared_with(asked: str, mention: Constraint) -> None:
    assert interests(asked, limit=10).by_field == {"investment.loan": [mention]}


def test_a_field_of_an_item_is_mentioned_by_its_place_in_the_schema() -> None:
    noted = interests("{each: social.goals, as: goal, must: {field: goal.level, equals: impact}}")

    assert noted.by_field == {"social.goals": [], "social.goals.level": [Constraint(Operator.EQUALS, "impact")]}


def test_the_words_of_a_list_are_what_a_text_is_compared_with() -> None:
    ((mention,),) = interests("{field: social.change, mentions_none: operating_words}").by_field.values()

    assert mention.operand == tuple(map(sample, lsh().lists["operating_words"].words))


def test_a_detector_looks_through_one_text_that_stands_for_all() -> None:
    noted = interests("{field: derived.free_text, mentions_none: email_addresses}")

    assert (noted.detectors, list(noted.by_field)) == (["email"], ["project.summary"])


def test_a_derived_value_is_a_target_for_its_inputs() -> None:
    noted = interests("{field: derived.loan_share, at_most: 50}")

    assert noted.targets == [(computed()["loan_share"], 50)]
    assert set(noted.by_field) == {"investment.loan", "investment.total_cost"}


@pytest.mark.parametrize(
    ("asked", "lengths"),
    [
        ("{field: social.goals, min_items: 3}", {0, 1, 2, 3, 4}),
        ("{field: social.goals, max_items: 0}", {0, 1, 2}),
        ("{each: social.goals, as: goal, count_at_least: 1, count_at_most: 4}", {0, 1, 2, 3, 4, 5}),
        ("{some: social.goals, as: goal, count_at_least: 5, must: {field: goal.id, stated: true}}", {0, 1, 2, 4, 5, 6}),
    ],
)
def test_a_list_has_lengths_on_both_sides_of_a_bound(asked: str, lengths: set[int]) -> None:
    assert interests(asked).lengths == {"social.goals": lengths}


def test_a_derived_list_is_as_long_as_the_list_that_it_is_made_of() -> None:
    noted = interests("{field: derived.item_ids, min_items: 3}")

    assert noted.lengths == {"investment.items": {0, 1, 2, 3, 4}}
    assert set(noted.by_field) == {"investment.items", "investment.items.id"}


def test_no_list_is_longer_than_an_application_may_hold() -> None:
    assert max(interests("{field: social.goals, max_items: 1000000}").lengths["social.goals"]) == 2


def test_fields_that_are_compared_are_of_one_family_by_way_of_others_too() -> None:
    noted = interests(
        "{field: investment.loan, at_most: {field: investment.total_cost}}",
        "{field: investment.total_cost, equals: {field: derived.items_total}}",
    )

    family = {"investment.loan", "investment.total_cost", "investment.items.cost"}
    assert all(noted.linked_fields(name) == family for name in family)
    assert noted.linked_fields("project.title") == {"project.title"}


def test_a_field_that_is_compared_with_the_day_is_compared_with_that_very_day() -> None:
    noted = interests("{field: project.start, at_least: {field: derived.screening_date}}")

    assert noted.by_field == {"project.start": [Constraint(Operator.EQUALS, DAY)]}


def test_a_year_that_is_compared_with_the_day_is_compared_with_its_year() -> None:
    noted = interests(
        "{some: social.need.evidence, as: it, must: {field: it.year, at_most: {field: derived.screening_year}}}"
    )

    assert noted.by_field["social.need.evidence.year"] == [Constraint(Operator.EQUALS, int(DAY[:4]))]


@pytest.mark.parametrize("asked", ["{field: social.goals, unique: id}", "{field: derived.goal_ids, unique: true}"])
def test_what_tells_items_apart_is_mentioned_as_compared_with_itself(asked: str) -> None:
    goal_ids = Value("goal_ids", FieldKind.LIST, operation=Operation.LIST, inputs=(GOAL_IDS,), items=FieldKind.TEXT)

    noted = interests(asked, values={**computed(), "goal_ids": goal_ids})

    assert noted.by_field == {"social.goals.id": [Constraint(Operator.UNIQUE, operand=True)]}


def test_a_list_is_so_long_that_the_count_of_its_items_lies_on_both_sides_of_a_limit() -> None:
    walk = "social.goals[].indicators"
    indicators = Input(Path("", tuple(walk.replace("[]", "").split(".")), FieldKind.LIST, walk.replace("[]", "")), walk)
    count = Value("indicators", FieldKind.NUMBER, operation=Operation.COUNT, inputs=(indicators,))

    noted = interests("{field: derived.indicators, at_least: 5}", values={**computed(), "indicators": count})

    assert noted.lengths == {"social.goals.indicators": {0, 1, 2, 4, 5, 6}}
