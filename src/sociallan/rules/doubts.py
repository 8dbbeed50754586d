"""Signals that a text may be doubted: one record each, with the words that raise the doubt."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from sociallan.application.field import Unit
from sociallan.rules.candidates import TEXTS, text_of
from sociallan.rules.prose.counted_numbers import CountedNumber
from sociallan.rules.prose.other_figures import has_figure
from sociallan.rules.prose.prose import Match, Prose, is_sentence
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.text_words import WORD, words_of

_SENTENCE_ENDS = re.compile(r"[.!?;\n]")
_MOST_BEFORE_DENIAL = 4
"""Most words of a sentence before a denial that is its own."""
_NEAR_PART = 3
"""Greatest ratio of a number to one that it is a part of."""
_NEAR_WHOLE = 1.25
"""Greatest ratio of two numbers that say the same."""
_MOST_BEFORE_WHOLE = 2
"""Most words before a number that begins a text and says how many all are."""
_OTHER_WORDS = 3
"""Fewest different words of another language that make a text be taken for one in it."""


class Signal(StrEnum):
    """Signals that a text may be doubted."""

    DENIAL = "denial"
    SAME_TEXT = "same_text"
    OTHER_LANGUAGE = "other_language"
    NUMBERS = "numbers"


class Surroundings(Protocol):
    """The application around a text."""

    def stands_twice(self, words: str) -> bool:
        """Return whether the same words make up several texts of the application."""


class SignalSpec(NamedTuple):
    """Properties of one signal. No field has a default, so that each must be given."""

    needs: tuple[str, ...]
    """Keys of ``prose`` in pack.yaml without which there is nothing to look for."""
    compares_numbers: bool
    """Whether the text is compared with the numbers beside it in its record."""
    has_sign: Callable[[Prose, Collection[str]], bool] | None
    """Return whether a text may raise the doubt by its words, in small letters; most texts do not.

    ``None`` if what is around the text decides as well.
    """
    find: Callable[[Prose, str, Surroundings | None, Sequence[tuple[Unit, Any]]], Match | None]
    """Return the words that raise the doubt, ``None`` if there are none."""
    samples: Callable[[ProseWords], Iterator[str]]
    """Yield texts that raise the doubt, and one that does not."""


def _denial(prose: Prose, text: str, *_: Any) -> Match | None:
    """Find a denial at the head of a sentence, where it is the sentence's own and no phrase takes it back."""
    start = 0
    while (found := prose.denying.first(text, start)) is not None:
        before = _SENTENCE_ENDS.split(text[: found.start])[-1]
        sentence = before + _SENTENCE_ENDS.split(text[found.start :], maxsplit=1)[0]
        if len(WORD.findall(before)) <= _MOST_BEFORE_DENIAL and prose.not_denying.first(sentence) is None:
            return found.start, found.end
        start = found.end
    return None


def _same_text(_prose: Prose, text: str, around: Surroundings | None, _numbers: Any) -> Match | None:
    words = words_of(text)
    return (0, len(text)) if around is not None and is_sentence(words) and around.stands_twice(words) else None


def _other_language(prose: Prose, text: str, *_: Any) -> Match | None:
    """Find the first words of another language where a text has more different ones of it than of its own."""
    first: dict[str, re.Match[str]] = {}
    own = set()
    for match in WORD.finditer(text):
        word = match.group().casefold()
        if word in prose.own_language:
            own.add(word)
        elif word in prose.other_language:
            first.setdefault(word, match)
    if len(first) < _OTHER_WORDS or len(first) <= len(own):
        return None
    found = list(first.values())
    return found[0].start(), found[_OTHER_WORDS - 1].end()


