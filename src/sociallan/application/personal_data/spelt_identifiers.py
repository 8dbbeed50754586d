"""Identifiers of persons that are spelt out: ``a.b (at) c.se``, or a date of birth and then the last four digits."""

import re
from collections.abc import Iterator

from sociallan.application.personal_data.check_digits import is_personal_number

_AT = r"[(\[{] {0,3}(?:at|snabel-?a) {0,3}[)\]}]"
_DOT = r"(?:\x00*\.| *+[(\[{] {0,3}(?:dot|punkt) {0,3}[)\]}] *+)"
_EMAIL = re.compile(
    rf"(?<![\w.+\x00-])(?=[.+\x00-]*+\w)[\w.+\x00-]{{2,}}+ *+(?:@|{_AT}) *+"
    rf"[\w\x00-]*\w(?:{_DOT}[\w\x00-]*\w)*{_DOT}[^\W\d_]{{2,}}(?!\w)",
    re.IGNORECASE,
)
_FOUR = "fyra"
_PERSONAL = re.compile(
    r"(?<![0-9])((?:19|20)?[0-9]{2}[ ./-]?[01][0-9][ ./-]?[0-9]{2})(?![0-9])"
    rf"[^0-9\n]{{1,20}}(?:[Ss]ista {_FOUR}|{_FOUR} sista)[^0-9\n]{{0,20}}([0-9]{{4}})(?![0-9])"
)
# Of a text as it is written, with any signs for spaces and dashes.
_SPELT_AT = re.compile(r"[(\[{]\W{0,3}(?:at|snabel\W?a)\W{0,3}[)\]}]", re.IGNORECASE)
_LAST_FOUR = re.compile(rf"sista\W{_FOUR}|{_FOUR}\Wsista", re.IGNORECASE)


def may_hold_one(text: str) -> bool:
    """Return whether a text without ``@`` may contain one: fast, without false negatives."""
    if _FOUR in text and _LAST_FOUR.search(text):
        return True
    return ("(" in text or "[" in text or "{" in text) and _SPELT_AT.search(text) is not None


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Yield the e-mail addresses: start and end (exclusive)."""
    yield from (match.span() for match in _EMAIL.finditer(text))


def personal_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the personal numbers whose check digit holds: start and end (exclusive)."""
    for match in _PERSONAL.finditer(text):
        if is_personal_number("".join(match.groups())):
            yield match.span()
