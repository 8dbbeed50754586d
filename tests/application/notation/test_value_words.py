"""The words of values are such as the readers look up: folded, and each of one meaning."""

from collections.abc import Iterable
from itertools import combinations

import pytest

from sociallan.application.notation import value_words

WORDS: dict[str, Iterable[str]] = {
    name: list(words)
    for name, words in vars(value_words).items()
    if name.isupper() and not name.startswith("_") and name not in {"UNIT_WORDS", "UNIT_STEMS"}
}
UNITS = [
    word for units in (value_words.UNIT_WORDS, value_words.UNIT_STEMS) for words in units.values() for word in words
]


@pytest.mark.parametrize("name", sorted(WORDS))
def test_words_are_folded_as_the_text_is_that_they_are_sought_in(name: str) -> None:
    assert [word for word in WORDS[name] if word != word.casefold()] == []


def test_units_are_folded_too() -> None:
    assert [word for word in UNITS if word != word.casefold()] == []


OF_DATES = ("MONTHS", "FIRST_OF_SEASON", "NUMERALS", "SEVERAL", "LENGTHS", "TODAY", "YEARS_BACK")


@pytest.mark.parametrize("names", list(combinations(OF_DATES, 2)))
def test_a_word_of_a_date_has_one_meaning(names: tuple[str, str]) -> None:
    first, second = (set(WORDS[name]) for name in names)

    assert first.isdisjoint(second)


def test_no_word_is_both_yes_and_no() -> None:
    assert value_words.YES.isdisjoint(value_words.NO | value_words.NONE)
