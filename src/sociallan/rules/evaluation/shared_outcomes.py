"""The open outcomes of a rule, by the values that the rule reads: many applications share them.

A rule reads few fields, and mostly it is open because they are not filled in.
"""

import marshal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sociallan.rules.condition import (
    ListOperand,
    Path,
    SignalOperand,
    input_fields,
    paths,
    values_behind,
)
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.outcome import Outcome, Reason
from sociallan.rules.rule import Rule

_MOST_KNOWN = 32
"""The outcomes of one rule that are remembered: what is missing is missing in few ways."""
_LONGEST_KEY = 2_000
"""Bytes of the longest values by which an outcome is remembered: long texts are seldom the same."""

_Tree = dict[str, "_Tree"]


class SharedOutcomes:
    """The outcomes of one rule on applications of one form, explained once for equal values."""

    def __init__(self, rule: Rule) -> None:
        # A condition on items, ``where``, uses no computed value.
        behind = [value for path in _paths(rule) if path.value is not None for value in values_behind(path.value)]
        # Words that are found have places of their own, and the whole text of an application is seldom the same.
        self._is_shared = not any(isinstance(leaf.operand, ListOperand | SignalOperand) for leaf in rule.leaves())
        self._reads_day = any(value.operation is None for value in behind)
        self._tree = _tree(name for path in _paths(rule) for name in input_fields(path))
        self._known: dict[bytes, Outcome] = {}

    def of(self, facts: Facts, explainer: Explainer, explain: Callable[[], Outcome]) -> Outcome:
        """Return the outcome for an application, without its traces.

        It is one that ``explain`` gave for the same values, if there is one, with the places of this application. Its
        evidence is then that of the other.
        """
        if not self._is_shared:
            return explain()
        # Unlike a hash, the bytes tell 1 from True.
        key = marshal.dumps((facts.day if self._reads_day else "", _read(facts.root, self._tree)), 2)
        known = self._known.get(key)
        if known is not None and (reasons := _placed(known.reasons, explainer)) is not None:
            return replace(known, reasons=reasons, like=known)
        outcome = explain()
        if len(key) <= _LONGEST_KEY:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            # Places are those of one application, with a line of it each.
            reasons = tuple(reason._replace(places=()) for reason in outcome.reasons)
            known = self._known[key] = replace(outcome, reasons=reasons)
            return replace(outcome, like=known)
        return outcome


def _placed(reasons: Iterable[Reason], explainer: Explainer) -> tuple[Reason, ...] | None:
    """Return the reasons with their places; ``None`` if what is missing is so for other causes."""
    placed = []
    for reason in reasons:
        found = explainer.placed(reason)
        if found is None:
            return None
        placed.append(found)
    return tuple(placed)


def _paths(rule: Rule) -> Iterator[Path]:
    return (path for condition in rule.conditions() for path in paths(condition))


def _tree(fields: Iterable[str]) -> _Tree:
    """Return the fields as a tree by the steps of their paths."""
    tree: _Tree = {}
    for path in fields:
        branch = tree
        for step in path.split("."):
            branch = branch.setdefault(step, {})
    return tree


def _read(value: Any, tree: _Tree) -> Any:
    """Return the part of a value that a tree of fields reads; a record of which no field is read is only there."""
    if value.__class__ is dict:
        return tuple([_read(value.get(name), branch) for name, branch in tree.items()])
    return [_read(item, tree) for item in value] if value.__class__ is list else value
