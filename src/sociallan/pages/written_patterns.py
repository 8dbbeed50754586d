"""Regular expressions for values as applicants write them: what `application.canonical` and the reader accept.

They are for the schema that editors use, so they keep to what JavaScript, Python and Rust read alike: no flags, and
each letter in both cases instead.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sociallan.application.field import Form
from sociallan.application.notation import value_words

_SYNTAX = re.compile(r"[\\^$.*+?()\[\]{}|]")
_DASH = " ?[-–—/] ?"
_GROUP = 3
"""Digits between blanks in a long number."""
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
    return rf"^\s*(?:{'|'.join(_any_case(text) for text in sorted(gaps))})?[. ]*\s*$"


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


def number(minimum: int, maximum: int, *, whole: bool, in_groups: bool) -> str:
    """Match a number from ``minimum`` to ``maximum`` in a text, with a decimal comma and perhaps in groups of three."""
    decimals = "" if whole else "[.,](?:[0-9]{1,2}|[0-9]{4,6})"
    parts = []
    for sign, low, high in (("", max(minimum, 0), maximum), ("-", max(-maximum, 0), -minimum)):
        if low <= high:
            zeros = "(?:[.,](?:0{1,2}|0{4,6}))?" if decimals else ""
            parts.append(rf"{sign}(?:{_written(low, high, in_groups=in_groups)}){zeros}")
        if decimals and low < high:
            parts.append(rf"{sign}(?:{_written(low, high - 1, in_groups=in_groups)}){decimals}")
    return rf"^\s*(?:{'|'.join(parts)})\s*$"


def amount(minimum: int, maximum: int) -> str:
    """Match an amount from ``minimum`` to ``maximum`` kronor in a text, such as ``25 000 kr`` or ``14,2 Mkr``."""
    minimum, currency = max(minimum, 0), _phrases(value_words.CURRENCY)
    parts = [rf"(?:{_written(minimum, maximum, in_groups=True)})(?:\s*(?:{currency}))?"]
    for size in sorted(set(value_words.MULTIPLES.values())):
        names = _phrases(name for name, factor in value_words.MULTIPLES.items() if factor == size)
        low, high = -(-minimum // size), maximum // size
        digits = [rf"(?:{_written(low, high, in_groups=True)})(?:[.,]0{{1,2}})?"]
        if low < high:
            digits.append(rf"(?:{_written(low, high - 1, in_groups=True)})[.,][0-9]{{1,2}}")
        parts.append(rf"(?:{'|'.join(digits)})\s*(?:{names})(?:\s+(?:{currency}))?")
    return rf"^\s*(?:{'|'.join(parts)})\s*$"


def organisation_number(*, but: str) -> str:
    """Match an organisation number without its hyphen or with another sign for it, but not as ``but`` matches."""
    return rf"^(?!{but.removeprefix('^')})\s*[0-9]{{6}}[ –-]?[0-9]{{4}}\s*$"


def _number(minimum: int, maximum: int, *, whole: bool) -> str:
    parts = []
    for sign, low, high in (("", max(minimum, 0), maximum), ("-", max(-maximum, 0), -minimum)):
        if low <= high:
            parts.append(rf"{sign}(?:{_between(low, high)})(?:\.0{{1,6}})?")
        if low < high and not whole:
            parts.append(rf"{sign}(?:{_between(low, high - 1)})\.[0-9]{{1,6}}")
    return f"(?:{'|'.join(parts)})"


class _Run(NamedTuple):
    """Whole numbers that begin alike: patterns of the first digits, and the number of any digits after them."""

    first: tuple[str, ...]
    rest: int


def _runs(low: int, high: int) -> Iterator[_Run]:
    """Yield the runs of the whole numbers from ``low``, which is at least 0, to ``high``.

    Each takes as many numbers as end in any digits after one digit that runs from its own value upwards.
    """
    while low <= high:
        power = 1
        while low and low % (power * 10) == 0 and low + power * 10 - 1 <= high:
            power *= 10
        first = low // power % 10
        last = min(9, first + (high - low + 1) // power - 1)
        digit = str(first) if first == last else f"[{first}-{last}]"
        yield _Run((*str(low // power // 10 or ""), digit), len(str(power)) - 1)
        low += (last - first + 1) * power


def _between(low: int, high: int) -> str:
    """Match the whole numbers from ``low``, which is at least 0, to ``high``."""
    return "|".join("".join(run.first) + (f"[0-9]{{{run.rest}}}" if run.rest else "") for run in _runs(low, high))


def _written(low: int, high: int, *, in_groups: bool) -> str:
    """Match whole numbers as ``_between`` does, and, if they are put in groups of three, with blanks between these."""
    grouped = (_grouped(run) for run in _runs(low, high) if len(run.first) + run.rest > _GROUP)
    return "|".join((_between(low, high), *(grouped if in_groups else ())))


def _grouped(run: _Run) -> str:
    digits = (*run.first, *["[0-9]"] * run.rest)
    head = len(digits) % _GROUP or _GROUP
    groups = (digits[:head], *(digits[start : start + _GROUP] for start in range(head, len(digits), _GROUP)))
    return r"\s+".join("".join(group).replace("[0-9]" * _GROUP, f"[0-9]{{{_GROUP}}}") for group in groups)


def _phrases(phrases: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(_any_case, phrase.split())) for phrase in sorted(set(phrases)))


def _any_case(text: str) -> str:
    return "".join(_letter(character) for character in text)


def _letter(character: str) -> str:
    cases = {case for case in (character.lower(), character.upper()) if len(case) == 1}
    return f"[{''.join(sorted(cases))}]" if len(cases) > 1 else _SYNTAX.sub(_escaped, character)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match.group()}"
