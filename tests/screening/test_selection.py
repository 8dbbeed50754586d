"""Selection of the rules that are shown, by the ids of rules and groups."""

from sociallan.screening.selection import names, only, shown
from tests.builders import example, lsh, screen


def test_names_may_stand_with_commas_between() -> None:
    assert list(names(["G1, G2", "financing-loan-within-cost", ","])) == ["G1", "G2", "financing-loan-within-cost"]


def test_a_group_means_its_rules_and_what_is_ignored_is_taken_away() -> None:
    rules = shown(lsh(), ["G5"], ["G5-goals-followed-up"])

    assert rules == {rule.id for rule in lsh().rules if rule.group == "G5"} - {"G5-goals-followed-up"}


def test_without_a_selection_all_are_shown_but_those_ignored() -> None:
    assert shown(lsh(), [], ["G5"]) == {rule.id for rule in lsh().rules if rule.group != "G5"}


def test_the_verdict_and_the_groups_stay() -> None:
    screening = screen(example("not_met/loan-larger-than-cost.yaml"))

    left = only(screening, shown(lsh(), ["G5"], []))

    assert {outcome.rule.group for outcome in left.outcomes} == {"G5"}
    assert (left.verdict, left.groups, left.findings) == (screening.verdict, screening.groups, screening.findings)
