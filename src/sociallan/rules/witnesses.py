"""Candidate values that satisfy or violate operators; used to verify edits, never shown."""

import math
from collections.abc import Sequence
from typing import Any

from sociallan.application import dates
from sociallan.application.document import steps_of
from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.rules.candidates import Target, any_value
from sociallan.rules.condition import Leaf, Path
from sociallan.rules.derived import DERIVED, Facts
from sociallan.rules.operators import OPERATORS

_LARGE = 10**12
"""Amount larger than any real one, so that every share of it is small."""
_LAST_YEAR = 9999


def witness(leaf: Leaf, operand: Any, fields: Catalogue, *, wanted: bool) -> Any:
    """Return a value for which a leaf holds, or does not hold if not ``wanted``; ``None`` if there is none."""
    spec = OPERATORS[leaf.operator]
    return (spec.satisfying if wanted else spec.violating)(operand, _target(leaf.path, fields))


def operand_for(leaf: Leaf, value: Any, fields: Catalogue) -> Any:
    """Return an operand with which a leaf's operator holds for a value; ``None`` if there is none."""
    return OPERATORS[leaf.operator].operand_for(value, _target(leaf.path, fields))


def candidates_for(pointer: str, derived: str, fields: Catalogue) -> Sequence[Any]:
    """Return candidate values of a missing input of a derived value."""
    known = _field_at(pointer, fields)
    if known.kind is FieldKind.LIST:
        return ([],)
    small_or_large = (1, _LARGE) if known.kind is FieldKind.NUMBER else (any_value((), known.kind),)
    return DERIVED[derived].samples or known.values or small_or_large


def _field_at(pointer: str, fields: Catalogue) -> Field:
    return fields[".".join(step for step in steps_of(pointer) if not step.isdecimal())]


def operand_satisfied_by_moving(facts: Facts, derived: str, pointer: str, target: Any, fields: Catalogue) -> Any:
    """Return the value of one input at which a derived number reaches a target, extrapolated linearly."""
    value, found = facts.at(pointer), facts.get(derived)
    if not isinstance(target, int | float) or not isinstance(found, int | float):
        return None
    is_date = _field_at(pointer, fields).kind is FieldKind.DATE
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


def _target(path: Path, fields: Catalogue) -> Target:
    """Return the target of values at a path."""
    known = fields.get(path.field)
    return Target(path.kind) if known is None else Target(path.kind, known.values, known.items)
