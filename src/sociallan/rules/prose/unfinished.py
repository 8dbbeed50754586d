"""Search an answer for what waits to be filled in: a note in brackets, a sign for a word, an end that is cut off."""

import re

from sociallan.application.document import Gap
from sociallan.application.notation.value_words import UNIT_WORDS
from sociallan.rules.prose.prose import Match, Prose
from sociallan.rules.prose.text_words import WORD

_UNITS = "|".join(sorted({re.escape(word) for words in UNIT_WORDS.values() for word in words}))
_STANDING_IN = re.compile(
    rf"(?<![\w-])(?:(?:\d*xx+|\?\?+|__+|n\.?n\.?)(?![\w-])|x\s?(?:{_UNITS})(?!\w))", re.IGNORECASE
)
"""Signs in the place of a word or a number: ``XX``, ``??``, ``___``, ``NN``, ``X kr``."""
_IN_BRACKETS = re.compile(r"\[([^][]*)\]|<([^<>]*)>|\{([^{}]*)\}|(\([^()]*\))")
_CUT_OFF = re.compile(r"(?:\S+\s+){0,2}\S*[,:;(/&–-]\s*\Z")
_TRAILING_OFF = re.compile(r"(?:\S+\s+){0,2}?(\w+)\s?(?:…|\.{3})\s*\Z")
_LONGEST_END = 80
"""Most characters at the end of a text that are looked at."""
_ENDINGS = ("…", "...", ",", ":", ";", "(", "/", "&", "–", "-")
"""The last signs of a text that is cut off, or may trail off."""
_FEWEST_WORDS = 2
"""Fewest words of a note in round brackets: a single one more often says how something is."""
_NOTES = frozenset((Gap.PLACEHOLDER, Gap.DEFERS, Gap.DECLARED_UNKNOWN, Gap.ASKS))
"""What a note in round brackets is, in which remarks stand too."""


def unfinished(prose: Prose, text: str) -> Match | None:
    """Return the start and end of what waits to be filled in, ``None`` if nothing does."""
    for match in _IN_BRACKETS.finditer(text):
        if _waits(prose, match):
            return match.span()
    found = _STANDING_IN.search(text)
    if found is None and text.rstrip().endswith(_ENDINGS):
        found = _cut_off(prose, text)
    return None if found is None else found.span()


def _cut_off(prose: Prose, text: str) -> re.Match[str] | None:
    """Return the end of a text that something is to follow; an enumeration may trail off, a common word may not."""
    start = max(0, len(text) - _LONGEST_END)
    trailing = _TRAILING_OFF.search(text, start)
    if trailing is not None:
        return trailing if trailing.group(1).casefold() in prose.own_language else None
    return _CUT_OFF.search(text, start)


def _waits(prose: Prose, match: re.Match[str]) -> bool:
    """Return whether what stands in brackets says that something is to be filled in."""
    written = match.group()[1:-1]
    words = WORD.findall(written)
    if match.group(4) is None:
        return any(len(word) > 1 for word in words) and prose.is_note(written)
    # With a day, a number or a place it says how things are: (pågår i Tallmon till 2027).
    is_plain = written.isupper() or (all(map(str.islower, words[1:])) and not any(map(str.isdigit, written)))
    return len(words) >= _FEWEST_WORDS and is_plain and prose.gap(written) in _NOTES
