"""Partial dates."""

from itertools import product

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
def test_a_partial_date_of_any_precision_has_its_year(partial: str | int) -> None:
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


@pytest.mark.parametrize(
    ("first", "second", "years"),
    [
        ("2024-12-31", "2026-12-31", 2),
        ("2024-12-31", "2026-12-30", 1),
        ("2027-12-31", "2030-01-01", 2),
        ("2027-12-31", "2030", 3),
        (2027, "2030-01", 3),
        ("2030-01-01", "2027-12-31", -2),
    ],
)
def test_whole_years_are_counted_as_far_as_both_dates_say(first: str | int, second: str | int, years: int) -> None:
    assert dates.years_between(first, second) == years


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [
        ("2024-01-15", "2024-03-15", 2),
        ("2024-01-15", "2024-03-14", 1),
        ("2024-03-15", "2024-01-15", -2),
        ("2024-03-14", "2024-01-15", -1),
        ("2024-01-31", "2024-03", 2),
        ("2024-03", "2024-01-15", -2),
        (2024, "2025-01", 1),
    ],
)
def test_whole_months_are_counted_by_day_where_both_dates_have_one(
    first: str | int, second: str | int, months: int
) -> None:
    assert dates.months_between(first, second) == months


DAYS = [
    f"{year}-{day}" for year in (2023, 2024, 2026) for day in ("01-01", "02-28", "03-15", "03-16", "11-30", "12-31")
]
PAIRS = [(first[:length], second[:length]) for length in (4, 7, 10) for first, second in product(DAYS, DAYS)]


def moved(partial: str, years: int, months: int = 0) -> str:
    """Return the date some time later, which need not be in the calendar: texts compare as dates do."""
    more, month = divmod(int(partial[5:7] or 1) - 1 + months, 12)
    return f"{int(partial[:4]) + years + more:04}-{month + 1:02}{partial[7:]}"[: len(partial)]


def test_the_last_whole_year_is_reached_and_the_next_is_not() -> None:
    for first, second in PAIRS:
        years = dates.years_between(first, second)

        assert dates.years_between(second, first) == -years, (first, second)
        if first <= second:
            assert moved(first, years) <= second < moved(first, years + 1), (first, second)


def test_the_last_whole_month_is_reached_and_the_next_is_not() -> None:
    for first, second in PAIRS:
        months = dates.months_between(first, second)

        assert dates.months_between(second, first) == -months, (first, second)
        if first <= second and len(first) > len("2024"):
            assert moved(first, 0, months) <= second < moved(first, 0, months + 1), (first, second)


@pytest.mark.parametrize(
    ("date", "count", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-11", 2, "2025-01"),
        (2024, 13, "2025"),
        ("2024-03-05", -3, "2023-12-05"),
        (2024, 11, "2024"),
        (2024, 12, "2025"),
        ("9999-11-30", 1, "9999-12-30"),
        ("9999-12", 1, "9999-12"),
        ("0001-02", -1, "0001-01"),
        ("0001-01", -1, "0001-01"),
    ],
)
def test_a_date_some_months_later_is_as_precise_as_before(date: str | int, count: int, expected: str) -> None:
    assert dates.months_later(date, count) == expected


@pytest.mark.parametrize(
    ("day", "last", "expected"),
    [
        ("2020-01-01", "2020-06-30", True),
        ("2020-06-30", "2020-06-30", True),
        ("2020-07-01", "2020-06-30", False),
        ("2019-12-31", None, False),
        ("2199-12-31", None, True),
    ],
)
def test_a_period_has_its_first_day_its_last_and_those_between(day: str, last: str | None, expected: bool) -> None:
    assert dates.is_within(day, "2020-01-01", last) is expected
