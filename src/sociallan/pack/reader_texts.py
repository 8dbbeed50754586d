"""Texts of a pack for its readers, each with its passages: terms of art, and what helps to know."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.field import Translations


class SourcedText(NamedTuple):
    """Text of a pack, and the passages that it rests on."""

    text: Translations
    cites: tuple[str, ...]


class VerdictText(NamedTuple):
    """Text that reports show beside some verdicts (``ready``, ``incomplete`` …): what helps to know then."""

    verdicts: frozenset[str]
    text: Translations
    cites: tuple[str, ...]


class Term(NamedTuple):
    """Term of art: the word for one thing, what it means, and by language the words that may not stand for it."""

    word: Translations
    means: Translations
    instead_of: Mapping[str, tuple[str, ...]]
    cites: tuple[str, ...]


class ReaderTexts(NamedTuple):
    """The texts of a pack for its readers.

    ``before_writing`` is what an applicant is to know before anything is written, at the head of every form to fill in,
    ``None`` if the pack says nothing of it. Every text of the pack keeps to the ``terms``.
    """

    before_writing: SourcedText | None
    beside_verdict: tuple[VerdictText, ...]
    terms: tuple[Term, ...]


def reader_texts(head: Mapping[str, Any]) -> ReaderTexts:
    """Return the texts of a pack.yaml that is valid under its schema."""
    before = head.get("before_writing")
    return ReaderTexts(
        None if before is None else SourcedText(before["text"], tuple(before["cites"])),
        tuple(
            VerdictText(frozenset(each["verdicts"]), each["text"], tuple(each["cites"]))
            for each in head.get("beside_verdict", ())
        ),
        tuple(
            Term(each["word"], each["means"], _by_language(each.get("instead_of", {})), tuple(each["cites"]))
            for each in head.get("terms", ())
        ),
    )


def cites_of(head: Mapping[str, Any]) -> Iterator[tuple[str | int, ...]]:
    """Yield where in a pack.yaml the passages of each of its texts for readers stand."""
    if "before_writing" in head:
        yield "before_writing", "cites"
    for key in ("beside_verdict", "terms"):
        yield from ((key, index, "cites") for index in range(len(head.get(key, ()))))


def _by_language(words: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {lang: tuple(several) for lang, several in words.items()}
