"""Noise in texts: keys struck at random, and the same words over and over.

How a keyboard is laid out is known here. Which letters follow each other is learnt from the form's own texts.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from math import log
from unicodedata import normalize

from sociallan.rules.prose.text_words import WORD, words_of

_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_HOME_ROW = _ROWS[1]
_VOWELS = frozenset("aeiouyæøœ")
_LONGEST_UNIT = 4
_SHORTEST_RUN = 3
_FEWEST_REPEATS = 3
_FEWEST_LETTERS_WITHOUT_VOWEL = 6
_LONGEST_WITHOUT_VOWEL = 7
_FEWEST_OF_REPEATED = 8
"""Fewest words of a text that is the same few over and over."""
_FEWEST_LETTERS_TO_LEARN = 5_000
"""Fewest letters of the form's texts from which it can be learnt which follow each other."""
_STRANGE, _VERY_STRANGE = 3.7, 4.7
"""Strangeness, as a mean over its letters, that texts of words do not have, longer ones and shorter ones."""
_FEWEST_LETTERS_BESIDE = 3
"""Fewest letters beside names and abbreviations that can be distinguished from words."""
_LONGER = 12
"""Fewest letters of a text by whose mean it is recognised sooner."""
_RARE, _DIFFERENT_LETTERS = 0.3, 30
"""Added to the counts of pairs and, for each different letter, of their first letters: an unseen pair is possible."""
_LONG = 400
"""Characters at the beginning of a text by which it is distinguished from noise."""


class Noise:
    """Search for noise, with words that stand in texts of every subject and texts to learn from."""

    def __init__(self, common: frozenset[str], texts: Iterable[str]) -> None:
        self._common = common
        self._texts = texts

    def learn(self) -> None:
        """Learn now what is learnt when first needed otherwise."""
        self._pairs, self._letters  # noqa: B018  # Kept once they are asked for.

    def of(self, text: str) -> bool:
        """Return whether a text is the same words over and over, or mostly keys struck at random."""
        small = words_of(text[:_LONG]).split()
        different = len(set(small))
        if len(small) > 1 and different == 1:
            return True
        if len(small) >= _FEWEST_OF_REPEATED and different * 5 < len(small) * 2:
            return True
        if len(small) > 1 and all(map(_is_run, small)):
            return True
        if not self._common.isdisjoint(small):
            return False
        words = WORD.findall(text[:_LONG])
        if sum(len(word) for word in words if is_mash(word)) * 2 > sum(map(len, words)):
            return True
        # An abbreviation is in capital letters, and a name begins with one.
        plain = [word for word in words if not word[0].isupper()]
        if not self._pairs:
            return False
        letters = sum(map(len, plain))
        if letters < _FEWEST_LETTERS_BESIDE and len(plain) < len(words):
            return False  # Little stands beside names.
        limit = _STRANGE if letters >= _LONGER else _VERY_STRANGE
        return sum(len(word) * self._strangeness(word) for word in plain) > limit * letters

    def _strangeness(self, word: str) -> float:
        """Return how seldom each letter of a word follows the one before it: 0 where it always does."""
        pairs = [*pairwise(f" {word.casefold()} ")]
        likely = ((self._pairs[pair] + _RARE) / (self._letters[pair[0]] + _DIFFERENT_LETTERS * _RARE) for pair in pairs)
        return -sum(map(log, likely)) / len(pairs)

    @cached_property
    def _learnt(self) -> str:
        joined = " ".join(self._texts).casefold()
        return joined if len(joined) >= _FEWEST_LETTERS_TO_LEARN else ""

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        """Frequencies of two letters that follow each other in the texts."""
        return Counter(pairwise(self._learnt))

    @cached_property
    def _letters(self) -> Counter[str]:
        return Counter(self._learnt)


def is_mash(word: str) -> bool:
    """Return whether a word is keys struck at random, or some of them over and over."""
    is_abbreviation = word.isupper()
    word = word.casefold()
    for length in range(1, _LONGEST_UNIT + 1):
        times = len(word) // length
        is_run = length >= _SHORTEST_RUN and any(word[:length] in row for row in _ROWS)
        fewest = 2 if is_run else _FEWEST_REPEATS
        if times >= fewest and word == word[:length] * times:
            return True
    for row in _ROWS:
        fewest = 4 if row is _HOME_ROW else 5
        if len(word) >= fewest and _is_part(word, row):
            return True
    if is_abbreviation:
        return False
    consonants = [len(run) for run in re.split("v+", "".join(map(_vowel_or_consonant, word)))]
    without_vowel = len(consonants) == 1 and len(word) >= _FEWEST_LETTERS_WITHOUT_VOWEL
    return without_vowel or max(consonants) >= _LONGEST_WITHOUT_VOWEL


def _is_run(word: str) -> bool:
    """Return whether a word in small letters is neighbouring keys, as words of three letters may be too (``tre``)."""
    return len(word) >= _SHORTEST_RUN and any(_is_part(word, row) for row in _ROWS)


def _is_part(word: str, row: str) -> bool:
    return word in row or word[::-1] in row


def _vowel_or_consonant(letter: str) -> str:
    return "v" if normalize("NFD", letter)[0] in _VOWELS else "c"
