"""Patterns of phrases: words with any ending or beginning, one of several words, and words left out between.

``*`` after a word stands for any letters, and before a word for at least one; ``|`` between words for either, ``…`` for
up to three words, and ``^``, not as the first word, for a name: up to three capitalised words. At the end of a
pattern ``…`` takes in what follows in the sentence, up to twelve words, and ``.`` says that the sentence ends there:
``… .`` after up to three words more. Patterns without these marks are phrases.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from sociallan.rules.prose.text_words import WORD

_PARTS = re.compile("[-'’]")
"""What joins the parts of a word, each of which may be a word of a pattern."""
_BETWEEN = r"(?:[\s,:–-]+[^\s.!?;]+){0,3}?[\s,:–-]+"
_AFTER = r"(?:[\s,:–(-]+[^\s.!?;]+){0,12}"
_LAST = r"(?:[\s,:–(-]+[^\s.!?;]+){0,3}"
_SPACES = r"\s+"
_LEFT_OUT, _NAME, _STOP = "…", "^", "."
_CAPITALISED = r"(?-i:[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+)"
_NAMES = rf"(?<![\w-]){_CAPITALISED}(?:[ -]{_CAPITALISED}){{0,2}}(?![\w-])"
_END = r"(?=\s*(?:[.!?;:]|$))"
_DOTS = {0x131: "i", 0x307: None}
"""Expressions that ignore case take an i with or without a dot for the same, which folding does not."""
_LETTERS = "ny"
"""A beginning of a compound, for samples."""
_A_NAME = "Norrby"

_MOST_KNOWN = 8192
"""The words of which it is remembered what they start: a language has few frequent ones."""
_MOST_TRIED = 50
"""The texts that are searched for the words of a pattern before it is compiled all the same."""

Kind = TypeVar("Kind")


def is_plain(pattern: str) -> bool:
    """Return whether a pattern is a phrase without marks."""
    has_marks = any(mark in pattern for mark in "*|^") or not {_LEFT_OUT, _STOP}.isdisjoint(pattern.split())
    return not has_marks or pattern == _LEFT_OUT


def sample(pattern: str) -> str:
    """Return a phrase that a pattern matches."""
    if is_plain(pattern):
        return pattern
    parts = (part.split("|")[0] for part in pattern.split() if part not in (_LEFT_OUT, _STOP))
    return " ".join(map(_sample_word, parts))


def _sample_word(part: str) -> str:
    if part == _NAME:
        return _A_NAME
    return _LETTERS + part.strip("*") if part.startswith("*") else part.rstrip("*")


class PatternMatch(NamedTuple, Generic[Kind]):
    """Words of a text that a pattern of a kind matches: where they start and end."""

    start: int
    end: int
    kind: Kind


class Patterns(Generic[Kind]):
    """Patterns of several kinds to search for, whole words in any case."""

    def __init__(self, patterns: Mapping[Kind, Iterable[str]], ending: str = "") -> None:
        """Prepare the patterns; ``ending`` is a regular expression that must follow each of them."""
        by_word: dict[str, list[tuple[Kind, str]]] = {}
        others: dict[tuple[Kind, str], None] = {}
        beginnings: list[tuple[str, tuple[Kind, str]]] = []
        endings: list[tuple[str, tuple[Kind, str]]] = []
        middles: list[tuple[str, tuple[Kind, str]]] = []
        for kind, several in patterns.items():
            for pattern in several:
                for first in pattern.split()[0].split("|"):
                    word = WORD.search(first)
                    if word is None:
                        continue
                    small = word.group().casefold()
                    if "*" not in first:
                        by_word.setdefault(small, []).append((kind, pattern))
                        continue
                    others[kind, pattern] = None
                    parts = beginnings if first[0] != "*" else middles if first[-1] == "*" else endings
                    parts.append((small, (kind, pattern)))
        self._given = by_word
        self._ending = ending
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._tried: Counter[str] = Counter()
        self._started: dict[str, tuple[tuple[Kind, str], ...]] = {}
        self._written_out: dict[str, tuple[frozenset[str], ...]] = {}
        self._order = {each: number for number, each in enumerate(others)}
        self._of_beginning, self._of_ending, self._of_middle = map(_by_part, (beginnings, endings, middles))
        # Looked up by a few letters: there may be hundreds of parts, and every word of a text is compared with them.
        self._beginning_letters, self._beginnings = _by_letters(self._of_beginning, slice)
        self._ending_letters, self._endings = _by_letters(self._of_ending, lambda count: slice(-count, None))
        self._middles = tuple(self._of_middle)
        self._first_words = frozenset(by_word)

    def may_match(self, words: Collection[str]) -> bool:
        """Return whether a text's words, in small letters, are enough for a pattern: if not, none matches."""
        several = set(words).union(*[_PARTS.split(word) for word in words if not word.isalpha()])
        firsts = several if self._order else self._first_words.intersection(several)
        return any(self._is_within(pattern, several) for word in firsts for _, pattern in self.starting_with(word))

    def _is_within(self, pattern: str, words: Collection[str]) -> bool:
        """Return whether one of each of a pattern's words that are written out is among a text's."""
        known = self._written_out.get(pattern)
        if known is None:
            several = (part.casefold().split("|") for part in pattern.split())
            known = self._written_out[pattern] = tuple(
                frozenset(part) for part in several if all(map(WORD.fullmatch, part))
            )
        return not any(part.isdisjoint(words) for part in known)

    def at(self, text: str, start: int, word: str) -> PatternMatch[Kind] | None:
        """Return the longest match that starts with a ``word``, in small letters, of a text; ``None`` without one."""
        longest = None
        for kind, pattern in self.starting_with(word):
            regex = self._regex(pattern, text)
            found = None if regex is None else regex.match(text, start)
            if found is not None and (longest is None or found.end() > longest.end):
                longest = PatternMatch(start, found.end(), kind)
        return longest

    def starting_with(self, word: str) -> tuple[tuple[Kind, str], ...]:
        """Return the patterns that may match from a ``word``, in small letters, in the order that they are given in.

        Most words start none.
        """
        known = self._started.get(word)
        if known is None:
            if len(self._started) >= _MOST_KNOWN:
                self._started.clear()
            known = self._started[word] = self._found_starting_with(word)
        return known

    def _found_starting_with(self, word: str) -> tuple[tuple[Kind, str], ...]:
        begun = self._beginnings.get(word[self._beginning_letters], ())
        ended = self._endings.get(word[self._ending_letters], ())
        of_part = [each for part in begun if word.startswith(part) for each in self._of_beginning[part]]
        of_part += [each for part in ended if word.endswith(part) for each in self._of_ending[part]]
        of_part += [each for part in self._middles if part in word for each in self._of_middle[part]]
        return (*self._given.get(word, ()), *sorted(set(of_part), key=self._order.__getitem__))

    def _regex(self, pattern: str, text: str) -> re.Pattern[str] | None:
        """Return the expression of a pattern, ``None`` if it is not compiled yet and a word of it is not in the text.

        To compile it takes as long as to search a hundred texts, and most patterns are never met.
        """
        if pattern not in self._compiled:
            self._tried[pattern] += 1
            if self._tried[pattern] <= _MOST_TRIED and not _has_words_of(pattern, text):
                return None
            self._compiled[pattern] = re.compile(_expression(pattern) + self._ending, re.IGNORECASE)
        return self._compiled[pattern]

    def first(self, text: str, start: int = 0, most: int | None = None) -> PatternMatch[Kind] | None:
        """Return the first match in a text, the longest at its start; ``None`` if there is none.

        With ``most``, it is sought from so many words only.
        """
        started, starting_with = self._started, self.starting_with
        for word in islice(WORD.finditer(text, start), most):
            small = word.group().casefold()
            # Most words start none, as is known of the frequent ones.
            known = started.get(small)
            if known is None:
                known = starting_with(small)
            if known and (found := self.at(text, word.start(), small)) is not None:
                return found
        return None


