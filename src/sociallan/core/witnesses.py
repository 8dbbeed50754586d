"""Values that would do: what an edit is tried with. They are never shown."""

import copy
import math
from collections.abc import Iterable, Sequence
from typing import Any

from sociallan.core import dates
from sociallan.core.derived import DERIVED, Facts
from sociallan.model.condition import Kind, Leaf, Test
from sociallan.model.document import steps_of
from sociallan.model.field import Catalogue, Field

_LARGE = 10**12
"""An amount larger than any other: against it every share is small."""
_LAST_YEAR = 9999


def witness(leaf: Leaf, operand: Any, fields: Catalogue, *, wanted: bool) -> Any:
    """Give some value for which a test holds (or does not)."""
    kind = leaf.path.kind
    known = fields.get(leaf.path.field)
    values = known.values if known is not None else ()
    match leaf.test:
        case Test.EQUALS:
            return operand if wanted else _other_than((operand,), values, kind)
        case Test.ONE_OF:
            return next(iter(operand), None) if wanted else _other_than(operand, values, kind)
        case Test.NOT_ONE_OF:
            return _other_than(operand, values, kind) if wanted else next(iter(operand), None)
        case Test.IS:
            return operand if wanted else not operand
        case Test.AT_LEAST | Test.AT_MOST:
            upward = (leaf.test is Test.AT_LEAST) is wanted
            return operand if wanted else _beyond(operand, kind, upward=upward)
        case Test.MORE_THAN | Test.LESS_THAN:
            upward = (leaf.test is Test.MORE_THAN) is wanted
            return _beyond(operand, kind, upward=upward) if wanted else operand
        case Test.MIN_CHARS:
            return "x" * operand if wanted else None
        case Test.MIN_ITEMS:
            return _items(known, operand) if wanted and known is not None else []
        case Test.MAX_ITEMS:
            return [] if wanted else None
        case Test.STATED:
            return _some(known, kind) if operand is wanted else None
        case _:
            return _some(known, kind) if wanted else None


def _some(known: Field | None, kind: Kind) -> Any:
    if known is None:
        return any_value((), kind)
    return _items(known, 1) if kind is Kind.LIST else any_value(known.values, kind)


def _items(known: Field, count: int) -> list[Any]:
    """Give a list of some items of the sort that a field holds."""
    item: Any = {} if known.items is Kind.RECORD else any_value(known.values, known.items or Kind.TEXT)
    return [copy.deepcopy(item) for _ in range(count)]


def _other_than(refused: Iterable[Any], values: tuple[str, ...], kind: Kind) -> Any:
    refused = tuple(refused)
    candidates: tuple[Any, ...] = values or ((0, 1, 2, -1) if kind is Kind.NUMBER else ("x", "xx"))
    return next((candidate for candidate in candidates if candidate not in refused), None)


def _beyond(limit: Any, kind: Kind, *, upward: bool) -> Any:
    if kind is Kind.DATE:
        return str(dates.year(limit) + (1 if upward else -1))
    return limit + (1 if upward else -1)


def mirrored(leaf: Leaf, value: Any) -> Any:
    """Give an operand for which a comparison with the value holds."""
    match leaf.test:
        case Test.MORE_THAN:
            return _beyond(value, leaf.path.kind, upward=False)
        case Test.LESS_THAN:
            return _beyond(value, leaf.path.kind, upward=True)
        case Test.ONE_OF | Test.NOT_ONE_OF:
            return [value]
        case _:
            return value


def any_value(values: tuple[str, ...], kind: Kind) -> Any:
    """Give some value of a kind, one of the possible words where there are such."""
    if values:
        return values[0]
    by_kind = {Kind.NUMBER: 1, Kind.TRUTH: True, Kind.DATE: "2020", Kind.LIST: ["x"], Kind.RECORD: {}}
    return by_kind.get(kind, "x")


def fillers(pointer: str, derived: str, fields: Catalogue) -> Sequence[Any]:
    """Give values to try in the place of a missing input of a derived value."""
    known = _field_at(pointer, fields)
    if known.kind is Kind.LIST:
        return ([],)
    small_or_large = (1, _LARGE) if known.kind is Kind.NUMBER else (any_value((), known.kind),)
    return DERIVED[derived].samples or known.values or small_or_large


def _field_at(pointer: str, fields: Catalogue) -> Field:
    return fields[".".join(step for step in steps_of(pointer) if not step.isdecimal())]


def moved(facts: Facts, derived: str, pointer: str, target: Any, fields: Catalogue) -> Any:
    """Find the value of one input for which a derived number reaches a target, along a straight line."""
    value, found = facts.at(pointer), facts.get(derived)
    if not isinstance(target, int | float) or not isinstance(found, int | float):
        return None
    is_date = _field_at(pointer, fields).kind is Kind.DATE
    if not is_date and not isinstance(value, int | float):
        return None
    start = dates.year(value) if is_date else value

    def written(number: float) -> Any:
        return f"{min(int(number), _LAST_YEAR):04}{str(value)[4:]}" if is_date else int(number)

    slope = (facts.changed([(pointer, written(start + 1))]).get(derived) or 0) - found
    if not slope:
        return None
    reached = start + (target - found) / slope
    rounded = math.ceil(reached) if (target > found) is (slope > 0) else math.floor(reached)
    return written(rounded) if rounded >= 0 else None
