"""The words of a pack in capital letters: they are to be found as in small ones."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sociallan.application.field import Unit
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.prose.word_search import WordList

Words = TypeVar("Words", WordList, ProseWords)


def in_capitals(words: Words) -> Words:
    """Return words with each of their lists in capital letters; what is no list of words stays."""
    return words._replace(**{name: capitals(value) for name, value in words._asdict().items()})


def capitals(value: Any) -> Any:
    """Return a list of words, or a mapping by words or with lists of them, in capital letters."""
    match value:
        case tuple():
            return tuple(map(str.upper, value))
        case Mapping():
            return {key if isinstance(key, Unit) else key.upper(): capitals(each) for key, each in value.items()}
        case _:
            return value
