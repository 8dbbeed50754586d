"""Compilation of conditions to closures that return only the truth: the fast evaluator.

``explain`` returns the same truths with their reasons; a property test compares the two.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sociallan.rules.condition import (
    FREE_TEXT,
    OWN_VALUES,
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    Leaf,
    Not,
    Quantified,
    Quantifier,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.evaluation import leaf_closures, truth_tables
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.comparison import comparison
from sociallan.rules.evaluation.linked_items import linked_by
from sociallan.rules.evaluation.scope import Decide, Scope, getter
from sociallan.rules.evaluation.semi_join import looked_up, semi_join_of
from sociallan.rules.operators import Operator
from sociallan.rules.truth import Truth

# Bound to module names because attribute access on an enumeration is slow.
_FALSE, _TRUE, _JUDGEMENT, _MISSING = Truth.FALSE, Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING


class Compiler:
    """Compiler of conditions for what their names stand for in one period."""

    passes_over = True
    """Whether items that change no truth are passed over; not by what notes the truth of each part for each item."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings

    def compile(self, condition: Condition) -> Decide:
        """Return the closure that evaluates a condition."""
        match condition:
            case All(parts):
                return _joined([self.compile(part) for part in parts], _TRUE, _FALSE)
            case AnyOf(parts):
                return _joined([self.compile(part) for part in parts], _FALSE, _TRUE)
            case AtLeastOf(count, parts):
                several = [self.compile(part) for part in parts]
                return lambda scope: truth_tables.counted((part(scope) for part in several), count, None)
            case Not(part):
                decide = self.compile(part)
                return lambda scope: truth_tables.negation(decide(scope))
            case Quantified():
                join = semi_join_of(condition) if self.passes_over else None
                return self._quantified(condition) if join is None else looked_up(join, self.compile)
            case Leaf():
                return self._leaf(condition)

    def _quantified(self, condition: Quantified) -> Decide:
        get = getter(condition.path)
        name = condition.name
        must = self.compile(condition.must) if condition.must is not None else _true
        at_least, at_most = condition.at_least, condition.at_most
        quantifier = condition.quantifier
        is_counted = quantifier is Quantifier.SOME and not (at_least is at_most is None)
        deciding = _FALSE if quantifier is Quantifier.EACH else _TRUE
        until = deciding if self.passes_over and not is_counted else None
        linked = linked_by(condition) if self.passes_over else None

        def decide(scope: Scope) -> Truth:
            items = get(scope)
            if items is None:
                return _MISSING
            if linked is not None:
                items = [items[position] for position in linked(scope, items)]
            truths = truths_of(items, must, scope, name, until)
            return truth_tables.quantified(quantifier, truths, at_least, at_most)

        return decide

    def _leaf(self, leaf: Leaf) -> Decide:
        get = getter(leaf.path)
        if isinstance(leaf.operand, FieldOperand):
            return leaf_closures.against_field(leaf, get, getter(leaf.operand.path))
        if isinstance(leaf.operand, TableOperand):
            # Bound when first needed: a table may have thousands of rows, and most fields that cite one are not stated.
            column = cache(lambda: self._bindings.bound(leaf))
            return leaf_closures.in_column(leaf, get, column, [getter(path) for _, path in leaf.operand.compared])
        operand = self._bindings.bound(leaf)
        if operand is None:
            # A parameter without a value sets no limit.
            return _true
        if leaf.path.value == OWN_VALUES[FREE_TEXT]:
            return lambda scope: _JUDGEMENT if scope["derived"].mentions(operand) else _TRUE
        if leaf.operator is Operator.STATED:
            stated, unstated = (_TRUE, _FALSE) if operand else (_FALSE, _TRUE)
            return lambda scope: unstated if get(scope) is None else stated
        if isinstance(leaf.operand, SignalOperand):
            return leaf_closures.without_doubt(
                leaf, get, operand, [(unit, getter(path)) for unit, path in leaf.operand.beside]
            )
        holds, otherwise, ready = comparison(leaf.operator, leaf.path.kind)
        with_operand = ready(operand)

        def decide(scope: Scope) -> Truth:
            value = get(scope)
            if value is None:
                return _MISSING
            held = holds(value, with_operand)
            return _TRUE if held else _MISSING if held is None else otherwise

        return decide


def truths_of(items: Sequence[Any], must: Decide, scope: Scope, name: str, until: Truth | None = None) -> list[Truth]:
    """Return the truth of a condition for each item, up to the first of the truth ``until``.

    Equal texts and empty records share one evaluation: a search of a text may be slow, and there may be thousands of
    empty records.
    """
    truths = []
    known: dict[str | bool, Truth] = {}
    for item in items:
        if item and item.__class__ is not str:
            scope[name] = item
            truth = must(scope)
        else:
            key = item if item.__class__ is str else item is None
            if key not in known:
                scope[name] = item
                known[key] = must(scope)
            truth = known[key]
        truths.append(truth)
        if truth is until:
            break
    return truths


def _joined(parts: Sequence[Decide], beginning: Truth, deciding: Truth) -> Decide:
    """Return a closure like ``truth_tables.conjunction`` or ``disjunction``, by the truth that decides at once.

    A generator would take most of the time.
    """

    def decide(scope: Scope) -> Truth:
        result = beginning
        for part in parts:
            truth = part(scope)
            if truth is deciding:
                return truth
            if truth > result:
                result = truth
        return result

    return decide


def _true(_scope: Scope) -> Truth:
    return _TRUE
