"""Partial dates."""

import pytest

from sociallan.application import dates


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2020", "2020-06", ("2020", "2020")),
        ("2020-06", "2020-06-30", ("2020-06", "2020-06")),
        ("2020-05-31", "2020-06-01", ("2020-05-31", "2020-06-01")),
        (2020, "2021-06-01", ("2020", "2021")),
        (2020, 2021, ("2020", "2021")),
    ],
)
def test_two_dates_are_cut_to_what_both_of_them_say(
    left: str | int, right: str | int, expected: tuple[str, str]
) -> None:
    assert dates.common(left, right) == expected
    assert dates.common(right, left) == expected[::-1]


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2020-02-28", 2, "2020-03-01"),
        ("2021-01-01", -1, "2020-12-31"),
        ("9999-12-31", 1, "9999-12-31"),
        ("0001-01-01", -1, "0001-01-01"),
    ],
)
def test_days_are_counted_within_the_calendar(day: str, count: int, expected: str) -> None:
    assert dates.days_later(day, count) == expected


@pytest.mark.parametrize("partial", [2020, "2020", "2020-06", "2020-06-15"])
def test_the_year_is_the_year(partial: str | int) -> None:
    assert dates.year(partial) == 2020


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("2020-06", "2021-06", 12),
        ("2020-06-30", "2020-07-01", 1),
        ("2020-12", "2021-01", 1),
        (2020, "2021-01-01", 1),
        ("2020", 2021, 12),
        ("2021-06", "2020-06", -12),
    ],
)
def test_months_are_counted_from_one_to_the_other(earlier: str | int, later: str | int, expected: int) -> None:
    assert dates.months(later) - dates.months(earlier) == expected


@pytest.mark.parametrize(
    ("partial", "expected"),
    [
        (2020, "2020-12-31"),
        ("2020", "2020-12-31"),
        ("2020-02", "2020-02-29"),
        ("2021-02", "2021-02-28"),
        ("2100-02", "2100-02-28"),
        ("2020-11", "2020-11-30"),
        ("2020-09-21", "2020-09-21"),
    ],
)
def test_a_partial_date_has_a_last_day(partial: str | int, expected: str) -> None:
    assert dates.last_day(partial) == expected