def _numbers(
    prose: Prose, text: str, _around: Surroundings | None, numbers: Sequence[tuple[Unit, Any]]
) -> Match | None:
    """Find a number of a unit where none in the text is near the one stated beside it."""
    for unit, stated in numbers:
        found = [*prose.counted.of(unit, text)] if stated else []
        nearest = _NEAR_WHOLE if len(found) == 1 and _is_of_whole(text, found[0].start) else _NEAR_PART
        if found and not has_figure(text, stated) and not any(_may_be(each, stated, nearest) for each in found):
            return found[0].start, found[0].end
    return None


def _is_of_whole(text: str, start: int) -> bool:
    """Return whether a number stands so early that it says how many all are: ``Omkring 640 hyresgäster i ...``."""
    return len(WORD.findall(text[:start])) <= _MOST_BEFORE_WHOLE


def _may_be(found: CountedNumber, stated: float, times: float) -> bool:
    """Return whether a number in a text may be the one that is stated, or a whole or a part of it."""
    if found.is_part and found.number <= stated:
        return True
    return stated <= found.number * times if found.is_whole else _are_near(found.number, stated, times)


def _are_near(number: int, stated: float, times: float) -> bool:
    """Return whether two numbers may be of the same, or a part of it: neither is so many times the other."""
    return number <= stated * times and stated <= number * times


SIGNALS: Mapping[Signal, SignalSpec] = {
    Signal.DENIAL: SignalSpec(
        needs=("denying",), compares_numbers=False,
        has_sign=lambda prose, words: prose.denying.may_match(words), find=_denial,
        samples=lambda words: iter((TEXTS[0], f"{TEXTS[0]}: {words.denying[0]}")),
    ),
    Signal.SAME_TEXT: SignalSpec(
        needs=(), compares_numbers=False, has_sign=None, find=_same_text,
        samples=lambda _: map(text_of, (60, 80)),
    ),
    Signal.OTHER_LANGUAGE: SignalSpec(
        needs=("own_language", "other_language"), compares_numbers=False,
        has_sign=lambda prose, words: not prose.other_language.isdisjoint(words), find=_other_language,
        samples=lambda words: iter((words.own_language[0], " ".join(words.other_language))),
    ),
    Signal.NUMBERS: SignalSpec(
        needs=("counted",), compares_numbers=True, has_sign=None, find=_numbers,
        samples=lambda words: iter((TEXTS[0], *(f"{10**6} {several[0]}" for several in words.counted.values()))),
    ),
}  # fmt: skip


class Doubt(NamedTuple):
    """Operand of ``no_doubt``: a signal to look for; ``within`` makes it ready for one application."""

    signal: Signal
    prose: Prose

    @property
    def samples(self) -> tuple[str, ...]:
        """Return texts that raise the doubt, and one that does not."""
        return tuple(SIGNALS[self.signal].samples(self.prose.words))

    def alone(self, text: str) -> Match | None:
        """Return the start and end of the words in a text that raise the doubt alone, ``None`` if there are none."""
        return self.alone_among(words_of(text).split(), text)

    def alone_among(self, words: Collection[str], text: str) -> Match | None:
        """Return the result of ``alone`` for a text with its words, in small letters."""
        spec = SIGNALS[self.signal]
        # A search takes several times as long.
        if spec.has_sign is not None and not spec.has_sign(self.prose, words):
            return None
        return spec.find(self.prose, text, None, ())

    def within(self, around: Surroundings, numbers: Sequence[tuple[Unit, Any]]) -> "DoubtSearch":
        """Return the search for the signal in an application, with the numbers beside the text."""
        return DoubtSearch(self, around, numbers)


class DoubtSearch(NamedTuple):
    """Search for the words that raise a doubt."""

    doubt: Doubt
    around: Surroundings
    numbers: Sequence[tuple[Unit, Any]]
    detects: None = None

    def first(self, text: str) -> Match | None:
        """Return the start and end of the words, ``None`` if there are none."""
        signal, prose = self.doubt.signal, self.doubt.prose
        spec = SIGNALS[signal]
        if spec.has_sign is not None:
            return prose.once(signal, text, self.doubt.alone)
        return spec.find(prose, text, self.around, self.numbers)
