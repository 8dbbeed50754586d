"""Detection and masking of the identifiers of persons in text: e-mail addresses, personal and telephone numbers."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from functools import lru_cache

from sociallan.application.notation import value_words
from sociallan.application.personal_data import spelt_identifiers
from sociallan.application.personal_data.check_digits import is_personal_number
from sociallan.application.personal_data.folded_signs import FOLDED

_Range = tuple[int, int]
_Search = Callable[[str], Iterator[_Range]]


class Identifier(StrEnum):
    """Kinds of text that identify a person."""

    PERSONAL_NUMBER = "personal_number"
    EMAIL = "email"
    PHONE = "phone"


REACHING = frozenset((Identifier.EMAIL, Identifier.PHONE))
"""The kinds by which a person is reached: what a form may ask for of those who answer for an application."""


_DIGIT = r"[0-9]\x00*+"
_DASH = r"(?:[ -]\x00*+)?+"
_MARK = r"(?:[ ./-]\x00*+)?+"
_PERSONAL = re.compile(
    rf"(?<![0-9])(?:(?:1\x00*+[89]|2\x00*+0)[\x00 ]*+)?{_DIGIT}{_DIGIT}[\x00 -]*+[01]\x00*+{_DIGIT}[\x00 -]*+"
    rf"{_DIGIT}{_DIGIT}[\x00 /+-]*+(?:{_DIGIT}){{3}}[0-9](?![0-9]|-[0-9]{{2}}-[0-9])"  # not a range of dates
)
# A local part begins at the start of a run of its characters: the search stays linear even in a file of one word.
_ADDRESS = re.compile(r"(?=[.+\x00-]*+\w)[\w.+\x00-]++@[\w\x00-]*\w(?:\x00*\.[\w\x00-]*\w)+")
_EMAIL = re.compile(r"(?<![\w.+\x00-])" + _ADDRESS.pattern)
_PHONE = re.compile(
    rf"(?:\+\x00*+4\x00*+6|(?<![0-9+,])0(?:\x00*+0\x00*+4\x00*+6)?)\x00*+{_MARK}(?:\(\x00*+0\x00*+\)\x00*+)?{_DASH}"
    rf"[1-9]\x00*+(?:{_DIGIT}){{0,2}}(?:\)\x00*+)?(?:[ ]\x00*+-\x00*+[ ]\x00*+|[ ./-]\x00*+)?+"
    rf"(?:{_DIGIT}){{1,2}}[0-9](?:\x00*+{_MARK}(?:{_DIGIT}){{1,2}}[0-9]){{1,2}}(?![0-9]|[.-][0-9])"
)
_COUNTRY_CODE = re.compile(r"\+46|^0046")
_SEPARATORS = re.compile(r"([ ./()-]+)")
_AMOUNT = re.compile(r"0[0-9]{2}(?: [0-9]{3}){2,}(?![0-9])")
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
# A word that says which number follows, unless it says that of a person: Dnr 20-0812-1234, objektnummer 010-1234-56.
_NAMED = re.compile(
    rf"(?i)(?<![\w.-])(?!{'|'.join(value_words.NUMBERS_OF_PERSONS)})[\w.-]*"
    rf"(?:{'|'.join(value_words.NUMBERS_OF_THINGS)})\.?:?\s*\Z"
)
# A word that says that what follows is the number of a file, a project or an account.
_RECORD = re.compile(
    rf"(?i)(?<![\w.-])(?:(?:{'|'.join(value_words.RECORDS)})[. -]{{0,2}}(?:nummer|nr|giro|id)"
    rf"|{'|'.join(value_words.NUMBERED)})\.?:?\s*\Z"
)
_CURRENCY = re.compile(rf"\s*(?:{'|'.join((*value_words.CURRENCY, 'tkr', 'mkr'))})\b", re.IGNORECASE)
_LONGEST_NAME = 40
_MOST_MASKED = 512
"""The texts that are kept masked: several parts of a report show the same ones."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_WORD = re.compile(r"\w")
# Maps a text to three classes: characters of numbers, separators within numbers, and others. Searching the result
# costs a tenth of searching the text. A character beyond Latin-1, such as a long dash, becomes a question mark.
_CHARACTER_CLASSES = bytes(
    ord("0")
    if chr(code) in "0123456789+"
    else ord("-")
    if chr(code) in " ()-/.?" or FOLDED[code] in (0, 32)
    else ord("x")
    for code in range(256)
)
_DIGITS = re.compile(rb"0(?:-*+0){7,}+")
_PHONE_DIGITS = range(8, 11)
_FEWEST_AFTER_AREA = 5
_MOBILE, _MOBILE_DIGITS = frozenset(("070", "072", "073", "076", "079")), 10
_HARMLESS = re.compile(
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"  # a date
    r"|(?:19|20)[0-9]{2} ?[-–] ?(?:19|20)[0-9]{2}"  # a range of years
    r"|[1-9][0-9][2-9][0-9]{3}-[0-9]{4}"  # an organisation number: no month has a first digit of 2 or more
)


