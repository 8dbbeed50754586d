"""Which truths of each condition in a rule its tests reach, out of those that the condition can have."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import combinations_with_replacement, product

from sociallan.core import kleene
from sociallan.core.derived import FREE_TEXT
from sociallan.core.operators import OPERATORS
from sociallan.model.condition import (
    All,
    AnyOf,
    Condition,
    FieldOperand,
    Leaf,
    Literal,
    Not,
    ParamOperand,
    Quantified,
    Test,
    nodes,
)
from sociallan.model.field import Catalogue
from sociallan.model.outcome import Trace, Truth
from sociallan.model.pack import Param, Rule
from sociallan.model.place import RulePlace
from sociallan.model.trial import Coverage, NodeCoverage, Tried

Truths = frozenset[Truth]

_LONGEST_BOUND = 3
"""Counts above this give no truths that smaller ones do not give."""


def coverage(tried: Iterable[Tried], params: Mapping[str, Param], fields: Catalogue) -> Coverage:
    """Give the coverage of the rules whose tests were tried.

    What a node can be is counted from its own parts, each taken by itself: where the parts hang
    together, a truth may be counted that no application can give.
    """
    traces: dict[str, list[Trace]] = {}
    rules: dict[str, Rule] = {}
    for trial in tried:
        rules[trial.rule.id] = trial.rule
        traces.setdefault(trial.rule.id, []).extend(trial.traces)
    return Coverage(
        tuple(node for rule in rules.values() for node in _of_rule(rule, traces[rule.id], Possible(params, fields)))
    )


def _of_rule(rule: Rule, traces: Iterable[Trace], possible: "Possible") -> Iterator[NodeCoverage]:
    reached: dict[RulePlace, set[Truth]] = {}
    for trace in traces:
        for at, truth in _reached(trace):
            reached.setdefault(at, set()).add(truth)
    for condition in rule.conditions():
        for node in nodes(condition):
            yield NodeCoverage(rule, node, possible.of(node), frozenset(reached.get(node.at, ())))


def _reached(trace: Trace) -> Iterator[tuple[RulePlace, Truth]]:
    yield trace.condition.at, trace.truth
    for child in trace.children:
        yield from _reached(child)


class Possible:
    """Tells which truths a condition can have."""

    def __init__(self, params: Mapping[str, Param], fields: Catalogue) -> None:
        self._params = params
        self._fields = fields

    def of(self, condition: Condition) -> Truths:
        """Give the truths that a condition can have, each part of it taken by itself."""
        match condition:
            case Leaf():
                return self._leaf(condition)
            case Not(part):
                return frozenset(map(kleene.negation, self.of(part)))
            case All(parts):
                return reduce(_both, map(self.of, parts))
            case AnyOf(parts):
                return reduce(_either, map(self.of, parts))
            case Quantified():
                return self._quantified(condition)

    def _quantified(self, condition: Quantified) -> Truths:
        of_item = self.of(condition.must) if condition.must is not None else frozenset((Truth.TRUE,))
        at_least, at_most = _small(condition.at_least, condition.at_most)
        lengths = range((at_most if at_most is not None else at_least or 0) + _LONGEST_BOUND)
        return frozenset((Truth.MISSING,)) | {
            kleene.quantified(condition.quantifier, truths, at_least, at_most)
            for length in lengths
            for truths in combinations_with_replacement(of_item, length)
        }

    def _leaf(self, leaf: Leaf) -> Truths:
        if self._always(leaf):
            return frozenset((Truth.TRUE,))
        if leaf.test is Test.STATED:
            return frozenset((Truth.TRUE, Truth.FALSE))
        truths = {Truth.TRUE, OPERATORS[leaf.test].otherwise, Truth.MISSING}
        if leaf.path.field == f"derived.{FREE_TEXT}":
            truths.discard(Truth.MISSING)
        if leaf.test is Test.NOT_PLACEHOLDER or self._takes_every_value(leaf):
            truths.discard(Truth.FALSE)
        return frozenset(truths)

    def _always(self, leaf: Leaf) -> bool:
        """Say whether a leaf asks for a parameter that has never had a value."""
        operand = leaf.operand
        return isinstance(operand, ParamOperand) and all(value is None for _, value in self._params[operand.id].values)

    def _takes_every_value(self, leaf: Leaf) -> bool:
        """Say whether a leaf lists every word that may stand in its field: any other is an error of form."""
        known = self._fields.get(leaf.path.field)
        if leaf.test is not Test.ONE_OF or known is None or isinstance(leaf.operand, FieldOperand):
            return False
        listed = leaf.operand.value if isinstance(leaf.operand, Literal) else ()
        return bool(known.values) and isinstance(listed, tuple) and set(known.values) <= set(listed)


def _both(left: Truths, right: Truths) -> Truths:
    return frozenset(map(kleene.conjunction, product(left, right)))


def _either(left: Truths, right: Truths) -> Truths:
    return frozenset(map(kleene.disjunction, product(left, right)))


def _small(at_least: int | None, at_most: int | None) -> tuple[int | None, int | None]:
    """Give bounds that tell the same truths apart with fewer items."""
    least = None if at_least is None else min(at_least, _LONGEST_BOUND)
    most = None if at_most is None else (least or 0) + min(at_most - (at_least or 0), _LONGEST_BOUND)
    return least, most
