"""Rules with other computed values of the same names: replaced wherever one stands, and nothing else changed."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sociallan.rules.condition import Condition, Path, Value, paths, values_behind
from sociallan.rules.rewriting import rule_with_values
from sociallan.rules.rule import Question, Rule
from tests.builders import computed, condition, loaded, lsh, small_pack, table

OTHERS = {name: replace(value, samples=("another",)) for name, value in computed().items()}
SHARE, TITLE = "{field: derived.loan_share, at_most: 50}", "{field: project.title, min_chars: 3}"
SERIES = "derived.org_number_series"
CONDITIONS = [
    SHARE,
    f"{{all: [{TITLE}, {SHARE}]}}",
    f"{{any: [{SHARE}, {TITLE}]}}",
    f"{{at_least_of: {{count: 1, of: [{TITLE}, {SHARE}]}}}}",
    f"{{not: {SHARE}}}",
    "{field: investment.loan, at_most: {field: derived.items_total}}",
    "{field: derived.items_total, at_most: {field: investment.loan}}",
    f"{{some: social.goals, as: goal, must: {SHARE}}}",
    f"{{field: {SERIES}, found_in: {{table: places, column: code, where: {{name: Heby}}}}}}",
    f"{{field: project.title, found_in: {{table: places, column: code, where: {{name: {{field: {SERIES}}}}}}}}}",
]  # fmt: skip
(PLAIN,) = loaded(small_pack()).rules


def read(text: str) -> Condition:
    return condition(text, tables=table("places", code=("0180",), name=("Heby",)))


def all_paths(rule: Rule) -> Iterator[Path]:
    for each in rule.conditions():
        yield from paths(each)
    if rule.judge is not None:
        yield from (*rule.judge.evidence, *rule.judge.quotes.values())


def all_values(rule: Rule) -> Iterator[Value]:
    """Yield every computed value that a rule reads, those behind others too."""
    for path in all_paths(rule):
        if path.value is not None:
            yield from values_behind(path.value)


def rules() -> Iterator[Rule]:
    """Yield rules that read a computed value in one place each, and those of the pack that read any."""
    for text in CONDITIONS:
        yield PLAIN._replace(require=read(text))
        yield PLAIN._replace(when=read(text))
        yield PLAIN._replace(judge=Question({}, (), read(text)))
    path = next(paths(read(SHARE)))
    yield PLAIN._replace(judge=Question({}, (path,), None))
    yield PLAIN._replace(judge=Question({}, (), None, quotes={"share": path}))
    yield from (rule for rule in lsh().rules if any(all_values(rule)))


def test_every_computed_value_is_replaced_and_nothing_else_is_changed() -> None:
    for rule in rules():
        rewritten = rule_with_values(rule, OTHERS)

        assert {value.samples for value in all_values(rewritten)} == {("another",)}, rule.id
        assert rule_with_values(rewritten, computed()) == rule, rule.id


def test_a_rule_whose_values_stay_the_same_is_itself() -> None:
    for rule in rules():
        assert rule_with_values(rule, computed()) is rule
        assert rule_with_values(rule, {}) is rule
    assert rule_with_values(PLAIN, OTHERS) is PLAIN


@pytest.mark.parametrize(
    "text", ["{field: social.goals, unique: id}", "{some: social.goals, as: goal, count_at_least: 1}"]
)
def test_what_reads_no_computed_value_stays_beside_one_that_does(text: str) -> None:
    rule = PLAIN._replace(when=read(text), require=read(SHARE))

    rewritten = rule_with_values(rule, OTHERS)

    assert (rewritten.when, rewritten.require == rule.require) == (rule.when, False)
