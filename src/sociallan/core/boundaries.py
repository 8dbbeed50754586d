"""The values that conditions tell apart: on both sides of each threshold, each named word and a stranger."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.core import dates
from sociallan.core.identifiers import Identifier
from sociallan.core.operators import OPERATORS
from sociallan.model.condition import Kind, Scalar, Test
from sociallan.model.field import Field

_NUMBERS = ((100, 99, 0), (2021, 2020), (2, 1))
"""Numbers to compare with each other; the first of these that a field can hold. Nought is for the parts of a sum."""
_DATES = ("2020-07", "2020-06")
_TEXTS = ("Den ena texten", "Den andra texten")
_LONG_TEXT = "Beskrivningen fortsätter så att texten får den längd som ska prövas, "
_MONTHS = 12
_LONGEST_TEXT = 20_001
"""No application may hold a longer text."""

_OF_VALUES = frozenset(test for test, known in OPERATORS.items() if known.operand in ("same", "list"))

IDENTIFYING: Mapping[str, str] = {
    Identifier.PERSONAL_NUMBER: "Kontakta 19121212-1212 om projektet",  # Skatteverket's own example, nobody's number
    Identifier.EMAIL: "Skriv till namn@example.org om projektet",
    Identifier.PHONE: "Ring 08-123 45 67 om projektet",
}
"""For each detector a text in which it finds something."""


class Mention(NamedTuple):
    """A test of a field and what it compares with: a literal, a parameter's value or the words of a list."""

    test: Test
    operand: Scalar | tuple[Scalar, ...] | None


def values(
    known: Field, mentions: Iterable[Mention], *, linked: bool, in_list: bool, fits: Callable[[Any], bool]
) -> list[Any]:
    """Give the values of a plain field, or of the items of a list of plain values, that its mentions tell apart.

    A ``linked`` field is compared with another and gets values that lie on both sides of the other's. In a list, where
    every value multiplies, two words that nobody names stand for all of them. Every value ``fits`` the field.
    """
    mentions = tuple(mentions)
    named = list(compared(mentions))
    kind = known.items if known.kind is Kind.LIST else known.kind
    found: list[Any]
    alone = not linked and not tells_apart(mentions) and known.kind is not Kind.LIST
    match kind:
        case Kind.TRUTH:
            return [True, False]
        case Kind.TEXT if known.values:
            others = [word for word in known.values if word not in named]
            return [*named, *(others[:2] if in_list else others)]
        case Kind.TEXT:
            found = [*_texts(mentions), *(_TEXTS if linked or not tells_apart(mentions) else ())]
        case Kind.NUMBER | Kind.DATE:
            usual = (_DATES,) if kind is Kind.DATE else _NUMBERS
            added = next((several for several in usual if any(map(fits, several))), ()) if linked or not named else ()
            found = [*_around(named), *added]
        case _:
            found = [{}]
    fitting = [value for value in found if fits(value)]
    return fitting[:1] if alone else fitting


def compared(mentions: Iterable[Mention]) -> Iterator[Scalar]:
    """Give the values that mentions compare with, each once: no lengths, and no words to look for."""
    operands = (mention.operand for mention in mentions if mention.test in _OF_VALUES)
    parts = (part for several in operands for part in (several if isinstance(several, tuple) else (several,)))
    yield from dict.fromkeys(part for part in parts if part is not None)


def tells_apart(mentions: Iterable[Mention]) -> bool:
    """Say whether anything is asked beyond whether there is a value at all."""
    return any(mention.test not in (Test.STATED, Test.NOT_PLACEHOLDER) for mention in mentions)


def neighbours(value: Any) -> tuple[Any, Any]:
    """Give the nearest whole numbers on both sides of a number, or the dates beside one, in its own precision."""
    if isinstance(value, int | float):
        return math.ceil(value) - 1, math.floor(value) + 1
    text = str(value)
    match len(text):
        case 4:
            return f"{int(text) - 1:04}", f"{int(text) + 1:04}"
        case 7:
            months = int(text[:4]) * _MONTHS + int(text[5:]) - 1
            return month(months - 1), month(months + 1)
        case _:
            return dates.days_later(text, -1), dates.days_later(text, 1)


def month(months: int) -> str:
    """Write a month, counted from January of year 0, as a partial date."""
    return f"{months // _MONTHS:04}-{months % _MONTHS + 1:02}"


def text_of(length: int) -> str:
    """Give a text of a length, or a text that is too long for any field where the length is larger."""
    length = min(length, _LONGEST_TEXT)
    text = (_LONG_TEXT * (length // len(_LONG_TEXT) + 1))[:length]
    return text[:-1] + "." if text.endswith(" ") else text


def _around(named: Iterable[Scalar]) -> Iterator[Any]:
    for value in named:
        yield from (value, *reversed(neighbours(value)))


def _texts(mentions: Iterable[Mention]) -> Iterator[str]:
    lists: list[tuple[Scalar, ...]] = []
    for test, operand in mentions:
        match test, operand:
            case Test.MIN_CHARS, int(length):
                yield from map(text_of, (length, length - 1))
            case Test.MAX_CHARS, int(length):
                yield from map(text_of, (length, length + 1))
            case Test.MENTIONS_NONE, tuple(words):
                lists.append(words)
                yield _TEXTS[0]
            case Test.EQUALS | Test.ONE_OF | Test.NOT_ONE_OF, _:
                yield from (*map(str, compared((Mention(test, operand),))), _TEXTS[0])
    for words in lists:
        # Of two versions of a list, a word that only one of them has tells them apart.
        told = [words[:1], *(tuple(word for word in words if word not in others)[:1] for others in lists)]
        yield from (f"Här står {word} i texten" for several in told for word in several)
