"""Regular expressions for values as applicants write them: what `application.canonical` and the reader accept.

They are for the schema that editors use, so they keep to what JavaScript, Python and Rust read alike: no flags, and
each letter in both cases instead.
"""

import re
from collections.abc import Iterable

from sociallan.application.field import Form

LARGEST = 10**15 - 1
"""The largest number that is read as one, in either direction."""

_SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|]")
_DASH = " ?[-–—/] ?"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)",
    "02-(?:0[1-9]|1[0-9]|2[0-8])",
)
PARTIAL_DATE = f"^(?!0000)(?:[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|[0-9]{{4}}-(?:{'|'.join(_DAY)})|{_LEAP_YEAR}-02-29)$"
"""A year, a month or a day that exists."""


def unanswered(gaps: Iterable[str]) -> str:
    """Match blank text and the words that stand for no answer, with or without full stops after them."""
    return rf"^\s*(?:{'|'.join(_any_case(text) for text in sorted(gaps))})?\.*\s*$"


def one_of(phrases: Iterable[str], *, but: Iterable[str] = ()) -> str:
    """Match one of some phrases, in small or capital letters and with any blanks between words.

    What is spelt exactly as one of ``but`` is left out.
    """
    codes = "|".join(_SYNTAX.sub(_escaped, code) for code in but)
    return rf"^{f'(?!(?:{codes})$)' if codes else ''}\s*(?:{_phrases(phrases)})\s*$"


def estimate(form: Form, minimum: int, maximum: int, *, whole: bool) -> str:
    """Match a number from ``minimum`` to ``maximum`` after a word that says that it is an estimate."""
    return rf"^\s*(?:{_phrases(form.about)})\s* {_number(minimum, maximum, whole=whole)}$"


def period(minimum: int, maximum: int) -> str:
    """Match two years in order, the last of them within the limits.

    The first year shares some digits with the second; in the next digit it is the smaller.
    """
    in_order = "|".join(rf"{digit}[0-9]*{_DASH}\1[{digit + 1}-9]" for digit in range(9))
    return f"^(?=[0-9]{{4}}{_DASH}(?:{_between(minimum, maximum)})$)([0-9]*)(?:{in_order})[0-9]*$"


def _number(minimum: int, maximum: int, *, whole: bool) -> str:
    parts = []
    for sign, low, high in (("", max(minimum, 0), maximum), ("-", max(-maximum, 0), -minimum)):
        if low <= high:
            parts.append(rf"{sign}(?:{_between(low, high)})(?:\.0{{1,6}})?")
        if low < high and not whole:
            parts.append(rf"{sign}(?:{_between(low, high - 1)})\.[0-9]{{1,6}}")
    return f"(?:{'|'.join(parts)})"


def _between(low: int, high: int) -> str:
    """Match the whole numbers from ``low``, which is at least 0, to ``high``.

    Each part takes as many numbers as end in any digits after one digit that runs from its own value upwards.
    """
    parts = []
    while low <= high:
        power = 1
        while low and low % (power * 10) == 0 and low + power * 10 - 1 <= high:
            power *= 10
        first = low // power % 10
        last = min(9, first + (high - low + 1) // power - 1)
        before = low // power // 10
        digit = str(first) if first == last else f"[{first}-{last}]"
        rest = "" if power == 1 else f"[0-9]{{{len(str(power)) - 1}}}"
        parts.append(f"{before or ''}{digit}{rest}")
        low += (last - first + 1) * power
    return "|".join(parts)


def _phrases(phrases: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(_any_case, phrase.split())) for phrase in sorted(set(phrases)))


def _any_case(text: str) -> str:
    return "".join(_letter(character) for character in text)


def _letter(character: str) -> str:
    cases = {case for case in (character.lower(), character.upper()) if len(case) == 1}
    return f"[{''.join(sorted(cases))}]" if len(cases) > 1 else _SYNTAX.sub(_escaped, character)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match.group()}"
