"""The runner of cases: the same verdict as a screening, and failure when another rule decides."""

import json

import pytest

from sociallan.analysis.case import Case
from sociallan.analysis.case_tests import run_cases
from sociallan.application.read import read
from sociallan.application.source import Source
from sociallan.rules.truth import Truth
from sociallan.screening.screen import Screener
from tests.builders import TODAY, cases_in, example, examples, lsh, shape
from tests.sampling import sampled


def case(text: str) -> Case:
    source = Source("cases/one.yaml", f"title: {{sv: Titel, en: Title}}\n{text}".encode())
    return cases_in([source], lsh())[0]


def passes(text: str) -> bool:
    return all(result.passed for result in run_cases([case(text)], lsh(), shape()).results)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples("ready", "incomplete", "not_met"), 8))
def test_an_application_gets_the_verdict_of_its_screening(name: str) -> None:
    source = example(name)
    value = read(source).value
    day = value.get("submitted") or TODAY
    written = Source(name, json.dumps({**value, "submitted": day}).encode())
    screened = Screener(lsh(), shape(), today=TODAY).screen(written)

    (result,) = run_cases(
        [case(f"application: {json.dumps({**value, 'submitted': day})}\nverdict: ready\n")], lsh(), shape()
    ).results

    assert result.received.verdict is screened.verdict
    assert result.day == screened.as_of


RIGHT = "specimen: housing\nchange: {applicant.influence: none}\nverdict: not_met\n"


@pytest.mark.slow
def test_a_case_passes_only_with_the_rule_that_decides_in_its_group() -> None:
    assert passes(RIGHT + "decided_by: {applicant: [applicant-influence]}\n")
    assert not passes(RIGHT + "decided_by: {applicant: [applicant-member]}\n")
    assert not passes(RIGHT + "decided_by: {applicant: [applicant-influence, applicant-member]}\n")
    assert not passes(RIGHT + "decided_by: {financing: [applicant-influence]}\n")
    assert not passes(RIGHT)


@pytest.mark.slow
def test_a_case_fails_with_another_verdict() -> None:
    assert not passes(RIGHT.replace("not_met", "incomplete") + "decided_by: {applicant: [applicant-influence]}\n")


@pytest.mark.slow
def test_only_the_groups_that_a_list_names_are_compared() -> None:
    assert passes("specimen: housing\nverdict: ready\nweaknesses: {G4: []}\n")
    assert passes("specimen: housing\nverdict: ready\nweaknesses: {financing: [financing-sources-within-cost]}\n")
    assert not passes("specimen: housing\nverdict: ready\nweaknesses: {financing: []}\n")


@pytest.mark.slow
def test_a_rule_that_is_not_in_force_on_the_day_decides_nothing() -> None:
    text = "specimen: housing\nchange: {evaluation.plan: none}\nverdict: ready\nweaknesses: {G5: [G5-effect-plan]}\n"

    assert passes(f"{text}as_of: 2024-01-01\n")
    assert not passes(f"{text}as_of: 2023-12-31\n")


@pytest.mark.slow
def test_values_that_do_not_follow_the_form_make_the_case_invalid() -> None:
    text = "specimen: housing\nchange: {project.area: castle}\nverdict: invalid\n"

    assert passes(f"{text}faults: [project.area]\n")
    assert not passes(text)


@pytest.mark.slow
def test_cases_count_in_the_coverage_of_the_rules() -> None:
    rule = lsh().rule("G4-horizon")
    assert rule is not None

    def reached(*texts: str) -> frozenset[Truth]:
        return frozenset(run_cases(map(case, texts), lsh(), shape()).truths[rule.require.at])

    whole = "specimen: housing\nverdict: ready\n"
    assert reached(whole) == {Truth.TRUE}
    without = "change: {social.interventions: [{id: S1}]}\nremove: [long_term]\n"
    missing = f"specimen: housing\n{without}verdict: incomplete\n"
    assert reached(missing) == {Truth.MISSING}
    # Both are on the same day, for which the rules are compiled once.
    assert reached(whole, missing) == {Truth.TRUE, Truth.MISSING}
