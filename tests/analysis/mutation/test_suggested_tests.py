"""Tests made ready to be put into a rule: no more than what has to be changed in the specimen."""

from collections.abc import Mapping
from typing import Any

import pytest

from sociallan.analysis.mutation.suggested_tests import TestMaker as Maker
from sociallan.analysis.results import Example
from sociallan.analysis.rule_tests import RuleTester
from sociallan.rules.rule import RuleTest
from sociallan.rules.truth import OutcomeKind
from tests.builders import loaded, rule_requiring, shape, small_pack

MET, NOT_MET, TO_MEND, MISSING, JUDGEMENT, NOT_APPLICABLE = OutcomeKind
SPECIMEN = """\
investment: {loan: 5, total_cost: 9}
social: {goals: [{id: M1, level: output}]}
"""


def made(require: str, case: Mapping[str, Any], expect: OutcomeKind, day: str = "2020-08-24") -> RuleTest | None:
    """Make a test of a small rule that comes to an outcome."""
    text = rule_requiring(require)
    text = text.replace("expect: met", f"expect: {expect}")
    pack = loaded(small_pack(**{"rules__applicant-named": text, "specimens__housing": SPECIMEN}))
    tester = RuleTester(pack)

    def shows(test: RuleTest) -> bool:
        return tester.run(pack.rules[0], test).kind is expect

    return Maker(pack, shape().fields).make(pack.rules[0], Example(case, day), expect, shows)


def loan(amount: int) -> dict[str, Any]:
    return {"investment": {"loan": amount}}


@pytest.mark.parametrize(
    ("case", "expect", "change", "remove"),
    [
        (loan(5), MET, {}, ()),
        (loan(6), NOT_MET, {"investment.loan": 6}, ()),
        ({}, MISSING, {}, ("investment.loan",)),
    ],
)
def test_only_what_differs_from_the_specimen_is_changed(
    case: dict[str, Any], expect: OutcomeKind, change: dict[str, Any], remove: tuple[str, ...]
) -> None:
    test = made("{field: investment.loan, at_most: 5}", case, expect)

    assert test is not None
    assert (test.change, test.remove, test.as_of) == (change, remove, None)


def test_what_it_can_do_without_is_left_as_it_is() -> None:
    """The case lacks the total cost, but the loan alone decides."""
    require = "{all: [{field: investment.loan, at_most: 5}, {field: investment.total_cost, not_placeholder: true}]}"

    test = made(require, loan(6), NOT_MET)

    assert test is not None
    assert (test.change, test.remove) == ({"investment.loan": 6}, ())


def test_a_list_is_changed_as_a_whole() -> None:
    require = "{some: social.goals, as: goal, must: {field: goal.level, equals: impact}}"

    test = made(require, {"social": {"goals": [{"level": "impact"}]}}, MET)

    assert test is not None
    assert test.change == {"social.goals": [{"level": "impact"}]}


def test_the_day_is_told_where_it_decides() -> None:
    require = "{field: investment.loan, at_most: {param: limit}}"

    later, earlier = (
        made(require, loan(15), kind, day) for kind, day in ((MET, "2024-01-01"), (NOT_MET, "2020-08-24"))
    )

    assert (later and later.as_of, earlier and earlier.as_of) == ("2024-01-01", None)


def test_the_fields_that_decide_are_named_without_the_numbers_of_items() -> None:
    require = "{each: social.goals, as: goal, must: {field: goal.level, equals: impact}}"

    test = made(require, {"social": {"goals": [{}, {"level": "output"}]}}, NOT_MET)

    assert test is not None
    assert test.because == ("social.goals.level",)


def test_there_is_no_test_where_none_shows_what_it_is_to_show() -> None:
    assert made("{field: investment.loan, at_most: 5}", loan(1), NOT_MET) is None
