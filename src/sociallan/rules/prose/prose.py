"""Texts in whole sentences: whether one says something, by the phrases and words that the pack knows.

Those stand in the pack, in its own language.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from sociallan.application.document import Gap
from sociallan.rules.prose.counted_numbers import CountedNumbers
from sociallan.rules.prose.lone_values import VALUE_WORDS, has_number
from sociallan.rules.prose.noise import Noise, is_mash
from sociallan.rules.prose.phrase_patterns import Patterns, WordSet
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.text_words import WORD, first_words, words_of

Match = tuple[int, int]
"""Start and end of the words found in a text."""

T = TypeVar("T")

CONTENT = re.compile(rf"{WORD.pattern}|\d\s?%")
_MARKED = re.compile(r"\s*(?:\[[^]]*\]|<[^>]*>|\{.*\}|#[^\W\d_][\w/]*[!?]?)[\s.]*", re.DOTALL)
"""A text in brackets that nobody has filled in, or the fault of a spreadsheet."""
_ADDRESS = re.compile(r"(?:https?://|www\.|\b[a-z]:\\|\\\\)\S+", re.IGNORECASE)
"""An address of a page or a file, which is no answer by itself."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_BEFORE_SENTENCES = ("", ".", "!", "?", ":", "\n")
_NAMING = (Gap.REFERS, Gap.DEFERS)
"""Why a text says nothing whomever it names: whom it refers to, and who is to write."""
_MOST_BEFORE_HANDING_OVER = 4
"""Most words that say who writes the answer, in a sentence that says that somebody does."""
_WORDS_OF_A_SENTENCE = 4
"""Fewest words of a text that is compared with others: what is shorter may rightly stand in several fields."""
WORDS_OF_A_COPY = 5
"""Fewest words of an example of which a copy is reported: what is shorter may be a right answer too."""


class Search(Protocol):
    """Search for words in a text."""

    @property
    def detects(self) -> str | None:
        """Return the kind of identifiers that are looked for, ``None`` for words."""

    def first(self, text: str) -> Match | None:
        """Return the start and end of the first match, ``None`` if there is none."""


_MOST_KNOWN = 4096
"""The texts of which it is remembered what was found: several rules read them, and tests and cases repeat them."""

_PHRASES: Mapping[Gap, Callable[[ProseWords], Iterable[str]]] = {
    Gap.REFERS: lambda words: words.referring,
    Gap.DEFERS: lambda words: words.deferring,
    Gap.DECLARED_UNKNOWN: lambda words: words.unknowing,
    Gap.PLACEHOLDER: lambda words: words.standing_in,
    Gap.FEW_WORDS: lambda words: words.empty_talk,
    Gap.NOISE: lambda words: words.filling,
}
"""The phrases of a pack by what a text is that has nothing else."""


@dataclass(slots=True)
class _Content:
    """Words of a text by their kind, in small letters, without those within a phrase.

    ``beside`` are those that say nothing where there is a phrase too, ``values`` those of an amount or a date. ``gap``
    is what the first phrase makes of the text, and ``is_filler`` is true if it begins as one in the place of another.
    """

    gap: Gap | None
    own: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    is_about_answers: bool = False
    is_filler: bool = False


