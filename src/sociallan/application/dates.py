"""Partial dates: ``YYYY``, ``YYYY-MM`` and ``YYYY-MM-DD``, compared at their common precision."""

import calendar
from datetime import date, timedelta

LAST_DAY = "9999-12-31"
"""The last day that a date can be."""


def common(left: str | int, right: str | int) -> tuple[str, str]:
    """Cut two partial dates to their common precision; the results compare as dates do."""
    first, second = str(left), str(right)
    length = min(len(first), len(second))
    return first[:length], second[:length]


def year(partial: str | int) -> int:
    """Return the year of a partial date."""
    return int(str(partial)[:4])


def months(partial: str | int) -> int:
    """Count the months from year 0 to a partial date; a bare year counts to its last month."""
    partial = str(partial)
    return year(partial) * 12 + (int(partial[5:7]) if len(partial) > 4 else 12)


def is_within(day: str, first: str, last: str | None) -> bool:
    """Return whether a day is in a period, which has no end if ``last`` is ``None``; all are ``YYYY-MM-DD``."""
    return first <= day and (last is None or day <= last)


def last_day(partial: str | int) -> str:
    """Return the last day of a partial date as ``YYYY-MM-DD``."""
    partial = str(partial)
    if len(partial) == 4:
        return f"{partial}-12-31"
    if len(partial) == 7:
        return f"{partial}-{calendar.monthrange(year(partial), int(partial[5:]))[1]:02}"
    return partial


def days_later(day: str, count: int) -> str:
    """Return the day (``YYYY-MM-DD``) ``count`` days after a day, or the day itself if the result is out of range."""
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except OverflowError:
        return day


def years_between(first: str | int, second: str | int) -> int:
    """Count the whole years from a partial date to another, negative if the second is earlier.

    They are counted between what both of them say: from 2027-12-31 to 2030-01-01 it is two years, and from 2027 to
    2030, where the day is not stated, it is three.
    """
    start, end = common(first, second)
    whole, (earlier, later) = year(end) - year(start), (start, end)
    if whole > 0 and later[4:] < earlier[4:]:
        return whole - 1
    if whole < 0 and later[4:] > earlier[4:]:
        return whole + 1
    return whole


def months_between(first: str | int, second: str | int) -> int:
    """Count the whole months from a partial date to another, negative if the second is earlier.

    They are counted by day where both have one, else by month; a bare year counts to its last month.
    """
    whole = months(second) - months(first)
    day_of_first, day_of_second = str(first)[8:], str(second)[8:]
    if not day_of_first or not day_of_second:
        return whole
    if whole > 0 and day_of_second < day_of_first:
        return whole - 1
    if whole < 0 and day_of_second > day_of_first:
        return whole + 1
    return whole


def months_later(partial: str | int, count: int) -> str:
    """Return the date some months after a date, as precise as it; a day that a month does not have is its last.

    Outside of the calendar it is the first or the last month that there is.
    """
    partial = str(partial)
    # A year counts from its first month; a date with a month of its own counts from that.
    total = min(max(months(f"{partial}-01") - 1 + count, 12), 9999 * 12 + 11)
    years, month = divmod(total, 12)
    written = f"{years:04}-{month + 1:02}-{partial[8:]}"[: len(partial)]
    return min(written, last_day(written[:7]))
