"""The reasons behind an explained condition: those that decided, each once, as many as can be told."""

from collections.abc import Iterator

from sociallan.rules import truth_tables
from sociallan.rules.condition import Condition, Leaf, Not, Quantified, Quantifier
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import Reason, Trace
from sociallan.rules.truth import Truth

_MOST_REASONS = 100
"""More reasons for one outcome than this are only counted."""


def decisive(condition: Condition, truth: Truth) -> Truth:
    """Return the truth of those parts of a node that make it what it is: under a ``not`` the opposite one."""
    negated = isinstance(condition, Not) or (
        isinstance(condition, Quantified) and condition.quantifier is Quantifier.NONE
    )
    return truth_tables.negation(truth) if negated else truth


def deciding(trace: Trace) -> Iterator[Reason]:
    """Yield the reasons that made a node what it is, in the order of the rule.

    Of a false ``all`` the false parts, of an unknown one the parts that are as unknown, and so on
    downwards; under a ``not`` the parts that are true. What is true as a whole gives no reasons.
    """
    if trace.truth is not Truth.TRUE:
        yield from _behind(trace)


def _behind(trace: Trace) -> Iterator[Reason]:
    if trace.reason is not None:
        yield trace.reason
        return
    wanted = decisive(trace.condition, trace.truth)
    for child in trace.children:
        if child.truth is wanted:
            yield from _behind(child)


def summed_up(trace: Trace) -> tuple[tuple[Reason, ...], int]:
    """Return the reasons that decided, each once, and how many more there are than can be told."""
    seen: dict[object, Reason] = {}
    for reason in deciding(trace):
        what = reason.gap if reason.truth is Truth.MISSING else id(reason.test)
        seen.setdefault((reason.pointers, reason.truth, what), reason)
    reasons = _without_presence(tuple(seen.values()))
    return reasons[:_MOST_REASONS], max(0, len(reasons) - _MOST_REASONS) + _left_out(trace)


def _left_out(trace: Trace) -> int:
    """Count the items that decided and are not explained: each stands for one more reason."""
    if trace.truth is Truth.TRUE:
        return 0
    return _left_out_behind(trace)


def _left_out_behind(trace: Trace) -> int:
    if trace.reason is not None:
        return 0
    wanted = decisive(trace.condition, trace.truth)
    return trace.left_out + sum(_left_out_behind(child) for child in trace.children if child.truth is wanted)


def _without_presence(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Drop that a field should not be stated where another reason says what is wrong with what it states."""
    others = {pointer for reason in reasons if not _is_presence(reason) for pointer in reason.pointers}
    return tuple(reason for reason in reasons if not (_is_presence(reason) and others.issuperset(reason.pointers)))


def _is_presence(reason: Reason) -> bool:
    return isinstance(reason.test, Leaf) and reason.test.operator is Operator.STATED
