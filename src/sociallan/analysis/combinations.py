"""Combinations of choices: all of them or, if there are too many, a deterministic and evenly spaced sample."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain, product

_GOLDEN = (math.sqrt(5) - 1) / 2


def combinations(sizes: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """Yield the index tuples of a product; above ``most``, every single choice plus an evenly spaced sample."""
    total = math.prod(sizes)
    if total <= most:
        yield from product(*map(range, sizes))
        return
    single = (
        tuple(index if place == varied else 0 for place in range(len(sizes)))
        for varied, size in enumerate(sizes)
        for index in range(size)
    )
    # Multiples of the golden section of a range, modulo the range, are evenly spaced in it.
    stride = int(total * _GOLDEN)
    while math.gcd(stride, total) > 1:
        stride += 1
    sample = (_digits(number * stride % total, sizes) for number in range(most))
    yield from dict.fromkeys(chain(single, sample))


def _digits(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the digits of a number in a mixed base, one base per digit."""
    digits = []
    for size in sizes:
        number, digit = divmod(number, size)
        digits.append(digit)
    return tuple(digits)
