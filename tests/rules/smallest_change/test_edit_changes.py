"""The smallest change is true: whatever is filled in as it is told meets the rule at the first screening."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from sociallan.application.diagnostic import Severity
from sociallan.application.read import read
from sociallan.report.edit_sentences import edit_message
from sociallan.rules.outcome import Outcome
from sociallan.rules.truth import UNMET, OutcomeKind
from sociallan.screening.report import Screening, Verdict
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, examples, lsh, outcome, screen, shape, source, view
from tests.mutants import mutated, pointers, value_of, without
from tests.rules.smallest_change.edit_changes import fillings
from tests.sampling import FEW, sampled

NAMES = examples("ready", "incomplete", "not_met")

_EACH = 50
"""Applications made from each example, by each of the two ways."""

_MADE = len(sampled(range(_EACH), 6))
"""Those that are made where not all are tried."""

_DIFFERENT = 3
"""Times that a change is filled in, with other values each time."""

_MET = (OutcomeKind.MET, OutcomeKind.JUDGEMENT)


def thinned(value: Any, count: int, seed: int) -> Iterator[Any]:
    """Yield copies of an application, each without some of its values."""
    chance = random.Random(seed)
    for number in range(count):
        changed = value
        for _ in range(1 + number % 12):
            known = list(pointers(changed))
            if known:
                changed = without(changed, chance.choice(known), null=False)
        yield changed


def applications(name: str) -> list[Any]:
    """Return applications made of an example, most of them incomplete or not met."""
    value, seed = value_of(name), NAMES.index(name)
    ways = zip(mutated(value, _MADE, seed), thinned(value, _MADE, seed), strict=True)
    return [changed for way in ways for changed in way]


def with_changes(screening: Screening) -> Iterator[Outcome]:
    """Yield the outcomes for which a change is told."""
    return (each for each in screening.outcomes if each.kind in UNMET and each.edits)


def canonical(text: str) -> Any:
    """Return the values of an application as the rules see them, gaps as ``None``."""
    return shape().check(read(source(text), gaps=lsh().gaps)).value


def errors(screening: Screening) -> int:
    return sum(finding.severity is Severity.ERROR for finding in screening.findings)


@cache
def screener_of(rule_id: str) -> Screener:
    """Return a screener by one rule of the pack: what another rule says of an application, it does not hear."""
    return Screener(
        replace(lsh(), rules=tuple(rule for rule in lsh().rules if rule.id == rule_id)), shape(), today=TODAY
    )


def failures(given: str, seed: int) -> Iterator[tuple[str, Any]]:
    """Yield what is told and does not meet its rule, or cannot be filled in."""
    screening = screen(given)
    value = canonical(given)
    for each in with_changes(screening):
        assert each.edits is not None
        filled = list(fillings(value, each.edits, screening.as_of, seed, _DIFFERENT))
        if not filled:
            yield each.rule.id, each.edits
        for changed in filled:
            again = screener_of(each.rule.id).screen(source(as_json(changed)))
            got = outcome(again, each.rule.id)
            if got.kind not in _MET or got.contradicted or errors(again) > errors(screening):
                yield each.rule.id, (each.edits, changed)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(NAMES, 7))
def test_every_told_change_meets_its_rule_when_it_is_filled_in(name: str) -> None:
    several = sampled(applications(name), 2)

    assert [each for at, value in enumerate(several) for each in failures(as_json(value), at)] == []


@pytest.mark.law
@pytest.mark.skipif(FEW, reason="two applications are no share of thousands")
def test_the_law_is_about_thousands_of_incomplete_and_not_met_applications() -> None:
    open_ones = (Verdict.INCOMPLETE, Verdict.NOT_MET)
    several = [value for name in sampled(NAMES, 8) for value in sampled(applications(name), 4)]
    share = sum(screen(as_json(value)).verdict in open_ones for value in several) / len(several)

    assert 2 * _EACH * len(NAMES) * share >= 2_000


def changes(given: str, rule: str) -> list[str]:
    """Return what is told of a rule, in Swedish."""
    edits = outcome(screen(given), rule).edits
    return [edit_message(edit, view()) for edit in edits or ()]


def test_two_goals_are_told_where_two_are_needed() -> None:
    given = "{social: {effects: [education, participation], goals: [{id: M1, effect: better_health}]}}"

    assert changes(given, "social-effect-every-effect-has-goal") == [
        "Lägg till en post i ”Mål” (nr 2) med ”Effekt som målet hör till”: bättre utbildning",
        "Lägg till en post i ”Mål” (nr 3) med ”Effekt som målet hör till”: större delaktighet",
    ]


def test_a_kind_that_meets_the_rule_alone_is_told_alone() -> None:
    assert changes("{applicant: {name: Bolaget}}", "applicant-org-number-series") == [
        "Fyll i ”Typ av låntagare”: annan låntagare"
    ]


def test_an_effect_that_the_form_allows_no_value_for_is_told_with_its_goal() -> None:
    given = "{social: {effects: [education, null], goals: [{id: M1, effect: education}]}}"

    assert changes(given, "social-effect-every-effect-has-goal") == [
        "Fyll i ”Sociala effekter” (nr 2)",
        ("Lägg till en post i ”Mål” (nr 2) med ”Effekt som målet hör till”: detsamma som ”Sociala effekter” (nr 2)"),
    ]


def test_each_function_that_is_missing_is_named() -> None:
    assert changes("{format: 1}", "applicant-both-functions") == [
        ("Lägg till en post i ”Personer som deltar i ansökan” (nr 1) med ”Del av organisationen som deltar”: ekonomi"),
        (
            "Lägg till en post i ”Personer som deltar i ansökan” (nr 2) med "
            "”Del av organisationen som deltar”: verksamheten"
        ),
    ]


def test_an_empty_list_is_told_to_be_added_to() -> None:
    assert changes("{social: {goals: []}}", "G5-goals-stated") == [
        "Lägg till en post i ”Mål” (nr 1) med ”Beskrivning av målet”"
    ]


def test_a_status_that_meets_the_rule_is_told_and_no_date() -> None:
    assert changes("{project: {start: 2020-01, end: 2022-06}}", "financing-status-fits-dates") == [
        "Fyll i ”Projektets läge”: avslutat"
    ]


def test_the_limit_of_a_sum_is_told_for_the_field() -> None:
    given = "{investment: {loan: 5, green_loan: 0, total_cost: 5, grants: [{source: Boverket}]}}"

    assert changes(given, "financing-sources-within-cost") == ["Fyll i ”Bidragets belopp (kr)” (Bidrag nr 1): 0 kr"]


def test_a_text_that_need_only_say_something_is_filled_in_without_a_limit() -> None:
    assert changes("{}", "G5-evaluation-method") == ["Fyll i ”Metod för utvärdering”"]


def test_sums_with_one_limit_are_told_together() -> None:
    given = "{investment: {green_loan: 5, grants: [{from: Boverket}]}}"

    (change,) = (each for each in changes(given, "financing-sources-within-cost") if "var för sig" in each)

    assert change.count("är högst ”Total kostnad (kr)”") == 1
    assert "”Lån och bidrag tillsammans” och ”Lån, grönt lån och bidrag tillsammans” var för sig" in change


def test_an_item_within_an_item_is_told_without_a_number_of_its_own() -> None:
    given = "{social: {effects: [education], interventions: [{id: S1, name: Läxhjälp}]}}"

    assert changes(given, "social-effect-interventions-aim") == [
        "Lägg till en post i ”Effekter som insatsen syftar till” (Sociala insatser nr 1): bättre utbildning"
    ]