def suspicious(text: str) -> bool:
    """Return whether a text may contain an identifier of a person: fast, without false negatives."""
    if "@" in text or spelt_identifiers.may_hold_one(text):
        return True
    for run in _DIGITS.finditer(text.encode("latin-1", "replace").translate(_CHARACTER_CLASSES)):
        if not _HARMLESS.fullmatch(text, *run.span()):
            return True
    return False


def find(text: str) -> Iterator[tuple[Identifier, int, int]]:
    """Yield the identifiers of persons in a text, in order: kind, start and end (exclusive)."""
    found = [(start, end, kind) for kind, ranges in _by_kind(text) for start, end in ranges]
    for start, end, kind in sorted(found):
        yield kind, start, end


def kinds(text: str) -> Iterator[Identifier]:
    """Yield the kinds of the identifiers of persons in a text."""
    return (kind for kind, ranges in _by_kind(text) if ranges)


def _by_kind(text: str) -> Iterator[tuple[Identifier, Sequence[_Range]]]:
    """Yield each kind with its ranges in a text, once nothing of the kinds before can be taken for it."""
    if not suspicious(text):
        return
    read = text if text.isascii() and text.isprintable() else text.translate(FOLDED)
    # Mask the matches of each kind before the next search, so that masking is idempotent.
    read = mask_ranges(read, _ibans(read))
    for kind, ranges in _SEARCHES.items():
        taken = list(ranges(read))
        read = mask_ranges(read, taken)
        yield kind, taken


def _emails(text: str) -> Iterator[_Range]:
    match = _EMAIL.search(text) if "@" in text else None
    while match:
        yield match.span()
        position = match.end()
        match = _ADDRESS.match(text, position) or _EMAIL.search(text, position)


def _with_spelt(plain: _Search, spelt: _Search) -> _Search:
    """Return a search for identifiers in their usual form and spelt out."""

    def ranges(text: str) -> Iterator[_Range]:
        taken = list(plain(text))
        yield from sorted((*taken, *spelt(mask_ranges(text, taken))))

    return ranges


def _ibans(text: str) -> Iterator[_Range]:
    """Yield the account numbers whose check digits hold (ISO 13616: moved to the end, the remainder by 97 is 1)."""
    for match in _IBAN.finditer(text):
        number = match.group().replace(" ", "")
        if int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1:
            yield match.span()


def _personal_numbers(text: str) -> Iterator[_Range]:
    match = _PERSONAL.search(text)
    while match:
        written = match.group()
        holds = is_personal_number(written) and not (_divided(written) and _is_named(text, match.start()))
        if holds:
            yield match.span()
        match = _PERSONAL.search(text, match.end() if holds else match.start() + 1)


def _divided(personal: str) -> bool:
    """Return whether anything but an invisible sign stands between the digits of the day."""
    return len(personal.replace("\0", "").replace("-", " ").split()) > 2


