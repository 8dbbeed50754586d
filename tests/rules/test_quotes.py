"""What the question of a rule may quote: what is stated wherever its condition is true, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings

from sociallan.application.field import FieldKind
from sociallan.rules.quotes import quotable
from sociallan.rules.truth import Truth
from sociallan.rules.vocabulary import ListItem, Vocabulary
from tests.builders import as_json, computed, condition, decided, shape
from tests.generated import any_application, any_condition, bound, tree
from tests.sampling import sampled

PARAMS = {"limit": (5, 7), "lifted": (5, None), "faulty": None}
KNOWN = Vocabulary(shape().fields, PARAMS, {}, computed())
TITLE, AREA = "{field: project.title, min_chars: 3}", "{field: project.area, equals: housing}"
GOALS = "social.goals, as: goal, must: {field: goal.id, equals: M1}"
EFFECTS = "social.effects, as: effect, must: {field: effect, equals: education}"
GOAL, EFFECT = ListItem("social.goals", FieldKind.RECORD), ListItem("social.effects", FieldKind.TEXT)


@pytest.mark.parametrize(
    ("asked", "stated"),
    [
        (TITLE, "project.title"),
        ("{field: project.title, stated: true}", "project.title"),
        ("{field: project.title, stated: false}", ""),
        ("{field: investment.loan, at_most: {field: investment.total_cost}}", "investment.loan investment.total_cost"),
        ("{field: investment.loan, at_most: {param: limit}}", "investment.loan"),
        ("{field: investment.loan, at_most: {param: lifted}}", ""),
        ("{field: investment.loan, at_most: {param: faulty}}", "investment.loan"),
        (f"{{all: [{TITLE}, {AREA}]}}", "project.area project.title"),
        (f"{{any: [{TITLE}, {AREA}]}}", ""),
        (f"{{any: [{TITLE}, {{all: [{AREA}, {TITLE}]}}]}}", "project.title"),
        (f"{{not: {TITLE}}}", ""),
        (f"{{at_least_of: {{count: 1, of: [{TITLE}, {TITLE}]}}}}", ""),
        ("{some: social.goals, as: goal, count_at_least: 1}", "social.goals"),
        (f"{{some: {GOALS}}}", "goal.id social.goals"),
        (f"{{some: {GOALS}, count_at_least: 2}}", "goal.id social.goals"),
        (f"{{some: {GOALS}, count_at_least: 0}}", "social.goals"),
        (f"{{each: {GOALS}}}", "social.goals"),
        (f"{{each: {GOALS}, count_at_least: 0}}", "social.goals"),
        (f"{{each: {GOALS}, count_at_least: 1}}", "goal.id social.goals"),
        (f"{{none: {GOALS}}}", "social.goals"),
        (f"{{some: social.goals, as: one, must: {{some: {GOALS}}}}}", "goal.id social.goals"),
        (f"{{some: {EFFECTS}}}", "effect social.effects"),
        (
            "{some: social.effects, as: effect, must: {not: {field: effect, equals: better_health}}}",
            "effect social.effects",
        ),
        ("{some: social.goals, as: goal, must: {not: {field: goal.id, equals: M1}}}", "social.goals"),
        ("{some: social.effects, as: effect, count_at_least: 1}", "social.effects"),
    ],
)
def test_what_is_stated_wherever_a_condition_is_true_may_be_quoted(asked: str, stated: str) -> None:
    given_values = {name: values[0] for name, values in PARAMS.items() if values is not None}

    assert sorted(quotable(condition(asked, params={**given_values, "faulty": 1}), KNOWN).stated) == stated.split()


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (TITLE, {}),
        (f"{{some: {GOALS}}}", {"goal": GOAL}),
        (f"{{each: {GOALS}}}", {}),
        (f"{{none: {GOALS}}}", {}),
        ("{some: social.goals, as: goal, count_at_least: 1}", {}),
        (f"{{all: [{{some: {GOALS}}}, {{some: {EFFECTS}}}]}}", {"goal": GOAL, "effect": EFFECT}),
        (f"{{any: [{{some: {GOALS}}}, {{some: {GOALS}}}]}}", {}),
        (
            f"{{some: social.goals, as: goal, must: {{some: goal.indicators, as: one, must: {TITLE}}}}}",
            {"goal": GOAL, "one": ListItem("social.goals.indicators", FieldKind.RECORD)},
        ),
    ],
)  # fmt: skip
def test_the_items_that_a_condition_finds_may_be_quoted_by_their_names(asked: str, names: Any) -> None:
    assert quotable(condition(asked), KNOWN).names == names


@pytest.mark.law
@settings(max_examples=len(sampled(range(300), 60)))
@given(any_condition(), any_application())
def test_whatever_may_be_quoted_is_stated_where_the_condition_is_true(asked: Any, application: Any) -> None:
    read = tree(as_json(asked), limit=1, none=None)
    vocabulary = Vocabulary(shape().fields, {"limit": (1,), "none": (None,)}, {}, computed())

    if decided(read, application, bindings=bound(limit=1, none=None)) is Truth.TRUE:
        for path in quotable(read, vocabulary).stated:
            root, *steps = path.split(".")
            value = application.get(root) if root in application else None
            if root in {name.partition(".")[0] for name in shape().fields}:
                for step in steps:
                    value = None if value is None else value.get(step)
                assert value is not None, path
