"""Connectives and quantifiers of strong Kleene logic over four truth values, two of them unknown."""

from collections.abc import Iterable, Sequence

from sociallan.rules.condition import Quantifier
from sociallan.rules.truth import Truth

# Bound to module names because attribute access on an enumeration is slow, and this is the innermost loop.
_FALSE, _TRUE, _JUDGEMENT, _MISSING = Truth.FALSE, Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING
_EACH, _SOME = Quantifier.EACH, Quantifier.SOME


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Return false if any is false, else the greatest unknown, else true."""
    result = _TRUE
    for truth in truths:
        if truth is _FALSE:
            return _FALSE
        if truth > result:
            result = truth
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Return true if any is true, else the greatest unknown, else false."""
    result = _FALSE
    for truth in truths:
        if truth is _TRUE:
            return _TRUE
        if truth > result:
            result = truth
    return result


def negation(truth: Truth) -> Truth:
    """Return the negation; an unknown is unchanged."""
    return _NEGATED[truth]


_NEGATED = (_TRUE, _FALSE, _JUDGEMENT, _MISSING)
"""Negation of each truth, indexed by its number."""


def counted(truths: Iterable[Truth], at_least: int | None, at_most: int | None) -> Truth:
    """Return whether the number of true ones is within the bounds; unknown if the unknown ones can affect it."""
    low, several = at_least or 0, tuple(truths)
    known, possible = several.count(_TRUE), len(several) - several.count(_FALSE)
    greatest = max(several, default=_FALSE)
    return conjunction(
        (
            _bounded(known >= low, possible < low, greatest),
            Truth.TRUE if at_most is None else _bounded(possible <= at_most, known > at_most, greatest),
        )
    )


def quantified(quantifier: Quantifier, truths: Sequence[Truth], at_least: int | None, at_most: int | None) -> Truth:
    """Return whether each, some or none of a list's items satisfy a condition, given the truth for each item."""
    if quantifier is _EACH:
        if len(truths) < (at_least or 0) or (at_most is not None and len(truths) > at_most):
            return _FALSE
        return conjunction(truths)
    if quantifier is _SOME:
        if at_least is None and at_most is None:
            return disjunction(truths)
        return counted(truths, 1 if at_least is None else at_least, at_most)
    return negation(disjunction(truths))


def _bounded(surely: bool, surely_not: bool, greatest: Truth) -> Truth:
    # Where neither is sure one of the truths is unknown, and each unknown is greater than true.
    return Truth.TRUE if surely else Truth.FALSE if surely_not else greatest
