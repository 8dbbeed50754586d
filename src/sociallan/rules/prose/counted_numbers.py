"""Numbers in a text that count something, in figures and in words: ``640 personer``, ``sexhundra personer``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sociallan.application.field import Unit

IN_GROUPS = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+"
_FIGURES = rf"(?<![\d.,])({IN_GROUPS}|\d+)(?![\d.,]\d)"
_DIGIT = re.compile(r"\d")
_FEWEST_IN_WORDS = 20
"""The smallest number in words that is compared: ``familjer med tre barn`` says nothing of how many."""
_WHOLES_OF_SHARES = frozenset((*range(2, 11), 100))
"""The numbers that a share in figures is of: ``3 av 4 boende`` counts neither three nor four."""
_PART = re.compile(r"(?<![\d.,])(\d{1,3})\s[^\W\d_]+\s$")
"""A part and one word, before the number that it is a part of."""
_LONGEST_PART = 16
"""Most characters of such a part and word."""
_LONGEST_BEFORE = 60
"""Most characters before a number that are looked at for a word beside it."""
_NUMBER = "#"
"""Where the number and what it counts stand in a phrase."""
_MOST_PARTS = 8
"""Most parts of a number in words that are read as one: ``niohundranittionio tusen``."""
_HUNDRED, _THOUSAND = 100, 1000


class CountedNumber(NamedTuple):
    """A number in a text with the word that it counts, from ``start`` to ``end``.

    ``is_whole`` is set if those meant are a part of it, ``40 procent av 640 elever``, and ``is_part`` if it is a part
    of those meant: ``särskilt de 95 vuxna utan arbete``.
    """

    number: int
    start: int
    end: int
    is_whole: bool
    is_part: bool


class CountedNumbers:
    """Search for the numbers before the words of each unit; ``numerals`` are the parts of numbers in words.

    Beside one of ``rates`` a number says nothing of how many there are, beside one of ``wholes`` it is a whole, and
    later in a sentence than one of ``parts`` it is a part; ``#`` stands for the number in them.
    """

    def __init__(
        self,
        counted: Mapping[Unit, Sequence[str]],
        numerals: Mapping[str, int],
        rates: Sequence[str],
        wholes: Sequence[str],
        parts: Sequence[str],
    ) -> None:
        self._counted = counted
        self._rates = PhrasesBeside(rates, before=r"\s+(?:\d+[–-])?$", after=r"\s*")
        # The words of what the whole is of stand between, and the part of it may come later in the sentence.
        self._wholes = PhrasesBeside(wholes, before=r"(?:\s+[^\W\d_]+){0,2}\s+$", after=r"[^.!?]*?(?<!\w)")
        self._parts_of_all = PhrasesBeside(parts, before=r"(?!\w)[^.!?]*$", after=r"\s*")
        self._numerals = {word.casefold(): number for word, number in numerals.items()}
        self._large_numerals = tuple(word for word, number in self._numerals.items() if number >= _FEWEST_IN_WORDS)

    def may_be_in(self, text: str) -> bool:
        """Return whether a text may hold a number: most texts hold none."""
        return _DIGIT.search(text) is not None or self._has_numeral(text)

    def of(self, unit: Unit, text: str) -> Iterator[CountedNumber]:
        """Yield the numbers of a unit in a text, in order."""
        found = [
            (*match.span(), int(re.sub(r"\D", "", match.group(1))))
            for match in self._in_figures[unit].finditer(text)
            if not _is_share(text, match)
        ]
        if self._has_numeral(text):
            matches = ((self._value(match.group(1)), match) for match in self._in_words[unit].finditer(text))
            found += [(*match.span(), number) for number, match in matches if number >= _FEWEST_IN_WORDS]
        for start, end, number in sorted(found):
            if not self._rates.stands_beside(text, start, end):
                is_whole = self._wholes.stands_beside(text, start, end)
                is_part = not is_whole and self._parts_of_all.stands_beside(text, start, end)
                yield CountedNumber(number, start, end, is_whole, is_part)

    def _has_numeral(self, text: str) -> bool:
        folded = text.casefold()
        return any(word in folded for word in self._large_numerals)

    @cached_property
    def _in_figures(self) -> Mapping[Unit, re.Pattern[str]]:
        return {unit: _before(_FIGURES, several) for unit, several in self._counted.items()}

    @cached_property
    def _in_words(self) -> Mapping[Unit, re.Pattern[str]]:
        part = f"(?:{self._parts.pattern})"
        return {
            unit: _before(rf"(?<!\w)(?<!\d\s)((?:{part}\s?){{0,{_MOST_PARTS - 1}}}{part})", several)
            for unit, several in self._counted.items()
        }

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        # In this order a longer one comes before its own beginning: femtio before fem.
        return re.compile("|".join(map(re.escape, sorted(self._numerals, reverse=True))))

    def _value(self, written: str) -> int:
        """Return the number of its parts: those over a hundred multiply what stands before them."""
        whole = part = 0
        for word in self._parts.findall(written.casefold()):
            number = self._numerals[word]
            if number < _HUNDRED:
                part += number
            elif number < _THOUSAND:
                part = max(part, 1) * number
            else:
                whole, part = whole + max(part, 1) * number, 0
        return whole + part


class PhrasesBeside:
    """Phrases that stand beside a number, with what may stand between them and it."""

    def __init__(self, phrases: Sequence[str], *, before: str, after: str) -> None:
        parts = [phrase.partition(_NUMBER) for phrase in phrases]
        self._before = _any_of([first.strip() for first, _, _ in parts], r"(?<!\w)", before)
        self._after = _any_of([last.strip() for _, _, last in parts], after, r"(?!\w)")

    def stands_beside(self, text: str, start: int, end: int) -> bool:
        """Return whether one of the phrases stands beside a number in a text."""
        first = max(start - _LONGEST_BEFORE, 0)
        if self._before is not None and self._before.search(text, first, start) is not None:
            return True
        return self._after is not None and self._after.match(text, end) is not None


def phrase_expression(phrase: str) -> str:
    """Return the regular expression of a phrase, in which ``*`` stands for letters and a blank for any blanks."""
    return re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


def _any_of(phrases: Sequence[str], before: str, after: str) -> re.Pattern[str] | None:
    words = [phrase_expression(phrase) for phrase in phrases if phrase]
    return re.compile(f"{before}(?:{'|'.join(words)}){after}", re.IGNORECASE) if words else None


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Return whether a number in figures is the whole of a share: ``3 av 4 boende``, ``4 av 4 boende``."""
    number = int(re.sub(r"\D", "", match.group(1)))
    part = _PART.search(text[max(match.start() - _LONGEST_PART, 0) : match.start()])
    return number in _WHOLES_OF_SHARES and part is not None and int(part.group(1)) <= number


def _before(number: str, several: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"{number}\s+(?:{'|'.join(map(re.escape, several))})(?!\w)", re.IGNORECASE)
