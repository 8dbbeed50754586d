"""Lint of languages: texts that are the same in two languages, swapped, or in another language than they say.

Which language a text is in is decided by the pack itself: by words that its other texts have in one language only.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from itertools import combinations
from typing import NamedTuple

from sociallan.analysis.lints.lint_context import LintContext, PackText
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.rules.rule import PLACEHOLDER

_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORDS = 2
"""Most words of a text that may be the same in two languages, since it may be a name: ``Agenda 2030``."""
_CLEAR = 2
"""Least number of words by which a text, or two together, are said to be in another language."""


class _Evidence(NamedTuple):
    """Number of words of a text that the pack has in the text's language only, and in another one only."""

    own: int
    other: int


def wrong_languages(context: LintContext) -> Iterator[Diagnostic[PackLocation]]:
    """Report texts that are the same in two languages, swapped, or in another language."""
    languages = context.pack.title.keys()
    texts = [(each, {lang: _words(each.text[lang]) for lang in languages}) for each in context.texts()]
    known = {lang: Counter(word for _, words in texts for word in words[lang]) for lang in languages}
    for each, words in texts:
        yield from _faults(each, words, known, context)


def _faults(
    each: PackText, words: Mapping[str, Set[str]], known: Mapping[str, Counter[str]], context: LintContext
) -> Iterator[Diagnostic[PackLocation]]:
    evidence = {lang: _evidence(lang, words, known) for lang in known}
    settled: set[str] = set()
    for first, second in combinations(known, 2):
        about = {"lang": first, "other": second}
        if _is_same(each.text[first], each.text[second], evidence[first]):
            settled |= {first, second}
            at = context.place(each.file, f"{each.pointer}/{second}", of_key=True)
            yield Diagnostic("check.same-text", at, about)
        elif _are_swapped(evidence[first], evidence[second]):
            settled |= {first, second}
            at = context.place(each.file, f"{each.pointer}/{first}", of_key=True)
            yield Diagnostic("check.languages-swapped", at, about)
    for lang, (own, other) in evidence.items():
        if lang not in settled and other >= own + _CLEAR:
            at = context.place(each.file, f"{each.pointer}/{lang}", of_key=True)
            yield Diagnostic("check.other-language", at, {"lang": lang})


def _evidence(lang: str, words: Mapping[str, Set[str]], known: Mapping[str, Counter[str]]) -> _Evidence:
    own = other = 0
    for word in words[lang]:
        # The text itself is no evidence of its language.
        among = {each for each in known if known[each][word] > (word in words[each])}
        own += among == {lang}
        other += bool(among) and lang not in among
    return _Evidence(own, other)


def _are_swapped(*both: _Evidence) -> bool:
    # A text whose words are all new says nothing of its own language; the other one may.
    surplus = [other - own for own, other in both]
    return min(surplus) >= 0 and sum(surplus) >= _CLEAR


def _is_same(first: str, second: str, evidence: _Evidence) -> bool:
    """Return whether a text is the same in two languages, and no name: it is long, or the pack knows its language."""
    one, two = (_WORD.findall(_plain(text)) for text in (first, second))
    return one == two and (len(one) > _NAME_WORDS or (len(one) > 0 and not first.isascii()) or any(evidence))


def _words(text: str) -> Set[str]:
    return set(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    return PLACEHOLDER.sub(" ", text).casefold()
