"""Texts in whole sentences: whether one says something, by the phrases and words that the pack knows.

Those stand in the pack, in its own language. Only how a keyboard is laid out is known here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from unicodedata import normalize

from sociallan.application.document import Gap
from sociallan.application.field import Unit
from sociallan.rules.phrases import Phrases

Match = tuple[int, int]
"""Start and end of the words found in a text."""

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NUMBER = r"(?<![\d.,])(\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?![\d.,]\d)"
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_HOME_ROW = _ROWS[1]
_VOWELS = frozenset("aeiouyæøœ")
_LONGEST_UNIT = 3
_FEWEST_REPEATS = 3
_FEWEST_LETTERS_WITHOUT_VOWEL = 6
_LONGEST_WITHOUT_VOWEL = 7
_WORDS_OF_A_SENTENCE = 4
"""Fewest words of a text that is told from others: what is shorter may rightly stand in several fields."""


class ProseWords(NamedTuple):
    """Phrases and words of a pack's language, and the texts of its own form.

    ``counted`` are the words that follow a number of a unit; ``copied`` are texts of the form, by ``words_of``.
    """

    referring: tuple[str, ...] = ()
    deferring: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    own_language: tuple[str, ...] = ()
    other_language: tuple[str, ...] = ()
    counted: Mapping[Unit, tuple[str, ...]] = {}
    copied: frozenset[str] = frozenset()


class Search(Protocol):
    """Search for words in a text."""

    @property
    def detects(self) -> str | None:
        """Return the kind of identifiers that are looked for, ``None`` for words."""

    def first(self, text: str) -> Match | None:
        """Return the start and end of the first match, ``None`` if there is none."""


class Prose:
    """The searches of a pack in texts."""

    def __init__(self, words: ProseWords = ProseWords()) -> None:
        self.words = words
        self._referring, self._deferring = Phrases(words.referring), Phrases(words.deferring)
        self.denying = Phrases(words.denying)
        self.own_language = frozenset(map(str.casefold, words.own_language))
        self.other_language = frozenset(map(str.casefold, words.other_language))
        self.counted = {
            unit: re.compile(rf"{_NUMBER}\s+(?:{'|'.join(map(re.escape, several))})(?!\w)", re.IGNORECASE)
            for unit, several in words.counted.items()
        }

    def gap(self, text: str, fewest: int) -> Gap | None:
        """Return why a text says nothing, ``None`` if it says something: enough different words of its own."""
        if words_of(text) in self.words.copied:
            return Gap.COPIED
        referring, deferring = _matches(self._referring, text), _matches(self._deferring, text)
        words = [match for match in WORD.finditer(text) if not _is_within(match, (*referring, *deferring))]
        own = {match.group().casefold() for match in words if not _is_mash(match.group())}
        repeats = len(own) == 1 and len(words) > 1
        if own and not repeats and len(own) >= fewest:
            return None
        if referring:
            return Gap.REFERS
        if deferring:
            return Gap.DEFERS
        is_noise = repeats or len(own) < len({match.group().casefold() for match in words})
        return Gap.NOISE if is_noise or not any(map(str.isalnum, text)) else Gap.FEW_WORDS


def words_of(text: str) -> str:
    """Return a text as its words alone, in small letters, to compare it with others."""
    return " ".join(match.group().casefold() for match in WORD.finditer(text))


def is_sentence(words: str) -> bool:
    """Return whether words are so many that they stand in several fields only where one was copied."""
    return words.count(" ") + 1 >= _WORDS_OF_A_SENTENCE


def _matches(phrases: Phrases, text: str) -> tuple[Match, ...]:
    found: list[Match] = []
    start = 0
    while (match := phrases.first(text[start:])) is not None:
        found.append((start + match[0], start + match[1]))
        start += match[1]
    return tuple(found)


def _is_within(word: re.Match[str], spans: Iterable[Match]) -> bool:
    return any(start <= word.start() and word.end() <= end for start, end in spans)


def _is_mash(word: str) -> bool:
    """Return whether a word is keys struck at random, or some of them over and over."""
    small = word.casefold()
    for length in range(1, _LONGEST_UNIT + 1):
        times, rest = divmod(len(small), length)
        if times >= _FEWEST_REPEATS and not rest and small == small[:length] * times:
            return True
    for row in _ROWS:
        fewest = 4 if row is _HOME_ROW else 5
        if len(small) >= fewest and (small in row or small[::-1] in row):
            return True
    if word.isupper():
        return False  # An abbreviation.
    consonants = [len(run) for run in re.split("v+", "".join(map(_vowel_or_consonant, small)))]
    without_vowel = len(consonants) == 1 and len(small) >= _FEWEST_LETTERS_WITHOUT_VOWEL
    return without_vowel or max(consonants) >= _LONGEST_WITHOUT_VOWEL


def _vowel_or_consonant(letter: str) -> str:
    return "v" if normalize("NFD", letter)[0] in _VOWELS else "c"


@dataclass(frozen=True, slots=True)
class Substance:
    """Operand of ``says_something``: how many different words a text has at least."""

    fewest: int
    prose: Prose

    def gap(self, text: str) -> Gap | None:
        """Return why a text says nothing, ``None`` if it says something."""
        return self.prose.gap(text, self.fewest)
