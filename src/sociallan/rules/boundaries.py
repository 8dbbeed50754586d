"""The values that conditions tell apart: on both sides of each threshold, each named word and a stranger."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.field import Field, FieldKind
from sociallan.application.identifiers import Identifier
from sociallan.rules.candidates import TEXTS
from sociallan.rules.condition import Scalar
from sociallan.rules.operators import OPERATORS, Measure, OperandType, Operator

_NUMBERS = ((100, 99, 0), (2021, 2020), (2, 1))
"""Numbers to compare with each other; the first of these that a field can hold. Nought is for the parts of a sum."""
_DATES = ("2020-07", "2020-06")
IDENTIFYING: Mapping[str, str] = {
    Identifier.PERSONAL_NUMBER: "Kontakta 19121212-1212 om projektet",  # Skatteverket's own example, nobody's number
    Identifier.EMAIL: "Skriv till namn@example.org om projektet",
    Identifier.PHONE: "Ring 08-123 45 67 om projektet",
}
"""For each detector a text in which it finds something."""


class Constraint(NamedTuple):
    """An operator on a field and its operand: a literal, a parameter's value or the words of a list."""

    operator: Operator
    operand: Scalar | tuple[Scalar, ...] | None


def values(
    known: Field, mentions: Iterable[Constraint], *, linked: bool, in_list: bool, fits: Callable[[Any], bool]
) -> list[Any]:
    """Return the values of a plain field, or of the items of a list of plain values, that its mentions tell apart.

    A ``linked`` field is compared with another and gets values that lie on both sides of the other's. In a list, where
    every value multiplies, two words that nobody names stand for all of them. Every value ``fits`` the field.
    """
    mentions = tuple(mentions)
    kind = (known.items if known.kind is FieldKind.LIST else known.kind) or FieldKind.RECORD
    found: list[Any] = list(dict.fromkeys(_around(mentions, kind)))
    apart = tells_apart(mentions)
    match kind:
        case FieldKind.TRUTH:
            return [True, False]
        case FieldKind.TEXT if known.values:
            named = [word for word in found if word in known.values]
            others = [word for word in known.values if word not in named]
            return [*named, *(others[:2] if in_list else others)]
        case FieldKind.TEXT:
            found += TEXTS if linked or not apart else ()
        case FieldKind.NUMBER | FieldKind.DATE:
            usual = (_DATES,) if kind is FieldKind.DATE else _NUMBERS
            found += next((several for several in usual if any(map(fits, several))), ()) if linked or not found else ()
        case _:
            found = [{}]
    fitting = [value for value in found if fits(value)]
    alone = not linked and not apart and known.kind is not FieldKind.LIST
    return fitting[:1] if alone else fitting


def compared(mentions: Iterable[Constraint]) -> Iterator[Scalar]:
    """Yield the values that mentions compare with, each once: no lengths, and no words to look for."""
    of_values = (OperandType.SAME, OperandType.LIST)
    operands = (mention.operand for mention in mentions if OPERATORS[mention.operator].operand in of_values)
    parts = (part for several in operands for part in (several if isinstance(several, tuple) else (several,)))
    yield from dict.fromkeys(part for part in parts if part is not None)


def tells_apart(mentions: Iterable[Constraint]) -> bool:
    """Return whether anything is asked beyond whether there is a value at all."""
    return any(OPERATORS[mention.operator].measure is not Measure.PRESENCE for mention in mentions)


def _around(mentions: Iterable[Constraint], kind: FieldKind) -> Iterator[Any]:
    operands: dict[Operator, list[Any]] = {}
    for mention in mentions:
        if mention.operand is not None:
            operands.setdefault(mention.operator, []).append(mention.operand)
    for name, several in operands.items():
        yield from OPERATORS[name].boundary_values(several, kind)
