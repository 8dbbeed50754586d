"""Applications written out from what the solver found: values in the form's own types, and texts with wanted words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

import z3

from sociallan.analysis.dependencies import free_text_field
from sociallan.analysis.exact.application import Place, Symbols
from sociallan.analysis.exact.logic import Formula
from sociallan.analysis.exact.values import Date, SymbolicNumber, SymbolicText
from sociallan.application.document import gap_key
from sociallan.application.field import FieldKind
from sociallan.application.personal_data import check_digits
from sociallan.application.walking import value_at, with_value
from sociallan.rules.boundaries import IDENTIFYING
from sociallan.rules.exact import exact
from sociallan.rules.prose.prose import Prose
from sociallan.rules.prose.word_search import Finder, WordList

WordLists = tuple[Any, ...]
"""Parts of a word list that decide what it finds: all after its title."""

_MAX_TRIES = 2_000
"""Maximum number of texts to try for one that has just the wanted words."""
_DIGITS = 6


class Unwritable(Exception):
    """No value was found that is as the solver wants it."""


def written(symbols: Symbols, model: Any, gaps: Iterable[str], prose: Sequence[Prose] = ()) -> dict[str, Any]:
    """Return the application of a model.

    ``gaps`` are the texts that are read as missing, ``prose`` the searches by which answers that say nothing are.

    Raises:
        Unwritable: if a text or a number cannot be written as wanted.

    """
    return _Writer(symbols, model, frozenset(gaps), prose).application()


def day(symbols: Symbols, model: Any) -> str:
    """Return the day of screening of a model."""
    parts = (_number(model, part) for part in symbols.today[:3])
    return date(*parts).isoformat()


@dataclass
class _Wanted:
    """Properties that a text is to have: its type, length, words to have or not, and beginnings with their results.

    An ``answer`` is one in sentences, at some of its places.
    """

    type: str
    answer: bool = False
    length: int | None = None
    hits: dict[WordLists, bool] = field(default_factory=dict)
    begins: dict[Any, int] = field(default_factory=dict)


class _Writer:
    def __init__(self, symbols: Symbols, model: Any, gaps: frozenset[str], prose: Sequence[Prose]) -> None:
        self._symbols = symbols
        self._model = model
        self._gaps = gaps
        self._prose = prose
        self._names = {code: text for text, code in symbols.codes.items()}
        self._texts = self._wanted()
        self._written: dict[int, str] = {}

    def application(self) -> dict[str, Any]:
        root: dict[str, Any] = {}
        containers: dict[str, Any] = {"": root}
        for path, place in self._symbols.places.items():
            is_item = path.endswith("]")
            around = containers.get(path.rpartition("[" if is_item else ".")[0])
            if around is None or not self._is(place.exists if is_item else place.present):
                continue
            value = self._value(place) if self._is(place.present) else None
            if isinstance(value, dict | list):
                containers[path] = value
            if is_item:
                around.append(value)
            else:
                around[path.rpartition(".")[2]] = value
        for words, formula in self._symbols.anywhere.items():
            if self._is(formula):
                root = self._with_words_anywhere(root, words)
        return root

    def _with_words_anywhere(self, root: dict[str, Any], words: WordLists) -> dict[str, Any]:
        field = free_text_field(self._symbols.fields)
        if field is None:
            return root
        steps = field.split(".")
        found = value_at(root, steps)
        text = " ".join((*((found,) if isinstance(found, str) else ()), _having(words)))
        changed: dict[str, Any] = with_value(root, steps, text)
        return changed

    def _is(self, formula: Formula) -> bool:
        if isinstance(formula, bool):
            return formula
        is_true: bool = z3.is_true(self._model.eval(formula, model_completion=True))
        return is_true

    def _value(self, place: Place) -> Any:
        match place.kind:
            case FieldKind.RECORD:
                return {}
            case FieldKind.LIST:
                return []
            case FieldKind.TRUTH:
                return self._is(place.value)
            case FieldKind.NUMBER:
                return _plain(self._model, place.value)
            case FieldKind.DATE:
                return self._date(place.value)
            case FieldKind.TEXT:
                return self._text(place.value)

    def _date(self, given: Date) -> str:
        year, month, day = (_number(self._model, part) for part in given[:3])
        text = f"{year:04}"
        if self._is(given.has_month):
            text += f"-{month:02}"
        return f"{text}-{day:02}" if self._is(given.has_day) else text

    def _wanted(self) -> dict[int, _Wanted]:
        """Return the texts to write, by their numbers: equal texts are one."""
        texts: dict[int, _Wanted] = {}
        for place in self._symbols.places.values():
            if isinstance(place.value, SymbolicText) and self._is(place.present):
                wanted = texts.setdefault(_number(self._model, place.value.code), _Wanted(place.field.single_type.name))
                wanted.answer |= place.field.single_type.prose
                if place.value.name in self._symbols.measured:
                    wanted.length = _number(self._model, place.value.chars)
                wanted.hits |= {words: self._is(formula) for words, formula in place.value.hits.items()}
                wanted.begins |= {table: _number(self._model, result) for table, result in place.value.begins.items()}
        return texts

    def _text(self, text: SymbolicText) -> str:
        code = _number(self._model, text.code)
        if code in self._names:
            return self._named_text(self._names[code], self._texts[code])
        if code not in self._written:
            self._written[code] = self._new_text(self._texts[code])
        return self._written[code]

    def _named_text(self, text: str, wanted: _Wanted) -> str:
        is_long = wanted.length is None or len(text) == wanted.length
        if is_long and all((finder(words).first(text) is not None) is hit for words, hit in wanted.hits.items()):
            return text
        raise Unwritable

    def _new_text(self, wanted: _Wanted) -> str:
        taken = {*self._names.values(), *self._written.values()}
        finders = [(finder(words), hit) for words, hit in wanted.hits.items()]
        begins = [(dict(table), self._names[result]) for table, result in wanted.begins.items()]
        for number, text in enumerate(_candidates(wanted, begins)):
            if number == _MAX_TRIES:
                break
            is_new = text not in taken and gap_key(text) not in self._gaps
            if (
                is_new
                and not (wanted.answer and any(each.gap(text) for each in self._prose))
                and all((each.first(text) is not None) is hit for each, hit in finders)
                and all(_begins(text, table) == result for table, result in begins)
            ):
                return text
        raise Unwritable


def finder(words: WordLists) -> Finder:
    """Return the search for some words or by a detector."""
    return Finder(WordList("", {}, *words))


def _having(words: WordLists) -> str:
    """Return a text that has one of the words."""
    return _samples(words)[0]


def _samples(words: WordLists) -> Sequence[str]:
    """Return texts that have one of the words, each another."""
    found = finder(words)
    return found.words if found.detects is None else (IDENTIFYING[found.detects],)


def _candidates(wanted: _Wanted, begins: list[tuple[dict[str, str], str]]) -> Iterator[str]:
    """Yield texts of a type and length that begin as wanted and have one word of each list that is to be found."""
    starts = [start for table, result in begins for start, found in table.items() if found == result] or [""]
    match wanted.type:
        case "organisation_number":
            # Nines make numbers that are nobody's: the third digit of a person's is at most 1.
            for start, number in product(starts, range(_MAX_TRIES)):
                rest = _DIGITS - len(start)
                yield check_digits.org_number(start + str(10**rest - 1 - number)[:rest] if rest else start)
        case "authority_code":
            yield from (f"{number:04}" for number in range(100, 9_999))
        case _:
            several = (_samples(words) for words, hit in wanted.hits.items() if hit)
            for words in product(starts, *several):
                yield from _texts(" ".join(filter(None, words)), wanted.length)


def _texts(words: str, length: int | None) -> Iterator[str]:
    """Yield texts of a length with some words; a dozen of any length where there is none."""
    if length is None:
        yield from (" ".join(filter(None, (words, f"text {number}"))) for number in range(12))
        return
    left = length - len(words) - bool(words)
    if left <= 0:
        if left in (0, -1):
            yield words + "." * (length - len(words))
        return
    some = product("bcdfghkm", repeat=min(left, 3))
    yield from (" ".join(filter(None, (words, "".join(letters).ljust(left, "b")))) for letters in some)


def _begins(text: str, table: Mapping[str, str]) -> str:
    return table[max((start for start in table if text.startswith(start)), key=len)]


def _number(model: Any, expression: Any) -> int:
    if isinstance(expression, int):
        return expression
    value: int = model.eval(expression, model_completion=True).as_long()
    return value


def _plain(model: Any, given: SymbolicNumber) -> int | float:
    value = model.eval(given.top, model_completion=True)
    if z3.is_int_value(value):
        whole: int = value.as_long()
        return whole
    fraction = value.as_fraction()
    number = float(fraction)
    if exact(number) != exact(fraction):
        raise Unwritable
    return int(number) if number.is_integer() else number
