"""Selection of the rules that are shown, by the ids of rules and groups."""

from dataclasses import replace

from sociallan.rules.evaluation.asking import AskedQuestion
from sociallan.screening.selection import known, names, only, shown
from tests.builders import example, lsh, screen


def test_names_may_stand_with_commas_between() -> None:
    assert list(names(["G1, G2", "financing-loan-within-cost", ", "])) == ["G1", "G2", "financing-loan-within-cost"]


def test_a_group_means_its_rules_and_what_is_ignored_is_taken_away() -> None:
    rules = shown(lsh(), ["G5"], ["G5-goals-followed-up"])

    assert rules == {rule.id for rule in lsh().rules if rule.group == "G5"} - {"G5-goals-followed-up"}


def test_a_rule_may_be_selected_or_ignored_by_itself() -> None:
    assert shown(lsh(), ["G5-goals-followed-up"], []) == {"G5-goals-followed-up"}
    assert shown(lsh(), ["G5-goals-followed-up", "G5"], ["G5"]) == frozenset()
    assert known(lsh())[:1] == (lsh().groups[0].id,)
    assert set(known(lsh())) >= {rule.id for rule in lsh().rules}


def test_what_a_rule_says_or_asks_is_left_where_it_is_selected() -> None:
    question, *others = (rule for rule in lsh().rules if rule.judge is not None)
    screening = screen(example("not_met/loan-larger-than-cost.yaml"))
    (first, *_), asked = screening.outcomes, AskedQuestion(question, {}, (), ())
    whole = replace(screening, questions=(asked, asked._replace(rule=others[0])), more_questions=tuple(others[:2]))

    left = only(whole, frozenset((first.rule.id, question.id, others[1].id)))

    assert [outcome.rule.id for outcome in left.outcomes] == [first.rule.id]
    assert ([each.rule for each in left.questions], left.more_questions) == ([question], (others[1],))


def test_without_a_selection_all_are_shown_but_those_ignored() -> None:
    assert shown(lsh(), [], ["G5"]) == {rule.id for rule in lsh().rules if rule.group != "G5"}


def test_the_verdict_and_the_groups_stay() -> None:
    screening = screen(example("not_met/loan-larger-than-cost.yaml"))

    left = only(screening, shown(lsh(), ["G5"], []))

    assert {outcome.rule.group for outcome in left.outcomes} == {"G5"}
    assert (left.verdict, left.groups, left.findings) == (screening.verdict, screening.groups, screening.findings)
