"""The tests that a rule can make of a value: one table, used by both evaluators."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sociallan.core import dates, kleene
from sociallan.model.condition import Kind, Test
from sociallan.model.outcome import Truth

Check = Callable[[Any], Truth]
"""A test with its operand filled in, for a value that is not missing."""

_ORDERED = frozenset((Kind.NUMBER, Kind.DATE))
_ANY = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Operator:
    """What a test fits, what its operand is, and how it is made.

    ``operand`` is the kind of operand: ``same`` (a value like the field's own), ``list`` (of such
    values), ``count``, ``truth`` or ``words``. ``of_date`` takes the place of ``make`` for dates.
    """

    kinds: frozenset[Kind]
    operand: str
    make: Callable[[Any], Check]
    of_date: Callable[[Any], Check] | None = None


def _sure(test: Callable[[Any, Any], bool]) -> Callable[[Any], Check]:
    """Make a test that is true or false."""

    def make(operand: Any) -> Check:
        def check(value: Any) -> Truth:
            return Truth.TRUE if test(value, operand) else Truth.FALSE

        return check

    return make


def _of_prose(test: Callable[[Any, Any], bool]) -> Callable[[Any], Check]:
    """Make a test of prose: software does not reject prose, so where it fails a person must look."""

    def make(operand: Any) -> Check:
        def check(value: Any) -> Truth:
            return Truth.TRUE if test(value, operand) else Truth.JUDGEMENT

        return check

    return make


def _dated(test: Callable[[str, str], bool]) -> Callable[[Any], Check]:
    return _sure(lambda value, limit: test(*dates.common(value, limit)))


def _at_least_chars(text: str, length: int) -> bool:
    return len(text.strip()) >= length


def _at_most_chars(text: str, length: int) -> bool:
    return len(text.strip()) <= length


def _is(value: Any, wanted: Any) -> bool:
    return value is wanted


def _in(values: Any) -> Check:
    def check(value: Any) -> Truth:
        # A missing item of the list may be the one that is sought.
        return Truth.TRUE if value in values else Truth.MISSING if None in values else Truth.FALSE

    return check


def _not_in(values: Any) -> Check:
    among = _in(values)
    return lambda value: kleene.negation(among(value))


def _longer(value: Any, count: int) -> bool:
    return len(value) >= count


def _shorter(value: Any, count: int) -> bool:
    return len(value) <= count


def _mentions_none(text: str, finder: Any) -> bool:
    return finder.first(text) is None


def _always(_operand: Any) -> Check:
    return lambda _value: Truth.TRUE


_TEXTS = frozenset((Kind.TEXT,))
_LISTS = frozenset((Kind.LIST,))
_PLAIN = frozenset((Kind.TEXT, Kind.NUMBER))

OPERATORS: Mapping[Test, Operator] = {
    Test.EQUALS: Operator(_PLAIN | _ORDERED, "same", _sure(operator.eq), _dated(operator.eq)),
    Test.ONE_OF: Operator(_PLAIN, "list", _in),
    Test.NOT_ONE_OF: Operator(_PLAIN, "list", _not_in),
    Test.IS: Operator(frozenset((Kind.TRUTH,)), "truth", _sure(_is)),
    Test.AT_LEAST: Operator(_ORDERED, "same", _sure(operator.ge), _dated(operator.ge)),
    Test.AT_MOST: Operator(_ORDERED, "same", _sure(operator.le), _dated(operator.le)),
    Test.MORE_THAN: Operator(_ORDERED, "same", _sure(operator.gt), _dated(operator.gt)),
    Test.LESS_THAN: Operator(_ORDERED, "same", _sure(operator.lt), _dated(operator.lt)),
    Test.MIN_CHARS: Operator(_TEXTS, "count", _of_prose(_at_least_chars)),
    Test.MAX_CHARS: Operator(_TEXTS, "count", _of_prose(_at_most_chars)),
    Test.MIN_ITEMS: Operator(_LISTS, "count", _sure(_longer)),
    Test.MAX_ITEMS: Operator(_LISTS, "count", _sure(_shorter)),
    Test.MENTIONS_NONE: Operator(_TEXTS, "words", _of_prose(_mentions_none)),
    Test.STATED: Operator(_ANY, "truth", lambda wanted: _always(wanted) if wanted else (lambda _value: Truth.FALSE)),
    Test.NOT_PLACEHOLDER: Operator(_ANY, "truth", _always),
}


def check_for(test: Test, kind: Kind, operand: Any) -> Check:
    """Make the check of a leaf, its operand filled in."""
    made = OPERATORS[test]
    return (made.of_date if kind is Kind.DATE and made.of_date else made.make)(operand)
