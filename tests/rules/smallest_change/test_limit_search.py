"""Limits that a number or a date must keep to for a test to hold: each is where the test begins or ceases to hold."""

from typing import Any, NamedTuple

import pytest

from sociallan.application.field import FieldKind
from sociallan.rules.evaluation.comparison import check_for
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint
from sociallan.rules.smallest_change.limit_search import LimitSearch
from sociallan.rules.smallest_change.plans import NEW
from sociallan.rules.truth import Truth
from tests.builders import TODAY, decided
from tests.rules.smallest_change.steps import is_of_its_place
from tests.rules.smallest_change.verifying import COST, FIELDS, GREEN, LOAN, asked, verifier

START, END = "/project/start", "/project/end"
PART = "/investment/items/0/cost"
NEW_PART = f"/investment/items/{NEW}/cost"


class Case(NamedTuple):
    """A test, the field that is to change, what is stated, and the limit that is found, if there is one."""

    constraint: ValueConstraint
    pointer: str
    given: dict[str, Any]
    limit: tuple[str, Any] | None

    def found(self) -> tuple[ValueConstraint, ...] | None:
        facts = Facts(self.given, (), TODAY)
        found = LimitSearch(facts, FIELDS, verifier((), given=self.given)).limit(self.constraint, self.pointer)
        assert all(map(is_of_its_place, found or ()))
        return found

    def holds(self, value: Any) -> bool:
        """Return whether the test is as it should be where the field has a value."""
        root = Facts(self.given, (), TODAY).changed([(self.pointer, value)]).root
        return decided(self.constraint.leaf, root) is (Truth.FALSE if self.constraint.negated else Truth.TRUE)


def of_loan(test: str, operand: int, pointer: str, limit: tuple[str, Any] | None, **stated: Any) -> Case:
    """Return a case of the loan's share of the cost; the test is negated where it says so."""
    name = test.removeprefix("not ")
    constraint = asked("", f"loan_share, {name}: {operand}", operand, negated=name != test)
    return Case(constraint, pointer, {"investment": stated}, limit)


def of_time(test: str, operand: int, pointer: str, limit: tuple[str, Any], start: str | None, end: str | None) -> Case:
    """Return a case of the time from a date to another, of which one may be missing."""
    constraint = asked("", f"{test}: {operand}", operand)
    return Case(constraint, pointer, {"project": {"start": start, "end": end}}, limit)


def of_fields(
    subject: str, test: str, operand: int | None, other: str, pointer: str, limit: tuple[str, Any] | None, **stated: Any
) -> Case:
    """Return a case of a test that compares two fields, with the value of the other one if it has one."""
    return Case(asked(subject, test, operand, other=other), pointer, {"investment": stated}, limit)


PARTS = [{"cost": 10}, {"cost": 20}]
BELOW_COST = "less_than: {field: investment.total_cost}"
AT_MOST_COST = "items_total, at_most: {field: investment.total_cost}"
AT_MOST_PARTS = "at_most: {field: derived.items_total}"
SAME = "items_total, equals: {field: derived.loans}"
NOT_RUNNING = "cost_without_operating"
RUNNING = {"investment": {"total_cost": 50, "items": [{"cost": 80, "nature": "operating"}]}}

