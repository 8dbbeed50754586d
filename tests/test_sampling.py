"""Sampling of laws: even, always the same, and found again by the target that lifts it."""

import ast
import re
from itertools import pairwise

import pytest

from tests.builders import ROOT
from tests.sampling import sampled

TESTS = sorted((ROOT / "tests").rglob("*.py"))
SAMPLES = r"\b(\w+_)?sampled\("


@pytest.mark.parametrize("number", [1, 2, 7, 68, 1000])
@pytest.mark.parametrize("most", [1, 5, 17])
def test_a_sample_is_spread_evenly_and_takes_no_case_twice(number: int, most: int) -> None:
    chosen = sampled(range(number), most, whole=False, few=False)

    assert len(set(chosen)) == len(chosen) == min(number, most)
    steps = [after - before for before, after in pairwise(chosen)]
    assert not steps or max(steps) - min(steps) <= 1


def test_the_whole_is_all_of_it() -> None:
    assert list(sampled(range(1000), 5, whole=True, few=True)) == list(range(1000))


@pytest.mark.parametrize(("most", "number"), [(1, 1), (6, 1), (7, 2), (15, 3), (120, 20)])
def test_against_mutants_a_sixth_of_the_sample_is_tried(most: int, number: int) -> None:
    assert len(sampled(range(1000), most, whole=False, few=True)) == number


def test_whatever_is_sampled_is_marked_as_a_law() -> None:
    """Else ``make test-laws``, which runs what is marked, would not hold the law to all of its cases."""
    forgotten = [
        f"{path.relative_to(ROOT)}: {function.name}"
        for path in TESTS
        if re.search(SAMPLES, path.read_text(encoding="utf-8"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
        if path.name != "test_sampling.py" and re.search(SAMPLES, ast.unparse(function))
        if "pytest.mark.law" not in ast.unparse(function)
        if "    pytest.mark.law,\n" not in path.read_text(encoding="utf-8")
    ]

    assert forgotten == []
