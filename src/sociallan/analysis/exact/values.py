"""Values of an application as expressions of Z3: exact numbers, partial dates, texts by number, and lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

import z3

from sociallan.analysis.exact.logic import Formula, both, chosen, either, no
from sociallan.rules.exact import exact


class SymbolicNumber(NamedTuple):
    """An exact number as a quotient; the divisor is not 0."""

    top: Any
    bottom: Any = 1


class Date(NamedTuple):
    """A partial date; without a month or a day those parts mean nothing."""

    year: Any
    month: Any
    day: Any
    has_month: Formula
    has_day: Formula


@dataclass(frozen=True, slots=True)
class SymbolicText:
    """A text by its number: equal texts have equal numbers.

    ``chars`` is its length, ``None`` if unknown, and ``hits`` says of each word list, by its words, whether the text
    has one of them. ``begins`` is what the text begins with, by the table of beginnings.
    """

    code: Any
    chars: Any = None
    name: str = ""
    hits: dict[Any, Formula] = field(default_factory=dict)
    begins: dict[Any, Any] = field(default_factory=dict)


class Items(NamedTuple):
    """A list: whether it has each of its possible items, and their values, which may be missing."""

    items: tuple[tuple[Formula, "SymbolicValue"], ...]


class SymbolicValue(NamedTuple):
    """A value that may be missing; ``stated`` has ``None`` for a record, of which nothing more is asked."""

    missing: Formula
    stated: "SymbolicNumber | Date | SymbolicText | Items | Formula | None"


MISSING = SymbolicValue(missing=True, stated=None)


def number(value: Any) -> SymbolicNumber:
    """Return a number as written."""
    found = Fraction(exact(value))
    return SymbolicNumber(found.numerator, found.denominator)


def date(text: Any) -> Date:
    """Return a partial date as written."""
    parts = [int(part) for part in str(text).split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return Date(year, month, day, has_month=len(parts) > 1, has_day=len(parts) > 2)


def compared(holds: Callable[[Any, Any], Formula], one: SymbolicNumber, other: SymbolicNumber) -> Formula:
    """Return the formula that two numbers compare so."""
    left, right, sign = one.top * other.bottom, other.top * one.bottom, one.bottom * other.bottom
    if isinstance(sign, int):
        return holds(left, right) if sign > 0 else holds(right, left)
    return chosen(sign > 0, holds(left, right), holds(right, left))


def dates_compared(holds: Callable[[Any, Any], Formula], one: Date, other: Date) -> Formula:
    """Return the formula that two dates compare so, at their common precision."""
    return holds(*(_days(each, both(one.has_month, other.has_month), both(one.has_day, other.has_day))
                   for each in (one, other)))  # fmt: skip


def _days(given: Date, has_month: Formula, has_day: Formula) -> Any:
    """Return a number that orders dates, without the parts that are not counted."""
    return given.year * 10_000 + chosen(has_month, given.month * 100, 0) + chosen(has_day, given.day, 0)


def order_of_texts(given: Date) -> Any:
    """Return a number that orders dates as their texts are ordered: a year is before its months."""
    return _days(given, given.has_month, given.has_day)


def equal(one: Any, other: Any) -> Formula:
    """Return the formula that two stated values of one kind are equal."""
    match one, other:
        case SymbolicNumber(), SymbolicNumber():
            return compared(lambda left, right: left == right, one, other)
        case Date(), Date():
            return dates_compared(lambda left, right: left == right, one, other)
        case SymbolicText(), SymbolicText():
            return one.code == other.code
        case _:
            return either(both(one, other), both(no(one), no(other)))


def chosen_value(condition: Formula, one: Any, other: Any) -> Any:
    """Return one or another stated value by a condition."""
    match one, other:
        case SymbolicNumber(), SymbolicNumber():
            return SymbolicNumber(chosen(condition, one.top, other.top), _same(condition, one.bottom, other.bottom))
        case Date(), Date():
            return Date(*(_same(condition, left, right) for left, right in zip(one, other, strict=True)))
        case _:
            return chosen(condition, one, other)


def _same(condition: Formula, one: Any, other: Any) -> Any:
    return one if one is other else chosen(condition, _expression(one), _expression(other))


def _expression(value: Any) -> Any:
    return z3.BoolVal(value) if isinstance(value, bool) else value


def total(numbers: Sequence[tuple[Formula, SymbolicNumber]]) -> SymbolicNumber:
    """Return the sum of the numbers that are to be counted."""
    if all(isinstance(each.bottom, int) and each.bottom == 1 for _, each in numbers):
        parts = [chosen(counts, each.top, 0) for counts, each in numbers]
        return SymbolicNumber(sum(parts))
    result = SymbolicNumber(0)
    for counts, each in numbers:
        added = SymbolicNumber(result.top * each.bottom + each.top * result.bottom, result.bottom * each.bottom)
        result = SymbolicNumber(chosen(counts, added.top, result.top), chosen(counts, added.bottom, result.bottom))
    return result
