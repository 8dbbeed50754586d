"""The search for the smallest change: what has to go on holding, and which ways are looked at before others."""

from typing import Any

import pytest

from sociallan.rules.smallest_change.plans import MOST_ITEMS
from sociallan.rules.truth import OutcomeKind
from tests.builders import as_json
from tests.rules.smallest_change.steps import ADD, CHANGE, outcome_of, steps_of

COST, LOAN = "/investment/items/0/cost", "/investment/loan"


@pytest.mark.parametrize(
    ("quantifier", "joined", "tests"),
    [("each", "all", ("at_least", "at_most")), ("none", "any", ("less_than", "more_than"))],
)
def test_of_an_item_it_is_told_what_must_go_on_holding(quantifier: str, joined: str, tests: tuple[str, str]) -> None:
    limit, loan = tests
    parts = f"{{field: it.cost, {limit}: 5}}, {{field: it.cost, {loan}: {{field: investment.loan}}}}"
    require = f"{{{quantifier}: investment.items, as: it, must: {{{joined}: [{parts}]}}}}"
    expected = [(limit, 5), (loan, 9)]

    assert steps_of(require, "{investment: {loan: 9, items: [{cost: 3}]}}") == [(CHANGE, COST, expected)]


@pytest.mark.parametrize(
    "holding", ["{field: investment.loan, stated: true}", "{each: social.goals, as: goal, count_at_least: 1}"]
)
def test_what_no_value_of_the_place_can_break_is_not_told_to_go_on_holding(holding: str) -> None:
    both = "{field: investment.loan, at_least: 5}, {field: investment.loan, at_most: 8}"

    assert steps_of(f"{{all: [{holding}, {both}]}}", "{investment: {loan: 3}, social: {goals: [{id: M1}]}}") == [
        (CHANGE, LOAN, [("at_least", 5), ("at_most", 8)])
    ]


def test_of_many_parts_those_that_can_be_met_in_the_fewest_places_are_looked_at() -> None:
    two = "{all: [{field: project.title, stated: true}, {field: project.summary, stated: true}]}"
    one_or_three = (
        f"{{any: [{{field: social.change, stated: true}}, {{all: [{two}, {{field: format, stated: true}}]}}]}}"
    )
    parts = ", ".join([*[two] * 8, one_or_three])

    assert steps_of(f"{{at_least_of: {{count: 1, of: [{parts}]}}}}", "{}") == [(ADD, "/social/change", [])]


@pytest.mark.parametrize("also", ["", "{field: investment.loan, at_least: 1}, "])
def test_what_no_value_can_be_takes_no_place_among_the_ways_that_are_tried(also: str) -> None:
    def one_of(first: int) -> str:
        return ", ".join(f"{{field: investment.loan, equals: {number}}}" for number in range(first, first + 8))

    steps = steps_of(f"{{all: [{also}{{any: [{one_of(1)}]}}, {{any: [{one_of(8)}]}}]}}", "{}") or ()

    assert [(kind, pointer, tests[-1]) for kind, pointer, tests in steps] == [(ADD, LOAN, ("equals", 8))]


CHANGED, NUMBERED = "{field: social.change, stated: true}", "{field: format, stated: true}"
TWO_PLACES = f"{{all: [{CHANGED}, {NUMBERED}]}}"
LARGE_LOAN, TITLE = "{field: investment.loan, at_least: 6}", "{field: project.title, stated: true}"


@pytest.mark.parametrize(
    ("some", "places"),
    [
        (f"{{at_least_of: {{count: 1, of: [{LARGE_LOAN}, {TWO_PLACES}]}}}}", ["/social/change", "/format"]),
        (
            f"{{at_least_of: {{count: 2, of: [{TITLE}, {LARGE_LOAN}, {TWO_PLACES}]}}}}",
            ["/project/title", "/social/change", "/format"],
        ),
        (f"{{any: [{LARGE_LOAN}, {TWO_PLACES}]}}", ["/social/change", "/format"]),
    ],
)
def test_a_part_that_is_met_in_fewer_places_and_breaks_another_gives_way(some: str, places: list[str]) -> None:
    require = f"{{all: [{{field: investment.loan, equals: 5}}, {some}]}}"

    assert [pointer for _, pointer, _ in steps_of(require, "{investment: {loan: 5}}") or ()] == places


