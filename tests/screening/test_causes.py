"""Contradictions that follow from others: which, and where every format tells them."""

import json
from dataclasses import replace

import pytest

from sociallan.formats import render
from sociallan.rules.truth import CONTRADICTED, OutcomeKind
from sociallan.screening.causes import causes
from sociallan.screening.report import Screening
from sociallan.screening.settings import Waiver
from tests.builders import example, examples, report, screen, view
from tests.sampling import sampled

CAUSE, CONSEQUENCE = "financing-loan-within-cost", "financing-sources-within-cost"
TITLES = {"sv": "Lån, grönt lån och bidrag är tillsammans större", "en": "Loan, green loan and grants together exceed"}


def larger_loan() -> Screening:
    return screen(example("not_met/loan-larger-than-cost.yaml"))


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 15))
def test_cause_and_consequence_are_both_contradicted_and_no_cause_is_a_consequence(name: str) -> None:
    screening = screen(example(name))

    found = causes(screening)

    contradicted = {each.rule.id for each in screening.outcomes if each.kind in CONTRADICTED}
    assert {*found, *found.values()} <= contradicted
    assert not found.keys() & set(found.values())


def test_a_sum_over_the_cost_follows_from_a_loan_over_it() -> None:
    assert causes(larger_loan()) == {CONSEQUENCE: CAUSE}


@pytest.mark.parametrize("rule", [CAUSE, CONSEQUENCE])
def test_what_is_waived_neither_is_a_cause_nor_follows(rule: str) -> None:
    waiver = Waiver(rule, "**", "Kreditchef", "Beslutat", "2099-12-31", 1)

    assert causes(replace(larger_loan(), waived=(waiver,))) == {}


def test_a_consequence_is_told_by_itself_where_its_cause_is_not_contradicted() -> None:
    text = example("not_met/loan-larger-than-cost.yaml").data.decode()
    screening = screen(text.replace("loan: 26000000", "loan: 20000000").replace("green_loan: 0", "green_loan: 9000000"))

    assert causes(screening) == {}
    assert CONSEQUENCE in {each.rule.id for each in screening.outcomes if each.kind in CONTRADICTED}


def test_what_is_missing_for_one_rule_does_not_follow_from_what_is_missing_for_another() -> None:
    amounts = ("total_cost:", "loan:", "green_loan:", "grants:")
    lines = example("not_met/loan-larger-than-cost.yaml").data.decode().splitlines(keepends=True)

    screening = screen("".join(line for line in lines if not line.strip().startswith(amounts)))

    missing = {each.rule.id for each in screening.outcomes if each.kind is OutcomeKind.MISSING}
    assert {CAUSE, CONSEQUENCE} <= missing
    assert causes(screening) == {}


@pytest.mark.parametrize("lang", TITLES)
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("format_", ["text", "plain", "markdown", "html"])
def test_a_consequence_is_told_once_under_its_cause(format_: str, lang: str, *, whole: bool) -> None:
    text = render(format_, report(larger_loan()), view(lang, whole=whole))

    plain = " ".join(text.replace("\\", " ").split())
    assert plain.count(TITLES[lang]) == 1
    assert plain.index(CAUSE) < plain.index(TITLES[lang]) < plain.rindex(CONSEQUENCE)


@pytest.mark.parametrize("format_", ["sarif", "github", "gitlab", "junit"])
def test_for_a_program_a_consequence_is_a_problem_of_its_own(format_: str) -> None:
    text = render(format_, report(larger_loan()), view("sv"))

    assert CAUSE in text
    assert CONSEQUENCE in text


def test_the_report_in_json_names_the_cause_and_keeps_all_that_is_said_of_the_consequence() -> None:
    (application,) = json.loads(render("json", report(larger_loan()), view("sv")))["applications"]

    named = {each["rule"]: each for each in application["outcomes"]}
    assert {rule: each["follows_from"] for rule, each in named.items() if each["follows_from"]} == {CONSEQUENCE: CAUSE}
    assert named[CONSEQUENCE]["message"]
    assert named[CONSEQUENCE]["places"]
