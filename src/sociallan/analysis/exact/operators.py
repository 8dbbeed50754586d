"""Operators as formulas of Z3, in one table. A law holds them to the evaluator.

Those that compare values of one kind are encoded by their own predicate; each other has its encoding here.

An operator without an encoding here is opaque: its truth for a value is left open, so that nothing is proved of it that
does not hold, and an application that the solver finds may be none when it is screened.
"""

import operator
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import z3

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.logic import Formula, Three, at_least, both, decided, either, no
from sociallan.analysis.exact.values import (
    Date,
    Items,
    SymbolicNumber,
    SymbolicText,
    SymbolicValue,
    compared,
    dates_compared,
    equal,
)
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.truth import Truth

Encoding = Callable[[SymbolicValue, Any, Symbols], Three]
"""Function from a value and an operand to the truth of a test.

The operand is a ``Value`` where the operator compares with one or finds one in a list, otherwise as it is written.
"""


def _compared(holds: Callable[[Any, Any], Formula]) -> Encoding:
    """Return the encoding of a comparison, with Python's operator, which takes expressions of Z3 as well."""

    def encode(value: SymbolicValue, operand: SymbolicValue, _: Symbols) -> Three:
        match value.stated, operand.stated:
            case SymbolicText() as one, SymbolicText() as other:
                formula = holds(one.code, other.code)
            case SymbolicNumber() as one, SymbolicNumber() as other:
                formula = compared(holds, one, other)
            case Date() as one, Date() as other:
                formula = dates_compared(holds, one, other)
            case Date() as one, SymbolicNumber() as year:
                formula = dates_compared(holds, one, Date(year.top, 0, 0, has_month=False, has_day=False))
            case one, other:
                raise TypeError(f"{one} is not compared with {other}")
        return decided(either(value.missing, operand.missing), formula, Truth.FALSE)

    return encode


def _among(*, wanted: bool) -> Encoding:
    def encode(value: SymbolicValue, operand: SymbolicValue, _: Symbols) -> Three:
        assert isinstance(operand.stated, Items)
        found = either(
            *(both(exists, no(item.missing), equal(value.stated, item.stated)) for exists, item in operand.stated.items)
        )
        # A missing item may be the one that is looked for.
        gap = both(no(found), either(*(both(exists, item.missing) for exists, item in operand.stated.items)))
        missing = either(value.missing, operand.missing, gap)
        return decided(missing, found if wanted else no(found), Truth.FALSE)

    return encode


def _is(value: SymbolicValue, operand: bool, _: Symbols) -> Three:
    return decided(value.missing, value.stated if operand else no(value.stated), Truth.FALSE)


def _chars(holds: Callable[[Any, Any], Any]) -> Encoding:
    def encode(value: SymbolicValue, operand: int, symbols: Symbols) -> Three:
        text = value.stated
        assert isinstance(text, SymbolicText)
        symbols.measured.add(text.name)
        length = z3.Int(f"{text.name}#") if text.chars is None else text.chars
        return decided(value.missing, holds(length, operand), Truth.JUDGEMENT)

    return encode


def _count(*, most: bool) -> Encoding:
    def encode(value: SymbolicValue, operand: int, _: Symbols) -> Three:
        assert isinstance(value.stated, Items)
        exists = [exists for exists, _ in value.stated.items]
        holds = no(at_least(exists, operand + 1)) if most else at_least(exists, operand)
        return decided(value.missing, holds, Truth.FALSE)

    return encode


def _unique(value: SymbolicValue, _operand: Any, _: Symbols) -> Three:
    assert isinstance(value.stated, Items)
    pairs = list(combinations(value.stated.items, 2))
    repeated = either(
        *(
            both(exists, also, no(one.missing), no(other.missing), equal(one.stated, other.stated))
            for (exists, one), (also, other) in pairs
        )
    )
    # A missing item may be equal to another one.
    gap = either(*(both(exists, also, either(one.missing, other.missing)) for (exists, one), (also, other) in pairs))
    return decided(either(value.missing, both(no(repeated), gap)), no(repeated), Truth.FALSE)


def _mentions_none(value: SymbolicValue, operand: Any, symbols: Symbols) -> Three:
    assert isinstance(value.stated, SymbolicText)
    return decided(value.missing, no(symbols.mentions(value.stated, operand)), Truth.JUDGEMENT)


def _stated(value: SymbolicValue, operand: bool, _: Symbols) -> Three:
    present = no(value.missing)
    return Three(present, no(present), missing=False) if operand else Three(no(present), present, missing=False)


def _not_placeholder(value: SymbolicValue, _operand: Any, _: Symbols) -> Three:
    return Three(no(value.missing), false=False, missing=value.missing)


ENCODINGS: Mapping[Operator, Encoding] = {
    **{name: _compared(spec.holds) for name, spec in OPERATORS.items() if spec.operand is OperandType.SAME},
    Operator.ONE_OF: _among(wanted=True),
    Operator.NOT_ONE_OF: _among(wanted=False),
    Operator.FOUND_IN: _among(wanted=True),
    Operator.IS: _is,
    Operator.MIN_CHARS: _chars(operator.ge),
    Operator.MAX_CHARS: _chars(operator.le),
    Operator.MIN_ITEMS: _count(most=False),
    Operator.MAX_ITEMS: _count(most=True),
    Operator.UNIQUE: _unique,
    Operator.MENTIONS_NONE: _mentions_none,
    Operator.STATED: _stated,
    Operator.NOT_PLACEHOLDER: _not_placeholder,
}
"""The encoding of each operator that has one."""


def opaque(name: Operator, key: Any, value: SymbolicValue, symbols: Symbols) -> Three:
    """Return the truth of a test without an encoding: any that the operator can have, the same for the same test."""
    holds, is_missing = symbols.free((name, key))
    return decided(either(value.missing, is_missing), holds, OPERATORS[name].otherwise)
