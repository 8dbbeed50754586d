"""The smallest changes already found for a rule, by the values that the rule reads: many applications share them.

A rule reads few fields, and mostly it is open because they are not filled in.
"""

import marshal
from collections.abc import Callable, Iterable
from typing import Any

from sociallan.rules.condition import (
    FREE_TEXT,
    OWN_VALUES,
    Path,
    SignalOperand,
    Value,
    input_fields,
    paths,
    values_behind,
)
from sociallan.rules.derived import Facts
from sociallan.rules.outcome import Edit
from sociallan.rules.rule import Rule

_MOST_KNOWN = 256
_LONGEST_KEY = 2_000
"""Bytes of the longest values by which a change is remembered: long texts are seldom the same."""

_Tree = dict[str, "_Tree"]
_Edits = tuple[Edit, ...] | None


class SharedEdits:
    """The smallest changes of one rule on applications of one form, each found once for equal values."""

    def __init__(self, rule: Rule) -> None:
        behind = [value for path in _paths(rule) for value in _values(path)]
        around = any(isinstance(leaf.operand, SignalOperand) for leaf in rule.leaves())
        self._reads_all_texts = around or OWN_VALUES[FREE_TEXT] in behind
        self._reads_day = any(value.operation is None for value in behind)
        self._tree = _tree(name for path in _paths(rule) for name in input_fields(path))
        self._known: dict[bytes, _Edits] = {}

    def of(self, facts: Facts, find: Callable[[], _Edits]) -> _Edits:
        """Return the change for an application: one already found for the same values, or else what ``find`` does."""
        if self._reads_all_texts:
            return find()
        # Unlike a hash, the bytes tell 1 from True.
        key = marshal.dumps((facts.day if self._reads_day else "", _read(facts.root, self._tree)), 2)
        if len(key) > _LONGEST_KEY:
            return find()
        if key not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = find()
        return self._known[key]


def _paths(rule: Rule) -> Iterable[Path]:
    return (path for condition in rule.conditions() for path in paths(condition))


def _values(path: Path) -> Iterable[Value]:
    """Yield the computed values that a path reads, those of the conditions on their items among them."""
    for value in () if path.value is None else values_behind(path.value):
        yield value
        for chosen_by in () if value.where is None else paths(value.where):
            yield from _values(chosen_by)


def _tree(fields: Iterable[str]) -> _Tree:
    """Return the fields as a tree by the steps of their paths."""
    tree: _Tree = {}
    for path in fields:
        branch = tree
        for step in path.split("."):
            branch = branch.setdefault(step, {})
    return tree


def _read(value: Any, tree: _Tree) -> Any:
    """Return what a value holds of the fields of a tree; a record of which none is read is only there."""
    if value.__class__ is dict:
        return tuple([_read(value.get(name), branch) for name, branch in tree.items()])
    return [_read(item, tree) for item in value] if value.__class__ is list else value
