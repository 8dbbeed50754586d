"""Syntax tree of conditions, such as ``when`` and ``require`` of a rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sociallan.application.field import FieldKind
from sociallan.application.location import PackLocation
from sociallan.rules.operators import Operator

Scalar = str | int | float | bool


class Quantifier(StrEnum):
    """Quantifiers over the items of a list."""

    EACH = "each"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Path:
    """Dotted path. ``root`` is ``""`` for the application, ``derived``, or the name of a list item."""

    root: str
    steps: tuple[str, ...]
    kind: FieldKind
    field: str
    """The path in the application schema, without list indexes and item names: ``social.goals.id``."""

    def __str__(self) -> str:
        return ".".join((self.root, *self.steps) if self.root else self.steps)


@dataclass(frozen=True, slots=True)
class Literal:
    """Operand written in the rule itself."""

    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class FieldOperand:
    """Operand that is another field of the application."""

    path: Path


@dataclass(frozen=True, slots=True)
class ParamOperand:
    """Operand that is a dated parameter of the pack."""

    id: str


@dataclass(frozen=True, slots=True)
class ListOperand:
    """Operand that is a word list of the pack."""

    id: str


Operand = Literal | FieldOperand | ParamOperand | ListOperand


@dataclass(frozen=True, slots=True)
class Leaf:
    """Test of one field by one operator."""

    path: Path
    operator: Operator
    operand: Operand
    at: PackLocation


@dataclass(frozen=True, slots=True)
class All:
    """Conjunction: true if every part is true."""

    parts: "tuple[Condition, ...]"
    at: PackLocation


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Disjunction: true if some part is true."""

    parts: "tuple[Condition, ...]"
    at: PackLocation


@dataclass(frozen=True, slots=True)
class Not:
    """Negation: true if the part is false."""

    part: "Condition"
    at: PackLocation


@dataclass(frozen=True, slots=True)
class Quantified:
    """Condition on the items of a list.

    ``at_least`` and ``at_most`` bound the list's length for ``each``, and the number of items
    that satisfy ``must`` for ``some``.
    """

    quantifier: Quantifier
    path: Path
    name: str
    must: "Condition | None"
    at_least: int | None
    at_most: int | None
    at: PackLocation


Condition = Leaf | All | AnyOf | Not | Quantified


def nodes(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and its descendants in preorder."""
    yield condition
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from nodes(part)
        case Not(part):
            yield from nodes(part)
        case Quantified(must=must) if must is not None:
            yield from nodes(must)


def paths(condition: Condition) -> Iterator[Path]:
    """Yield every path in a condition, including operands that are fields."""
    for node in nodes(condition):
        if isinstance(node, Leaf | Quantified):
            yield node.path
        if isinstance(node, Leaf) and isinstance(node.operand, FieldOperand):
            yield node.operand.path