def test_a_list_that_is_one_too_short_gets_one_more_item() -> None:
    assert steps_of("{each: social.goals, as: goal, count_at_least: 2}", "{social: {goals: [{id: M1}]}}") == [
        (ADD, "/social/goals/1", [])
    ]


ITEM_0, ITEM_1, GOAL = "/investment/items/0/cost", "/investment/items/1/cost", "/social/goals"
OUTCOME = "as: goal, must: {field: goal.level, equals: outcome}"
MUST = "as: it, must: {field: it.cost, at_least: 5}"


@pytest.mark.parametrize(
    ("require", "costs", "places"),
    [
        # What is not stated is added before what is changes.
        (f"{{not: {{each: investment.items, {MUST}}}}}", (6, None, 7), [ITEM_1]),
        (f"{{not: {{none: investment.items, {MUST}}}}}", (3, None, 4), [ITEM_1]),
        (f"{{not: {{each: investment.items, {MUST}}}}}", (6, 7), [ITEM_0]),
        (f"{{not: {{none: investment.items, {MUST}}}}}", (3, 4), [ITEM_0]),
        (f"{{not: {{some: investment.items, {MUST}}}}}", (6, 7, 2), [ITEM_0, ITEM_1]),
        (f"{{not: {{some: investment.items, count_at_least: 2, {MUST}}}}}", (6, 7, 2), [ITEM_0]),
    ],
)
def test_a_list_that_may_not_be_so_changes_in_as_few_items_as_it_takes(
    require: str, costs: tuple[int | None, ...], places: list[str]
) -> None:
    items = [{"cost": cost} for cost in costs]

    steps = steps_of(require, as_json({"investment": {"items": items}})) or ()

    assert [pointer for _, pointer, _ in steps] == places


@pytest.mark.parametrize(
    ("require", "goals", "steps"),
    [
        # What is stated in the first cannot be taken back.
        (
            "{some: social.goals, as: goal, must: {not: {field: goal.id, stated: true}}}",
            "[{id: M1}]",
            [(ADD, f"{GOAL}/1", [])],
        ),
        # Those in which nothing is stated come first.
        (
            f"{{some: social.goals, count_at_least: 2, {OUTCOME}}}",
            "[{level: impact}, {}, {}]",
            [(ADD, f"{GOAL}/{number}/level", [("equals", "outcome")]) for number in (1, 2)],
        ),
        # One of them is so already.
        (
            f"{{some: social.goals, count_at_least: 3, {OUTCOME}}}",
            "[{level: outcome}, {}, {}]",
            [(ADD, f"{GOAL}/{number}/level", [("equals", "outcome")]) for number in (1, 2)],
        ),
    ],
)
def test_a_list_of_which_some_must_be_so_gets_them_where_it_takes_least(
    require: str, goals: str, steps: object
) -> None:
    assert steps_of(require, f"{{social: {{goals: {goals}}}}}") == steps


TITLED = "{field: project.title, max_chars: 3}"
"""Of a longer title people judge whether it may be so."""


@pytest.mark.parametrize("kept", range(3))
def test_of_items_that_take_as_little_those_are_changed_that_break_nothing_else(kept: int) -> None:
    items = [{"id": f"I{number}", "cost": 3} for number in range(3)]
    two = "{some: investment.items, as: one, count_at_least: 2, must: {field: one.cost, at_least: 5}}"
    both = f"{{field: it.id, equals: I{kept}}}, {{field: it.cost, at_least: 5}}"
    not_it = f"{{none: investment.items, as: it, must: {{all: [{both}]}}}}"

    steps = steps_of(f"{{all: [{two}, {not_it}]}}", as_json({"investment": {"items": items}})) or ()

    others = [f"/investment/items/{number}/cost" for number in range(3) if number != kept]
    assert [(kind, pointer) for kind, pointer, _ in steps] == [(CHANGE, pointer) for pointer in others]


