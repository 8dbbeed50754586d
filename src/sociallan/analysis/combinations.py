"""Combinations of choices: all of them, or where they are too many an even part of them, always the same."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain, product

_GOLDEN = (math.sqrt(5) - 1) / 2


def combinations(sizes: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to choose one of each of so many, by number; of too many each choice alone and an even spread."""
    total = math.prod(sizes)
    if total <= most:
        yield from product(*map(range, sizes))
        return
    alone = (
        tuple(index if place == varied else 0 for place in range(len(sizes)))
        for varied, size in enumerate(sizes)
        for index in range(size)
    )
    # Multiples of the golden section of a range, taken around it, lie evenly in it.
    stride = int(total * _GOLDEN)
    while math.gcd(stride, total) > 1:
        stride += 1
    spread = (_digits(number * stride % total, sizes) for number in range(most))
    yield from dict.fromkeys(chain(alone, spread))


def _digits(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Write a number with a base of its own for each place."""
    digits = []
    for size in sizes:
        number, digit = divmod(number, size)
        digits.append(digit)
    return tuple(digits)
