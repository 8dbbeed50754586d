"""The rule language as a tree: what a rule's ``when`` and ``require`` are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sociallan.application.field import FieldKind
from sociallan.application.location import PackLocation
from sociallan.rules.operators import Operator

Scalar = str | int | float | bool


class Quantifier(StrEnum):
    """How many of a list's items must satisfy a condition."""

    EACH = "each"
    SOME = "some"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Path:
    """A dotted path. ``root`` is ``""`` for the application, ``derived``, or the name of an item."""

    root: str
    steps: tuple[str, ...]
    kind: FieldKind
    field: str
    """The same place as a path of the application schema, items unfolded: ``social.goals.id``."""

    def __str__(self) -> str:
        return ".".join((self.root, *self.steps) if self.root else self.steps)


@dataclass(frozen=True, slots=True)
class Literal:
    """An operand that stands in the rule itself."""

    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class FieldOperand:
    """An operand that is another field of the application."""

    path: Path


@dataclass(frozen=True, slots=True)
class ParamOperand:
    """An operand that is a dated parameter of the pack."""

    id: str


@dataclass(frozen=True, slots=True)
class ListOperand:
    """An operand that is a word list of the pack."""

    id: str


Operand = Literal | FieldOperand | ParamOperand | ListOperand


@dataclass(frozen=True, slots=True)
class Leaf:
    """One test of one field."""

    path: Path
    operator: Operator
    operand: Operand
    at: PackLocation


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: "tuple[Condition, ...]"
    at: PackLocation


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when some part is."""

    parts: "tuple[Condition, ...]"
    at: PackLocation


@dataclass(frozen=True, slots=True)
class Not:
    """True when the part is false."""

    part: "Condition"
    at: PackLocation


@dataclass(frozen=True, slots=True)
class Quantified:
    """A condition on the items of a list.

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
    """Yield a condition and everything in it, outermost first."""
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
    """Yield every path that a condition looks up, those that others are compared with too."""
    for node in nodes(condition):
        if isinstance(node, Leaf | Quantified):
            yield node.path
        if isinstance(node, Leaf) and isinstance(node.operand, FieldOperand):
            yield node.operand.path
