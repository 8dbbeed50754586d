"""Compilation of conditions to closures that return only the truth: the fast evaluator.

``explain`` returns the same truths with their reasons; a property test compares the two.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sociallan.application.field import FieldKind
from sociallan.rules.condition import (
    FREE_TEXT,
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
from sociallan.rules.evaluation.scope import Decide, Scope, getter
from sociallan.rules.operators import Operator
from sociallan.rules.truth import Truth

# Bound to module names because attribute access on an enumeration is slow.
_FALSE, _TRUE, _JUDGEMENT, _MISSING = Truth.FALSE, Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING


class Compiler:
    """Compiler of conditions for what their names stand for in one period."""

    ends_early = True
    """Whether the items of a list after the first that decides are left out."""

    def __init__(self, bindings: Bindings) -> None:
        self._bindings = bindings

    def compile(self, condition: Condition) -> Decide:
        """Return the closure that evaluates a condition."""
        match condition:
            case All(parts):
                return _all([self.compile(part) for part in parts])
            case AnyOf(parts):
                return _any([self.compile(part) for part in parts])
            case AtLeastOf(count, parts):
                several = [self.compile(part) for part in parts]
                return lambda scope: truth_tables.counted((part(scope) for part in several), count, None)
            case Not(part):
                decide = self.compile(part)
                return lambda scope: truth_tables.negation(decide(scope))
            case Quantified():
                return self._quantified(condition)
            case Leaf():
                return self._leaf(condition)

    def _quantified(self, condition: Quantified) -> Decide:
        get = getter(condition.path)
        name = condition.name
        must = self.compile(condition.must) if condition.must is not None else _true
        at_least, at_most = condition.at_least, condition.at_most
        quantifier = condition.quantifier
        is_unbounded = at_most is None and (at_least is None or (at_least == 0 and quantifier is Quantifier.EACH))
        if is_unbounded and self.ends_early:
            return _unbounded(quantifier, get, must, name)

        def decide(scope: Scope) -> Truth:
            items = get(scope)
            if items is None:
                return _MISSING
            return truth_tables.quantified(quantifier, truths_of(items, must, scope, name), at_least, at_most)

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
        if leaf.path.root == "derived" and leaf.path.steps == (FREE_TEXT,):
            return lambda scope: _JUDGEMENT if scope["derived"].mentions(operand) else _TRUE
        if leaf.operator is Operator.STATED:
            return leaf_closures.stated(leaf.path, *((_TRUE, _FALSE) if operand else (_FALSE, _TRUE)))
        if leaf.operator is Operator.NOT_PLACEHOLDER:
            return lambda scope: _MISSING if get(scope) is None else _TRUE
        if isinstance(leaf.operand, SignalOperand):
            return leaf_closures.without_doubt(
                leaf, get, operand, [(unit, getter(path)) for unit, path in leaf.operand.beside]
            )
        holds, otherwise, ready = comparison(leaf.operator, leaf.path.kind)
        with_operand = ready(operand)
        if leaf.operator is Operator.EQUALS and leaf.path.kind is FieldKind.TEXT:
            # Without a call of the operator: it is the most frequent test of a value.
            return leaf_closures.equal(get, with_operand, otherwise)

        def decide(scope: Scope) -> Truth:
            value = get(scope)
            if value is None:
                return _MISSING
            held = holds(value, with_operand)
            return _TRUE if held else _MISSING if held is None else otherwise

        return decide


def _unbounded(quantifier: Quantifier, get: Callable[[Scope], Any], must: Decide, name: str) -> Decide:
    """Return a closure like ``truth_tables.quantified`` without bounds."""
    deciding, beginning = (_FALSE, _TRUE) if quantifier is Quantifier.EACH else (_TRUE, _FALSE)
    is_negated = quantifier is Quantifier.NONE

    def decide(scope: Scope) -> Truth:
        items = get(scope)
        if items is None:
            return _MISSING
        result = beginning
        if items and items[0].__class__ is dict:
            for item in items:
                # The name is unique within the rule, so the value that remains in the scope is never read.
                scope[name] = item
                truth = must(scope)
                if truth is deciding:
                    result = truth
                    break
                if truth > result:
                    result = truth
        elif quantifier is Quantifier.EACH:
            result = truth_tables.conjunction(truths_of(items, must, scope, name))
        else:
            result = truth_tables.disjunction(truths_of(items, must, scope, name))
        return truth_tables.negation(result) if is_negated else result

    return decide


def truths_of(items: Sequence[Any], must: Decide, scope: Scope, name: str) -> list[Truth]:
    """Return the truth of a condition for each item; equal texts share one evaluation, which may be slow."""
    truths = []
    if items and items[0].__class__ is dict:
        for item in items:
            # The name is unique within the rule, so the value that remains in the scope is never read.
            scope[name] = item
            truths.append(must(scope))
        return truths
    known: dict[str | None, Truth] = {}
    for item in items:
        is_word = item.__class__ is str or item is None
        if is_word and item in known:
            truths.append(known[item])
            continue
        scope[name] = item
        truth = must(scope)
        truths.append(truth)
        if is_word:
            known[item] = truth
    return truths


def _all(parts: Sequence[Decide]) -> Decide:
    """Return a closure like ``truth_tables.conjunction``, without a generator, which would take most of the time."""

    def decide(scope: Scope) -> Truth:
        result = _TRUE
        for part in parts:
            truth = part(scope)
            if truth is _FALSE:
                return _FALSE
            if truth > result:
                result = truth
        return result

    return decide


def _any(parts: Sequence[Decide]) -> Decide:
    """Return a closure like ``truth_tables.disjunction``."""

    def decide(scope: Scope) -> Truth:
        result = _FALSE
        for part in parts:
            truth = part(scope)
            if truth is _TRUE:
                return _TRUE
            if truth > result:
                result = truth
        return result

    return decide


def _true(_scope: Scope) -> Truth:
    return _TRUE
