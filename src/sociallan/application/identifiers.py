"""Swedish identifiers: check digits, and finding and masking those that point to a person.

Organisation numbers: ten digits, the third at least 2, the last a check digit (domain.md 4.1,
Skatteverket's SKV 709). Coordination numbers are personal identity numbers with 60 added to the day.
The few lines here stand in for python-stdnum, whose import costs as much as all other reading of a
file; the tests hold them to its answers.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from unicodedata import category

_Place = tuple[int, int]


class Identifier(StrEnum):
    """Kinds of text that point to one person."""

    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    PHONE = "phone"


class _Folded(dict[int, int]):
    """What each sign is read as: spaces and dashes as the plain ones, what nobody sees as a NUL; filled in as used."""

    def __missing__(self, code: int) -> int:
        match category(chr(code)):
            case "Zs" | "Zl" | "Zp":
                self[code] = ord(" ")
            case "Pd":
                self[code] = ord("-")
            case "Cf" | "Cc" | "Mn" | "Me":
                self[code] = 0
            case _:
                self[code] = code
        return self[code]


_FOLDED = _Folded(
    {ord(sign): ord(sign) for sign in "\n\r"}
    | {ord(sign): ord(" ") for sign in "\t\v\f\x1c\x1d\x1e\x1f\x85\u2800"}
    | {ord(sign): ord("-") for sign in "\u02d7\u2043\u207b\u208b\u2212\u2796"}  # dashes by their look alone
    | dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0), 0)  # letters that nobody sees
)
_DIGIT = r"[0-9]\x00*+"
_SPACE = r"(?:[ ]\x00*+)?+"
_DASH = r"(?:[ -]\x00*+)?+"
_PERSONAL = re.compile(
    rf"(?<![0-9])(?:(?:1\x00*+[89]|2\x00*+0)[\x00 ]*+)?{_DIGIT}{_DIGIT}[\x00 -]*+[01]\x00*+{_DIGIT}[\x00 -]*+"
    rf"{_DIGIT}{_DIGIT}[\x00 /+-]*+(?:{_DIGIT}){{3}}[0-9](?![0-9]|-[0-9]{{2}}-[0-9])"  # not from one date to another
)
# A local part begins where a run of its signs does, which keeps the search linear: a file may be one word.
_ADDRESS = re.compile(r"(?=[.+\x00-]*+\w)[\w.+\x00-]++@[\w\x00-]*\w(?:\x00*\.[\w\x00-]*\w)+")
_EMAIL = re.compile(r"(?<![\w.+\x00-])" + _ADDRESS.pattern)
_PHONE = re.compile(
    rf"(?:\+\x00*+4\x00*+6|(?<![0-9+,])0(?:\x00*+0\x00*+4\x00*+6)?)\x00*+{_SPACE}(?:\(\x00*+0\x00*+\)\x00*+)?{_DASH}"
    rf"[1-9]\x00*+(?:{_DIGIT}){{0,2}}(?:\)\x00*+)?(?:[ ]\x00*+-\x00*+[ ]\x00*+|[ -]\x00*+)?+"
    rf"(?:{_DIGIT}){{1,2}}[0-9](?:\x00*+{_DASH}(?:{_DIGIT}){{1,2}}[0-9]){{1,2}}(?![0-9]|-[0-9])"
)
_AMOUNT = re.compile(r"0[0-9]{2}(?: [0-9]{3}){2,}(?![0-9])")
_WORD = re.compile(r"\w")
# A text in three signs: what numbers are made of, what stands within them, and all else. Searching that
# costs a tenth of searching the text. A sign beyond Latin-1, a long dash for one, becomes a question mark.
_SIGNS = bytes(
    b"0"[0]
    if chr(code) in "0123456789+"
    else b"-"[0]
    if chr(code) in " ()-/?" or (_FOLDED[code] in (0, 32) and chr(code) not in "\n\r")
    else 0
    for code in range(256)
)
_DIGITS = re.compile(rb"0(?:-*+0){7,}+")
_SHORTEST_PHONE = 8
_HARMLESS = re.compile(
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"  # a date
    r"|(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}"  # from one year to another
    r"|[1-9][0-9][2-9][0-9]{3}-[0-9]{4}"  # an organisation number: no month begins with 2 or more
)


_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Each digit doubled, and the digits of what comes of that added together."""


