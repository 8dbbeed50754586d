"""Suggested tests and cases: equal ones are told once, with all that they notice."""

from sociallan.analysis.mutation.pack_mutant import SuggestedCase
from sociallan.pages.suggestions import Suggestion, Unnoticed, group_lines, grouped
from sociallan.rules.rule import RuleTest
from sociallan.rules.truth import OutcomeKind
from tests.builders import lsh, words

AT = lsh().rules[0].at
TEST = RuleTest({}, {"investment.loan": 9}, ("project.end",), None, OutcomeKind.NOT_MET, ("investment.loan",), AT)
TITLES = {"sv": "Märker det", "en": "Notices it"}
CASE = SuggestedCase({"specimen": "housing", "verdict": "ready"})


def mutant(number: int, suggestion: Suggestion | None) -> Unnoticed:
    return Unnoticed(f"rules/a.yaml:{number}", f"change {number}", suggestion)


def test_mutants_that_one_test_notices_are_told_together_and_the_test_once() -> None:
    several = [mutant(1, Suggestion("a", TEST)), mutant(2, None), mutant(3, Suggestion("a", TEST._replace()))]

    groups = grouped(several)

    assert groups == ((several[0], several[2]), (several[1],))
    assert list(group_lines(groups[0], words("en"), TITLES)) == [
        "  rules/a.yaml:1: change 1",
        "  rules/a.yaml:3: change 3",
        "    A test to paste into the rule a that notices all 2 changes:",
        "  - name:",
        "      sv: Märker det",
        "      en: Notices it",
        "    change: {investment.loan: 9}",
        "    remove: [project.end]",
        "    expect: not_met",
        "    because: [investment.loan]",
    ]


def test_one_mutant_is_told_with_the_test_that_notices_it() -> None:
    lines = list(group_lines((mutant(1, Suggestion("a", TEST)),), words("en"), TITLES))

    assert lines[1:5] == [
        "    A test to paste into the rule a that notices the change:",
        "  - name:",
        "      sv: Märker det",
        "      en: Notices it",
    ]


def test_equal_cases_are_told_once_too() -> None:
    (group,) = grouped(mutant(number, Suggestion("", CASE)) for number in (1, 2, 3))

    assert list(group_lines(group, words("en"), TITLES))[3:] == [
        "    A case to save as a file in the folder cases that notices all 3 changes:",
        "  title: {sv: Märker det, en: Notices it}",
        "  specimen: housing",
        "  verdict: ready",
    ]


def test_tests_of_two_rules_and_tests_that_differ_are_told_apart() -> None:
    others = [
        Suggestion("b", TEST),
        Suggestion("a", TEST._replace(as_of="2025-01-01")),
        Suggestion("a", TEST._replace(change={"investment.loan": 10})),
        Suggestion("a", TEST._replace(expect=OutcomeKind.MET)),
        Suggestion("", CASE),
    ]

    assert len(grouped(mutant(1, each) for each in (Suggestion("a", TEST), *others))) == 6


def test_mutants_without_a_suggestion_are_told_alone() -> None:
    groups = grouped([mutant(1, None), mutant(2, None)])

    assert [list(group_lines(group, words("en"), TITLES)) for group in groups] == [
        ["  rules/a.yaml:1: change 1"],
        ["  rules/a.yaml:2: change 2"],
    ]
