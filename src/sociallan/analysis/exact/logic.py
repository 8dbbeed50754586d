"""Three-valued logic as formulas of Z3: a truth is three formulas, of which at most one is true."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import z3

from sociallan.rules.condition import Quantifier
from sociallan.rules.truth import Truth

Formula = Any
"""A formula of Z3, or a bool where the truth is already known."""


class Three(NamedTuple):
    """A truth: whether it is true, false or missing; a judgement where none of them holds."""

    true: Formula
    false: Formula
    missing: Formula

    def is_(self, truth: Truth) -> Formula:
        """Return the formula of one truth."""
        match truth:
            case Truth.TRUE:
                return self.true
            case Truth.FALSE:
                return self.false
            case Truth.MISSING:
                return self.missing
            case Truth.JUDGEMENT:
                return neither(self.true, self.false, self.missing)


TRUE = Three(true=True, false=False, missing=False)


def both(*parts: Formula) -> Formula:
    """Return the conjunction of formulas."""
    return _joined(parts, z3.And, neutral=True)


def either(*parts: Formula) -> Formula:
    """Return the disjunction of formulas."""
    return _joined(parts, z3.Or, neutral=False)


def _joined(parts: Iterable[Formula], join: Callable[..., Formula], *, neutral: bool) -> Formula:
    kept = []
    for part in parts:
        if part is (not neutral):
            return part
        if part is not neutral:
            kept.append(part)
    return join(*kept) if len(kept) > 1 else kept[0] if kept else neutral


def no(part: Formula) -> Formula:
    """Return the negation of a formula."""
    return (not part) if isinstance(part, bool) else z3.Not(part)


def neither(*parts: Formula) -> Formula:
    """Return the formula that none of some formulas is true."""
    return no(either(*parts))


def chosen(condition: Formula, one: Any, other: Any) -> Any:
    """Return one or another expression by a condition."""
    if isinstance(condition, bool):
        return one if condition else other
    return z3.If(condition, one, other)


def decided(missing: Formula, holds: Formula, otherwise: Truth) -> Three:
    """Return the truth of a test whose value may be missing; ``otherwise`` is that of a test that does not hold."""
    stated = no(missing)
    return Three(
        true=both(stated, holds),
        false=both(stated, no(holds)) if otherwise is Truth.FALSE else False,
        missing=either(missing, no(holds)) if otherwise is Truth.MISSING else missing,
    )


def conjunction(parts: Sequence[Three]) -> Three:
    """Return the truth of a conjunction, as in ``truth_tables``."""
    false = either(*(part.false for part in parts))
    missing = both(no(false), either(*(part.missing for part in parts)))
    return Three(both(*(part.true for part in parts)), false, missing)


def negation(part: Three) -> Three:
    """Return the truth of a negation."""
    return Three(part.false, part.true, part.missing)


def disjunction(parts: Sequence[Three]) -> Three:
    """Return the truth of a disjunction, as in ``truth_tables``."""
    return negation(conjunction([negation(part) for part in parts]))


def at_least(formulas: Sequence[Formula], count: int) -> Formula:
    """Return the formula that at least so many of some formulas are true."""
    known = sum(formula is True for formula in formulas)
    open_ones = [formula for formula in formulas if not isinstance(formula, bool)]
    if count <= known:
        return True
    if count - known > len(open_ones):
        return False
    return either(*open_ones) if count - known == 1 else z3.AtLeast(*open_ones, count - known)


class Item(NamedTuple):
    """The truth of a condition for an item, and whether the list has the item."""

    exists: Formula
    truth: Three


def quantified(
    quantifier: Quantifier, missing: Formula, items: Sequence[Item], low: int | None, high: int | None
) -> Three:
    """Return whether each, some or none of a list's items satisfy a condition; ``missing`` if the list is."""
    # An item that the list does not have is true where all are to be, and false where some is.
    absent_is_true = [_with_absent(item, TRUE) for item in items]
    absent_is_false = [_with_absent(item, negation(TRUE)) for item in items]
    match quantifier:
        case Quantifier.EACH:
            length = [item.exists for item in items]
            is_long = at_least(length, low or 0)
            is_short = True if high is None else no(at_least(length, high + 1))
            fits = both(is_long, is_short)
            truth = conjunction([Three(fits, no(fits), missing=False), *absent_is_true])
        case Quantifier.NONE:
            truth = negation(disjunction(absent_is_false))
        case Quantifier.SOME if low is None and high is None:
            truth = disjunction(absent_is_false)
        case Quantifier.SOME:
            truth = counted(absent_is_false, 1 if low is None else low, high)
    stated = no(missing)
    return Three(both(stated, truth.true), both(stated, truth.false), either(missing, truth.missing))


def _with_absent(item: Item, absent: Three) -> Three:
    """Return the truth of an item, or another one if the list does not have the item."""
    truths = zip(item.truth, absent, strict=True)
    return Three(*(either(both(item.exists, truth), both(no(item.exists), other)) for truth, other in truths))


def counted(truths: Sequence[Three], low: int, high: int | None) -> Three:
    """Return whether the number of true ones is within bounds, as in ``truth_tables``."""
    known, possible = [truth.true for truth in truths], [no(truth.false) for truth in truths]
    false = no(at_least(possible, low))
    true = at_least(known, low)
    if high is not None:
        false = either(false, at_least(known, high + 1))
        true = both(true, no(at_least(possible, high + 1)))
    missing = both(no(true), no(false), either(*(truth.missing for truth in truths)))
    return Three(true, false, missing)
