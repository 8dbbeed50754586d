"""Operations of computed values as expressions of Z3: one encoding each, in one table.

A law holds them to the evaluator.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import z3

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.logic import Formula, at_least, both, chosen, either, no
from sociallan.analysis.exact.values import (
    Date,
    Items,
    SymbolicNumber,
    SymbolicText,
    SymbolicValue,
    chosen_value,
    compared,
    equal,
    order_of_texts,
    total,
)
from sociallan.rules import condition
from sociallan.rules.operations import Operation

_MONTHS_OF_YEAR = 12


class Gathered(NamedTuple):
    """The values of one input: which are to be counted, and whether something is missing so that there is no result."""

    missing: Formula
    values: tuple[tuple[Formula, SymbolicValue], ...]


Encoding = Callable[[Sequence[Gathered], condition.Value, Symbols], SymbolicValue]
"""Function from the inputs of a computed value to the value."""


def _all(inputs: Sequence[Gathered]) -> list[tuple[Formula, Any]]:
    return [(counts, value.stated) for each in inputs for counts, value in each.values]


def _missing(inputs: Sequence[Gathered]) -> Formula:
    return either(*(each.missing for each in inputs))


def _pair(inputs: Sequence[Gathered]) -> tuple[Any, Any]:
    first, second = (each.values[0][1].stated for each in inputs)
    return first, second


def _sum(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    return SymbolicValue(_missing(inputs), total(_all(inputs)))


def _difference(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    less, whole = _pair(inputs)
    return SymbolicValue(_missing(inputs), total([(True, whole), (True, less._replace(top=-less.top))]))


def _share(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    part, whole = _pair(inputs)
    nothing = whole.top == 0
    return SymbolicValue(
        either(_missing(inputs), nothing), SymbolicNumber(100 * part.top * whole.bottom, part.bottom * whole.top)
    )


def _count(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    return SymbolicValue(_missing(inputs), SymbolicNumber(_counted([counts for counts, _ in _all(inputs)])))


def _counted(formulas: Sequence[Formula]) -> Any:
    return sum(chosen(formula, 1, 0) for formula in formulas)


def _distinct(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    values = _all(inputs)
    firsts = [
        both(counts, *(no(both(earlier, _is_same_text(value, other))) for earlier, other in values[:index]))
        for index, (counts, value) in enumerate(values)
    ]
    return SymbolicValue(_missing(inputs), SymbolicNumber(_counted(firsts)))


def _is_same_text(one: Any, other: Any) -> Formula:
    """Return whether two values are counted as one: dates as they are written, so that a year is none of its months."""
    return order_of_texts(one) == order_of_texts(other) if isinstance(one, Date) else equal(one, other)


def _extreme(*, most: bool) -> Encoding:
    def encode(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
        values = _all(inputs)
        if not values:
            return SymbolicValue(missing=True, stated=None)
        (exists, best), *others = values
        for counts, value in others:
            better = both(counts, either(no(exists), _before(best, value) if most else _before(value, best)))
            best, exists = chosen_value(better, value, best), either(exists, counts)
        return SymbolicValue(either(_missing(inputs), no(exists)), best)

    return encode


def _before(one: Any, other: Any) -> Formula:
    if isinstance(one, Date):
        return order_of_texts(one) < order_of_texts(other)
    return compared(lambda left, right: left < right, one, other)


def _years_between(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    until, since = _pair(inputs)
    has_month, has_day = both(until.has_month, since.has_month), both(until.has_day, since.has_day)

    def rest(given: Date) -> Any:
        return chosen(has_month, given.month * 100, 0) + chosen(has_day, given.day, 0)

    whole = until.year - since.year
    return SymbolicValue(_missing(inputs), SymbolicNumber(_completed(whole, rest(since), rest(until))))


def _months_between(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    until, since = _pair(inputs)
    whole = _months(until) - _months(since)
    of_days = both(until.has_day, since.has_day)
    return SymbolicValue(
        _missing(inputs), SymbolicNumber(chosen(of_days, _completed(whole, since.day, until.day), whole))
    )


def _months(given: Date) -> Any:
    return given.year * _MONTHS_OF_YEAR + chosen(given.has_month, given.month, _MONTHS_OF_YEAR)


def _completed(whole: Any, start: Any, end: Any) -> Any:
    """Return the whole units that are completed, towards none."""
    return z3.If(z3.And(whole > 0, end < start), whole - 1, z3.If(z3.And(whole < 0, end > start), whole + 1, whole))


def _year(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    ((_, date),) = _all(inputs)
    return SymbolicValue(_missing(inputs), SymbolicNumber(date.year))


def _list(inputs: Sequence[Gathered], _: condition.Value, __: Symbols) -> SymbolicValue:
    values = [pair for each in inputs for pair in each.values]
    exists = [counts for counts, _ in values]
    gap = either(*(both(counts, value.missing) for counts, value in values))
    alone = both(no(at_least(exists, 2)), gap)
    return SymbolicValue(either(_missing(inputs), alone), Items(tuple(values)))


def _beginning(inputs: Sequence[Gathered], value: condition.Value, symbols: Symbols) -> SymbolicValue:
    ((_, read),) = inputs[0].values
    text = read.stated
    assert isinstance(text, SymbolicText)
    table = tuple(sorted(value.beginnings.items()))
    if table not in text.begins:
        text.begins[table] = z3.Int(f"{text.name}^{len(text.begins)}")
        codes = [symbols.code(result) for _, result in table]
        symbols.constraints.append(either(*(text.begins[table] == code for code in codes)))
    return SymbolicValue(_missing(inputs), SymbolicText(text.begins[table], name=f"{text.name}^"))


ENCODINGS: Mapping[Operation, Encoding] = {
    Operation.SUM: _sum,
    Operation.DIFFERENCE: _difference,
    Operation.SHARE: _share,
    Operation.COUNT: _count,
    Operation.DISTINCT: _distinct,
    Operation.MIN: _extreme(most=False),
    Operation.MAX: _extreme(most=True),
    Operation.YEARS_BETWEEN: _years_between,
    Operation.MONTHS_BETWEEN: _months_between,
    Operation.YEAR: _year,
    Operation.LIST: _list,
    Operation.BEGINNING: _beginning,
}
"""The encoding of every operation."""
