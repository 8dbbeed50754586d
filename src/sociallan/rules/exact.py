"""Exact numbers for comparison, and their rounding for display."""

from fractions import Fraction
from functools import lru_cache
from itertools import count
from math import isfinite
from typing import Any

Exact = int | Fraction

_DECIMALS = 1
"""Decimals of a displayed fraction, unless they hide the result of its comparison."""
_MOST_DECIMALS = 6


def exact(number: Any) -> Any:
    """Return the exact value of a number as written: 0.1 is a tenth, not the nearest double. Whole numbers are ints."""
    if number.__class__ is int:
        return number
    if number.__class__ is float:
        return _exact_float(number)
    return number.numerator if number.denominator == 1 else number


@lru_cache
def _exact_float(number: float) -> Any:
    """Return the exact value of a float, kept because several rules read the same one."""
    if not isfinite(number):
        return number
    value = Fraction(repr(number))
    return value.numerator if value.denominator == 1 else value


def shown(value: Any, beside: Any = None) -> Any:
    """Return a value for display: a fraction is rounded to one decimal.

    More decimals are kept if rounding would change how it compares with the number ``beside``.
    """
    if not isinstance(value, Fraction):
        return value
    limit = exact(beside) if isinstance(beside, int | float | Fraction) else None
    for decimals in count(_DECIMALS):
        rounded = round(value, decimals)
        if limit is None or decimals == _MOST_DECIMALS or _sign(rounded - limit) == _sign(value - limit):
            break
    return float(rounded)


def _sign(number: Exact) -> int:
    return (number > 0) - (number < 0)
