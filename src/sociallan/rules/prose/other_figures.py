"""Figures in a text of which one is to be what a field states: numbers of a unit, years and amounts."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from sociallan.application.amount_phrases import AmountPhrases
from sociallan.application.field import Unit
from sociallan.application.notation.value_words import CURRENCY, MULTIPLES
from sociallan.rules.prose.counted_numbers import IN_GROUPS, PhrasesBeside, phrase_expression
from sociallan.rules.prose.prose import Match

_FIGURE = re.compile(rf"(?<![\d.,])(?:{IN_GROUPS}(?!\d)|\d+)(?:,\d+)?")
_ROUNDED = 0.5
"""Greatest difference of two figures of which one may be the other, rounded."""
_WHOLE_SHARE = 100
_YEAR = re.compile(r"(?<![\d–-])20\d\d(?![\d–-])")
_UNITS = "|".join((*MULTIPLES, *CURRENCY))
_ROUNDED_SHARE = 0.005
"""Greatest difference of two amounts of which one may be the other, rounded, as a share."""
_ESTIMATED_SHARE = 0.1
_AMOUNT = re.compile(rf"\d\s*(?:{_UNITS})(?!\w)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?=\S)[^.!?]*)*")
"""A sentence, with full stops within it that no blank follows."""


def figure_of_another(
    text: str,
    stated: Collection[float],
    unit: str,
    groups: Mapping[Unit, Iterable[str]],
    changes: PhrasesBeside | None = None,
    estimates: PhrasesBeside | None = None,
) -> Match | None:
    """Find the first figure of a unit in a text where no number in it is one of those that are stated.

    Each of ``groups`` holds words for one unit: ``procent`` and ``%``. A number in a text stands for the stated one
    whatever follows it, since a unit may be said once for several: ``6 mot 29 procent``. So does the rest of a share:
    ``46 procent är otrygga`` where 54 are safe. Beside one of ``changes`` a figure says how much something changes, and
    after one of ``estimates`` it stands for a number near it.
    """
    words, same = {unit.casefold().strip()}, [abs(number) for number in stated]
    for counted, several in groups.items():
        group = frozenset(map(str.casefold, several))
        if not words.isdisjoint(group):
            words.update(group)
            same += [_WHOLE_SHARE - number for number in stated] if counted is Unit.PERCENT else []
    found = [each for each in _before_any(frozenset(words)).finditer(text) if not _is_beside(text, each, changes)]
    if not found or any(has_figure(text, one) for one in same):
        return None
    about = [_value(each[1]) for each in found if _is_beside(text, each, estimates)]
    is_near = any(abs(value - one) <= _ESTIMATED_SHARE * one for value in about for one in same)
    return None if is_near else found[0].span()


def has_figure(text: str, stated: float) -> bool:
    """Return whether a figure in a text is a number, or that number rounded, whatever it counts."""
    return any(abs(_value(each) - stated) <= _ROUNDED for each in _FIGURE.findall(text))


def year_of_another(
    text: str, stated: Collection[int], after: int, deadlines: PhrasesBeside | None = None
) -> tuple[int, Match] | None:
    """Find the first year to come in a text where none in it is one of those that are stated.

    Where ``deadlines`` are given, only a year beside one of them is found: ``till 2030``, not ``översiktsplan 2030``.
    """
    found = [(int(each.group()), each) for each in _YEAR.finditer(text)]
    if any(year in stated for year, _ in found):
        return None
    of_deadline = (each for each in found if deadlines is None or _is_beside(text, each[1], deadlines))
    return next(((year, match.span()) for year, match in of_deadline if year > after), None)


def may_hold_amount(text: str) -> bool:
    """Return whether a number in a text is followed by a unit of amounts: most texts hold none."""
    return _AMOUNT.search(text) is not None


class PhrasedAmount:
    """Search for an amount by the phrases before it."""

    def __init__(self, told: AmountPhrases, about: Iterable[str]) -> None:
        """Take the phrases, and the words ``about`` before a number that is an estimate."""
        phrases = _any_of(phrase.removesuffix("#") for phrase in told.phrases)
        self._amount = re.compile(
            rf"(?<!\w){phrases}\s+(?P<about>{_any_of(about)}\s+)?"
            rf"(?P<number>(?P<grouped>{IN_GROUPS})|\d+(?:[.,]\d{{1,2}})?)\s*(?P<unit>{_UNITS})(?!\w)(?:\s+(?:{'|'.join(CURRENCY)})(?!\w))?",
            re.IGNORECASE,
        )
        self._unless = re.compile(rf"(?<!\w){_any_of(told.unless)}(?!\w)", re.IGNORECASE) if told.unless else None

    def of_another(self, text: str, stated: Sequence[int]) -> Match | None:
        """Find the first amount in a text that is none of those that are stated."""
        for each in self._amount.finditer(text):
            if not any(_may_be(each, one) for one in stated) and not self._is_other(text, each.start()):
                return each.span()
        return None

    def _is_other(self, text: str, start: int) -> bool:
        """Return whether the sentence around a place has one of the words that make it another amount."""
        if self._unless is None:
            return False
        sentence = next(each for each in _SENTENCE.finditer(text) if start < each.end())
        return self._unless.search(sentence.group()) is not None


def _may_be(found: re.Match[str], stated: int) -> bool:
    written, times = found["number"], MULTIPLES.get(found["unit"].casefold(), 1)
    number = re.sub(r"\D", "", written) if found["grouped"] else written.replace(",", ".")
    rounded = times / 10 ** len(number.partition(".")[2]) / 2
    share = _ESTIMATED_SHARE if found["about"] else _ROUNDED_SHARE
    return bool(abs(float(number) * times - stated) <= max(rounded, stated * share))


def _is_beside(text: str, found: re.Match[str], phrases: PhrasesBeside | None) -> bool:
    return phrases is not None and phrases.stands_beside(text, *found.span())


def _any_of(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(phrase_expression(phrase.strip()) for phrase in phrases)})"


@lru_cache
def _before_any(words: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern of a number before one of the words."""
    # In this order a longer one comes before its own beginning.
    of_unit = "|".join(sorted(map(re.escape, words), reverse=True))
    return re.compile(rf"({_FIGURE.pattern})\s*(?:{of_unit})(?!\w)", re.IGNORECASE)


def _value(written: str) -> float:
    return float(re.sub(r"[\s.]", "", written).replace(",", "."))
