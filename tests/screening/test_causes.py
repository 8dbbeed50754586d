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
@pytest.mark.parametrize("name", sampled(examples(), 8))
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


def chain(*pairs: tuple[str, tuple[str, ...]]) -> Screening:
    """Return a screening that contradicts rules, each with the rules that it is said to follow from."""
    screening = larger_loan()
    outcome = next(each for each in screening.outcomes if each.rule.id == CONSEQUENCE)
    rules = [outcome.rule._replace(id=id_, follows=follows) for id_, follows in pairs]
    return replace(screening, outcomes=tuple(replace(outcome, rule=rule) for rule in rules))


A_CHAIN = (("a", ()), ("b", ("a",)), ("c", ("b",)), ("d", ("x", "c")))


def test_a_chain_follows_from_its_first_cause() -> None:
    assert causes(chain(*A_CHAIN)) == {"b": "a", "c": "a", "d": "a"}
    assert causes(chain(*A_CHAIN[1:])) == {"c": "b", "d": "b"}


def test_a_waiver_in_a_chain_neither_breaks_it_nor_is_its_cause() -> None:
    def without(rule: str) -> Screening:
        return replace(chain(*A_CHAIN), waived=(Waiver(rule, "**", "Kreditchef", "Beslutat", "2099-12-31", 1),))

    assert causes(without("c")) == {"b": "a", "d": "a"}
    assert causes(without("a")) == {"c": "b", "d": "b"}


def test_rules_that_follow_from_each_other_are_each_told() -> None:
    assert causes(chain(("a", ("b",)), ("b", ("a",)), ("c", ("b",)))) == {}


def test_a_consequence_is_told_by_itself_where_its_cause_is_not_contradicted() -> None:
    text = example("not_met/loan-larger-than-cost.yaml").data.decode()
    screening = screen(text.replace("loan: 26000000", "loan: 20000000").replace("green_loan: 0", "green_loan: 9000000"))

    assert causes(screening) == {}
    assert CONSEQUENCE in {each.rule.id for each in screening.outcomes if each.kind in CONTRADICTED}


def test_what_is_missing_for_one_rule_does_not_follow_from_what_is_missing_for_another() -> None:
    amounts = ("total_cost:", "loan:")
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
