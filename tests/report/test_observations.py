"""Why outcomes are what they are: what is to be otherwise where something is demanded, and else what was found."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from sociallan.analysis.rule_tests import RuleTester
from sociallan.application.document import steps_of
from sociallan.application.walking import with_value
from sociallan.report.observations import outcome_messages
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening
from sociallan.screening.screen import Screener
from tests.builders import TODAY, as_json, loaded, lsh, rule_requiring, screener, shape, small_pack, source, view
from tests.sampling import sampled

ALL = {
    "/investment/loan": 900_000,
    "/social/target_group/size": 8,
    "/social/interventions/0/permanent": True,
    "/social/interventions/0/end": "2030-01",
    "/applicant/name": "Mjölby kommun",
    "/applicant/member/name": "Ekersberga kommun",
    "/project/location/place": "Kiruna",
}


def screened(changes: Mapping[str, Any]) -> Screening:
    value = lsh().specimens["safety"]
    for pointer, wanted in changes.items():
        value = with_value(value, steps_of(pointer), wanted)
    return screener().screen(source(as_json(value), "application.json"))


def messages_of(changes: Mapping[str, Any], rule: str, lang: str = "sv") -> list[str]:
    (outcome,) = (each for each in screened(changes).outcomes if each.rule.id == rule)
    return outcome_messages(outcome, lsh(), view(lang))


@pytest.mark.parametrize(
    ("changes", "rule", "lang", "expected"),
    [
        (
            {"/investment/loan": 900_000},
            "financing-amounts-plausible",
            "sv",
            "”Lånebelopp (kr)” är 900 000 kr, alltså mindre än 1 000 000 kr.",
        ),
        (
            {"/social/target_group/size": 8},
            "privacy-small-group",
            "en",
            "“Size of the target group (number of people)” is 8 people, which is less than 10 people.",
        ),
        (
            {"/social/interventions/0/permanent": True, "/social/interventions/0/end": "2030-01"},
            "social-effect-permanent-or-ending",
            "sv",
            "”Insatsens slut” (Sociala insatser nr 1) är 2030-01.",
        ),
        (
            {"/social/goals/0/indicators/0/target/year": 2060},
            "G5-target-year-plausible",
            "sv",
            "”Målvärdets år” (Mål nr 1, Målets indikatorer nr 1) är 2060, och det sista år då arbetet pågår är 2045.",
        ),
    ],
)
def test_a_doubt_or_a_remark_states_what_was_found_and_its_limit(
    changes: Mapping[str, Any], rule: str, lang: str, expected: str
) -> None:
    assert [" ".join(each.split()) for each in messages_of(changes, rule, lang)] == [expected]


def test_two_fields_that_are_compared_stand_in_one_sentence_and_not_once_more_each() -> None:
    names = {"/applicant/name": "Mjölby kommun", "/applicant/member/name": "Ekersberga kommun"}

    assert messages_of(names | {"/applicant/member/code": "0000"}, "applicant-called-as-its-member") == [
        "”Låntagarens namn” är ”Mjölby kommun”, och ”Medlemmens namn” är ”Ekersberga kommun”."
    ]


def test_nothing_is_ordered_where_nothing_is_demanded() -> None:
    outcomes = [
        each
        for each in screened(ALL).outcomes
        if each.reasons and (each.kind is OutcomeKind.JUDGEMENT or each.rule.level is Level.REMARK)
    ]
    assert len(outcomes) > 3

    for outcome in outcomes:
        for sentence in outcome_messages(outcome, lsh(), view()):
            assert " ska " not in sentence
            assert " får inte " not in sentence


def test_that_a_reference_leads_to_its_item_is_not_told_beside_what_differs() -> None:
    evidence = [{"id": "E1", "finding": "Fyra av tio är otrygga.", "source": "Enkät", "year": 2023, "value": 41}]
    changes = {
        "/social/need/evidence": evidence,
        "/social/goals/0/indicators/0/baseline": {"value": 54, "year": 2023, "from": "E1"},
    }

    (sentence,) = messages_of(changes, "G5-baseline-as-evidence")
    assert sentence.startswith("”Utgångsvärdets storlek”")
    assert sentence.endswith("men är 54.")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("derived.screening_year, at_least: 3000", "Året som ansökan prövas för är 2"),
        ("derived.screening_year, equals: 3000", "Året som ansökan prövas för är 2"),
        ("derived.screening_date, more_than: {field: decision.date}", "Dagen som ansökan prövas för är 2"),
    ],
)
def test_a_value_that_comes_from_no_field_is_told_too(condition: str, expected: str) -> None:
    rule = rule_requiring(f"{{field: {condition}}}").replace("level: requirement", "level: remark")
    pack = loaded(small_pack(**{"rules__applicant-named": rule}))
    value = "{applicant: {name: A}, decision: {date: 3000-01-01}}"
    screening = Screener(pack, shape(), today=TODAY).screen(source(value))
    (outcome,) = (each for each in screening.outcomes if each.rule.id == "applicant-named")

    (sentence,) = outcome_messages(outcome, pack, view())
    assert sentence.startswith(expected)


ORDERS = {"sv": re.compile(r"\b(?:ska|måste|bör)\b"), "en": re.compile(r"\b(?:must|should)\b")}


@pytest.mark.law
@pytest.mark.parametrize("rule", sampled([rule.id for rule in lsh().rules if rule.level is Level.REMARK], 8))
def test_no_remark_orders(rule: str) -> None:
    """A remark tells what was found; the names of fields, in quotation marks, may have any word."""
    pack, tester = lsh(), RuleTester(lsh())
    remark = pack.rule(rule)
    assert remark is not None
    for test in remark.tests:
        value = tester.input_of(remark, test).facts.root
        outcomes = screener().screen(source(as_json(value), "application.json")).outcomes
        for outcome in (each for each in outcomes if each.rule.id == rule):
            for lang, orders in ORDERS.items():
                for message in outcome_messages(outcome, pack, view(lang)):
                    assert not orders.search(re.sub("[”“][^”]*”", "", message)), message


def test_items_where_none_are_expected_are_counted() -> None:
    assert messages_of({"/project/other_areas": ["health"]}, "area-other") == [
        "”Andra områden som berörs” har en post."
    ]