@pytest.mark.parametrize(
    ("require", "loan", "limit"),
    [
        (f"{{all: [{TITLED}, {{field: investment.loan, at_least: 5}}]}}", 3, 5),
        (f"{{not: {{any: [{TITLED}, {{field: investment.loan, at_least: 5}}]}}}}", 6, 5),
    ],
)
def test_what_people_judge_does_not_change(require: str, loan: int, limit: int) -> None:
    assert steps_of(require, f"{{project: {{title: Torg}}, investment: {{loan: {loan}}}}}") == [
        (CHANGE, LOAN, [("at_least", limit)])
    ]


@pytest.mark.parametrize(
    ("holding", "given", "told"),
    [
        # One of several that are enough.
        (
            "{at_least_of: {count: 1, of: [{field: investment.loan, at_least: 5}, {field: format, equals: 1}]}}",
            "{investment: {loan: 9}}",
            [("at_most", 8), ("at_least", 5)],
        ),
        # Several, in the order of the rule.
        (
            """{field: investment.loan, more_than: 1}, {field: investment.loan, at_least: 3},
                {field: investment.loan, at_least: {field: investment.green_loan}}""",
            "{investment: {loan: 9, green_loan: 2}}",
            [("at_most", 8), ("more_than", 1), ("at_least", 3), ("at_least", 2)],
        ),
        # A sum that the value is a part of.
        (
            "{field: derived.loan_and_grants, at_least: 7}",
            "{investment: {loan: 9, grants: [{amount: 2}]}}",
            [("at_most", 8), ("at_least", 7)],
        ),
    ],
)
def test_of_a_place_it_is_told_what_else_must_go_on_holding(holding: str, given: str, told: object) -> None:
    assert steps_of(f"{{all: [{holding}, {{field: investment.loan, at_most: 8}}]}}", given) == [(CHANGE, LOAN, told)]


@pytest.mark.parametrize("sought", ["mentions_none: words", "no_doubt: same_text"])
def test_that_words_are_not_found_is_not_told_to_go_on_holding(sought: str) -> None:
    others = "{not: {field: project.title, one_of: [Torg]}}, {field: project.title, one_of: [Torg, Park]}"

    steps = steps_of(f"{{all: [{{field: project.title, {sought}}}, {others}]}}", "{project: {title: Gatan}}")

    assert steps == [(CHANGE, "/project/title", [("one_of", ("Torg", "Park")), ("one_of", ("Torg",))])]


def test_a_new_item_that_is_added_for_a_computed_value_is_not_told_what_its_part_must_be() -> None:
    (edit,) = outcome_of("{field: derived.first_target_year, at_least: 2030}", "{}").edits or ()

    assert (edit.pointer, edit.wanted) == ("/social/goals/0", ())


@pytest.mark.parametrize("also", [{}, {"otherwise": "judgement"}])
def test_a_change_that_contradicts_another_part_is_not_told(also: dict[str, str]) -> None:
    untold = "{any: [{not: {field: investment.loan, stated: true}}, {field: project.title, stated: true}]}"

    found = outcome_of(f"{{all: [{{field: investment.loan, at_least: 1}}, {untold}]}}", "{}", **also)

    assert (found.kind, found.edits) == (OutcomeKind.MISSING, None)


def test_no_more_items_of_a_list_that_is_missing_are_told_either() -> None:
    require = "{each: social.goals, as: goal, count_at_least: %d}"

    assert [steps and len(steps) for steps in (steps_of(require % count, "{}") for count in (50, 51))] == [50, None]


