"""Applications that are published as examples, by the beginnings of their texts, to tell where one was copied."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_WORDS = 8
"""Words in small letters at the beginning of a text by which it is recognised."""
_FEWEST_WORDS = 5
"""Fewest such words: what has less may rightly begin so in two applications."""
_FEWEST_TEXTS = 5
"""Fewest texts of an example that make an application a copy of it."""


class PublishedExample(NamedTuple):
    """Application that is published as an example: its title, its applicant and the beginnings of its texts."""

    title: str
    applicant: str
    beginnings: frozenset[str]


class Copied(NamedTuple):
    """Example that an application is a copy of: its title, and the pointers of the texts that begin as its do."""

    example: str
    pointers: tuple[str, ...]
    of: int
    """The number of texts of the application that could be a copy."""


def examples_of(head: Mapping[str, Any]) -> tuple[PublishedExample, ...]:
    """Return the examples that stand in pack.yaml."""
    found = head.get("examples", ())
    return tuple(PublishedExample(each["title"], each["applicant"], frozenset(each["texts"])) for each in found)


def beginning(text: str) -> str | None:
    """Return the first words of a text in small letters, without the names and numbers; ``None`` if it has too few."""
    words: list[str] = []
    for word in text.split():
        if word.islower() and word.isalpha():
            words.append(word)
            if len(words) == _WORDS:
                break
    return " ".join(words) if len(words) >= _FEWEST_WORDS else None


class ExampleTexts:
    """Search for the example of which most texts of an application are copies."""

    def __init__(self, examples: Iterable[PublishedExample]) -> None:
        self._examples = tuple(examples)
        self._by_beginning: dict[str, list[PublishedExample]] = {}
        for example in self._examples:
            for each in example.beginnings:
                self._by_beginning.setdefault(each, []).append(example)

    def copied(self, texts: Iterable[tuple[str, str]], title: object, applicant: object) -> Copied | None:
        """Return the example that an application was copied from, ``None`` if most of its texts are its own.

        An application with the title and the applicant of an example is that example.
        """
        if not self._examples:
            return None
        of = 0
        pointers: dict[PublishedExample, list[str]] = {}
        for pointer, text in texts:
            begins = beginning(text)
            if begins is None:
                continue
            of += 1
            for example in self._by_beginning.get(begins, ()):
                pointers.setdefault(example, []).append(pointer)
        for example, several in pointers.items():
            is_itself = (example.title, example.applicant) == (title, applicant)
            if len(several) >= _FEWEST_TEXTS and len(several) * 2 > of and not is_itself:
                return Copied(example.title, tuple(several), of)
        return None
