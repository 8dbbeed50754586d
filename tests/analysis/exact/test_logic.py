"""The logic as formulas, held to the truth tables: every connective and quantifier on every list of few truths."""

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

import pytest
import z3

from sociallan.analysis.exact.logic import Item, Three, conjunction, decided, disjunction, negation, quantified
from sociallan.rules.condition import Quantifier
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.truth import Truth
from tests.sampling import sampled

BOUNDS = (None, 0, 1, 2, 3)
LONGEST = 3
YES, NO = True, False


def as_known(truth: bool) -> bool:
    return truth


def as_formula(truth: bool) -> Any:
    """Return a formula that is not known to be a constant, as of a variable."""
    return z3.BoolVal(truth)


def three(truth: Truth, write: Callable[[bool], Any]) -> Three:
    return Three(*(write(truth is each) for each in (Truth.TRUE, Truth.FALSE, Truth.MISSING)))


def read(found: Three) -> Truth:
    def holds(formula: Any) -> bool:
        return formula if isinstance(formula, bool) else z3.is_true(z3.simplify(formula))

    (truth,) = [each for each in Truth if holds(found.is_(each))]
    return truth


def lists(longest: int) -> list[tuple[Truth, ...]]:
    return [truths for length in range(longest + 1) for truths in product(Truth, repeat=length)]


@pytest.mark.slow
@pytest.mark.parametrize("write", [as_known, as_formula])
def test_connectives_are_those_of_the_truth_tables(write: Callable[[bool], Any]) -> None:
    for truths in lists(LONGEST):
        threes = [three(truth, write) for truth in truths]
        assert read(conjunction(threes)) is truth_tables.conjunction(truths)
        assert read(disjunction(threes)) is truth_tables.disjunction(truths)
    for truth in Truth:
        assert read(negation(three(truth, write))) is truth_tables.negation(truth)


@pytest.mark.law
@pytest.mark.slow
@pytest.mark.parametrize(("write", "longest"), [(as_known, LONGEST), (as_formula, 2)])
@pytest.mark.parametrize("quantifier", Quantifier)
def test_quantifiers_are_those_of_the_truth_tables(
    quantifier: Quantifier, write: Callable[[bool], Any], longest: int
) -> None:
    for truths, low, high in sampled([*product(lists(longest), BOUNDS, BOUNDS)], 130):
        items = with_absent(truths, longest, write)
        expected = truth_tables.quantified(quantifier, truths, low, high)
        assert read(quantified(quantifier, write(NO), items, low, high)) is expected, (truths, low, high)
    for truths in lists(longest):
        items = with_absent(truths, longest, write)
        assert read(quantified(quantifier, write(YES), items, None, None)) is Truth.MISSING


def with_absent(truths: Sequence[Truth], longest: int, write: Callable[[bool], Any]) -> list[Item]:
    """Return the items of a list, and those that it does not have, of which the truth means nothing."""
    items = [Item(write(YES), three(truth, write)) for truth in truths]
    return items + [Item(write(NO), three(Truth.MISSING, write))] * (longest - len(truths))


@pytest.mark.parametrize("otherwise", [Truth.FALSE, Truth.JUDGEMENT])
def test_a_test_of_a_missing_value_is_missing(otherwise: Truth) -> None:
    for write, holds in product((as_known, as_formula), (True, False)):
        assert read(decided(write(YES), write(holds), otherwise)) is Truth.MISSING
        assert read(decided(write(NO), write(holds), otherwise)) is (Truth.TRUE if holds else otherwise)
