"""The tests that a rule can make of a value: one table, used by both evaluators."""

import operator
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sociallan.core import dates
from sociallan.model.condition import Kind, Test
from sociallan.model.outcome import Truth

Check = Callable[[Any], Truth]
"""A test with its operand filled in, for a value that is not missing."""

_ORDERED = frozenset((Kind.NUMBER, Kind.DATE))
_ANY = frozenset(Kind)


class Operator(NamedTuple):
    """What a test fits, what its operand is, and when it holds.

    ``operand`` is the kind of operand: ``same`` (a value like the field's own), ``list`` (of such
    values), ``count``, ``truth`` or ``words``. ``otherwise`` is the truth where the test does not
    hold: software does not reject prose, so a test of prose is then a question of judgement.
    """

    kinds: frozenset[Kind]
    operand: str
    holds: Callable[[Any, Any], bool]
    otherwise: Truth = Truth.FALSE


def _in(value: Any, values: Any) -> bool:
    return value in values


def _not_in(value: Any, values: Any) -> bool:
    return value not in values


def _at_least_chars(text: str, length: int) -> bool:
    return len(text.strip()) >= length


def _at_most_chars(text: str, length: int) -> bool:
    return len(text.strip()) <= length


def _longer(value: Any, count: int) -> bool:
    return len(value) >= count


def _shorter(value: Any, count: int) -> bool:
    return len(value) <= count


def _mentions_none(text: str, finder: Any) -> bool:
    return finder.first(text) is None


def _wanted(_value: Any, wanted: bool) -> bool:
    return wanted


_TEXTS = frozenset((Kind.TEXT,))
_LISTS = frozenset((Kind.LIST,))
_PLAIN = frozenset((Kind.TEXT, Kind.NUMBER))

OPERATORS: Mapping[Test, Operator] = {
    Test.EQUALS: Operator(_PLAIN | _ORDERED, "same", operator.eq),
    Test.ONE_OF: Operator(_PLAIN, "list", _in),
    Test.NOT_ONE_OF: Operator(_PLAIN, "list", _not_in),
    Test.IS: Operator(frozenset((Kind.TRUTH,)), "truth", operator.is_),
    Test.AT_LEAST: Operator(_ORDERED, "same", operator.ge),
    Test.AT_MOST: Operator(_ORDERED, "same", operator.le),
    Test.MORE_THAN: Operator(_ORDERED, "same", operator.gt),
    Test.LESS_THAN: Operator(_ORDERED, "same", operator.lt),
    Test.MIN_CHARS: Operator(_TEXTS, "count", _at_least_chars, Truth.JUDGEMENT),
    Test.MAX_CHARS: Operator(_TEXTS, "count", _at_most_chars, Truth.JUDGEMENT),
    Test.MIN_ITEMS: Operator(_LISTS, "count", _longer),
    Test.MAX_ITEMS: Operator(_LISTS, "count", _shorter),
    Test.MENTIONS_NONE: Operator(_TEXTS, "words", _mentions_none, Truth.JUDGEMENT),
    Test.STATED: Operator(_ANY, "truth", _wanted),
    Test.NOT_PLACEHOLDER: Operator(_ANY, "truth", _wanted),
}


def holding(test: Test, kind: Kind) -> Callable[[Any, Any], bool]:
    """Give the function that says whether a test holds for a value and an operand, neither of them missing."""
    holds = OPERATORS[test].holds
    if kind is not Kind.DATE or OPERATORS[test].operand != "same":
        return holds
    return lambda value, limit: holds(*dates.common(value, limit))


def check_for(test: Test, kind: Kind, operand: Any) -> Check:
    """Make the check of a leaf, its operand filled in."""
    holds, otherwise = holding(test, kind), OPERATORS[test].otherwise
    gap_in_list = OPERATORS[test].operand == "list" and None in operand

    def check(value: Any) -> Truth:
        if gap_in_list and value not in operand:
            # The missing item of the list may be the one that is sought.
            return Truth.MISSING
        return Truth.TRUE if holds(value, operand) else otherwise

    return check
