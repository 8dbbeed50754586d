"""Patterns of phrases: words with any ending or beginning, one of several words, and words left out between.

``*`` after a word stands for any letters, and before a word for at least one; ``|`` between words for either, and ``…``
for up to three words. At the end of a pattern ``…`` takes in what follows in the sentence, up to twelve words, and
``.`` says that the sentence ends there: ``… .`` after up to three words more. Patterns without these marks are phrases.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BETWEEN = r"(?:[\s,:–-]+[^\s.!?;]+){0,3}?[\s,:–-]+"
_AFTER = r"(?:[\s,:–(-]+[^\s.!?;]+){0,12}"
_LAST = r"(?:[\s,:–(-]+[^\s.!?;]+){0,3}"
_SPACES = r"\s+"
_LEFT_OUT, _STOP = "…", "."
_END = r"(?=\s*(?:[.!?;:]|$))"
_LETTERS = "ny"
"""A beginning of a compound, for samples."""

Kind = TypeVar("Kind")


_Compiled = tuple[tuple[Kind, re.Pattern[str]], ...]


def is_plain(pattern: str) -> bool:
    """Return whether a pattern is a phrase without marks."""
    return not any(mark in pattern.strip("…") for mark in "*|…") and pattern.split()[-1:] != ["."]


def sample(pattern: str) -> str:
    """Return a phrase that a pattern matches."""
    if is_plain(pattern):
        return pattern
    parts = (part.split("|")[0] for part in pattern.split() if part not in (_LEFT_OUT, _STOP))
    return " ".join(_LETTERS + part.strip("*") if part.startswith("*") else part.rstrip("*") for part in parts)


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
        beginnings: list[str] = []
        endings: list[str] = []
        middles: list[str] = []
        for kind, several in patterns.items():
            for pattern in several:
                expression = _expression(pattern) + ending
                for first in pattern.split()[0].split("|"):
                    word = WORD.search(first)
                    if word is None:
                        continue
                    small = word.group().casefold()
                    if "*" not in first:
                        by_word.setdefault(small, []).append((kind, expression))
                        continue
                    others[kind, expression] = None
                    parts = beginnings if first[0] != "*" else middles if first[-1] == "*" else endings
                    parts.append(small)
        self._given = by_word
        self._by_word: dict[str, _Compiled[Kind]] = {}
        self._by_part = tuple(others)
        self._beginnings, self._endings, self._middles = tuple(beginnings), tuple(endings), tuple(middles)
        self.first_words = frozenset(by_word)

    def at(self, text: str, start: int, word: str) -> PatternMatch[Kind] | None:
        """Return the longest match that starts with a ``word``, in small letters, of a text; ``None`` without one."""
        longest = None
        for kind, expression in self._starting_with(word):
            found = expression.match(text, start)
            if found is not None and (longest is None or found.end() > longest.end):
                longest = PatternMatch(start, found.end(), kind)
        return longest

    def _starting_with(self, word: str) -> "_Compiled[Kind]":
        """Return the expressions that may match from a word, compiled when it is first met: most never are."""
        several: _Compiled[Kind] = ()
        if word in self._given:
            if word not in self._by_word:
                self._by_word[word] = _compiled(self._given[word])
            several = self._by_word[word]
        if word.startswith(self._beginnings) or word.endswith(self._endings) or self._has_middle(word):
            several += self._others
        return several

    def _has_middle(self, word: str) -> bool:
        return any(middle in word for middle in self._middles)

    @cached_property
    def _others(self) -> "_Compiled[Kind]":
        """The expressions of patterns that begin with a part of a word."""
        return _compiled(self._by_part)

    def first(self, text: str, start: int = 0) -> PatternMatch[Kind] | None:
        """Return the first match in a text, the longest at its start; ``None`` if there is none."""
        for word in WORD.finditer(text, start):
            found = self.at(text, word.start(), word.group().casefold())
            if found is not None:
                return found
        return None


def _compiled(several: Iterable[tuple[Kind, str]]) -> _Compiled[Kind]:
    return tuple((kind, re.compile(expression, re.IGNORECASE)) for kind, expression in several)


def _expression(pattern: str) -> str:
    parts = pattern.split()
    written, between = "", ""
    for part in parts:
        if part == _LEFT_OUT:
            between = _BETWEEN
            continue
        if part == _STOP:
            return written + (_LAST if between == _BETWEEN else "") + _END
        written += between + _either(part)
        between = _SPACES
    return written + (_AFTER if parts[-1] == _LEFT_OUT else "")


def _either(part: str) -> str:
    words = part.split("|")
    return f"(?:{'|'.join(map(_whole_word, words))})"


def _whole_word(word: str) -> str:
    beginning, ending = word.startswith("*") and len(word) > 1, word.endswith("*") and len(word) > 1
    plain = word[beginning : len(word) - ending]
    before = r"(?<![\w-])[\w-]+" if beginning else r"(?<![\w-])" if plain[0].isalnum() else ""
    after = r"[\w-]*+" if ending else r"(?!\w)" if plain[-1].isalnum() else ""
    return before + re.escape(plain) + after
