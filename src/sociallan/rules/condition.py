"""The rule language as a tree: what a rule's ``when`` and ``require`` are made of, and the values that are computed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.field import FieldKind, Translations, Unit
from sociallan.application.location import PackLocation
from sociallan.rules.doubts import Signal
from sociallan.rules.operations import Operation
from sociallan.rules.operators import Operator

Scalar = str | int | float | bool


class Quantifier(StrEnum):
    """Quantifiers over the items of a list."""

    EACH = "each"
    SOME = "some"
    NONE = "none"


class Path(NamedTuple):
    """Dotted path. ``root`` is ``""`` for the application, ``derived``, or the name of a list item."""

    root: str
    steps: tuple[str, ...]
    kind: FieldKind
    field: str
    """The same place as a path of the application schema, items unfolded: ``social.goals.id``."""
    value: "Value | None" = None
    """The computed value, if the root is ``derived``."""

    @classmethod
    def to_field(cls, field: str, kind: FieldKind) -> "Path":
        """Return the path from the application to a field, whatever lists are on the way."""
        return cls("", tuple(field.split(".")), kind, field)

    def __str__(self) -> str:
        return ".".join((self.root, *self.steps) if self.root else self.steps)


class Input(NamedTuple):
    """Input of a computed value: a field or another value.

    ``walk`` is the way to the field with ``[]`` behind each list that it leads through, and ``items`` the way to the
    innermost list, the field itself where it is one; both are empty where the input is another value.
    """

    path: Path
    walk: str = ""
    items: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A computed value of the pack, or one of the engine's own, which have no operation.

    ``where`` chooses among the items of the list, each of which it names ``item``. ``beginnings`` are what a text may
    begin with, and what the value then is. ``samples`` are inputs to try it with, one for each value of interest.
    """

    name: str
    kind: FieldKind
    unit: Unit = Unit.NONE
    operation: Operation | None = None
    inputs: tuple[Input, ...] = ()
    where: "Condition | None" = None
    beginnings: Mapping[str, str] = field(default_factory=dict)
    items: FieldKind | None = None
    """The kind of a list's items; ``None`` where the value is no list."""
    samples: tuple[str, ...] = ()
    label: Translations = field(default_factory=dict, compare=False)
    labels: Mapping[str, Translations] = field(default_factory=dict, compare=False)
    """Labels of the values, if they are ``beginnings``."""

    def __hash__(self) -> int:
        return hash(self.name)


ITEM = "item"
"""Name of an item of the list in ``where``."""

# All text of an application, the day that chose the rules, and the year of that day for fields that hold a year alone.
FREE_TEXT, SCREENING_DATE, SCREENING_YEAR = "free_text", "screening_date", "screening_year"

OWN_VALUES: Mapping[str, Value] = {
    SCREENING_DATE: Value(SCREENING_DATE, FieldKind.DATE),
    SCREENING_YEAR: Value(SCREENING_YEAR, FieldKind.NUMBER),
    FREE_TEXT: Value(FREE_TEXT, FieldKind.TEXT),
}
"""The values that the engine has for every pack."""


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


@dataclass(frozen=True, slots=True)
class ItemOperand:
    """Operand that is a field of each item of the list that is tested."""

    path: Path


class TableOperand(NamedTuple):
    """Operand that is a column of a table of the pack.

    ``where`` chooses among the rows: by column, the text or the field of the application that its cell is equal to.
    """

    id: str
    column: str
    where: tuple[tuple[str, Literal | FieldOperand], ...] = ()

    def is_narrower_than(self, other: object) -> bool:
        """Return whether it is the column of another operand in fewer of the rows."""
        if not isinstance(other, TableOperand) or (self.id, self.column) != (other.id, other.column):
            return False
        return set(self.where) > set(other.where)

    @property
    def compared(self) -> tuple[tuple[str, Path], ...]:
        """Return the columns whose cells are compared with fields of the application, each with the field."""
        return tuple((name, asked.path) for name, asked in self.where if isinstance(asked, FieldOperand))


class SignalOperand(NamedTuple):
    """Operand that is a signal of doubt, with the numbers beside the text that it is compared with."""

    signal: Signal
    beside: tuple[tuple[Unit, Path], ...] = ()


Operand = Literal | FieldOperand | ParamOperand | ListOperand | ItemOperand | TableOperand | SignalOperand


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
    """Disjunction: true if some part is true.

    An implication, written with ``if`` and ``then``, is the disjunction of what is not to hold and of what then must.
    """

    parts: "tuple[Condition, ...]"
    at: PackLocation
    is_implication: bool = False


@dataclass(frozen=True, slots=True)
class AtLeastOf:
    """Count of parts: true if at least ``count`` of them are."""

    count: int
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


Condition = Leaf | All | AnyOf | AtLeastOf | Not | Quantified


def nodes(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and its descendants in preorder."""
    yield condition
    match condition:
        case All(parts) | AnyOf(parts) | AtLeastOf(parts=parts):
            for part in parts:
                yield from nodes(part)
        case Not(part):
            yield from nodes(part)
        case Quantified(must=must) if must is not None:
            yield from nodes(must)


def values_behind(value: Value) -> Iterator[Value]:
    """Yield a computed value and all others that it is computed from."""
    yield value
    for each in value.inputs:
        if each.path.value is not None:
            yield from values_behind(each.path.value)


def input_fields(path: Path) -> tuple[str, ...]:
    """Return the fields that a path stands for, each once: itself, or all that a value is computed from."""
    return (path.field,) if path.value is None else fields_behind(path.value)


def fields_behind(value: Value) -> tuple[str, ...]:
    """Return the fields that a value is computed from, each once."""
    chosen = () if value.where is None else (name for each in paths(value.where) for name in input_fields(each))
    return tuple(dict.fromkeys((*chosen, *(name for each in value.inputs for name in input_fields(each.path)))))


def needed_paths(operand: Operand) -> tuple[Path, ...]:
    """Return the paths of an operand without whose values its test is unknown."""
    match operand:
        case FieldOperand(path):
            return (path,)
        case TableOperand():
            return tuple(path for _, path in operand.compared)
        case _:
            return ()


def own_paths(test: Leaf | Quantified) -> Iterator[Path]:
    """Yield the paths that a leaf, or a condition on a list, reads itself: its subject and those of its operand."""
    yield test.path
    match test:
        case Leaf(operand=ItemOperand(path)):
            yield path
        case Leaf(operand=SignalOperand(beside=beside)):
            yield from (number for _, number in beside)
        case Leaf(operand=operand):
            yield from needed_paths(operand)


def paths(condition: Condition) -> Iterator[Path]:
    """Yield every path in a condition, including operands that are fields or parts of items."""
    for node in nodes(condition):
        if isinstance(node, Leaf | Quantified):
            yield from own_paths(node)
