"""The only number in a text of a few words, as a suggestion: whether the words may go only a person can decide."""

import re
from collections.abc import Callable
from typing import TypeVar

from sociallan.application.notation.value_words import OTHER_NUMBER

_N = TypeVar("_N", bound=float)

_LONGEST = 80
_PARTS = re.compile(
    r"(?P<before>(?:[^\W\d]+\.? |[(<>≤≥] ?){0,4})"
    r"(?P<number>[0-9](?:[0-9 .,]*[0-9])?)"
    r"(?P<after>\)?(?:[ ,.:%(+-]+[^\W\d]+\)?|[%+]){0,6}[).]?)"
)
"""Words or a comparison, digits, and words."""
_WORD = re.compile(r"[^\W\d]+|%")
_UNIT_WORDS = 2
"""Most words after a number that are its unit."""
_LEAST_AMOUNT = 1_000
"""The least amount that is one without a unit: a smaller number counts something else, or millions."""

_EDGES = " \t;,:!=[]~≈"
"""Signs around a number that say nothing, or as *ca* does that it is about so many."""


def without_edges(text: str) -> str:
    """Return a text without the signs around it that say nothing."""
    return text.strip(_EDGES)


def one_number(text: str, parse: Callable[[str], _N | None], *, is_amount: bool) -> _N | None:
    """Return the number that is the only one in a text of a few words, ``None`` if another may be meant."""
    match = _PARTS.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST else None
    if match is None:
        return None
    before = _WORD.findall(match["before"].casefold())
    after = _WORD.findall(match["after"].casefold())
    for count in reversed(range(_UNIT_WORDS + 1)):
        unit = after[:count]
        number = parse(" ".join((match["number"], *unit)))
        if number is not None and OTHER_NUMBER.isdisjoint((*before, *after[count:])):
            return None if is_amount and not unit and number < _LEAST_AMOUNT else number
    return None
