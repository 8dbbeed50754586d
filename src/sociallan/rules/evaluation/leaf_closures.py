"""Closures that give the truth of one test of a field, each made for what the test compares with."""

from collections.abc import Callable, Sequence
from typing import Any

from sociallan.application.field import Unit
from sociallan.rules.condition import Leaf
from sociallan.rules.doubts import Doubt
from sociallan.rules.evaluation.comparison import comparison
from sociallan.rules.evaluation.scope import Decide, Scope
from sociallan.rules.operators import OPERATORS
from sociallan.rules.rows import Column
from sociallan.rules.truth import Truth

# Bound to module names because attribute access on an enumeration is slow.
_TRUE, _MISSING = Truth.TRUE, Truth.MISSING


def against_field(leaf: Leaf, get: Callable[[Scope], Any], other: Callable[[Scope], Any]) -> Decide:
    """Return the closure of a test that compares two fields."""
    holds, otherwise, ready = comparison(leaf.operator, leaf.path.kind)

    def decide(scope: Scope) -> Truth:
        value, operand = get(scope), other(scope)
        if value is None or operand is None:
            return _MISSING
        held = holds(value, ready(operand))
        return _TRUE if held else _MISSING if held is None else otherwise

    return decide


def in_column(
    leaf: Leaf, get: Callable[[Scope], Any], column: Callable[[], Column], others: Sequence[Callable[[Scope], Any]]
) -> Decide:
    """Return the closure of a test that looks for a value in a column, in the rows that other fields choose."""
    holds, otherwise = OPERATORS[leaf.operator].holds, OPERATORS[leaf.operator].otherwise

    def decide(scope: Scope) -> Truth:
        value = get(scope)
        if value is None:
            return _MISSING
        if not others:
            return _TRUE if holds(value, column()) else otherwise
        keys = tuple([other(scope) for other in others])
        if None in keys:
            return _MISSING
        return _TRUE if holds(value, column().of(keys)) else otherwise

    return decide


def without_doubt(
    leaf: Leaf, get: Callable[[Scope], Any], doubt: Doubt, beside: Sequence[tuple[Unit, Callable[[Scope], Any]]]
) -> Decide:
    """Return the closure of a test that a text raises no doubt, with the numbers beside it."""
    holds, otherwise = OPERATORS[leaf.operator].holds, OPERATORS[leaf.operator].otherwise

    def decide(scope: Scope) -> Truth:
        text = get(scope)
        if text is None:
            return _MISSING
        search = doubt.within(scope["derived"], [(unit, number(scope)) for unit, number in beside])
        return _TRUE if holds(text, search) else otherwise

    return decide