class WordSet:
    """Words, some of them with any ending (``rapport*``) or any beginning (``*rapport``)."""

    def __init__(self, words: Iterable[str]) -> None:
        folded = [word.casefold() for word in words]
        self._whole = frozenset(folded)
        self._beginnings = tuple(word[:-1] for word in folded if word.endswith("*"))
        self._endings = tuple(word[1:] for word in folded if word.startswith("*"))

    def __contains__(self, word: str) -> bool:
        """Return whether a word in small letters is one of them."""
        return word in self._whole or word.startswith(self._beginnings) or word.endswith(self._endings)


_MOST_LETTERS = 3
"""Most letters of a part of a word by which it is looked up."""


def _by_part(several: Iterable[tuple[str, tuple[Kind, str]]]) -> dict[str, list[tuple[Kind, str]]]:
    """Return the patterns by the part of a word that they begin with."""
    found: dict[str, list[tuple[Kind, str]]] = {}
    for part, pattern in several:
        found.setdefault(part, []).append(pattern)
    return found


def _by_letters(parts: Collection[str], letters_of: Callable[[int], slice]) -> tuple[slice, dict[str, list[str]]]:
    """Return the slice of a word by which parts of words are looked up, and the parts by their own."""
    letters = letters_of(min(_MOST_LETTERS, *map(len, parts), _MOST_LETTERS))
    found: dict[str, list[str]] = {}
    for part in parts:
        found.setdefault(part[letters], []).append(part)
    return letters, found


def _has_words_of(pattern: str, text: str) -> bool:
    """Return whether each word of a pattern, or one of several, is part of a text: no text without them matches."""
    folded = text.casefold().translate(_DOTS)
    words = (part for part in pattern.casefold().translate(_DOTS).split() if part not in (_LEFT_OUT, _NAME, _STOP))
    return all(any(word.strip("*") in folded for word in part.split("|")) for part in words)


def _expression(pattern: str) -> str:
    written, between = "", ""
    for part in pattern.split():
        if part == _LEFT_OUT:
            between = _BETWEEN
            continue
        if part == _STOP:
            return written + (_LAST if between == _BETWEEN else "") + _END
        written += between + _either(part)
        between = _SPACES
    return written + (_AFTER if between == _BETWEEN else "")


def _either(part: str) -> str:
    words = part.split("|")
    return f"(?:{'|'.join(map(_whole_word, words))})"


def _whole_word(word: str) -> str:
    if word == _NAME:
        return _NAMES
    beginning, ending = word.startswith("*") and len(word) > 1, word.endswith("*") and len(word) > 1
    plain = word[beginning : len(word) - ending]
    before = r"(?<![\w-])[\w-]+" if beginning else r"(?<![\w-])" if plain[0].isalnum() else ""
    after = r"[\w-]*+" if ending else r"(?!\w)" if plain[-1].isalnum() else ""
    return before + re.escape(plain) + after