def _phones(text: str) -> Iterator[_Range]:
    position = last = 0
    while match := _PHONE.search(text, position):
        start, end = match.span()
        parts, separators = _divided_phone(match.group())
        holds = _is_phone(parts, separators) and not (_is_unusual(parts) and _is_named(text, start))
        # A number whose digits stand together, but for the area code, may be that of a file.
        holds = holds and not (len(parts) <= 2 and _is_record(text, start))
        holds = holds and not (_AMOUNT.match(text, start) and _CURRENCY.match(text, end))
        if holds and text[start] == "0" and start - 2 >= last and text[start - 2].isdecimal():
            # Exclude the end of a date, of a reference, or of an amount: 1 070 123 456.
            holds = text[start - 1] not in "-/." and not (text[start - 1] == " " and _AMOUNT.match(text, start))
        position = end if holds else start + 1
        if holds:
            last = end
            yield start, end


def _divided_phone(phone: str) -> tuple[list[str], set[str]]:
    """Return the digits of a number in Swedish form between its separators, and the separators after the area code."""
    national = _COUNTRY_CODE.sub("", phone.replace("\0", "").replace("(0)", ""))
    parts = _SEPARATORS.split(national.strip(" -()./"))
    first = parts[0] if parts[0].startswith("0") else f"0{parts[0]}"
    return [first, *parts[2::2]], set(parts[3::2])


def _is_phone(parts: Sequence[str], separators: Set[str]) -> bool:
    """Return whether the digits can be those of a Swedish number by the numbering plan.

    A number has at least five digits after its area code, the first of them 0 only after that of mobile phones; only 08
    has two digits. What is divided as a date, opening hours or a registration number (070123-4567) is none.
    """
    area, *local = parts
    digits = "".join(local)
    if len(area + digits) not in _PHONE_DIGITS:
        return False
    if not local:
        return True
    if len(digits) < _FEWEST_AFTER_AREA or (len(area) == 2 and area != "08"):
        return False
    if digits[0] == "0" and not (area in _MOBILE and len(area + digits) == _MOBILE_DIGITS):
        return False
    if len(area) > 4 and len(local) == 1:
        return False
    if len(local) == 2 and len(local[0]) <= 2 and _YEAR.fullmatch(local[1]):
        return False
    return not (len(separators) > 1 and all(len(part) == 2 for part in local))


def _is_unusual(parts: Sequence[str]) -> bool:
    """Return whether a number is divided as few write a telephone number: not in groups of two and three digits."""
    return len(parts) > 2 and any(len(part) not in (2, 3) for part in parts[1:])


def _is_record(text: str, start: int) -> bool:
    """Return whether a word before a place says that the number is that of a file, a project or an account."""
    return _RECORD.search(text[max(0, start - _LONGEST_NAME) : start]) is not None


def _is_named(text: str, start: int) -> bool:
    """Return whether a word before a place says that the number is one of something else than a person."""
    return _NAMED.search(text[max(0, start - _LONGEST_NAME) : start]) is not None


_SEARCHES: Mapping[Identifier, _Search] = {
    Identifier.EMAIL: _with_spelt(_emails, spelt_identifiers.emails),
    Identifier.PERSONAL_NUMBER: _with_spelt(_personal_numbers, spelt_identifiers.personal_numbers),
    Identifier.PHONE: _phones,
}


@lru_cache(_MOST_MASKED)
def mask(text: str) -> str:
    """Replace each letter and digit of the identifiers of persons by ``*``; the length is unchanged."""
    return mask_ranges(text, ((start, end) for _, start, end in find(text)))


def mask_ranges(text: str, ranges: Iterable[_Range]) -> str:
    """Replace each letter and digit within the ranges by ``*``; the length is unchanged."""
    pieces, position = [], 0
    for start, end in ranges:
        pieces += [text[position:start], _WORD.sub("*", text[start:end])]
        position = end
    return "".join((*pieces, text[position:]))