def check_digit_holds(digits: str) -> bool:
    """Return whether the last digit is the check digit of those before it (Luhn, modulo 10)."""
    return (sum(map(int, digits[-1::-2])) + sum(map(int, digits[-2::-2].translate(_DOUBLED)))) % 10 == 0


def is_org_number(text: str) -> bool:
    """Return whether a text ``NNNNNN-NNNN`` is an organisation number by its digits."""
    digits = text.replace("-", "")
    return len(digits) == 10 and digits.isdecimal() and digits[2] >= "2" and check_digit_holds(digits)


def org_number(first: str) -> str:
    """Make an organisation number of its first six digits, for trying something out: nobody's on purpose."""
    return next(
        text for text in (f"{first}-999{digit}" for digit in range(10)) if check_digit_holds(text.replace("-", ""))
    )


def is_personal_number(text: str) -> bool:
    """Return whether a text is a personal identity number or a coordination number."""
    digits = "".join(filter(str.isdecimal, text))[-10:]
    return len(digits) == 10 and _is_numbered_person(digits)


@lru_cache(1024)
def _is_numbered_person(digits: str) -> bool:
    """Return whether ten digits are a person's; a hostile text has the same ones many times."""
    month, day = int(digits[2:4]), int(digits[4:6])
    is_day = 1 <= month <= 12 and 1 <= (day - 60 if day > 60 else day) <= monthrange(2000, month)[1]
    return is_day and check_digit_holds(digits)


def suspicious(text: str) -> bool:
    """Return whether anything in a text may point to a person; quick, and never wrong when it says no."""
    if "@" in text:
        return True
    for run in _DIGITS.finditer(text.encode("latin-1", "replace").translate(_SIGNS)):
        if not _HARMLESS.fullmatch(text, *run.span()):
            return True
    return False


def find(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Find what points to a person: its kind, start and end in the text, in order."""
    if not suspicious(text):
        return
    read = text if text.isascii() and text.isprintable() else text.translate(_FOLDED)
    found: list[tuple[int, int, Identifier]] = []
    # What one kind has taken is masked for the next, so that masking twice is masking once.
    for kind, places in _SEARCHES.items():
        taken = list(places(read))
        if kind is not _LAST:
            read = starred(read, taken)
        found += [(start, end, kind) for start, end in taken]
    for start, end, kind in sorted(found):
        yield kind, start, end


def _emails(text: str) -> Iterator[_Place]:
    match = _EMAIL.search(text) if "@" in text else None
    while match:
        yield match.span()
        at = match.end()
        match = _ADDRESS.match(text, at) or _EMAIL.search(text, at)


def _personal_numbers(text: str) -> Iterator[_Place]:
    at = 0
    while match := _PERSONAL.search(text, at):
        holds = is_personal_number(match.group())
        at = match.end() if holds else match.start() + 1
        if holds:
            yield match.span()


def _phones(text: str) -> Iterator[_Place]:
    at = last = 0
    while match := _PHONE.search(text, at):
        start, end = match.span()
        # Eight digits are the shortest Swedish number with its area code; fewer are something else.
        holds = sum(map(str.isdecimal, match.group())) >= _SHORTEST_PHONE
        if holds and text[start] == "0" and start - 2 >= last and text[start - 2].isdecimal():
            # The end of a date or a reference, or of an amount: 1 070 123 456.
            holds = text[start - 1] != "-" and not (text[start - 1] == " " and _AMOUNT.match(text, start))
        at = end if holds else start + 1
        if holds:
            last = end
            yield start, end


_SEARCHES: Mapping[Identifier, Callable[[str], Iterator[_Place]]] = {
    Identifier.EMAIL: _emails,
    Identifier.PERSONAL_NUMBER: _personal_numbers,
    Identifier.PHONE: _phones,
}
_LAST = list(_SEARCHES)[-1]


def mask(text: str) -> str:
    """Replace each letter and digit of what points to a person by ``*``; the length stays."""
    if not suspicious(text):
        return text
    return starred(text, ((start, end) for _, start, end in find(text)))


def starred(text: str, places: Iterable[_Place]) -> str:
    """Replace each letter and digit between some starts and ends by ``*``; the length stays."""
    pieces, at = [], 0
    for start, end in places:
        pieces += [text[at:start], _WORD.sub("*", text[start:end])]
        at = end
    return "".join((*pieces, text[at:])) if pieces else text
