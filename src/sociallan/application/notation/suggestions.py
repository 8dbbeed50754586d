"""Suggested corrections of amounts, numbers, yes and no, lists and codes in common informal notations."""

import re
from collections.abc import Callable, Collection

from sociallan.application.notation.value_words import (
    AND,
    CURRENCY,
    MULTIPLES,
    NO,
    NONE,
    NUMERALS,
    POLITE,
    UNIT_WORDS,
    YES,
)

_COUNTED = {word for unit, words in UNIT_WORDS.items() if unit != "kr" for word in words}
_NUMBER = re.compile(
    r"(?P<sign>-?)(?P<whole>\d[\d\s_']*?)(?:[.,](?P<part>\d+))?\s*"
    rf"(?:{'|'.join(_COUNTED)})?\.?",
    re.IGNORECASE,
)
_LONGEST_AMOUNT = 40
_AMOUNT = re.compile(
    r"(?:(?:sek|kr)\s*)?(?P<sign>-?)(?P<whole>\d{1,3}(?:,\d{3}){2,}|\d[\d\s_.']*?)(?:,(?P<part>\d+))?\s*"
    rf"(?P<unit>{'|'.join((*MULTIPLES, *CURRENCY))}|[:,.]?-)?\.?\s*(?:{'|'.join(CURRENCY)})?\.?",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(r"[-+\d\s_.,']*?(?P<unit>[^-+\d\s_.,']*)\.?")
_GROUPED = re.compile(r"\d{1,3}(?:[\s_.',]\d{3})*|\d+")
_ONE_GROUP = re.compile(r"\d{1,3}[.,]\d{3}")
"""A point or comma before three digits, which of thousands or millions of kronor may be decimals: 1,500 tkr."""
_OPEN_AMOUNT = re.compile(rf"(?P<whole>0|[1-9]\d{{0,2}})[.,](?P<part>\d{{1,3}})(?:\s*(?P<unit>{'|'.join(MULTIPLES)}))?")
_BETWEEN = re.compile(rf"\s*[,;/\n]\s*|\s+(?:{'|'.join(AND)})\s+|\s*\+\s*(?=\S)", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\(\s*(?P<inside>[^()]+?)\s*\)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s(?=\d)")
_POLITELY = re.compile(rf",? (?:{'|'.join(POLITE)})$")
_CODE = re.compile(r"[^\d-]*(?P<code>[0-9]{3,4})(?!\d)[^\d]*")
_LONGEST_CODE = 80


def amount(text: str) -> int | None:
    """Parse an amount such as ``25 Mkr``, ``1_000`` or ``2,5 miljoner`` as whole kronor or a number.

    ``tio miljoner`` is an amount as well. ``1,500 tkr`` is none: the digits behind the comma may be thousands.
    """
    # Check the length first: the separators between digits make long texts slow to match.
    if len(text) > _LONGEST_AMOUNT:
        return None
    word, _, rest = text.strip().casefold().partition(" ")
    match = _AMOUNT.fullmatch(f"{NUMERALS[word]} {rest}" if rest and word in NUMERALS else text.strip())
    if match is None:
        return None
    whole, part = match["whole"].strip(), match["part"]
    unit = MULTIPLES.get((match["unit"] or "").lower(), 1)
    if not _GROUPED.fullmatch(whole):
        # A point before one or two digits is a decimal point: 2.5 Mkr.
        decimal = re.fullmatch(r"(\d+)\.(\d+)", whole)
        if decimal is None or part is not None:
            return None
        whole, part = decimal.groups()
    if unit > 1 and _ONE_GROUP.fullmatch(whole if part is None else f"{whole},{part}"):
        return None
    digits = re.sub(r"\D", "", whole)
    scaled = int(digits + (part or "")) * unit
    result, rest = divmod(scaled, 10 ** len(part or ""))
    return None if rest else -result if match["sign"] else result


def amounts_meant(text: str) -> tuple[str, ...]:
    """Return the amounts that a text may mean, as people write them: of ``38.500 tkr`` two, and so of ``21,4``.

    None if the text is another.
    """
    match = _OPEN_AMOUNT.fullmatch(text.strip().casefold()) if len(text) <= _LONGEST_AMOUNT else None
    if match is None:
        return ()
    whole, part, unit = match["whole"], match["part"], match["unit"]
    if unit is None:
        return (f"{whole},{part} mkr", f"{whole},{part} tkr") if len(part) < 3 else ()
    if len(part) < 3 or whole == "0":
        return ()
    kronor = int(whole + part) * MULTIPLES[unit] // 1_000
    return f"{whole} {part} {unit}", f"{kronor:,} kr".replace(",", " ")


def number(text: str) -> int | float | None:
    """Parse a number such as ``41,5``, ``1 560`` or ``70 %``; with three decimals it may be thousands, and is none."""
    match = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST_AMOUNT else None
    if match is None or not _GROUPED.fullmatch(match["whole"]) or len(match["part"] or "") == 3:
        return None
    written = match["sign"] + re.sub(r"\D", "", match["whole"])
    return float(f"{written}.{match['part']}") if match["part"] else int(written)


def quantity(text: str, unit: str | None = None) -> int | float | None:
    """Parse a number that counts a unit, or whatever has no unit of its own but kronor if that is not known.

    With the name of another unit it is none: ``80 %`` is no amount, and ``3 months`` are no years.
    """
    match = _UNIT_AFTER.fullmatch(text.strip())
    if match is None:
        return None
    known = (unit,) if unit is not None else ("kr", "count")
    if match["unit"] and not any(match["unit"].casefold() in UNIT_WORDS.get(each, ()) for each in known):
        return None
    found = number(text)
    return amount(text) if found is None else found


def is_none(value: object) -> bool:
    """Return whether a word says of an amount that there is none."""
    text = str(value).strip().casefold()
    return yes_or_no(value) is False or text in NONE or amount(text) == 0


def without_first(text: str, words: Collection[str]) -> str:
    """Return a text without its first word if that is one of some words, in small letters."""
    first, _, rest = text.strip().partition(" ")
    return rest if first.casefold() in words else text


def enumerated(text: str) -> list[str]:
    """Return the parts of an enumeration, which are divided by commas, semicolons, line breaks, ``+`` or ``och``.

    Parentheses around it are no part of it.
    """
    around = _IN_PARENTHESES.fullmatch(text.strip())
    return [part for part in _BETWEEN.split(text.strip() if around is None else around["inside"]) if part]


def items(text: str, item: Callable[[str], str | None]) -> str | None:
    """Return the items of an enumeration as a list in YAML; ``None`` if ``item`` finds one that is none."""
    found = [item(part) for part in enumerated(text)]
    known = [each for each in found if each is not None]
    return f"[{', '.join(known)}]" if known and len(known) == len(found) else None


def yes_or_no(value: object) -> bool | None:
    """Parse ``ja``, ``nej tack``, ``yes``, ``off`` and similar words."""
    folded = _POLITELY.sub("", str(value).strip(" .!”“\"'").casefold())
    return True if folded in YES else False if folded in NO else None


def code(text: str) -> str | None:
    """Return a municipality code as quoted YAML text, with a lost leading zero restored; ``None`` if it is none.

    The name of the municipality may stand beside it.
    """
    match = _CODE.fullmatch(_BETWEEN_DIGITS.sub("", text)) if len(text) <= _LONGEST_CODE else None
    return None if match is None else quoted(match["code"].zfill(4))


def org_number(text: str) -> str | None:
    """Return an organisation number in standard form, from one without hyphen, with century, or a VAT number."""
    digits = "".join(filter(str.isdecimal, text))
    if len(digits) == 12:
        digits = digits[:10] if text.upper().startswith("SE") else digits[2:]
    return f"{digits[:6]}-{digits[6:]}" if len(digits) == 10 else None


def without_quotes(text: str) -> str:
    """Return a text that was written in quotation marks as a cell of a workbook holds it."""
    return text[1:-1].replace("''", "'") if text[:1] in ("'", '"') and text[-1:] == text[:1] else text


def quoted(text: str) -> str:
    """Return a text, or a number or truth value as written in the file, in the quotation marks that need no escapes.

    Only single quotation marks within single ones are doubled.
    """
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'
