"""Evaluation of conditions with reasons: the truth of every node, values, locations and all gaps."""

from collections.abc import Sequence
from typing import Any

from sociallan.application.document import Document, Gap, pointer_to
from sociallan.application.location import Location
from sociallan.application.node_positions import place_of, positions_in
from sociallan.rules.condition import (
    FREE_TEXT,
    OWN_VALUES,
    All,
    AnyOf,
    AtLeastOf,
    Condition,
    FieldOperand,
    Leaf,
    ListOperand,
    Not,
    ParamOperand,
    Path,
    Quantified,
    SignalOperand,
    TableOperand,
    Value,
)
from sociallan.rules.evaluation import truth_tables
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.comparison import check_for
from sociallan.rules.evaluation.compile import Compiler, truths_of
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.reasons import decided_by_count, decisive
from sociallan.rules.evaluation.scope import Decide
from sociallan.rules.evaluation.sides import places_of_items
from sociallan.rules.operators import OPERATORS, OperandType, Operator
from sociallan.rules.outcome import Reason, Trace, for_display
from sociallan.rules.predicates import repeated, values_of_items
from sociallan.rules.prose.prose import Search, Substance
from sociallan.rules.prose.text_positions import place_of_words
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.rows import Column, chosen
from sociallan.rules.truth import Truth

LocatedScope = dict[str, tuple[Any, str]]
"""Values and their pointers by name: ``""`` the application, and the current list items."""


_MOST_CHILDREN = 100
"""Maximum number of explained items of one list, to bound memory and the length of reports."""

_MOST_ITEMS = 500
"""Maximum number of explained items of all lists of one condition; every list has at least one."""

_MOST_POINTERS = 20
"""Maximum number of named inputs of one derived value, and of named members of one list."""

_MOST_PLACES = 6
"""Maximum number of locations of one reason; further ones are omitted."""


