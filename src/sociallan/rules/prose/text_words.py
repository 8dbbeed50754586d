"""The words of a text, by which texts are compared and phrases are found."""

import re
from functools import lru_cache
from itertools import islice

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_FIRST_WORDS = 2
_MOST_KNOWN = 4096
"""The texts of which the words are remembered: gaps, noise and doubts are looked for among the same ones."""


@lru_cache(_MOST_KNOWN)
def words_of(text: str) -> str:
    """Return a text as its words alone, in small letters, to compare it with others."""
    return " ".join(WORD.findall(text)).casefold()


def first_words(text: str) -> str:
    """Return the first words of a text, which texts of the same words have in common, to compare only those."""
    return " ".join([word.group() for word in islice(WORD.finditer(text), _FIRST_WORDS)]).casefold()