CASES = (
    of_loan("at_most", 50, LOAN, ("at_most", 50), loan=60, total_cost=100),
    of_loan("at_most", 50, COST, ("at_least", 120), loan=60, total_cost=100),
    of_loan("at_least", 50, LOAN, ("at_least", 50), total_cost=100),
    # Between two amounts lies the share itself.
    of_loan("at_least", 33, LOAN, ("at_least", 4), loan=1, total_cost=10),
    of_loan("at_most", 33, LOAN, ("at_most", 3), loan=9, total_cost=10),
    # The limit itself is left out.
    of_loan("more_than", 50, LOAN, ("at_least", 51), loan=40, total_cost=100),
    of_loan("more_than", 50, LOAN, ("at_least", 501), loan=400, total_cost=1000),
    of_loan("less_than", 50, LOAN, ("at_most", 499), loan=600, total_cost=1000),
    of_loan("less_than", 50, COST, ("at_least", 121), loan=60, total_cost=100),
    of_loan("equals", 50, LOAN, ("equals", 50), loan=60, total_cost=100),
    of_loan("not at_most", 50, LOAN, ("at_least", 501), loan=40, total_cost=1000),
    of_loan("not at_least", 50, LOAN, ("at_most", 49), loan=60, total_cost=100),
    # The share is not computed from it, or no amount gives it.
    of_loan("at_most", 50, GREEN, None, loan=60, total_cost=100),
    of_loan("equals", 33, LOAN, None, loan=60, total_cost=10),
    of_time("project_years, at_most", 5, END, ("at_most", "2025"), "2020-06", "2030"),
    of_time("project_years, at_least", 5, END, ("at_least", "2025-06"), "2020-06", "2021"),
    of_time("project_years, at_least", 5, START, ("at_most", "2016"), "2020-06", "2021"),
    of_time("project_years, more_than", 5, END, ("at_least", "2026-06"), "2020-06", "2021"),
    of_time("project_years, at_least", 5, END, ("at_least", "2025-06"), "2020-06", None),
    of_time("project_years, at_least", 5, START, ("at_most", "2016"), None, "2021"),
    of_time("project_months, at_least", 5, END, ("at_least", "2020-11-15"), "2020-06-15", "2020-07-01"),
    of_time("project_months, at_most", 5, END, ("at_most", "2020-11"), "2020-06-15", "2021-07-01"),
    of_fields(LOAN, BELOW_COST, 50, COST, COST, ("at_least", 61), loan=60, total_cost=50),
    of_fields(LOAN, BELOW_COST, None, COST, COST, ("at_least", 61), loan=60),
    # Nothing is compared with it.
    of_fields(LOAN, BELOW_COST, 50, COST, COST, None, total_cost=50),
    # More than the form allows is no limit.
    of_fields(LOAN, BELOW_COST, None, COST, COST, None, loan=10**12),
    # 0 is a limit as any other, and may be what a value is held against.
    Case(asked("", "loans, at_most: 50", 50), GREEN, {"investment": {"loan": 50}}, ("at_most", 0)),
    Case(asked("", f"{NOT_RUNNING}, at_least: 0", 0), COST, RUNNING, ("at_least", 80)),
    Case(asked("", f"{NOT_RUNNING}, at_least: 0", 0), PART, RUNNING, ("at_most", 50)),
    # Not what it is compared with.
    of_fields(LOAN, BELOW_COST, 50, COST, LOAN, None, loan=50, total_cost=50),
    Case(
        asked("", "horizon_years, less_than: {field: derived.project_years}", 1),
        START,
        {"project": {"start": "2025-06", "end": "2026-06"}, "long_term": {"until": "2031-06"}},
        ("at_most", "2020-06"),
    ),
    Case(
        asked("", "horizon_years, less_than: {field: derived.project_years}", None),
        END,
        {"project": {"start": "2025-06"}, "long_term": {"until": "2031-06"}},
        None,
    ),
    of_fields("", AT_MOST_COST, 10, COST, COST, ("at_least", 30), total_cost=10, items=PARTS),
    of_fields("", AT_MOST_COST, 25, COST, PART, ("at_most", 5), total_cost=25, items=PARTS),
    of_fields(LOAN, AT_MOST_PARTS, 30, "", PART, ("at_least", 40), loan=60, items=PARTS),
    of_fields(LOAN, AT_MOST_PARTS, None, "", PART, ("at_least", 40), loan=60, items=[{}, *PARTS[1:]]),
    # A new item has its number, and not an index, as long as other plans may add items before it.
    of_fields(LOAN, AT_MOST_PARTS, 30, "", NEW_PART, ("at_least", 30), loan=60, items=PARTS),
    of_fields(LOAN, AT_MOST_PARTS, None, "", NEW_PART, ("at_least", 60), loan=60),
    of_fields("", AT_MOST_COST, 25, COST, NEW_PART, ("at_most", 25), total_cost=25, items=[]),
    of_fields("", SAME, 25, "", LOAN, ("equals", 30), loan=25, green_loan=0, items=PARTS),
    of_fields("", SAME, 25, "", PART, ("equals", 5), loan=25, green_loan=0, items=PARTS),
)


def dates(least: int) -> list[str]:
    """Return dates that have so many characters at least."""
    years = [str(year) for year in range(2014, 2032)]
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    days = [f"{month}-{day}" for month in months for day in ("01", "14", "15", "16", "28")]
    return [each for each in (*years, *months, *days) if len(each) >= least]


@pytest.mark.parametrize("case", CASES)
def test_the_limit_is_where_the_test_begins_or_ceases_to_hold(case: Case) -> None:
    found = case.found()

    assert (found and [(str(each.leaf.operator), each.operand) for each in found]) == (case.limit and [case.limit])


@pytest.mark.parametrize("case", [case for case in CASES if case.limit is not None])
def test_whatever_keeps_to_the_limit_makes_the_test_hold_and_no_other_number_does(case: Case) -> None:
    found = case.found()
    assert found
    (limit,) = found
    keeps = check_for(limit.leaf.operator, limit.leaf.path.kind, limit.operand)
    is_date = limit.leaf.path.kind is FieldKind.DATE

    assert limit.subject == case.pointer
    if is_date:
        # A date that says less than the limit is tried when the whole change is verified.
        assert all(map(case.holds, (day for day in dates(len(limit.operand)) if keeps(day) is Truth.TRUE)))
    else:
        for amount in (*range(1, 700), 10**6):
            assert case.holds(amount) is (keeps(amount) is Truth.TRUE), amount


def test_a_limit_that_every_amount_keeps_to_is_none() -> None:
    case = of_fields(LOAN, BELOW_COST, None, COST, COST, None, loan=0)

    assert case.found() == ()


@pytest.mark.parametrize("pointer", ["/project/title", "/investment/items", "/applicant/member/is_member"])
def test_only_numbers_and_dates_have_limits(pointer: str) -> None:
    assert of_loan("at_most", 50, pointer, None, loan=60, total_cost=100).found() is None


def test_a_text_that_is_compared_with_another_has_no_limit() -> None:
    named = asked("/project/area", "equals: {field: project.title}", "Torg", other="/project/title")

    assert Case(named, "/project/title", {"project": {"area": "housing", "title": "Torg"}}, None).found() is None
