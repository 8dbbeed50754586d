"""Dates in words that leave something open: a season, a quarter, a date with words around it, a length of time."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from sociallan.application.notation import suggestions, written_dates
from sociallan.application.notation.value_words import FIRST_OF_SEASON, LENGTHS, MONTHS, NUMERALS, ORDINALS, SEVERAL

_LONGEST = 80
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_] )[-–'’](?=\d\d(?!\d))")
"""The sign of a year without its century: ``våren -27``."""
_BEFORE_SHORT_YEAR = re.compile(rf"\b(?P<word>{'|'.join((*MONTHS, *FIRST_OF_SEASON))}) (?=\d\d$)")
"""A month or season before two figures, which are a year or a day: ``maj 27``."""
_WEEK = re.compile(r"\b(?:v|vecka|week)\.? ?(?P<week>\d{1,2})\b")
_FIRST_TO_FOURTH = "|".join(word for word, number in ORDINALS.items() if number <= 4)
_QUARTER = re.compile(
    rf"\b(?:(?P<before>{_FIRST_TO_FOURTH}) (?:kvartalet|quarter)|(?:q|kv|kvartal|quarter)\.? ?(?P<after>[1-4]))\b"
)
_DAY = "YYYY-MM-DD"
_LENGTH = re.compile(rf"\b(?:\d+|{'|'.join((*NUMERALS, *SEVERAL))}) ?(?:{'|'.join(LENGTHS)})\b")


def vague(text: str) -> tuple[str, ...] | None:
    """Return the partial dates of which words in place of a date may mean one; none for a length of time.

    ``None`` if the words name neither a year nor a length of time.
    """
    said = _SHORT_YEAR.sub("20", " ".join(text[:_LONGEST].casefold().split()))
    said = _BEFORE_SHORT_YEAR.sub(r"\g<word> 20", said)
    years = tuple(dict.fromkeys(_YEAR.findall(said)))
    days = _days(said)
    if len(years) == 1 and (days or re.search(r"[^\W\d_]", said)):
        (year,) = years
        return (*days, *(f"{year}-{month:02}" for month in _months(said, int(year))), year)
    if len(years) > 1:
        return years
    return () if _LENGTH.search(said) else None


def year_of(value: str) -> int | float | None:
    """Return the year that is written, or of the date, season or quarter that is; ``None`` of other words."""
    known = written_dates.nearest_date(value) or written_dates.year_in_words(value)
    if known is not None:
        return int(known[:4])
    meant = vague(value) or ()
    # A year alone among other words may be any beside it: ``före 2025``.
    years = {each[:4] for each in meant} if len(meant) != 1 else set()
    return int(years.pop()) if len(years) == 1 else suggestions.number(value)


def _days(said: str) -> Sequence[str]:
    """Return the days that stand among other words: ``beslut 15 juni 2026, § 84``."""
    words = [word.strip("().,;:") for word in said.split()]
    parts = (part for start in range(len(words)) for part in accumulate(words[start:], "{} {}".format))
    dates = (written_dates.date(part) for part in parts)
    return tuple(dict.fromkeys(date for date in dates if date is not None and len(date) == len(_DAY)))


def _months(said: str, year: int) -> Sequence[int]:
    """Return the month that is named, or the months of the week, the season or the quarter; none if no such is."""
    named = dict.fromkeys(MONTHS[word] for word in re.findall(r"[^\W\d_]+", said) if word in MONTHS)
    if named:
        return tuple(named)
    week, quarter = _WEEK.search(said), _QUARTER.search(said)
    if week is not None:
        return _months_of_week(year, int(week["week"]))
    if quarter is not None:
        first = ORDINALS[quarter["before"] or quarter["after"]] * 3 - 2
    else:
        first = next((FIRST_OF_SEASON[word] for word in re.findall(r"\w+", said) if word in FIRST_OF_SEASON), 0)
    return range(first, first + 3) if first else ()


def _months_of_week(year: int, week: int) -> Sequence[int]:
    """Return the months that a week of a year is in, as calendars in Sweden number weeks; none if it has no such."""
    try:
        days = [date.fromisocalendar(year, week, day) for day in (1, 7)]
    except ValueError:
        return ()
    return sorted({day.month for day in days if day.year == year})
