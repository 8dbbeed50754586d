"""Reachability of a rule: its outcomes, each with a smallest case, and the truths of its conditions."""

import pytest

from sociallan.analysis.reachability import Explorer, scope_for, size
from sociallan.analysis.results import Reachability
from sociallan.pack.calendar import RuleCalendar
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth
from tests.builders import loaded, lsh, rule_requiring, shape, small_pack
from tests.sampling import sampled

MET, NOT_MET, TO_MEND, MISSING, JUDGEMENT, NOT_APPLICABLE = OutcomeKind
T, F, J, M = Truth.TRUE, Truth.FALSE, Truth.JUDGEMENT, Truth.MISSING


def pack(require: str, more: str = "") -> Pack:
    text = rule_requiring(require)
    return loaded(small_pack(**{"rules__applicant-named": text.replace("ask:", f"{more}ask:")}))


def reach(require: str, more: str = "") -> Reachability:
    """See what a small rule can come to."""
    small = pack(require, more)
    return Explorer(small, shape()).reachability(small.rules[0])


@pytest.mark.parametrize(
    ("require", "kinds"),
    [
        ("{field: applicant.name, not_placeholder: true}", {MET, MISSING}),
        ("{field: investment.loan, at_most: 5}", {MET, NOT_MET, MISSING}),
        ("{field: social.change, min_chars: 40}", {MET, JUDGEMENT, MISSING}),
        ("{all: [{field: investment.loan, at_most: 5}, {field: investment.loan, at_least: 6}]}", {NOT_MET, MISSING}),
        ("{field: investment.loan, stated: true}", {MET, NOT_MET}),
    ],
)
def test_the_outcomes_are_those_that_are_possible(require: str, kinds: set[OutcomeKind]) -> None:
    assert set(reach(require).cases) == kinds


def test_what_does_not_apply_is_an_outcome_too() -> None:
    found = reach("{field: project.title, not_placeholder: true}", "when: {field: project.area, equals: health}\n")

    assert set(found.cases) == {MET, MISSING, NOT_APPLICABLE}
    # Of two that both lack the title, the one that states something shows more.
    assert found.cases[MISSING].value == {"project": {"area": "health"}}
    assert list(found.cases[NOT_APPLICABLE].value) == ["project"]


@pytest.mark.law
@pytest.mark.parametrize("name", sampled([rule.id for rule in lsh().rules], 14))
def test_each_case_comes_to_its_outcome(name: str) -> None:
    explorer, rule = Explorer(lsh(), shape()), named(name)

    for kind, case in explorer.reachability(rule).cases.items():
        period = RuleCalendar(lsh()).on(case.day)
        (ready,) = (each for several in (period.rules, period.questions) for each in several if each.rule is rule)
        assert ready.decide(scope_for(case.value, case.day)).kind is kind
        assert shape().fits(case.value)


def named(name: str) -> Rule:
    rule = lsh().rule(name)
    assert rule is not None
    return rule


def test_behind_the_part_that_decides_no_truth_is_seen() -> None:
    found = reach("{all: [{field: project.title, stated: true}, {field: project.title, not_placeholder: true}]}")

    in_order = sorted(found.truths, key=lambda at: at.column)
    assert [set(found.truths[at]) for at in in_order] == [{T, F}, {T, F}, {T}]


def test_a_parameter_that_has_no_value_on_any_day_is_told() -> None:
    rule = named("financing-loan-limits")

    found = Explorer(lsh(), shape()).reachability(rule)

    assert {at.line for at in found.unlimited} == {23, 24, 25}
    assert set(found.cases) == {MET, MISSING}


def test_a_rule_is_tried_on_each_day_on_which_a_parameter_that_it_asks_for_changes() -> None:
    asking, other = (pack(f"{{field: investment.loan, at_most: {limit}}}") for limit in ("{param: limit}", "5"))

    assert Explorer(asking, shape()).days(asking.rules[0]) == ("2020-08-24", "2024-01-01")
    assert Explorer(other, shape()).days(other.rules[0]) == ("2020-08-24",)


def test_a_rule_that_is_retired_is_not_tried_on_later_days() -> None:
    small = pack("{field: investment.loan, at_most: {param: limit}}", "valid_to: 2023-12-31\n")

    assert Explorer(small, shape()).days(small.rules[0]) == ("2020-08-24",)


def test_the_smallest_application_states_least_and_is_shortest_and_an_empty_one_shows_nothing() -> None:
    assert size({"project": {"title": "A"}}) < size({"project": {"title": "AB"}}) < size({})
    assert size({"project": {"title": "A long title"}}) < size({"project": {"title": "A", "area": "health"}})


def test_of_the_applications_that_give_an_outcome_the_smallest_is_kept() -> None:
    titled = "{any: [{field: project.title, stated: true}, {field: project.title, stated: false}]}"

    found = reach(f"{{all: [{{field: investment.loan, at_least: 5}}, {titled}]}}")

    assert found.cases[MET].value == {"investment": {"loan": 5}}


INDICATORS = """\
indicators:
  label: {sv: Antal indikatorer i alla mål, en: Number of indicators of all goals}
  unit: count
  count: social.goals.indicators
of_surveys:
  label: {sv: Antal indikatorer ur enkäter, en: Number of indicators from surveys}
  unit: count
  count: social.goals.indicators
  where: {field: item.source, equals: Enkät}
"""


@pytest.mark.parametrize("value", ["indicators", "of_surveys"])
def test_a_count_over_lists_in_lists_lies_on_both_sides_of_a_limit(value: str) -> None:
    text = rule_requiring(f"{{field: derived.{value}, at_least: 4}}")
    pack = loaded(small_pack(**{"rules__applicant-named": text, "values": INDICATORS}))

    cases = Explorer(pack, shape()).reachability(pack.rules[0]).cases

    assert {OutcomeKind.MET, OutcomeKind.NOT_MET, OutcomeKind.MISSING} <= set(cases)
