"""Boundary values of fields: both sides of each threshold, each named word and one word that is not named."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.field import Field, FieldKind
from sociallan.application.personal_data.identifiers import Identifier
from sociallan.rules.candidates import FORMATTED, TEXTS
from sociallan.rules.condition import Scalar
from sociallan.rules.operators import OPERATORS, Measure, OperandType, Operator

_NUMBERS = ((100, 99, 0), (2021, 2020), (2, 1))
"""Sets of numbers for fields compared with each other; the first with a valid number is used. 0 is for summands."""
_DATES = ("2020-07", "2021-06")
"""Dates for fields compared with each other, or with the years above: each before one of them and after the other."""
IDENTIFYING: Mapping[str, str] = {
    Identifier.PERSONAL_NUMBER: "Kontakta 19121212-1212 om projektet",  # Skatteverket's own example, nobody's number
    Identifier.EMAIL: "Skriv till namn@example.org om projektet",
    Identifier.PHONE: "Ring 08-123 45 67 om projektet",
}
"""A text by detector that the detector matches."""


class Constraint(NamedTuple):
    """Operator applied to a field, with its operand: a literal, a parameter's value, words of a list or a column."""

    operator: Operator
    operand: Any


def values(
    known: Field, constraints: Iterable[Constraint], *, linked: bool, in_list: bool, fits: Callable[[Any], bool]
) -> list[Any]:
    """Return the boundary values of a scalar field, or of the items of a list of scalars, for its constraints.

    A ``linked`` field is compared with another and gets values on both sides of the other's. ``in_list`` limits the
    words that no constraint names to two, because the values of list items multiply. Only values for which ``fits``
    is true are returned.
    """
    constraints = tuple(constraints)
    # Items that must differ are compared with each other.
    linked = linked or any(OPERATORS[one.operator].operand is OperandType.ITEM for one in constraints)
    kind = known.single_type.kind
    found: list[Any] = list(dict.fromkeys(_around(constraints, kind)))
    value_tests = has_value_tests(constraints)
    match kind:
        case FieldKind.TRUTH:
            return [True, False]
        case FieldKind.TEXT if known.values:
            named = [word for word in found if word in known.values]
            others = [word for word in known.values if word not in named]
            return [*named, *(others[:2] if in_list else others)]
        case FieldKind.TEXT:
            # A value that no rule names is tried beside those that one does only if the form allows it.
            in_form = FORMATTED.get(known.single_type.name)
            found += in_form or (TEXTS if linked or not value_tests else ())
        case FieldKind.NUMBER | FieldKind.DATE:
            samples = (_DATES,) if kind is FieldKind.DATE else _NUMBERS
            found += next((sample for sample in samples if any(map(fits, sample))), ()) if linked or not found else ()
        case _:
            found = [{}]
    fitting = [value for value in found if fits(value)]
    single = not linked and not value_tests and known.kind is not FieldKind.LIST
    return fitting[:1] if single else fitting


def compared(constraints: Iterable[Constraint]) -> Iterator[Scalar]:
    """Yield the distinct values that the constraints compare with, without lengths, counts and searched words."""
    of_values = (OperandType.SAME, OperandType.LIST)
    operands = (constraint.operand for constraint in constraints if OPERATORS[constraint.operator].operand in of_values)
    parts = (part for several in operands for part in (several if isinstance(several, tuple) else (several,)))
    yield from dict.fromkeys(part for part in parts if part is not None)


def has_value_tests(constraints: Iterable[Constraint]) -> bool:
    """Return whether any constraint tests more than the presence of a value."""
    return any(OPERATORS[constraint.operator].measure is not Measure.PRESENCE for constraint in constraints)


def _around(constraints: Iterable[Constraint], kind: FieldKind) -> Iterator[Any]:
    operands: dict[Operator, list[Any]] = {}
    for constraint in constraints:
        if constraint.operand is not None:
            operands.setdefault(constraint.operator, []).append(constraint.operand)
    for name, several in operands.items():
        yield from OPERATORS[name].boundary_values(several, kind)
