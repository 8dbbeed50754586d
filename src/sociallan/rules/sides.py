"""The places that the sides of a test come from: what is missing of them, what is stated, and those of a list."""

from collections.abc import Iterator, Sequence
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.rules.condition import FieldOperand, Leaf, Value
from sociallan.rules.derived import Facts
from sociallan.rules.outcome import Wanted


class Sides:
    """Places that the two sides of a leaf come from."""

    def __init__(self, facts: Facts, told: Wanted) -> None:
        missing: dict[str, None] = {}
        stated: dict[str, None] = {}
        self.behind: set[str] = set()
        self.empty: set[str] = set()
        """Lists that are missing, if a value is computed from nothing else."""
        for value, pointer in zip(computed_sides(told.leaf), (told.subject, told.other), strict=True):
            if value is not None:
                found = facts.behind(value)
                self.behind.update(where for where, _ in found)
                is_known = facts.get(value) is not None
                (stated if is_known else missing).update(dict.fromkeys(where for where, _ in found))
                if not is_known:
                    others = tuple(_stated_inputs(facts, value))
                    if not others and all(where in _lists_of(value) for where, _ in found):
                        self.empty.update(where for where, _ in found)
                    stated.update(dict.fromkeys(others))
            elif pointer:
                (missing if facts.at(pointer) is None else stated)[pointer] = None
        self.missing = tuple(missing)
        self.stated = tuple(pointer for pointer in stated if pointer not in missing)


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
