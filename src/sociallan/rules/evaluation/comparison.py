"""Operators on one kind of field: numbers exact, dates at their common precision, and the operand made ready once."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sociallan.application import dates
from sociallan.application.field import FieldKind
from sociallan.rules.exact import exact
from sociallan.rules.operators import OPERATORS, Holds, OperandType, Operator
from sociallan.rules.truth import Truth

Check = Callable[[Any], Truth]
"""Operator applied to a fixed operand: returns the truth for a value that is not missing."""

# Bound to module names because attribute access on an enumeration is slow.
_TRUE, _MISSING = Truth.TRUE, Truth.MISSING


class Comparator(NamedTuple):
    """An operator on one kind of field; ``ready`` makes an operand ready for ``holds``, once where it is fixed."""

    holds: Holds
    otherwise: Truth
    ready: Callable[[Any], Any]

    def check(self, operand: Any) -> Check:
        """Return the check with a fixed operand."""
        holds, otherwise, ready = self.holds, self.otherwise, self.ready(operand)

        def check(value: Any) -> Truth:
            held = holds(value, ready)
            return _TRUE if held else _MISSING if held is None else otherwise

        return check


def comparison(name: Operator, kind: FieldKind) -> Comparator:
    """Return an operator for a kind of field: numbers exact, and dates at their common precision."""
    spec = OPERATORS[name]
    holds, otherwise = spec.holds, spec.otherwise
    match kind, spec.operand:
        case FieldKind.DATE, OperandType.SAME:
            return Comparator(lambda value, limit: holds(*dates.common(value, limit)), otherwise, _as_it_is)
        case FieldKind.NUMBER, OperandType.SAME:
            return Comparator(lambda value, limit: holds(exact(value), limit), otherwise, exact)
        case FieldKind.NUMBER, OperandType.LIST:
            return Comparator(lambda value, members: holds(exact(value), members), otherwise, _each_exact)
        case _:
            return Comparator(holds, otherwise, _as_it_is)


def _as_it_is(operand: Any) -> Any:
    return operand


def _each_exact(members: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(part if part is None else exact(part) for part in members)


def check_for(name: Operator, kind: FieldKind, operand: Any) -> Check:
    """Return the check of an operator with a fixed operand."""
    return comparison(name, kind).check(operand)