class Explainer:
    """Evaluator of conditions on one document that keeps the reasons."""

    def __init__(self, document: Document, facts: Facts, bindings: Bindings) -> None:
        self._document = document
        self._facts = facts
        self._bindings = bindings
        self._places = positions_in(document)
        self._place_of: dict[str, Location] = {}
        self._behind: dict[Value, tuple[str, ...]] = {}
        self._compiler = Compiler(bindings)
        self._deciders: dict[int, Decide] = {}
        self._items_left = _MOST_ITEMS

    def explain(self, condition: Condition) -> Trace:
        """Evaluate a condition on the whole application."""
        return self.explain_in(condition, {"": (self._facts.root, "")})

    def explain_in(self, condition: Condition, scope: LocatedScope) -> Trace:
        """Evaluate a condition in a scope of list items by name."""
        self._items_left = _MOST_ITEMS
        return self._trace(condition, scope)

    def pointers(self, path: Path) -> tuple[str, ...]:
        """Return the pointers of the values at a path, for people to read."""
        return tuple(pointer for pointer, _ in self._facts.inputs(path.field))

    def placed(self, reason: Reason) -> Reason | None:
        """Return a reason, found for equal values in another document, with the places that it has in this one.

        Return ``None`` if a value is missing for another cause here.
        """
        if reason.truth is Truth.MISSING and not _is_of_text(reason):
            for pointer, gap in zip(reason.pointers, reason.gaps, strict=True):
                if gap is not Gap.NOTHING and self._document.gap(pointer) is not gap:
                    return None
        return reason._replace(places=self._places_of(reason.pointers))

    def _trace(self, condition: Condition, scope: LocatedScope, item: int | None = None) -> Trace:
        match condition:
            case All(parts):
                children = tuple(self._trace(part, scope) for part in parts)
                return Trace(condition, truth_tables.conjunction(c.truth for c in children), children, None, item)
            case AnyOf(parts):
                children = tuple(self._trace(part, scope) for part in parts)
                return Trace(condition, truth_tables.disjunction(c.truth for c in children), children, None, item)
            case AtLeastOf(count, parts):
                children = tuple(self._trace(part, scope) for part in parts)
                return Trace(
                    condition, truth_tables.counted((c.truth for c in children), count, None), children, None, item
                )
            case Not(part):
                child = self._trace(part, scope)
                return Trace(condition, truth_tables.negation(child.truth), (child,), None, item)
            case Quantified():
                return self._quantified(condition, scope, item)
            case Leaf():
                reason = self._leaf(condition, scope)
                return Trace(condition, reason.truth, (), reason, item)

    def _quantified(self, condition: Quantified, scope: LocatedScope, item: int | None) -> Trace:
        value, pointers = self._look_up(condition.path, scope)
        if value is None:
            reason = self._reason(condition, Truth.MISSING, pointers, None, None)
            return Trace(condition, Truth.MISSING, (), reason, item)
        if condition.must is None:
            return self._counted(condition, [Truth.TRUE] * len(value), pointers, (), 0, item)
        most = max(1, min(_MOST_CHILDREN, self._items_left))
        if len(value) <= most:
            self._items_left -= len(value)
            children = [self._item(condition, scope, part, pointers[0], index) for index, part in enumerate(value)]
            return self._counted(condition, [child.truth for child in children], pointers, children, 0, item)
        truths = self._truths(condition.must, condition.name, value, scope)
        wanted = decisive(condition, _truth(condition, truths))
        # From a long list, explain the decisive items first, then those that are not true.
        order = sorted(range(len(value)), key=lambda at: (truths[at] is not wanted, truths[at] is Truth.TRUE))
        explained = sorted(order[:most])
        self._items_left -= len(explained)
        children = [self._item(condition, scope, value[index], pointers[0], index) for index in explained]
        left_out = truths.count(wanted) - sum(child.truth is wanted for child in children)
        return self._counted(condition, truths, pointers, children, left_out, item)

    def _item(self, condition: Quantified, scope: LocatedScope, part: Any, pointer: str, index: int) -> Trace:
        assert condition.must is not None
        return self._trace(condition.must, {**scope, condition.name: (part, f"{pointer}/{index}")}, index)

    def _truths(self, must: Condition, name: str, items: Sequence[Any], scope: LocatedScope) -> list[Truth]:
        """Return the truth of each item without reasons, which is fast for thousands of items."""
        decide = self._deciders.get(id(must))
        if decide is None:
            decide = self._deciders[id(must)] = self._compiler.compile(must)
        inner = self._facts.scope()
        inner.update((known, part) for known, (part, _) in scope.items())
        return truths_of(items, decide, inner, name)

    def _counted(
        self,
        condition: Quantified,
        truths: list[Truth],
        pointers: tuple[str, ...],
        children: Sequence[Trace],
        left_out: int,
        item: int | None,
    ) -> Trace:
        truth = _truth(condition, truths)
        other_cause = truth is not Truth.FALSE or not decided_by_count(condition, truths)
        counted = None if other_cause else self._reason(condition, truth, pointers, len(truths), condition.at_least)
        return Trace(condition, truth, tuple(children), counted, item, left_out)

    def _leaf(self, leaf: Leaf, scope: LocatedScope) -> Reason:
        value, pointers = self._look_up(leaf.path, scope)
        operand, operand_pointers = self._operand(leaf, scope)
        if leaf.path.value == OWN_VALUES[FREE_TEXT]:
            return self._free_text_reason(leaf, operand)
        if isinstance(leaf.operand, ParamOperand) and operand is None:
            return self._reason(leaf, Truth.TRUE, pointers, value, None)
        if leaf.operator is Operator.STATED:
            truth = Truth.TRUE if (value is not None) is operand else Truth.FALSE
            return self._reason(leaf, truth, pointers, value, operand)
        if value is None or operand is None:
            missing = (*(pointers if value is None else ()), *(operand_pointers if operand is None else ()))
            return self._missing_reason(leaf, missing, value, operand)
        truth = check_for(leaf.operator, leaf.path.kind, operand)(value)
        if leaf.operator is Operator.UNIQUE:
            return self._unique_reason(leaf, truth, values_of_items(value, operand), operand, pointers)
        if isinstance(operand, Substance):
            reason = self._reason(leaf, truth, pointers, value, operand)
            return reason._replace(gaps=tuple(filter(None, (operand.gap(value),))))
        if truth is Truth.MISSING:
            # Only what is missing of the list decides: the value is stated.
            members = (f"{operand_pointers[0]}/{at}" for at, member in enumerate(operand) if member is None)
            gaps_behind = tuple(each for each in operand_pointers if self._facts.at(each) is None)
            return self._reason(leaf, truth, gaps_behind or tuple(members)[:_MOST_POINTERS], value, operand)
        if isinstance(leaf.operand, ListOperand | SignalOperand):
            return self._words_reason(leaf, truth, pointers, value, operand)
        reason = self._reason(leaf, truth, (*pointers, *operand_pointers), value, operand)
        is_unknown = truth is Truth.FALSE and isinstance(operand, Column)
        return reason._replace(allowed=operand.values) if is_unknown else reason

    def _free_text_reason(self, leaf: Leaf, finder: Finder) -> Reason:
        """Return the reason of a test on all texts of the application: those in which something is found."""
        found = tuple(self._facts.mentions(finder))
        reason = self._reason(leaf, Truth.JUDGEMENT if found else Truth.TRUE, found, None, None)
        places = tuple(self._place_of_words(pointer, finder) for pointer in found[:_MOST_PLACES])
        return reason._replace(places=places or reason.places)

    def _missing_reason(self, leaf: Leaf, missing: tuple[str, ...], value: Any, operand: Any) -> Reason:
        """Return the reason of a test of which a side is missing, or cannot be computed from what is stated."""
        reason = self._reason(leaf, Truth.MISSING, missing, value, operand)
        gaps = zip(missing, reason.gaps, strict=True)
        return reason._replace(
            gaps=tuple(gap if self._facts.at(pointer) is None else Gap.NOTHING for pointer, gap in gaps)
        )

    def _words_reason(self, leaf: Leaf, truth: Truth, pointers: tuple[str, ...], text: str, finder: Search) -> Reason:
        """Return the reason of a test on the words of a text: those that are found, and their place."""
        span = finder.first(text)
        reason = self._reason(leaf, truth, pointers, text, None if span is None else text[slice(*span)])
        if span is None or leaf.path.root == "derived":
            return reason
        return reason._replace(places=(self._place_of_words(pointers[0], finder),))

    def _unique_reason(
        self, leaf: Leaf, truth: Truth, values: Sequence[Any], key: Any, pointers: tuple[str, ...]
    ) -> Reason:
        """Return the reason of a test that a list holds each value once: the equal values, or those missing."""
        if truth is Truth.TRUE:
            return self._reason(leaf, truth, pointers, values, None)
        chosen = repeated(values) or [index for index, value in enumerate(values) if value is None]
        places = places_of_items(leaf, key, pointers[0], self._facts, chosen[:_MOST_POINTERS])
        return self._reason(leaf, truth, places, values[chosen[0]], None)

    def _operand(self, leaf: Leaf, scope: LocatedScope) -> tuple[Any, tuple[str, ...]]:
        if isinstance(leaf.operand, FieldOperand):
            return self._look_up(leaf.operand.path, scope)
        operand = self._bindings.bound(leaf)
        match leaf.operand:
            case SignalOperand(beside=beside):
                return operand.within(self._facts, [(unit, located(path, scope)[0]) for unit, path in beside]), ()
            case TableOperand(compared=compared) if compared:
                return chosen(operand, [self._look_up(path, scope) for _, path in compared])
        return operand, ()

    def _look_up(self, path: Path, scope: LocatedScope) -> tuple[Any, tuple[str, ...]]:
        """Return a path's value and the pointers it comes from; of a missing derived value, what is missing."""
        if path.value is not None:
            if path.value not in self._behind:
                behind = self._facts.behind(path.value)
                self._behind[path.value] = tuple(pointer for pointer, _ in behind[:_MOST_POINTERS])
            return self._facts.get(path.value), self._behind[path.value]
        value, pointer = located(path, scope)
        return value, (pointer,)

    def _reason(
        self, test: Leaf | Quantified, truth: Truth, pointers: tuple[str, ...], found: Any, operand: Any
    ) -> Reason:
        gaps = tuple(map(self._document.gap, pointers)) if truth is Truth.MISSING else ()
        return Reason(truth, test, pointers, self._places_of(pointers), gaps, for_display(found), for_display(operand))

    def _places_of(self, pointers: tuple[str, ...]) -> tuple[Location, ...]:
        return tuple(map(self._place, pointers[:_MOST_PLACES] or ("",)))

    def _place_of_words(self, pointer: str, finder: Search) -> Location:
        return place_of_words(self._document, pointer, self._facts.written(pointer), self._places, finder)

    def _place(self, pointer: str) -> Location:
        if pointer not in self._place_of:
            self._place_of[pointer] = place_of(self._document, pointer, self._places)
        return self._place_of[pointer]


def _is_of_text(reason: Reason) -> bool:
    """Return whether a reason's gap is that of a stated text: it is due to its words alone."""
    test = reason.test
    is_substance = isinstance(test, Leaf) and OPERATORS[test.operator].operand is OperandType.FEWEST_WORDS
    return is_substance and reason.found is not None


def located(path: Path, scope: LocatedScope) -> tuple[Any, str]:
    """Return the value at a path, ``None`` if it is missing, and its pointer."""
    value, pointer = scope[path.root]
    for step in path.steps:
        value = value.get(step) if value is not None else None
    return value, pointer + pointer_to(*path.steps)


def _truth(condition: Quantified, truths: Sequence[Truth]) -> Truth:
    return truth_tables.quantified(condition.quantifier, truths, condition.at_least, condition.at_most)
