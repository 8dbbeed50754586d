"""A rule changed in every small way, and in no other."""

from typing import Any

import pytest
from hypothesis import given

from sociallan.analysis.mutation.mutants import mutants, without_parts
from sociallan.analysis.results import Mutant
from sociallan.rules.condition import nodes
from sociallan.rules.rule import Rule
from tests.builders import as_json, condition, loaded, lsh, rule_requiring, shape, small_pack
from tests.generated import any_condition, tree

TWO_TO_SIXTEEN = tuple(range(2, 17))


def rule(require: str, more: str = "") -> Rule:
    """Return a small rule; ``more`` are further keys of it."""
    text = rule_requiring(require)
    return loaded(small_pack(**{"rules__applicant-named": text.replace("ask:", f"{more}ask:")})).rules[0]


def changes(given: Rule, *values: Any) -> list[str]:
    """List the changes of a rule, each with what becomes of a number, a list or a word."""
    return [described(mutant) for mutant in mutants(given, lambda _: values, shape().fields)]


def described(mutant: Mutant) -> str:
    plain = mutant.change in ("threshold", "count", "member_dropped", "member_added")
    return f"{mutant.change} {mutant.before} {mutant.after}" if plain else mutant.change


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        ("{field: project.title, stated: true}", ["turned"]),
        ("{field: project.title, not_placeholder: true}", ["let_through", "turned"]),
        (
            "{field: investment.loan, at_most: 5}",
            ["let_through", "strictness", "threshold 5 4", "threshold 5 6"],
        ),
        ("{field: investment.loan, at_least: 0}", ["let_through", "strictness", "threshold 0 1"]),
        (
            "{field: project.end, less_than: 2020-01}",
            ["let_through", "strictness", "threshold 2020-01 2019-12", "threshold 2020-01 2020-02"],
        ),
        (
            "{field: investment.loan, equals: 5}",
            ["let_through", "turned", "threshold 5 4", "threshold 5 6"],
        ),
        ("{field: project.area, equals: health}", ["let_through", "turned"]),
        (
            "{field: project.area, one_of: [health, safety]}",
            [
                "let_through",
                "member_dropped ('health', 'safety') ('safety',)",
                "member_dropped ('health', 'safety') ('health',)",
                "member_added ('health', 'safety') ('health', 'safety', 'housing')",
            ],
        ),
        (
            "{field: project.area, one_of: [health]}",
            [
                "let_through",
                "member_added ('health',) ('health', 'housing')",
                "member_added ('health',) ('health', 'safety')",
            ],
        ),
        # A number that a field may hold, up to its limits.
        (
            f"{{some: agenda_2030, as: number, must: {{field: number, one_of: {[*range(2, 17)]}}}}}",
            [
                *("let_through", "some_to_each", "count 1 0", "count 1 2", "let_through"),
                *(
                    f"member_dropped {TWO_TO_SIXTEEN} {tuple(n for n in TWO_TO_SIXTEEN if n != dropped)}"
                    for dropped in TWO_TO_SIXTEEN
                ),
                *(f"member_added {TWO_TO_SIXTEEN} {(*TWO_TO_SIXTEEN, added)}" for added in (1, 17)),
            ],
        ),
        ("{field: project.title, min_chars: 1}", ["let_through", "threshold 1 0", "threshold 1 2"]),
        ("{field: social.goals, max_items: 0}", ["let_through", "threshold 0 1"]),
        (
            "{field: project.start, at_most: {field: project.end}}",
            ["let_through", "let_through", "strictness"],
        ),
        ("{not: {field: project.title, stated: true}}", ["not_dropped", "turned"]),
        (
            "{all: [{field: project.title, stated: true}, {field: project.summary, stated: true}]}",
            ["all_to_any", "part_dropped", "part_dropped", "turned", "turned"],
        ),
        ("{any: [{field: project.title, stated: true}]}", ["turned"]),
        (
            "{at_least_of: {count: 1, of: [{field: project.title, stated: true}, {field: social, stated: true}]}}",
            ["count 1 2", "part_dropped", "part_dropped", "turned", "turned"],
        ),
        (
            "{at_least_of: {count: 2, of: [{field: project.title, stated: true}, {field: social, stated: true}]}}",
            ["count 2 1", "turned", "turned"],
        ),
        (
            "{each: social.goals, as: goal, count_at_least: 1, must: {field: goal.id, stated: true}}",
            ["let_through", "each_to_some", "count 1 0", "count 1 2", "turned"],
        ),
        ("{each: social.goals, as: goal, count_at_most: 0}", ["let_through", "count 0 1"]),
        (
            "{some: social.goals, as: goal, must: {field: goal.id, stated: true}}",
            ["let_through", "some_to_each", "count 1 0", "count 1 2", "turned"],
        ),
        (
            "{none: social.goals, as: goal, must: {field: goal.id, stated: true}}",
            ["let_through", "none_to_some", "turned"],
        ),
        ("{field: derived.free_text, mentions_none: emails}", ["turned"]),
    ],
)
def test_a_condition_is_changed_in_every_small_way(require: str, expected: list[str]) -> None:
    assert changes(rule(require)) == expected


