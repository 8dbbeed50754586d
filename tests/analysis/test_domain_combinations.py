"""Combinations of choices: all of them, or an even part."""

from collections import Counter
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.analysis.domain import combinations

sizes = st.lists(st.integers(1, 9), max_size=6)


@pytest.mark.slow
@given(sizes)
def test_where_there_are_few_each_comes_once(several: list[int]) -> None:
    found = list(combinations(several, prod(several)))

    assert sorted(found) == list(product(*map(range, several)))


@pytest.mark.slow
@given(sizes, st.integers(1, 200))
def test_of_too_many_none_comes_twice_and_all_are_possible(several: list[int], most: int) -> None:
    found = list(combinations(several, most))

    assert len(set(found)) == len(found) <= max(most, min(prod(several), most + sum(several)))
    assert set(found) <= set(product(*map(range, several)))


@given(sizes, st.integers(1, 200))
def test_each_choice_comes_at_least_once(several: list[int], most: int) -> None:
    found = list(combinations(several, most))

    assert {pair for choice in found for pair in enumerate(choice)} == {
        (place, index) for place, size in enumerate(several) for index in range(size)
    }


def test_a_part_of_the_combinations_is_spread_evenly() -> None:
    counts = Counter(choice[0] for choice in combinations((5, 100, 100), 1_000))

    # The choices alone, 203 of them, all have the first of the first; the rest are spread.
    assert all(190 <= counts[index] <= 210 for index in range(1, 5))


def test_of_no_choices_there_is_one_combination() -> None:
    assert list(combinations((), 1)) == [()]