class Prose:
    """The searches of a pack in texts."""

    def __init__(self, words: ProseWords = ProseWords()) -> None:
        self.words = words
        self._gaps = Patterns({gap: phrases(words) for gap, phrases in _PHRASES.items()})
        self._questions = Patterns({Gap.ASKS: words.asking}, ending=r"[^.!?]*\?")
        self._handing_over = Patterns({Gap.DEFERS: words.handing_over})
        self.denying = Patterns({Gap.ABSENT: words.denying})
        self.not_denying = Patterns({Gap.ABSENT: words.not_denying})
        self.own_language = frozenset(map(str.casefold, words.own_language))
        self.other_language = frozenset(map(str.casefold, words.other_language))
        self._common = self.own_language | self.other_language
        self._about = WordSet(words.about_answers)
        self._beside = WordSet((*words.beside, *self._common))
        self.counted = CountedNumbers(words.counted, words.numerals, words.rates, words.wholes, words.parts)
        self._noise = Noise(self._common, words.own_texts)
        self._found: dict[tuple[object, str], Any] = {}
        self._copied: dict[str, frozenset[str]] = {}
        self._beginnings: dict[str, list[str]] = {}
        for text in words.own_texts:
            self._beginnings.setdefault(first_words(text), []).append(text)

    def learn(self) -> None:
        """Learn now what is learnt from the form's texts when first needed otherwise."""
        self._noise.learn()
        self._label_words  # noqa: B018  # Kept once it is asked for.

    def gap(self, text: str, fewest: int = 1) -> Gap | None:
        """Return why a text says nothing, ``None`` if it says something: enough different words of its own.

        Words within a phrase are not its own, and beside a phrase neither are common words and those of labels.
        """
        return self.once(fewest, text, lambda text: self._gap(text, fewest))

    def is_note(self, text: str) -> bool:
        """Return whether words ask for an answer: what comes first stands for one, or none is one by itself."""
        found = self._content(text, fewest=1)
        if found.gap is not None:
            return found.gap is not Gap.REFERS
        return bool(found.beside) and not (found.own or found.names or found.values)

    def once(self, sought: object, text: str, find: Callable[[str], T]) -> T:
        """Return the result of ``find`` for a text, kept since rules, questions and notes look for the same."""
        key = sought, text
        if key not in self._found:
            if len(self._found) >= _MOST_KNOWN:
                self._found.clear()
            self._found[key] = find(text)
        found: T = self._found[key]
        return found

    def _gap(self, text: str, fewest: int) -> Gap | None:
        if self._is_copied(text, fewest):
            return Gap.COPIED
        if _MARKED.fullmatch(text):
            return Gap.PLACEHOLDER
        prose = _without_addresses(text)
        content = self._content(prose, fewest)
        if content.is_filler:
            return Gap.NOISE
        gap = content.gap if prose == text else Gap.REFERS
        if content.values and not (content.own or content.names):
            return gap or Gap.FEW_WORDS
        own = content.own if gap in _NAMING else content.own | content.names
        if len(own) < fewest and (gap or content.is_about_answers):
            return gap or Gap.FEW_WORDS
        if self._noise.of(prose):
            return Gap.NOISE
        if len(own) >= fewest:
            return None
        everything = {word for word in (*own, *content.beside) if len(word) > 1 and not is_mash(word)}
        if len(everything) >= fewest:
            return None
        is_word = any(len(word) > 1 for word in WORD.findall(text)) or any(map(str.isdecimal, text))
        return Gap.FEW_WORDS if is_word else Gap.NOISE

    def _content(self, text: str, fewest: int) -> _Content:
        """Return the words of a text by their kind, as far as ``fewest`` of its own."""
        gaps, questions = self._gaps, self._questions
        covered = self._handed_over(text)
        found = _Content(Gap.DEFERS if covered else None)
        for match in CONTENT.finditer(text):
            word = match.group().casefold()
            if match.start() < covered:
                continue
            phrase = None
            if gaps.starting_with(word):
                phrase = gaps.at(text, match.start(), word)
            if phrase is None and questions.starting_with(word):
                phrase = questions.at(text, match.start(), word)
            if phrase is not None and phrase.kind is Gap.NOISE and not (found.own or found.names or found.beside):
                # What begins as text that is put in goes on as such.
                found.is_filler = True
                break
            if phrase is not None:
                found.gap, covered = found.gap or phrase.kind, phrase.end
            elif word[0].isdigit() or (word in VALUE_WORDS and has_number(text)):
                found.values.add(word)
            elif word in self._about:
                found.is_about_answers = True
            elif word in self._beside or word in self._label_words:
                found.beside.add(word)
            elif _is_name(text, match):
                found.names.add(word)
            elif len(word) > 1:
                found.own.add(word)
                if len(found.own) >= fewest:
                    break
        found.beside |= found.values
        return found

    def _handed_over(self, text: str) -> int:
        """Return where the first sentence ends if it says that somebody writes the answer, 0 if it does not."""
        sentence = _SENTENCE_END.split(text, maxsplit=1)[0]
        found = self._handing_over.first(sentence, most=_MOST_BEFORE_HANDING_OVER + 1)
        return 0 if found is None else len(sentence)

    @cached_property
    def _label_words(self) -> frozenset[str]:
        return frozenset(word.casefold() for label in self.words.labels for word in WORD.findall(label))

    def _is_copied(self, text: str, fewest: int) -> bool:
        """Return whether a text is one of the form's own, or such sentences and others that say nothing."""
        beginning = first_words(text)
        if beginning not in self._beginnings:
            return False
        if beginning not in self._copied:
            self._copied[beginning] = frozenset(map(words_of, self._beginnings[beginning]))
        several = self._copied[beginning]
        first, *others = _SENTENCE_END.split(text, maxsplit=1)
        if words_of(text) in several:
            return True
        return words_of(first) in several and self.gap(others[0], fewest) is not None


def _without_addresses(text: str) -> str:
    # To search every text for an address takes ten times as long.
    may_hold_address = "://" in text or "\\" in text or "www." in text.lower()
    return _ADDRESS.sub(" ", text) if may_hold_address else text


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Return whether a word is a name: one with a capital letter within a sentence."""
    return word.group()[0].isupper() and text[: word.start()].rstrip()[-1:] not in _BEFORE_SENTENCES


def is_sentence(words: str, fewest: int = _WORDS_OF_A_SENTENCE) -> bool:
    """Return whether words are so many that they stand in several fields only where one was copied."""
    return words.count(" ") + 1 >= fewest


class Substance(NamedTuple):
    """Operand of ``says_something``: how many different words a text has at least."""

    fewest: int
    prose: Prose

    def gap(self, text: str) -> Gap | None:
        """Return why a text says nothing, ``None`` if it says something."""
        return self.prose.gap(text, self.fewest)
