"""Word lists, and the search for their words, or for identifiers of persons, in a text."""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from sociallan.application.field import Translations
from sociallan.application.personal_data import identifiers
from sociallan.rules.prose.phrase_patterns import PatternMatch, Patterns, WordSet, is_plain, sample
from sociallan.rules.prose.phrases import Phrases
from sociallan.rules.prose.text_words import WORD

# Translation table: letters, digits and underscores of Latin-1 unchanged, every other character to a space.
_WORD_BYTES = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256))
_MOST_KNOWN = 1024
"""The texts of which it is remembered what was found: what is found is searched for again, to tell where it stands."""
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")


class Where(StrEnum):
    """Parts of a text in which the words of a list are looked for, if not in the whole of it."""

    HEAD = "head"
    """The first words of the text, up to one that ends them: what it is about."""
    HEADS = "heads"
    """The first words of each sentence."""


class WordList(NamedTuple):
    """Words or phrases to search for, or the name of a detector of identifiers.

    Words are patterns (``phrase_patterns``). Those ``elsewhere`` count in the whole text, and none of them in a
    sentence with one of the ``guards``. ``ends`` are the words that end a head, but not right after one that is
    ``leading`` on to what the text is about.
    """

    id: str
    title: Translations
    words: tuple[str, ...]
    detect: str | None
    where: Where | None = None
    elsewhere: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()

    @property
    def search(self) -> tuple[Any, ...]:
        """Return what decides what the list finds."""
        return self[2:]


class Finder:
    """Search for the words of a list, or the identifiers of a detector."""

    def __init__(self, words: WordList, contacts: Collection[str] = ()) -> None:
        self.words = tuple(map(sample, words.words))
        """A phrase for each word of the list, which it finds."""
        self.detects = words.detect
        """The kind of identifier to search for, ``None`` for a list of words."""
        self.passed_over = tuple(contacts) if words.detect in identifiers.REACHING else ()
        """The paths of the parts of an application in which it is not searched for: they ask for it."""
        longest = [max(_words(phrase), key=len, default=None) for phrase in words.words]
        self._longest_words = frozenset(longest)
        self._can_prefilter = None not in longest
        self._words = words.words
        self._known: dict[str, tuple[int, int] | None] = {}
        is_plain_list = words.where is None and not words.guards and all(map(is_plain, words.words))
        self.is_plain = words.detect is None and is_plain_list
        """Whether any of the words is found wherever it stands."""
        self._guarded = None if is_plain_list else _GuardedSearch(words)

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and end of the first match, ``None`` if there is none."""
        if self.detects is not None:
            found = (place for kind, *place in identifiers.find(text) if kind == self.detects)
            return next(((start, end) for start, end in found), None)
        if text not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[text] = self._first(text)
        return self._known[text]

    def _first(self, text: str) -> tuple[int, int] | None:
        if self._guarded is not None:
            return self._guarded.first(text)
        # Look up the longest word of each phrase first: it costs a tenth of the full search and nearly always suffices.
        if self._can_prefilter and self._longest_words.isdisjoint(_words(text)):
            return None
        return self._phrases.first(text)

    @cached_property
    def _phrases(self) -> Phrases:
        """The phrases, made ready when a text holds a word of one: few texts do."""
        return Phrases(self._words)


class _GuardedSearch:
    """Search sentence by sentence: in the part of each that the list names, and not in one with a guard.

    What a pattern takes in after its words, to the end of a sentence, is part of what is found: no guard counts there.
    """

    def __init__(self, words: WordList) -> None:
        self._patterns, self._elsewhere = map(_by_taking_in, (words.words, words.elsewhere))
        self._guards = Patterns({words.id: words.guards})
        self._where = words.where
        self._ends = frozenset(map(str.casefold, words.ends))
        self._leading = WordSet(words.leading)

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and end of the first match, ``None`` if there is none."""
        for number, sentence in enumerate(_SENTENCE.finditer(text)):
            written, at = sentence.group(), sentence.start()
            is_head = self._where is not Where.HEAD or number == 0
            found = (self._in_head(written) if is_head else None) or self._elsewhere.first(written)
            if found is not None and not self._is_guarded(written, found):
                return at + found.start, at + found.end
        return None

    def _is_guarded(self, sentence: str, found: PatternMatch[bool]) -> bool:
        guard = self._guards.first(sentence)
        if guard is not None and found.kind and found.start < guard.start < found.end:
            guard = self._guards.first(sentence, found.end)
        return guard is not None

    def _in_head(self, sentence: str) -> PatternMatch[bool] | None:
        leads_on = False
        for word in WORD.finditer(sentence):
            small = word.group().casefold()
            found = self._patterns.at(sentence, word.start(), small)
            if found is not None and not _is_prefix(sentence, found.end):
                return found
            if small not in self._ends:
                leads_on = small in self._leading
            elif not leads_on:
                break
        return None


def _by_taking_in(patterns: Iterable[str]) -> Patterns[bool]:
    """Return patterns by whether they take in what follows them in a sentence."""
    taking_in: dict[bool, list[str]] = {True: [], False: []}
    for pattern in patterns:
        taking_in[pattern.removesuffix(" .").endswith("…")].append(pattern)
    return Patterns(taking_in)


def _is_prefix(text: str, end: int) -> bool:
    """Return whether a word is but the beginning of a compound that ends later: ``personal- och omklädningsrum``."""
    return "-" in text[end - 1 : end + 1]


def _words(text: str) -> list[bytes]:
    """Return the case-folded words of a text; a character beyond Latin-1 separates words, in lists and texts alike."""
    return text.casefold().encode("latin-1", "replace").translate(_WORD_BYTES).split()
