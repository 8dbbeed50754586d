"""Conditions that are compared: where they stand makes no difference, and without figures neither do those."""

from itertools import combinations

import pytest

from sociallan.application.location import PackLocation
from sociallan.rules.condition import Condition, nodes
from sociallan.rules.normalise import normalised
from tests.builders import condition

TITLE = "{field: project.title, min_chars: 3}"
AREA = "{field: project.area, equals: housing}"
DIFFERENT = [
    TITLE,
    "{field: project.title, max_chars: 3}",
    "{field: project.summary, min_chars: 3}",
    "{field: project.title, stated: true}",
    "{field: project.title, stated: false}",
    "{field: investment.loan, at_most: {field: investment.total_cost}}",
    "{field: investment.loan, at_most: {field: investment.green_loan}}",
    "{field: project.title, mentions_none: words}",
    "{field: project.title, mentions_none: others}",
    f"{{all: [{TITLE}, {AREA}]}}",
    f"{{any: [{TITLE}, {AREA}]}}",
    f"{{at_least_of: {{count: 1, of: [{TITLE}, {AREA}]}}}}",
    f"{{not: {TITLE}}}",
    f"{{if: {TITLE}, then: {AREA}}}",
    "{some: social.goals, as: goal, must: {field: goal.id, equals: M1}}",
    "{each: social.goals, as: goal, must: {field: goal.id, equals: M1}}",
    "{some: social.goals, as: goal, count_at_least: 1}",
]


def read(text: str) -> Condition:
    return condition(text, params={"limit": 5}, lists={"words": False, "others": False})


@pytest.mark.parametrize("figures", [True, False])
@pytest.mark.parametrize("text", DIFFERENT)
def test_a_condition_stands_nowhere_whatever_it_is_made_of(text: str, *, figures: bool) -> None:
    moved = normalised(read(f"\n\n  {text}"), figures=figures)

    assert moved == normalised(read(text), figures=figures)
    assert {node.at for node in nodes(moved)} == {PackLocation("", 0, 0)}


@pytest.mark.parametrize("figures", [True, False])
def test_conditions_that_ask_something_else_stay_different(*, figures: bool) -> None:
    several = [normalised(read(text), figures=figures) for text in DIFFERENT]

    assert all(one != other for one, other in combinations(several, 2))


@pytest.mark.parametrize(
    "whole", ["%s", "{all: [%s]}", "{any: [%s]}", "{not: %s}", "{at_least_of: {count: 1, of: [%s]}}"]
)
@pytest.mark.parametrize("other", ["20", "{param: limit}"])
def test_figures_differ_unless_they_are_removed(whole: str, other: str) -> None:
    one, two = (read(whole % f"{{field: investment.loan, at_most: {figure}}}") for figure in ("10", other))

    assert normalised(one) != normalised(two)
    assert normalised(one, figures=False) == normalised(two, figures=False)


def test_figures_that_are_asked_of_items_are_removed_too() -> None:
    one, two = (
        condition(f"{{some: investment.items, as: item, must: {{field: item.cost, at_most: {figure}}}}}")
        for figure in (10, 20)
    )

    assert normalised(one) != normalised(two)
    assert normalised(one, figures=False) == normalised(two, figures=False)
