"""Partial dates: ``YYYY``, ``YYYY-MM`` and ``YYYY-MM-DD``, compared at their common precision."""

import calendar
from datetime import date, timedelta


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
    text = str(partial)
    return year(partial) * 12 + (int(text[5:7]) if len(text) > 4 else 12)


def last_day(partial: str | int) -> str:
    """Return the last day of a partial date as ``YYYY-MM-DD``."""
    text = str(partial)
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        return f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    return text


def days_later(day: str, count: int) -> str:
    """Return the day (``YYYY-MM-DD``) ``count`` days after a day, or the day itself if the result is out of range."""
    try:
        return (date.fromisoformat(day) + timedelta(days=count)).isoformat()
    except OverflowError:
        return day
