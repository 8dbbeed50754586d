"""Fields that the two sides of a test are read or computed from: those that are missing, and those that are stated."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sociallan.application.document import pointer_to
from sociallan.rules.condition import FieldOperand, Leaf, Value
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.outcome import ValueConstraint


class _Side(NamedTuple):
    """Places that one side of a leaf comes from."""

    missing: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    """Places that a value is computed from."""
    empty: tuple[str, ...] = ()
    """Lists that are missing, if a value is computed from nothing else."""


class Sides:
    """Places that the two sides of a leaf come from."""

    def __init__(self, facts: Facts, constraint: ValueConstraint) -> None:
        places = zip(computed_sides(constraint.leaf), (constraint.subject, constraint.other), strict=True)
        both = [_field_side(facts, at) if value is None else _computed_side(facts, value) for value, at in places]
        self.missing = tuple(dict.fromkeys(place for side in both for place in side.missing))
        stated = dict.fromkeys(place for side in both for place in side.stated)
        self.stated = tuple(place for place in stated if place not in self.missing)
        self.behind = {place for side in both for place in side.behind}
        self.empty = {place for side in both for place in side.empty}


def _field_side(facts: Facts, pointer: str) -> _Side:
    """Return the side of a leaf that is the field at a pointer; without places if the pointer is ``""``."""
    if not pointer:
        return _Side()
    return _Side(missing=(pointer,)) if facts.at(pointer) is None else _Side(stated=(pointer,))


def _computed_side(facts: Facts, value: Value) -> _Side:
    """Return the side of a leaf that is a computed value."""
    behind = tuple(place for place, _ in facts.behind(value))
    if facts.get(value) is not None:
        return _Side(stated=behind, behind=behind)
    stated = tuple(_stated_inputs(facts, value))
    is_of_lists = not stated and _lists_of(value).issuperset(behind)
    return _Side(missing=behind, stated=stated, behind=behind, empty=behind if is_of_lists else ())


def computed_sides(leaf: Leaf) -> tuple[Value | None, Value | None]:
    """Return the computed values on the two sides of a leaf; ``None`` for a side that is none."""
    operand = leaf.operand
    return leaf.path.value, operand.path.value if isinstance(operand, FieldOperand) else None


def _stated_inputs(facts: Facts, value: Value) -> Iterator[str]:
    for each in value.inputs:
        if each.path.value is None:
            yield from (pointer for pointer, found in facts.inputs(each.walk) if found is not None)
        else:
            yield from _stated_inputs(facts, each.path.value)


def _lists_of(value: Value) -> set[str]:
    """Return the pointers of the lists whose items a value is computed from."""
    return {list_pointer(each.walk) for each in value.inputs if "[]" in each.walk}


def places_of_items(leaf: Leaf, key: Any, pointer: str, facts: Facts, indexes: Sequence[int]) -> tuple[str, ...]:
    """Return the pointers of values of the list at a pointer, or that is computed; ``key`` names a field of items."""
    if leaf.path.value is not None:
        behind = facts.behind(leaf.path.value)
        return tuple(behind[index][0] for index in indexes)
    return tuple(f"{pointer}/{index}" + ("" if key is True else f"/{key}") for index in indexes)


def list_pointer(walk: str) -> str:
    """Return the pointer of the first list on the way to a field."""
    return pointer_to(*walk.partition("[]")[0].split("."))
