"""Numbers as they are, for comparing, and rounded, for showing."""

from fractions import Fraction
from itertools import count
from math import isfinite
from typing import Any

Exact = int | Fraction

_DECIMALS = 1
"""What a number that is no decimal fraction is shown with, where that does not hide how it compares."""
_MOST_DECIMALS = 6


def exact(number: Any) -> Any:
    """Return a number as it is written: 0.1 is a tenth, and not the nearest double. Whole numbers are ints."""
    if number.__class__ is int or (number.__class__ is float and not isfinite(number)):
        return number
    value = number if isinstance(number, Fraction) else Fraction(repr(number))
    return value.numerator if value.denominator == 1 else value


def shown(value: Any, beside: Any = None) -> Any:
    """Return a value as it is shown: a fraction rounded to one decimal.

    It gets more where it would otherwise seem to be on the other side of the number ``beside``, or equal to it.
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
