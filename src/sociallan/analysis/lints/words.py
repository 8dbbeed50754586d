"""Lint of words: entries of word lists that find nothing more than others do, and other words than the terms of art."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sociallan.analysis.lints.lint_context import LintContext
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import gap_key, pointer_to
from sociallan.application.location import PackLocation
from sociallan.application.notation.value_words import folded
from sociallan.pack.reader_texts import Term
from sociallan.pack.schema_check import FORM, PACK
from sociallan.rules.prose.phrase_patterns import is_plain, sample
from sociallan.rules.prose.phrases import Phrases
from sociallan.rules.prose.word_search import Finder

_FOLDED: Mapping[tuple[str, tuple[str, ...]], Callable[[str], str]] = {
    (PACK, ("placeholders", "unknown")): gap_key,
    (FORM, ("yes", "no")): folded,
    (FORM, ("about",)): folded,
    (FORM, ("open_end",)): folded,
    (FORM, ("in_words",)): folded,
}
"""Lists, by file and keys, of whose words none may be there twice, and how they are compared with what is written."""


def superfluous_words(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report words of a list that never match, and words that another word of the list matches too."""
    for key, words in context.pack.lists.items():
        searches = [Finder(words._replace(words=(word,))) for word in words.words]
        samples = [sample(word) for word in words.words]
        for index, word in enumerate(words.words):
            at = context.place(PACK, pointer_to("lists", key, "words", index))
            if searches[index].first(samples[index]) is None:
                yield Diagnostic("check.word-never-found", at, {"word": word})
            elif is_plain(word) and (other := _covering(index, samples, searches)) is not None:
                is_same = searches[index].first(samples[other]) is not None
                code = "check.word-repeated" if is_same else "check.word-covered"
                yield Diagnostic(code, at, {"word": word, "other": words.words[other]})


def repeated_marks(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts without content, and words that stand for values, that are the same as an earlier one."""
    for (file, keys), fold in _FOLDED.items():
        seen: dict[str, str] = {}
        for key in keys:
            for index, word in enumerate(context.documents[file].value.get(key, ())):
                at = context.place(file, pointer_to(key, index))
                if not fold(word):
                    yield Diagnostic("check.word-never-found", at, {"word": word})
                elif fold(word) in seen:
                    yield Diagnostic("check.word-repeated", at, {"word": word, "other": seen[fold(word)]})
                seen.setdefault(fold(word), word)


def other_words(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts of the pack with a word that may not stand for a term of art."""
    texts = tuple(context.texts())
    terms = context.pack.reader_texts.terms
    for lang in {lang: None for term in terms for lang in term.instead_of}:
        # Sought all at once, since nearly every text has none of them.
        search = Phrases(word for term in terms for word in term.instead_of.get(lang, ()))
        with_words = [each for each in texts if search.first(each[2].get(lang, "")) is not None]
        for term in terms:
            yield from _instead_of(term, lang, with_words, context)


def _instead_of(
    term: Term, lang: str, texts: Iterable[tuple[str, str, Mapping[str, str]]], context: LintContext
) -> Iterator[Diagnostic[PackLocation]]:
    search = Phrases(term.instead_of.get(lang, ()))
    for file, pointer, text in texts:
        written = text.get(lang, "")
        if (found := search.first(written)) is not None:
            word = written[slice(*found)]
            at = context.place_in_text(file, pointer + pointer_to(lang), word)
            yield Diagnostic("check.other-word", at, {"word": word, "term": term.word.get(lang, "")})


def _covering(index: int, words: Sequence[str], searches: Sequence[Finder]) -> int | None:
    """Return the index of a word whose search finds the word at an index: an earlier one, or one that is shorter."""
    for other, search in enumerate(searches):
        if other == index or search.first(words[index]) is None:
            continue
        # Of two that find each other, the later is the one too many.
        if other < index or searches[index].first(words[other]) is None:
            return other
    return None
