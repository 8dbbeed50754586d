"""Points of a strong answer that a question looks up: found by their conditions, each of which can go both ways."""

from functools import cache

import pytest

from sociallan.rules.rule import Level, Rule, RuleTest
from tests.builders import example as example_of
from tests.builders import examples, loaded, lsh, rule_tester, screener, small_pack
from tests.pack.test_questions import FILE, QUESTION
from tests.rules.evaluation.test_asking import TWO, asked

NAMES = """\
names:
  - {what: {sv: vem som svarar, en: who is responsible}, found: {field: effort.responsible, stated: true}}
  - what: {sv: en annan som går vidare, en: another that goes on}
    found: {some: social.interventions, as: other, must: {field: other.end, more_than: {field: effort.end}}}
tests:
"""
POINTED = [rule for rule in lsh().rules if rule.judge is not None and rule.judge.named]


@cache
def found_in_examples() -> dict[str, set[tuple[bool, ...]]]:
    """Return what each question finds in the examples that it is asked of."""
    found: dict[str, set[tuple[bool, ...]]] = {}
    for name in examples("ready", "incomplete", "not_met"):
        for question in screener().screen(example_of(name), quoted=False).questions:
            found.setdefault(question.rule.id, set()).add(question.found)
    return found


def found_in_test(rule: Rule, test: RuleTest) -> tuple[bool, ...]:
    """Return what a question finds in the application of one of its tests; nothing if it is not asked."""
    if rule.judge is None or not rule.judge.named:
        return ()
    facts, _, period = rule_tester().input_of(rule, test)
    compiled = next(each for each in period.questions if each.rule.id == rule.id)
    question = compiled.asked(facts.scope(), facts)
    return () if question is None else question.found


def test_a_condition_reads_the_item_that_the_question_is_about() -> None:
    pack = loaded({**small_pack(), FILE: QUESTION.replace("tests:\n", NAMES)})
    project = {"end": "2028"}

    (question,) = asked({"project": project, "social": {"interventions": TWO}}, pack)
    named = [{**each, "responsible": "Bolaget"} for each in TWO[1:2]]
    (other,) = asked({"project": project, "social": {"interventions": named}}, pack)

    assert (question.found, other.found) == ((False, True), (True, False))


def test_what_cannot_be_decided_is_not_found() -> None:
    pack = loaded({**small_pack(), FILE: QUESTION.replace("tests:\n", NAMES)})
    interventions = [{"name": "Vandringar", "end": "2026", "responsible": "?"}, {"name": "Kurser"}]

    (question,) = asked({"project": {"end": "2028"}, "social": {"interventions": interventions}}, pack)

    assert question.found == (False, False)


@pytest.mark.slow
@pytest.mark.parametrize("rule", POINTED, ids=[rule.id for rule in POINTED])
def test_each_point_of_the_pack_is_found_in_some_application_and_not_in_another(rule: Rule) -> None:
    assert rule.level is Level.QUESTION
    in_tests = {each for test in rule.tests if (each := found_in_test(rule, test))}
    found = in_tests | found_in_examples().get(rule.id, set())

    assert rule.judge is not None
    for index, point in enumerate(rule.judge.named):
        assert {each[index] for each in found} == {True, False}, point.what
