"""Finding the words of a list, or what points to a person, in a text."""

import re

from sociallan.core import identifiers
from sociallan.model.pack import WordList

_WORD = re.compile(r"\w+")


class Finder:
    """Finds the words of a list, or the identifiers of a detector, in a text."""

    def __init__(self, words: WordList) -> None:
        self.detects = words.detect
        """The identifier looked for, ``None`` for a list of words."""
        first_words = [_WORD.search(phrase.lower()) for phrase in words.words]
        self._starts = frozenset(match.group() for match in first_words if match)
        self._quick = all(first_words)
        phrases = sorted(words.words, key=len, reverse=True)
        joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None

    def first(self, text: str) -> tuple[int, int] | None:
        """Give the start and end of the first one, ``None`` where there is none."""
        if self.detects is not None:
            found = (place for kind, *place in identifiers.find(text) if kind == self.detects)
            return next(((start, end) for start, end in found), None)
        # Looking each word up costs a third of searching for all of them, and nearly always says no.
        if self._pattern is None or (self._quick and self._starts.isdisjoint(_WORD.findall(text.lower()))):
            return None
        match = self._pattern.search(text)
        return match.span() if match else None
