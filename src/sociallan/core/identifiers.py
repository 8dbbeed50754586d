"""Swedish identifiers: check digits, and finding and masking those that point to a person.

Organisation numbers: ten digits, the third at least 2, the last a check digit (domain.md 4.1,
Skatteverket's SKV 709). Coordination numbers are personal identity numbers with 60 added to the day.
The few lines here stand in for python-stdnum, whose import costs as much as all other reading of a
file; the tests hold them to its answers.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum


class Identifier(StrEnum):
    """Kinds of text that point to one person."""

    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    PHONE = "phone"


_PERSONAL = r"(?<![\w-])(?:(?:19|20)[ ]?)?[0-9]{2}[01][0-9][0-9]{2}[ ]?[-+–]?[ ]?[0-9]{4}(?![\w-])"
# The 64 characters of RFC 5321 keep the search linear: a file may be one word of a megabyte.
_EMAIL = r"[\w.+-]{1,64}+@[\w-]*\w(?:\.[\w-]*\w)+"
_PHONE = (
    r"(?:\+46|(?<![\w+,-])"
    r"(?:(?<![0-9] )|(?!0[0-9]{2}(?: [0-9]{3}){2,}(?![0-9])))"  # not the end of an amount: 1 070 123 456
    r"(?:0046|0))[ ]?(?:\(0\))?[ -]?[1-9][0-9]{0,2}\)?"
    r"(?:[ -]|[ ][-–][ ])?[0-9]{2,3}(?:[ -]?[0-9]{2,3}){1,2}(?![\w-])"
)
_PATTERNS = {
    Identifier.EMAIL: re.compile(_EMAIL),
    Identifier.PERSONAL_NUMBER: re.compile(_PERSONAL),
    Identifier.PHONE: re.compile(_PHONE),
}
_ANY = re.compile("|".join(pattern.pattern for pattern in _PATTERNS.values()))
_WORD = re.compile(r"\w")
# A text in three signs: what numbers are made of, what stands within them, and all else. Searching that
# costs a tenth of searching the text. A sign beyond Latin-1, a long dash for one, becomes a question mark.
_SIGNS = bytes(b"0"[0] if chr(code) in "0123456789+" else b"-"[0] if chr(code) in " ()-?" else 0 for code in range(256))
_DIGITS = re.compile(rb"0[0-]{6,}0")
_SHORTEST_PHONE = 8
_HARMLESS = re.compile(
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"  # a date
    r"|(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}"  # from one year to another
    r"|[1-9][0-9][2-9][0-9]{3}-[0-9]{4}"  # an organisation number: no month begins with 2 or more
)


def check_digit_holds(digits: str) -> bool:
    """Say whether the last digit is the check digit of those before it (Luhn, modulo 10)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)
    return total % 10 == 0


def is_org_number(text: str) -> bool:
    """Say whether a text ``NNNNNN-NNNN`` is an organisation number by its digits."""
    digits = text.replace("-", "")
    return len(digits) == 10 and digits.isdecimal() and digits[2] >= "2" and check_digit_holds(digits)


def is_personal_number(text: str) -> bool:
    """Say whether a text is a personal identity number or a coordination number."""
    digits = "".join(character for character in text if character.isdecimal())[-10:]
    if len(digits) != 10 or not check_digit_holds(digits):
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    try:
        date(2000, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def suspicious(text: str) -> bool:
    """Say whether anything in a text may point to a person; quick, and never wrong when it says no."""
    signs = text.encode("latin-1", "replace").translate(_SIGNS)
    return "@" in text or any(not _HARMLESS.fullmatch(text, *run.span()) for run in _DIGITS.finditer(signs))


def find(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Find what points to a person: its kind, start and end in the text."""
    at = 0
    while match := _ANY.search(text, at):
        at = match.start() + 1
        # Ten digits that are no personal number may be a phone number, or hold the beginning of one.
        for kind, pattern in _PATTERNS.items():
            here = pattern.match(text, match.start())
            if here is not None and _holds(kind, here.group()):
                yield kind, here.start(), here.end()
                at = here.end()
                break


def _holds(kind: Identifier, text: str) -> bool:
    match kind:
        case Identifier.PERSONAL_NUMBER:
            return is_personal_number(text)
        case Identifier.PHONE:
            # Eight digits are the shortest Swedish number with its area code; fewer are something else.
            return sum(map(str.isdecimal, text)) >= _SHORTEST_PHONE
        case Identifier.EMAIL:
            return True


def mask(text: str) -> str:
    """Replace each letter and digit of what points to a person by ``*``; the length stays."""
    pieces, at = [], 0
    for _, start, end in find(text):
        pieces += [text[at:start], _WORD.sub("*", text[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if pieces else text
