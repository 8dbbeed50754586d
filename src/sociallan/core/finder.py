"""Finding the words of a list, or what points to a person, in a text."""

import re

from sociallan.core import identifiers
from sociallan.model.pack import WordList

# Letters and digits of Latin-1 as they are, and a space for every other sign.
_APART = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256))


class Finder:
    """Finds the words of a list, or the identifiers of a detector, in a text."""

    def __init__(self, words: WordList) -> None:
        self.detects = words.detect
        """The identifier looked for, ``None`` for a list of words."""
        longest = [max(_words(phrase), key=len, default=None) for phrase in words.words]
        self._telling = frozenset(longest)
        self._quick = None not in longest
        phrases = sorted(words.words, key=len, reverse=True)
        joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE) if joined else None

    def first(self, text: str) -> tuple[int, int] | None:
        """Give the start and end of the first one, ``None`` where there is none."""
        if self.detects is not None:
            found = (place for kind, *place in identifiers.find(text) if kind == self.detects)
            return next(((start, end) for start, end in found), None)
        # Looking up each phrase's longest word costs a tenth of searching for all phrases, and nearly always says no.
        if self._pattern is None or (self._quick and self._telling.isdisjoint(_words(text))):
            return None
        match = self._pattern.search(text)
        return match.span() if match else None

    def words_in(self, text: str) -> str | None:
        """Return the first words found in a text, ``None`` where there are none."""
        span = self.first(text)
        return None if span is None else text[slice(*span)]


def _words(text: str) -> list[bytes]:
    """Give the words of a text in small letters; a sign beyond Latin-1 parts a word, in lists and texts alike."""
    return text.lower().encode("latin-1", "replace").translate(_APART).split()
