"""Search for words of a list, or identifiers of persons, in a text."""

from collections.abc import Collection

from sociallan.application import identifiers
from sociallan.rules.phrases import Phrases
from sociallan.rules.rule import WordList

# Translation table: letters, digits and underscores of Latin-1 unchanged, every other character to a space.
_WORD_BYTES = bytes(code if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256))


class Finder:
    """Search for the words of a list, or the identifiers of a detector."""

    def __init__(self, words: WordList, contacts: Collection[str] = ()) -> None:
        self.words = words.words
        self.detects = words.detect
        """The kind of identifier to search for, ``None`` for a list of words."""
        self.passed_over = tuple(contacts) if words.detect in identifiers.REACHING else ()
        """The paths of the parts of an application in which it is not searched for: they ask for it."""
        longest = [max(_words(phrase), key=len, default=None) for phrase in words.words]
        self._longest_words = frozenset(longest)
        self._can_prefilter = None not in longest
        self._phrases = Phrases(words.words)

    def first(self, text: str) -> tuple[int, int] | None:
        """Return the start and end of the first match, ``None`` if there is none."""
        if self.detects is not None:
            found = (place for kind, *place in identifiers.find(text) if kind == self.detects)
            return next(((start, end) for start, end in found), None)
        # Look up the longest word of each phrase first: it costs a tenth of the full search and nearly always suffices.
        if self._can_prefilter and self._longest_words.isdisjoint(_words(text)):
            return None
        return self._phrases.first(text)


def _words(text: str) -> list[bytes]:
    """Return the case-folded words of a text; a character beyond Latin-1 separates words, in lists and texts alike."""
    return text.casefold().encode("latin-1", "replace").translate(_WORD_BYTES).split()