@pytest.mark.parametrize("count", [MOST_ITEMS, MOST_ITEMS + 1, MOST_ITEMS + 2])
def test_no_more_new_items_are_told_than_are_looked_for(count: int) -> None:
    steps = steps_of(f"{{each: social.goals, as: goal, count_at_least: {count}}}", "{social: {goals: [{id: M1}]}}")

    assert len(steps or ()) == (count - 1 if count <= MOST_ITEMS + 1 else 0)


def test_that_a_value_is_more_than_0_is_told_to_go_on_holding_as_any_other_limit() -> None:
    parts = "{field: it.baseline.value, more_than: 0}, {field: it.baseline.value, at_most: 3}"
    require = f"{{each: social.goals, as: goal, must: {{each: goal.indicators, as: it, must: {{all: [{parts}]}}}}}}"

    assert steps_of(require, "{social: {goals: [{indicators: [{baseline: {value: 5}}]}]}}") == [
        (CHANGE, "/social/goals/0/indicators/0/baseline/value", [("at_most", 3), ("more_than", 0)])
    ]


def test_what_must_go_on_holding_between_two_places_that_change_is_told_of_their_new_values() -> None:
    parts = "{field: project.start, at_least: 2024}, {field: project.end, at_least: 2025}"
    after = "{field: project.end, more_than: {field: project.start}}"

    assert steps_of(f"{{all: [{parts}, {after}]}}", "{project: {start: 2020, end: 2021}}") == [
        (CHANGE, "/project/start", [("at_least", 2024)]),
        (CHANGE, "/project/end", [("at_least", 2025), ("more_than", None)]),
    ]


def test_the_parts_of_each_of_many_new_items_are_told_with_it() -> None:
    edits = outcome_of(f"{{some: social.goals, count_at_least: 12, {OUTCOME}}}", "{}").edits or ()

    assert [(edit.pointer, [part.pointer for part in edit.parts]) for edit in edits] == [
        (f"{GOAL}/{number}", [f"{GOAL}/{number}/level"]) for number in range(12)
    ]


@pytest.mark.parametrize(
    ("must", "goals", "steps"),
    [
        # As many as are wanted but one are so.
        ("{field: goal.level, equals: outcome}", [*["outcome"] * 8, None], [(ADD, f"{GOAL}/8/level")]),
        # None of those that are there can become so.
        (
            "{all: [{field: goal.id, equals: M1}, {not: {field: goal.level, stated: true}}]}",
            ["outcome"] * 8,
            [(ADD, f"{GOAL}/{number}") for number in range(8, 17)],
        ),
    ],
)
def test_however_many_items_need_no_change_or_have_none_one_is_found(must: str, goals: list[Any], steps: Any) -> None:
    given = as_json({"social": {"goals": [{"level": level} for level in goals]}})

    found = steps_of(f"{{some: social.goals, as: goal, count_at_least: 9, must: {must}}}", given) or ()

    assert [(kind, pointer) for kind, pointer, _ in found] == steps


@pytest.mark.parametrize(("impossible", "is_found"), [(1, True), (2, False)])
def test_only_so_many_ways_are_tried_to_make_new_items(impossible: int, is_found: bool) -> None:
    never = """{all: [{field: it.start, equals: 2024-01}, {field: it.end, equals: 2023-01},
        {field: it.end, more_than: {field: it.start}}]}"""
    stated = ", ".join(f"{{field: it.{name}, stated: true}}" for name in ("id", "name", "description"))
    ways = ", ".join([*[never] * impossible, f"{{all: [{stated}]}}"])
    require = f"{{some: social.interventions, as: it, count_at_least: 2, must: {{any: [{ways}]}}}}"

    assert (steps_of(require, "{}") is not None) is is_found


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_wanted_of_a_list_and_of_its_items_is_found_in_any_order(order: int) -> None:
    parts = ["{field: social.goals, unique: id}", f"{{some: social.goals, {OUTCOME}}}"][::order]

    assert steps_of(f"{{all: [{', '.join(parts)}]}}", "{}") == [
        (ADD, GOAL, [("unique", "id")]),
        (ADD, f"{GOAL}/0", []),
    ]
