"""Values to try at a place: those that are far apart, those around a limit, and only what the form allows."""

from typing import Any

import pytest

from sociallan.application.field import FieldKind
from sociallan.rules.condition import Leaf
from sociallan.rules.outcome import Wanted
from sociallan.rules.plans import Step
from sociallan.rules.trial_values import around, fits, kind_at
from tests.builders import condition, shape

FIELDS = shape().fields
LOAN, START, NAME = "investment.loan", "project.start", "applicant.name"


def tried(path: str, asked: str | None = None, operand: Any = None) -> list[Any]:
    """Return the values to try for a field, of which a condition asks something."""
    pointer = "/" + path.replace(".", "/")
    if asked is None:
        return list(around(Step(pointer), FIELDS))
    leaf = condition(asked)
    assert isinstance(leaf, Leaf)
    return list(around(Step(pointer, (Wanted(leaf, pointer, operand),)), FIELDS))


def test_values_far_apart_are_tried_of_each_kind() -> None:
    assert tried(LOAN)[:3] == [1, 0, 10**12]
    assert tried(START)[:3] == ["2020", "2199-12-31", "1901-01"]
    assert tried("applicant.member.is_member") == [True, False]
    assert "212000-1355" in tried("applicant.org_number")


def test_a_list_is_tried_without_items_and_with_one() -> None:
    assert tried("social.effects")[-2:] == [[], [FIELDS["social.effects"].values[0]]]
    assert [type(item) for item in tried("agenda_2030")[-1]] == [int]


@pytest.mark.parametrize(
    ("asked", "operand", "expected"), [("at_most: 5", 5, {4, 5, 6}), ("one_of: [5, 9]", (5, 9), {5, 9})]
)
def test_values_around_a_limit_are_tried(asked: str, operand: Any, expected: set[int]) -> None:
    assert expected <= set(tried(LOAN, f"{{field: {LOAN}, {asked}}}", operand))


def test_a_date_is_tried_without_its_day_and_without_its_month() -> None:
    found = tried(START, f"{{field: {START}, at_least: 2023-06-15}}", "2023-06-15")

    assert {"2023", "2023-06"} <= set(found)
    assert not {"202", "2023-", "2023-0", "2023-06-"} & set(found)


def test_a_text_fits_up_to_its_longest() -> None:
    most = FIELDS[NAME].max_chars
    assert most is not None

    assert [fits(FIELDS[NAME], value, of_item=False) for value in (5, "å" * most, "å" * (most + 1))] == [
        False, True, False,
    ]  # fmt: skip


def test_a_number_fits_within_both_its_limits() -> None:
    known = FIELDS["agenda_2030"]
    low, high = known.minimum, known.maximum
    assert low is not None
    assert high is not None

    fitting = [fits(known, value, of_item=True) for value in (low - 1, low, high, high + 1)]

    assert fitting == [False, True, True, False]


def test_a_list_fits_where_it_repeats_nothing_that_may_stand_once() -> None:
    known = FIELDS["social.effects"]
    first, second, *_ = known.values

    assert [fits(known, value, of_item=False) for value in ([first, second], [first, first])] == [True, False]


def test_an_item_without_a_kind_is_a_record() -> None:
    assert kind_at(FIELDS["investment.items"], of_item=True) is FieldKind.RECORD
    assert kind_at(FIELDS["agenda_2030"], of_item=True) is FieldKind.NUMBER
