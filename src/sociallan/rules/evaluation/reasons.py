"""Selection of the decisive reasons of an evaluated condition, without duplicates and limited in number."""

from collections.abc import Iterator, Sequence
from itertools import count, product

from sociallan.rules.condition import AnyOf, AtLeastOf, Condition, Leaf, Not, Quantified, Quantifier, TableOperand
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.operators import Operator
from sociallan.rules.outcome import Reason, Trace, Within
from sociallan.rules.truth import Truth

_MOST_REASONS = 100
"""Maximum number of reasons of one outcome; further ones are only counted."""


def decisive(condition: Condition, truth: Truth) -> Truth:
    """Return the truth of the parts that determine a node's truth; it is negated for ``not`` and ``none``."""
    negated = isinstance(condition, Not) or (
        isinstance(condition, Quantified) and condition.quantifier is Quantifier.NONE
    )
    return truth_tables.negation(truth) if negated else truth


def decided_by_count(condition: Quantified, truths: Sequence[Truth]) -> bool:
    """Return whether a condition on a list is false because of the number of items, not their content."""
    match condition.quantifier:
        case Quantifier.EACH:
            return Truth.FALSE not in truths
        case Quantifier.SOME:
            enough = len(truths) >= (1 if condition.at_least is None else condition.at_least)
            return not enough or (condition.at_most is not None and truths.count(Truth.TRUE) > condition.at_most)
        case Quantifier.NONE:
            return False


def deciding(trace: Trace) -> Iterator[Reason]:
    """Yield the reasons that determine a node's truth, in the order of the rule; none if it is true.

    These are the reasons of the parts with the same truth, recursively: of a false ``all`` the false parts, of an
    unknown one the parts with the same unknown. Under ``not`` they are the parts with the negated truth.
    """
    if trace.truth is not Truth.TRUE:
        yield from _decisive_reasons(trace, None, count())


def _decisive_reasons(trace: Trace, within: Within | None, numbers: Iterator[int]) -> Iterator[Reason]:
    if trace.reason is not None:
        yield trace.reason._replace(within=within)
        return
    expected = decisive(trace.condition, trace.truth)
    key = next(numbers)
    for part, child in enumerate(trace.children):
        if child.truth is expected and not _is_given(trace, part):
            yield from _decisive_reasons(child, within or _within(trace, key, part), numbers)


def _is_given(trace: Trace, part: int) -> bool:
    """Return whether a part of a false implication is what it takes as given: no one is asked to change that."""
    condition = trace.condition
    return isinstance(condition, AnyOf) and condition.is_implication and trace.truth is Truth.FALSE and part == 0


def _within(trace: Trace, key: int, part: int) -> Within | None:
    """Return the failing part that the reasons of a child belong to: the outermost of which one would do."""
    condition = trace.condition
    if trace.truth is not Truth.FALSE:
        return None
    if isinstance(condition, AnyOf) and len(condition.parts) > 1 and not condition.is_implication:
        return Within(condition, key, part)
    if isinstance(condition, AtLeastOf):
        lacks_one = sum(child.truth is not Truth.FALSE for child in trace.children) == condition.count - 1
        return Within(condition, key, part) if lacks_one else None
    if isinstance(condition, Quantified) and condition.quantifier is Quantifier.SOME:
        return Within(condition, key)
    return None


def summed_up(trace: Trace) -> tuple[tuple[Reason, ...], int]:
    """Return the decisive reasons without duplicates, and the number of omitted ones."""
    seen: dict[object, Reason] = {}
    for reason in deciding(trace):
        cause = reason.gap if reason.truth is Truth.MISSING else id(reason.test)
        seen.setdefault((reason.pointers, reason.truth, cause), reason)
    reasons = _without_narrower(_without_presence(tuple(seen.values())))
    return reasons[:_MOST_REASONS], max(0, len(reasons) - _MOST_REASONS) + _total_left_out(trace)


def _total_left_out(trace: Trace) -> int:
    """Count the decisive items that are not explained; each counts as one omitted reason."""
    if trace.truth is Truth.TRUE:
        return 0
    return _count_left_out(trace)


def _count_left_out(trace: Trace) -> int:
    if trace.reason is not None:
        return 0
    expected = decisive(trace.condition, trace.truth)
    return trace.left_out + sum(_count_left_out(child) for child in trace.children if child.truth is expected)


def _without_presence(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Remove reasons on the presence of fields if other reasons concern the values of the same fields."""
    others = {pointer for reason in reasons if not _is_presence(reason) for pointer in reason.pointers}
    return tuple(reason for reason in reasons if not (_is_presence(reason) and others.issuperset(reason.pointers)))


def _without_narrower(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Remove reasons that a value is not in some rows of a table, if another is that it is in none of more rows."""
    of_tables = [(each, operand) for each in reasons if (operand := _operand_in_table(each)) is not None]
    narrower = {
        id(reason)
        for (reason, operand), (other, wider) in product(of_tables, repeat=2)
        if (reason.truth, reason.pointers[:1]) == (other.truth, other.pointers[:1]) and operand.is_narrower_than(wider)
    }
    return tuple(reason for reason in reasons if id(reason) not in narrower)


def _operand_in_table(reason: Reason) -> TableOperand | None:
    test = reason.test
    return test.operand if isinstance(test, Leaf) and isinstance(test.operand, TableOperand) else None


def _is_presence(reason: Reason) -> bool:
    return isinstance(reason.test, Leaf) and reason.test.operator is Operator.STATED
