"""Strong Kleene logic over four truths: the two unknowns differ in their reason only."""

from collections.abc import Iterable

from sociallan.model.outcome import Truth


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Give false if any is false, else the weightiest unknown, else true."""
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return Truth.FALSE
        result = max(result, truth)
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Give true if any is true, else the weightiest unknown, else false."""
    result = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return Truth.TRUE
        result = max(result, truth)
    return result


def negation(truth: Truth) -> Truth:
    """Swap true and false; the unknown stays unknown."""
    return _NEGATED[truth]


_NEGATED = {
    Truth.TRUE: Truth.FALSE,
    Truth.FALSE: Truth.TRUE,
    Truth.JUDGEMENT: Truth.JUDGEMENT,
    Truth.MISSING: Truth.MISSING,
}


def counted(truths: Iterable[Truth], at_least: int | None, at_most: int | None) -> Truth:
    """Say whether the number of true ones lies within bounds, as far as it is known."""
    known = possible = 0
    unknown = Truth.FALSE
    for truth in truths:
        known += truth is Truth.TRUE
        possible += truth is not Truth.FALSE
        if truth > Truth.TRUE:
            unknown = max(unknown, truth)
    return conjunction(
        (
            _bounded(known >= (at_least or 0), possible < (at_least or 0), unknown),
            Truth.TRUE if at_most is None else _bounded(possible <= at_most, known > at_most, unknown),
        )
    )


def _bounded(surely: bool, surely_not: bool, unknown: Truth) -> Truth:  # noqa: FBT001 - two sides of one count
    return Truth.TRUE if surely else Truth.FALSE if surely_not else unknown
