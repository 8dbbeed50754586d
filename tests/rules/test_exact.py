"""Numbers are compared as they are written, and rounded only when they are shown."""

import math
from fractions import Fraction
from typing import Any

import pytest

from sociallan.rules.exact import exact, shown


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (3, 3),
        (0.1, Fraction(1, 10)),
        (2.0, 2),
        (1e300, 10**300),
        (-0.5, Fraction(-1, 2)),
        (Fraction(4, 2), 2),
        (Fraction(1, 3), Fraction(1, 3)),
        (math.inf, math.inf),
        (-math.inf, -math.inf),
    ],
)
def test_a_number_is_what_is_written(number: Any, value: Any) -> None:
    assert exact(number) == value
    assert type(exact(number)) is type(value)


def test_tenths_add_up() -> None:
    assert sum(map(exact, (0.1, 0.2))) == exact(0.3)
    assert 0.1 + 0.2 != 0.3


@pytest.mark.parametrize(
    ("value", "beside", "as_shown"),
    [
        (5, None, 5),
        ("a", None, "a"),
        (None, 3, None),
        (Fraction(100, 3), None, 33.3),
        (Fraction(80_049, 1_000), None, 80.0),
        (Fraction(80_049, 1_000), 80, 80.05),
        (Fraction(80_049, 1_000), 90, 80.0),
        (Fraction(80_049, 1_000), Fraction(80), 80.05),
        (Fraction(7_996, 100), 79.98, 79.96),
        (Fraction(80_000_004, 10**6), 80, 80.000004),
        (Fraction(800_000_004, 10**7), 80, 80.0),
        (Fraction(80 * 10**9 + 1, 10**9), 80, 80.0),
        (Fraction(79_999, 1_000), 80.0, 79.999),
        (Fraction(1, 2), Fraction(1, 2), 0.5),
        (Fraction(1, 300), 0, 0.003),
        (Fraction(-1, 300), 0.0, -0.003),
        (Fraction(1, 300), None, 0.0),
    ],
)
def test_a_fraction_is_rounded_but_stays_on_its_side_of_what_it_is_compared_with(
    value: Any, beside: Any, as_shown: Any
) -> None:
    assert shown(value, beside) == as_shown