def test_what_decides_whether_a_rule_applies_is_changed_too() -> None:
    given = rule("{field: project.title, stated: true}", "when: {field: project.area, equals: health}\n")

    assert changes(given) == ["when_dropped", "let_through", "turned", "turned"]


def test_the_question_and_when_it_is_asked_are_changed_too() -> None:
    question = "question: {sv: Hur?, en: How?}, evidence: [project.title]"
    always = rule("{field: project.title, stated: true}", f"judge: {{{question}}}\n")
    at_times = f"judge: {{when: {{field: project.area, equals: health}}, {question}}}\n"

    assert changes(always) == ["turned", "question_dropped"]
    assert changes(rule("{field: project.title, stated: true}", at_times)) == [
        "turned",
        "asked_always",
        "let_through",
        "turned",
        "question_dropped",
    ]


def test_each_value_of_a_parameter_is_changed_where_it_is_asked_for() -> None:
    given = rule("{field: investment.loan, at_most: {param: limit}}")

    found = [mutant for mutant in mutants(given, lambda _: (10, None, 20), shape().fields) if mutant.swap]

    assert [mutant.swap for mutant in found] == [
        ("limit", 10, 9),
        ("limit", 10, 11),
        ("limit", 20, 19),
        ("limit", 20, 21),
    ]
    assert all(mutant.rule == given for mutant in found)


def test_the_parts_that_can_be_dropped_are_those_of_all_and_any() -> None:
    asked = condition("{all: [{field: format, stated: true}, {any: [{field: social, stated: true}, "
                      "{field: project, stated: true}]}]}")  # fmt: skip

    given = lsh().rules[0]._replace(when=None, judge=None, require=asked)

    parts = [mutant.before for mutant in without_parts(given, shape().fields)]

    assert [str(part.path) if hasattr(part, "path") else "any" for part in parts] == [
        "format",
        "any",
        "social",
        "project",
    ]


@pytest.mark.slow
@given(any_condition())
def test_every_mutant_of_any_condition_differs_from_it_and_stands_in_its_lines(asked: Any) -> None:
    params = {"limit": 1, "none": None}
    asked_of = tree(as_json(asked), **params)
    given = lsh().rules[0]._replace(when=None, judge=None, require=asked_of)
    places = {node.at for node in nodes(asked_of)}

    for mutant in mutants(given, lambda name: (params[name],), shape().fields):
        assert mutant.rule != given or mutant.swap is not None
        assert mutant.at in places


def test_a_mutant_keeps_all_of_the_rule_but_what_is_changed() -> None:
    for rule in lsh().rules:
        for mutant in mutants(rule, lambda _: (), shape().fields):
            changed = [name for name in Rule._fields if differs_in(name, rule, mutant.rule)]
            assert changed in (["when"], ["require"], ["judge"]), rule.id


def differs_in(name: str, one: Rule, other: Rule) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


def test_a_look_up_in_a_table_loses_each_of_the_columns_that_choose_its_rows() -> None:
    where = "{code: {field: project.title}, kind: a}"
    text = rule_requiring(f"{{field: applicant.name, found_in: {{table: towns, column: name, where: {where}}}}}")
    files = small_pack(**{"rules__applicant-named": text})
    files["tables/towns.csv"] = "name,code,kind,from,to,source\nx,1,a,2020-01-01,,SOURCE#one\n"

    made = list(mutants(loaded(files).rules[0], lambda _: (), shape().fields))

    assert [mutant.change for mutant in made] == [
        "let_through",
        "let_through",
        "row_choice_dropped",
        "row_choice_dropped",
        "turned",
    ]
    assert [mutant.before for mutant in made[2:4]] == ["code", "kind"]
