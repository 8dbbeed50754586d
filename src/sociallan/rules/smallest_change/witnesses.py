"""Candidate values that satisfy or violate operators; used to verify edits, never shown."""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sociallan.application.document import field_of, pointer_to, steps_of
from sociallan.application.field import Catalogue, FieldKind
from sociallan.application.walking import PlacedValue, values_at
from sociallan.rules.candidates import ValueType, any_value
from sociallan.rules.condition import Leaf, Path, Value
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.operations import OPERATIONS, Inputs
from sociallan.rules.operators import OPERATORS

Gather = Callable[[Value], Sequence[Sequence[PlacedValue]] | None]
"""Returns the inputs of a value, as ``Facts.gathered`` does."""

_LARGE = 10**12
"""An amount larger than any other: against it every share is small."""


def witness(leaf: Leaf, operand: Any, fields: Catalogue, *, wanted: bool) -> Any:
    """Return a value for which a leaf holds, or does not hold if not ``wanted``; ``None`` if there is none."""
    spec = OPERATORS[leaf.operator]
    return (spec.satisfying if wanted else spec.violating)(operand, _target(leaf.path, fields))


def operand_for(leaf: Leaf, value: Any, fields: Catalogue) -> Any:
    """Return an operand with which a leaf's operator holds for a value; ``None`` if there is none."""
    return OPERATORS[leaf.operator].operand_for(value, _target(leaf.path, fields))


def candidates_for(pointer: str, value: Value, fields: Catalogue) -> Sequence[Any]:
    """Return values to try in the place of something missing that a value is computed from."""
    known = fields[field_of(pointer)]
    if known.kind is FieldKind.LIST:
        return ([],)
    small_or_large = (1, _LARGE) if known.kind is FieldKind.NUMBER else (any_value((), known.kind),)
    return value.samples or known.values or small_or_large


def moved(gathered: Gather, value: Value, pointer: str, target: Any, fields: Catalogue) -> Iterator[Any]:
    """Yield values of the field at a pointer for a computed value to be a target, or the nearest that the field can.

    The way back is that of each operation on the way; other fields stay as they are.
    """
    known = fields[field_of(pointer)]
    for wanted in dict.fromkeys(_wanted(gathered, value, pointer, target)):
        if known.kind is FieldKind.NUMBER:
            yield from (near for near in dict.fromkeys((math.floor(wanted), math.ceil(wanted))) if near >= 0)
        else:
            yield wanted


def _wanted(gathered: Gather, value: Value, pointer: str, target: Any) -> Iterator[Any]:
    if value.operation is None or target is None:
        return
    inputs = gathered(value)
    if inputs is None:
        return
    reach = OPERATIONS[value.operation].reach
    for which, (each, several) in enumerate(zip(value.inputs, inputs, strict=True)):
        for at, (where, _) in enumerate(several):
            if where == pointer:
                yield from reach(target, _plain(inputs), which, at)
        if each.path.value is not None:
            for between in reach(target, _plain(inputs), which, 0):
                yield from _wanted(gathered, each.path.value, pointer, between)


def in_all_items(facts: Facts, pointer: str) -> list[Any]:
    """Return the values at the same place in all items of the innermost list around a pointer."""
    steps = steps_of(pointer)
    last = max(place for place, step in enumerate(steps) if step.isdecimal())
    return values_at(facts.at(pointer_to(*steps[:last])), steps[last + 1 :])


def _plain(inputs: Sequence[Sequence[PlacedValue]]) -> Inputs:
    return [[found for _, found in several] for several in inputs]


def _target(path: Path, fields: Catalogue) -> ValueType:
    """Return the target of values at a path."""
    known = fields.get(path.field)
    return ValueType(path.kind) if known is None else ValueType(path.kind, known.values, known.items)
