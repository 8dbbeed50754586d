"""Rules and parameters in force on a day: rules by their dates, parameters by theirs."""

from typing import Any

import pytest

from sociallan.pack.calendar import RuleCalendar, change_days, in_force
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.truth import OutcomeKind
from tests.builders import RULE, TODAY, loaded, rule_requiring, small_pack
from tests.pack.test_questions import QUESTION

DATED = RULE.format(id="applicant-named").replace(
    "valid_from: 2020-08-24", "valid_from: 2022-03-01\nvalid_to: 2023-12-31"
)
LIMITED = rule_requiring("{field: investment.loan, at_most: {param: limit}}", "loan-limited")


def calendar(**rules: str) -> RuleCalendar:
    return RuleCalendar(
        loaded(small_pack(**{f"rules__{name.replace('_', '-')}": text for name, text in rules.items()}))
    )


def outcome(days: RuleCalendar, day: str, value: Any, rule: str) -> OutcomeKind:
    ready = next(ready for ready in days.on(day).rules if ready.rule.id == rule)
    return ready.decide(Facts(value, (), day).scope()).kind


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("2022-02-28", False),
        ("2022-03-01", True),
        ("2023-12-31", True),
        ("2024-01-01", False),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_to_its_last(day: str, there: bool) -> None:
    days = calendar(applicant_named=DATED)

    assert [ready.rule.id for ready in days.on(day).rules] == (["applicant-named"] if there else [])
    assert in_force(loaded(small_pack(**{"rules__applicant-named": DATED})).rules[0], day) is there


def test_a_rule_looks_for_the_words_of_the_packs_lists() -> None:
    days = calendar(project_plain=rule_requiring("{field: project.summary, mentions_none: words}", "project-plain"))

    for summary, kind in (("Mer lön", OutcomeKind.JUDGEMENT), ("Nya fönster", OutcomeKind.MET)):
        assert outcome(days, TODAY, {"project": {"summary": summary}}, "project-plain") is kind


def test_a_rule_without_a_last_day_stays_in_force() -> None:
    assert len(calendar().on("2999-12-31").rules) == 1


@pytest.mark.parametrize(("day", "value"), [("2020-08-24", 10), ("2023-12-31", 10), ("2024-01-01", 20)])
def test_a_parameter_has_the_value_of_the_day(day: str, value: int) -> None:
    assert calendar().on(day).bindings.params == {"limit": value}


def test_before_its_first_day_a_parameter_sets_no_limit() -> None:
    assert calendar().on("2019-01-01").bindings.params == {"limit": None}


def test_a_rule_follows_the_parameter_of_the_day() -> None:
    days = calendar(loan_limited=LIMITED)
    value = {"investment": {"loan": 15}}

    assert outcome(days, "2023-12-31", value, "loan-limited") is OutcomeKind.NOT_MET
    assert outcome(days, "2024-01-01", value, "loan-limited") is OutcomeKind.MET


def test_a_period_is_made_ready_once() -> None:
    days = calendar(applicant_named=DATED)

    assert days.on("2022-03-01") is days.on("2023-06-30")
    assert days.on("2023-12-31") is not days.on("2024-01-01")
    assert days.decider("2023-06-30") is days.decider("2022-03-01")


@pytest.mark.parametrize(
    ("weights", "order"),
    [
        ({"Q-a": 20, "Q-late": 70}, ["Q-late", "Q-a"]),
        ({"Q-a": 70, "Q-late": 20}, ["Q-a", "Q-late"]),
        ({"Q-a": 20, "Q-late": 20}, ["Q-a", "Q-late"]),
    ],
)
def test_the_heaviest_question_comes_first_and_of_equal_ones_the_first_of_the_pack(
    weights: dict[str, int], order: list[str]
) -> None:
    texts = {
        name.replace("-", "_"): QUESTION.replace("Q-late", name).replace("weight: 70", f"weight: {weight}")
        for name, weight in weights.items()
    }

    found = calendar(**texts).on(TODAY)

    assert [question.rule.id for question in found.questions] == order
    assert {ready.rule.id for ready in found.rules}.isdisjoint(weights)


def test_the_days_on_which_a_pack_changes_come_in_order() -> None:
    years = range(2021, 2029)
    rules = {f"rules__r-{year}": RULE.format(id=f"r-{year}").replace("2020-08", f"{year}-01") for year in years}

    days = change_days(loaded(small_pack(**rules)))

    assert days == ("2020-08-24", *sorted(["2024-01-01", *(f"{year}-01-24" for year in years)]))


@pytest.mark.parametrize("asked", [("2023-06-30", "2023-07-01"), ("2023-07-01", "2023-06-30")])
def test_a_period_ends_with_the_last_day_of_a_rule_where_nothing_else_changes(asked: tuple[str, str]) -> None:
    days = calendar(applicant_named=DATED.replace("2023-12-31", "2023-06-30"))

    assert {day: len(days.on(day).rules) for day in asked} == {"2023-06-30": 1, "2023-07-01": 0}


def test_days_asked_for_in_any_order_give_the_same_rules() -> None:
    days, backwards = calendar(applicant_named=DATED), calendar(applicant_named=DATED)
    asked = ["2020-09-01", "2022-03-01", "2023-12-31", "2024-01-01", "2024-05-05"]

    forth = {day: len(days.on(day).rules) for day in asked}
    back = {day: len(backwards.on(day).rules) for day in reversed(asked)}

    assert forth == back == dict(zip(asked, [0, 1, 1, 0, 0], strict=True))
