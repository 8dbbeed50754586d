"""Dates in words that leave something open: a season, a quarter, a year with words around it, a length of time."""

import re
from collections.abc import Sequence
from datetime import date

_LONGEST = 80
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_] )[-–'’](?=\d\d(?!\d))")
"""The sign of a year without its century: ``våren -27``."""
_WEEK = re.compile(r"\b(?:v|vecka|week)\.? ?(?P<week>\d{1,2})\b")
_FIRST_OF_SEASON = {
    **dict.fromkeys(("vår", "våren", "spring"), 3),
    **dict.fromkeys(("sommar", "sommaren", "summer"), 6),
    **dict.fromkeys(("höst", "hösten", "autumn", "fall"), 9),
}
"""First month of the three of a season that lies within one year."""
_ORDINALS = {
    **dict.fromkeys(("1", "första", "first"), 1),
    **dict.fromkeys(("2", "andra", "second"), 2),
    **dict.fromkeys(("3", "tredje", "third"), 3),
    **dict.fromkeys(("4", "fjärde", "fourth"), 4),
}
_QUARTER = re.compile(
    rf"\b(?:(?P<before>{'|'.join(_ORDINALS)}) (?:kvartalet|quarter)|(?:q|kv|kvartal|quarter)\.? ?(?P<after>[1-4]))\b"
)
_LENGTH = re.compile(
    r"\b(?:\d+|ett?|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|femton|tjugo|trettio|femtio|flera|många|några|one|two|three|"
    r"four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|fifty|several|many) ?"
    r"(?:år|månader|månad|veckor|dagar|years?|months?|weeks|days)\b"
)


def vague(text: str) -> tuple[str, ...] | None:
    """Return the partial dates of which words in place of a date may mean one; none for a length of time.

    ``None`` if the words name neither a year nor a length of time.
    """
    said = _SHORT_YEAR.sub("20", " ".join(text[:_LONGEST].casefold().split()))
    years = tuple(dict.fromkeys(_YEAR.findall(said)))
    if len(years) == 1 and re.search(r"[^\W\d_]", said):
        return (*(f"{years[0]}-{month:02}" for month in _months(said, int(years[0]))), *years)
    if len(years) > 1:
        return years
    return () if _LENGTH.search(said) else None


def _months(said: str, year: int) -> Sequence[int]:
    """Return the months of the week, the season or the quarter of a year that is named, none if no such is."""
    week, quarter = _WEEK.search(said), _QUARTER.search(said)
    if week is not None:
        return _months_of_week(year, int(week["week"]))
    if quarter is not None:
        first = _ORDINALS[quarter["before"] or quarter["after"]] * 3 - 2
    else:
        first = next((_FIRST_OF_SEASON[word] for word in re.findall(r"\w+", said) if word in _FIRST_OF_SEASON), 0)
    return range(first, first + 3) if first else ()


def _months_of_week(year: int, week: int) -> Sequence[int]:
    """Return the months that a week of a year is in, as calendars in Sweden number weeks; none if it has no such."""
    try:
        days = [date.fromisocalendar(year, week, day) for day in (1, 7)]
    except ValueError:
        return ()
    return sorted({day.month for day in days if day.year == year})
