"""Applications that are published as examples, to tell where their texts were copied, whole or with other names.

A text that was copied as it stands answers nothing. One that only begins as an example's may be an answer in its words.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zlib import crc32

_WORDS = 8
"""Words in small letters at the beginning of a text by which it is recognised."""
_FEWEST_WORDS = 5
"""Fewest such words: what has less may rightly begin so in two applications."""
_FEWEST_TEXTS = 5
"""Fewest texts of an example that make an application a copy of it."""


class PublishedExample(NamedTuple):
    """Application that is published as an example: its title, its applicant and how its texts are recognised.

    ``fingerprints`` are those of its long texts: a name or a source may rightly be the same in two applications.
    """

    title: Any
    applicant: Any
    beginnings: frozenset[str]
    fingerprints: frozenset[int] = frozenset()


class Copied(NamedTuple):
    """Example that an application is a copy of: its title, and the pointers of the texts that begin as its do."""

    example: str
    pointers: tuple[str, ...]
    of: int
    """The number of texts of the application that could be a copy."""


def examples_of(head: Mapping[str, Any]) -> tuple[PublishedExample, ...]:
    """Return the examples that stand in pack.yaml."""
    return tuple(
        PublishedExample(
            each["title"], each["applicant"], frozenset(each.get("texts", ())), frozenset(each.get("fingerprints", ()))
        )
        for each in head.get("examples", ())
    )


def example_of(title: Any, applicant: Any, texts: Iterable[str], long_texts: Iterable[str]) -> PublishedExample:
    """Return an application as an example; ``long_texts`` are those of its texts that no other would have by right."""
    beginnings = frozenset(begins for text in texts if (begins := beginning(text)) is not None)
    return PublishedExample(title, applicant, beginnings, frozenset(fingerprints(long_texts)))


def fingerprints(long_texts: Iterable[str]) -> Iterator[int]:
    """Yield a number for each text that is long enough, by which the whole of it is recognised."""
    yield from (fingerprint(text) for text in long_texts if beginning(text) is not None)


def beginning(text: str) -> str | None:
    """Return the first words of a text in small letters, without the names and numbers; ``None`` if it has too few."""
    words: list[str] = []
    for word in text.split():
        if word.islower() and word.isalpha():
            words.append(word)
            if len(words) == _WORDS:
                break
    return " ".join(words) if len(words) >= _FEWEST_WORDS else None


def fingerprint(text: str) -> int:
    """Return a number by which a whole text is recognised, whatever its line breaks and the stop at its end."""
    return crc32(" ".join(text.split()).rstrip(".").casefold().encode("utf-8", "replace"))


class ExampleTexts:
    """Search for texts of examples, and for the example of which most texts of an application are copies."""

    def __init__(self, examples: Iterable[PublishedExample]) -> None:
        self._examples = tuple(examples)
        self._by_beginning: dict[str, list[PublishedExample]] = {}
        for example in self._examples:
            for each in example.beginnings:
                self._by_beginning.setdefault(each, []).append(example)
        self._fingerprints = frozenset(each for example in self._examples for each in example.fingerprints)

    def whole(self, texts: Iterable[tuple[str, str]], title: object, applicant: object) -> Iterator[tuple[str, str]]:
        """Yield each text, with its pointer, that is one of an example as it stands.

        An application with the title and the applicant of an example is that example.
        """
        known = self._fingerprints
        if not known:
            return
        example = self._itself(title, applicant)
        own: frozenset[int] = frozenset() if example is None else example.fingerprints
        for pointer, text in texts:
            found = fingerprint(text)
            if found in known and found not in own:
                yield pointer, text

    def _itself(self, title: object, applicant: object) -> PublishedExample | None:
        """Return the example that has such a title and applicant, ``None`` without it."""
        return next((each for each in self._examples if (each.title, each.applicant) == (title, applicant)), None)

    def copied(self, texts: Iterable[tuple[str, str]], title: object, applicant: object) -> Copied | None:
        """Return the example that an application was copied from, ``None`` if most of its texts are its own.

        An application with the title and the applicant of an example is that example.
        """
        if self._itself(title, applicant) is not None:
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
            if len(several) >= _FEWEST_TEXTS and len(several) * 2 > of:
                return Copied(example.title, tuple(several), of)
        return None
