"""Finding the words of a list, or what points to a person, in a text."""

from sociallan.application import identifiers
from sociallan.rules.phrases import Phrases
from sociallan.rules.rule import WordList

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
        self._phrases = Phrases(words.words)

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and end of the first one, ``None`` where there is none."""
        if self.detects is not None:
            found = (place for kind, *place in identifiers.find(text) if kind == self.detects)
            return next(((start, end) for start, end in found), None)
        # Looking up each phrase's longest word costs a tenth of searching for all phrases, and nearly always says no.
        if self._quick and self._telling.isdisjoint(_words(text)):
            return None
        return self._phrases.first(text)

    def words_in(self, text: str) -> str | None:
        """Return the first words found in a text, ``None`` where there are none."""
        span = self.first(text)
        return None if span is None else text[slice(*span)]


def _words(text: str) -> list[bytes]:
    """Return the words of a text in one case; a sign beyond Latin-1 parts a word, in lists and texts alike."""
    return text.casefold().encode("latin-1", "replace").translate(_APART).split()
