"""Dates as applicants write them, in figures and in words, as ``YYYY-MM-DD`` or a part of that."""

import calendar
import re
from collections.abc import Iterable, Sequence

from sociallan.application.notation.value_words import (
    ARTICLES,
    AT_LATEST,
    MONTHS,
    ORDINAL_ENDINGS,
    PART_OF_YEAR,
    WEEKDAYS,
    YEAR,
)

_LONGEST = 40
_DASH_BETWEEN = re.compile(r"(?<=\d)[–—−‐‑](?=\d)")
"""A dash that programs for text make of a hyphen."""
_TIME = re.compile(r"(?<=-\d\d)[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")
"""Time of the day that programs write after a date."""
_DATE = re.compile(r"(?P<year>\d{4})(?:[-/. ](?P<month>\d{1,2})(?:[-/. ](?P<day>\d{1,2}))?)?")
_DATE_OF_DIGITS = re.compile(r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})?")
"""A date of which a part is not divided from the next has no part of one digit: 2024123 may be two days."""
_DAY = rf"(?:(?P<day>\d{{1,2}})[.:]?(?:{'|'.join(ORDINAL_ENDINGS)})? )?"
_MONTH_IN_WORDS = re.compile(rf"{_DAY}(?P<month>[a-z]+)\.?(?:,? (?:månad )?|[-/])(?P<year>\d{{4}})", re.IGNORECASE)
_WITH_SHORT_YEAR = re.compile(rf"{_DAY}(?P<month>[a-z]+)\.? ?[-–'’](?P<year>\d{{2}})", re.IGNORECASE)
_DAY_WITH_SHORT_YEAR = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2}) ?[-–'’](?P<year>\d{2})")
_YEAR_AND_MONTH = re.compile(r"(?P<year>\d{4})(?:,? |[-/])(?P<month>[a-z]+)\.?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2}),? (?P<year>\d{4})", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"(?P<month>\d{1,2})(?: ?[-/.] ?)(?P<year>\d{4})")
_BEFORE_DATE = re.compile(rf"^(?:(?:{'|'.join(WEEKDAYS)}),? )?(?:(?:{'|'.join(ARTICLES)}) )?", re.IGNORECASE)
_YEAR_IN_WORDS = re.compile(
    rf"(?:(?:{'|'.join(AT_LATEST)}) )?(?:(?:{'|'.join(PART_OF_YEAR)}) )?(?:(?:{'|'.join(YEAR)}) )?"
    r"(?P<year>(?:19|20|21)\d\d)",
    re.IGNORECASE,
)
"""A year that the words around it leave as it is: what is to be reached by 2030 is so in 2030."""
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ]+(?P<month>\d{1,2})[-/. ]+(?P<year>\d{4})")


def date(value: object) -> str | None:
    """Parse a date such as ``2024-9-1``, ``20240901``, ``1/9 2024`` or ``1 september 2024`` as ``YYYY-MM-DD``.

    A day that the month does not have makes it none: which other is meant only a person can know.
    """
    parts = _parts_of_date(value)
    return None if parts is None or not _has_day(parts) else _written(parts)


def nearest_date(value: object) -> str | None:
    """Parse a date as ``date`` does, and one that is not in the calendar as the nearest in its month."""
    parts = _parts_of_date(value)
    if parts is not None and not _has_day(parts):
        parts[2] = min(max(parts[2], 1), calendar.monthrange(parts[0], parts[1])[1])
    return None if parts is None else _written(parts)


def year_in_words(text: str) -> str | None:
    """Return the year of a text such as ``senast år 2030`` or ``slutet av 2028``; ``None`` of other words."""
    match = _YEAR_IN_WORDS.fullmatch(" ".join(text[:_LONGEST].split()))
    return None if match is None else match["year"]


def _parts_of_date(value: object) -> list[int] | None:
    """Return the year of a date, its month and its day if it has them; ``None`` of what is no date."""
    text = " ".join(str(value)[:_LONGEST].split())
    written = _TIME.sub("", _BEFORE_DATE.sub("", text))
    text = _DASH_BETWEEN.sub("-", written)
    words = (_MONTH_IN_WORDS, _MONTH_FIRST, _WITH_SHORT_YEAR, _YEAR_AND_MONTH)
    patterns = (_DATE, _DATE_OF_DIGITS, _DAY_FIRST, _DAY_WITH_SHORT_YEAR, _MONTH_AND_YEAR, *words)
    match = next((found for pattern in patterns if (found := pattern.fullmatch(text))), None)
    if match is None:
        return None
    year, (month, day) = match["year"], map(match.groupdict().get, ("month", "day"))
    if month and not month.isdecimal():
        month = str(MONTHS.get(month.casefold(), 0))
    parts = [int(part) for part in (f"20{year}" if len(year) == 2 else year, month, day) if part]
    is_one = 1900 <= parts[0] <= 2200 and (len(parts) == 1 or 1 <= parts[1] <= 12)
    # A dash may stand for "to" as well: 2011–12.
    is_period = text != written and len(parts) == 2 and parts[1] > parts[0] % 100
    return parts if is_one and not is_period else None


def _has_day(parts: Sequence[int]) -> bool:
    return len(parts) < 3 or 1 <= parts[2] <= calendar.monthrange(parts[0], parts[1])[1]


def _written(parts: Iterable[int]) -> str:
    return "-".join(str(part).zfill(2) for part in parts)
