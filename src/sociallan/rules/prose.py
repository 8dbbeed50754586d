"""What software can tell of texts in whole sentences: that they say nothing, and signals that they may be doubted.

What it looks for stands in the pack, in its own language. Only how a keyboard is laid out is known here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol
from unicodedata import normalize

from sociallan.application.document import Gap
from sociallan.application.field import Unit
from sociallan.rules.candidates import TEXTS, text_of
from sociallan.rules.phrases import Phrases

Match = tuple[int, int]
"""Start and end of the words found in a text."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
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
_OTHER_WORDS = 3
"""Fewest different words of another language that make a text be taken for one in it."""


class Signal(StrEnum):
    """Signals that a text may be doubted."""

    DENIAL = "denial"
    SAME_TEXT = "same_text"
    OTHER_LANGUAGE = "other_language"
    NUMBERS = "numbers"


class ProseWords(NamedTuple):
    """What a pack knows of texts: phrases and words of its language, and the texts of its own form.

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


class Surroundings(Protocol):
    """The application around a text."""

    def stands_twice(self, words: str) -> bool:
        """Return whether the same words make up several texts of the application."""


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
        words = [match for match in _WORD.finditer(text) if not _is_within(match, (*referring, *deferring))]
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
    return " ".join(match.group().casefold() for match in _WORD.finditer(text))


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


class SignalSpec(NamedTuple):
    """Properties of one signal. No field has a default, so that each must be given."""

    needs: tuple[str, ...]
    """Keys of ``prose`` in pack.yaml without which there is nothing to look for."""
    compares_numbers: bool
    """Whether the text is compared with the numbers beside it in its record."""
    find: Callable[[Prose, str, Surroundings, Sequence[tuple[Unit, Any]]], Match | None]
    """Return the words that raise the doubt, ``None`` if there are none."""
    samples: Callable[[ProseWords], Iterator[str]]
    """Yield texts that raise the doubt, and one that does not."""


def _denial(prose: Prose, text: str, *_: Any) -> Match | None:
    return prose.denying.first(text)


def _same_text(_prose: Prose, text: str, around: Surroundings, _numbers: Any) -> Match | None:
    words = words_of(text)
    return (0, len(text)) if is_sentence(words) and around.stands_twice(words) else None


def _other_language(prose: Prose, text: str, *_: Any) -> Match | None:
    """Find the first words of another language where a text has more different ones of it than of its own."""
    first: dict[str, re.Match[str]] = {}
    own = set()
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if word in prose.own_language:
            own.add(word)
        elif word in prose.other_language:
            first.setdefault(word, match)
    if len(first) < _OTHER_WORDS or len(first) <= len(own):
        return None
    found = list(first.values())
    return found[0].start(), found[_OTHER_WORDS - 1].end()


def _numbers(prose: Prose, text: str, _around: Surroundings, numbers: Sequence[tuple[Unit, Any]]) -> Match | None:
    """Find a number of a unit where none in the text is the one stated beside it."""
    for unit, stated in numbers:
        found = [*prose.counted[unit].finditer(text)] if stated is not None else []
        if found and all(int(re.sub(r"\D", "", match.group(1))) != stated for match in found):
            return found[0].span()
    return None


SIGNALS: Mapping[Signal, SignalSpec] = {
    Signal.DENIAL: SignalSpec(
        needs=("denying",), compares_numbers=False, find=_denial,
        samples=lambda words: iter((TEXTS[0], f"{TEXTS[0]}: {words.denying[0]}")),
    ),
    Signal.SAME_TEXT: SignalSpec(
        needs=(), compares_numbers=False, find=_same_text, samples=lambda _: map(text_of, (60, 80)),
    ),
    Signal.OTHER_LANGUAGE: SignalSpec(
        needs=("own_language", "other_language"), compares_numbers=False, find=_other_language,
        samples=lambda words: iter((words.own_language[0], " ".join(words.other_language))),
    ),
    Signal.NUMBERS: SignalSpec(
        needs=("counted",), compares_numbers=True, find=_numbers,
        samples=lambda words: iter(
            (TEXTS[0], *(f"{number} {several[0]}" for several in words.counted.values() for number in (1, 2)))
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Substance:
    """Operand of ``says_something``: how many different words a text has at least."""

    fewest: int
    prose: Prose

    def gap(self, text: str) -> Gap | None:
        """Return why a text says nothing, ``None`` if it says something."""
        return self.prose.gap(text, self.fewest)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Operand of ``no_doubt``: a signal to look for; ``within`` makes it ready for one application."""

    signal: Signal
    prose: Prose

    @property
    def samples(self) -> tuple[str, ...]:
        """Return texts that raise the doubt, and one that does not."""
        return tuple(SIGNALS[self.signal].samples(self.prose.words))

    def within(self, around: Surroundings, numbers: Sequence[tuple[Unit, Any]]) -> "DoubtSearch":
        """Return the search for the signal in an application, with the numbers beside the text."""
        return DoubtSearch(self, around, numbers)


@dataclass(frozen=True, slots=True)
class DoubtSearch:
    """Search for the words that raise a doubt."""

    doubt: Doubt
    around: Surroundings
    numbers: Sequence[tuple[Unit, Any]]
    detects: None = None

    def first(self, text: str) -> Match | None:
        """Return the start and end of the words, ``None`` if there are none."""
        find = SIGNALS[self.doubt.signal].find
        return find(self.doubt.prose, text, self.around, self.numbers)
