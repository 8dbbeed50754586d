"""Words that with a number make an amount, a date, a length of time or a count: alone they describe nothing."""

from sociallan.application.notation.value_words import (
    ABOUT,
    AT_LATEST,
    CURRENCY,
    FIRST_OF_SEASON,
    LENGTHS,
    MONTHS,
    MULTIPLES,
    NUMERALS,
    UNIT_WORDS,
)
from sociallan.rules.prose.text_words import WORD

_NUMERALS = frozenset(word for word, number in NUMERALS.items() if number > 1)
"""Numbers in words, without the one that is the article as well."""
VALUE_WORDS = frozenset((
    *CURRENCY, *MULTIPLES, *(word for words in UNIT_WORDS.values() for word in words if word.isalpha()),
    *LENGTHS, *MONTHS, *FIRST_OF_SEASON, *AT_LATEST, *ABOUT, *_NUMERALS,
))  # fmt: skip


def has_number(text: str) -> bool:
    """Return whether a number stands in a text, in figures or words."""
    return any(map(str.isdigit, text)) or any(word.casefold() in _NUMERALS for word in WORD.findall(text))
