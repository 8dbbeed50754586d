"""The outcome of a rule for an application, with its reasons."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sociallan.application.document import Gap
from sociallan.application.location import Location
from sociallan.rules.condition import Condition, Leaf, Quantified
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth


class Reason(NamedTuple):
    """A field that decided: where it stands, what was found there, and what was asked of it.

    ``pointers`` are the application's fields, several where fields are compared or a value is
    derived; ``places`` are those of the first of them. ``gaps`` say why each is missing, where it is.
    ``found`` and ``operand`` are masked and ready to be shown.
    """

    truth: Truth
    test: "Leaf | Quantified"
    pointers: tuple[str, ...]
    places: tuple[Location, ...]
    gaps: tuple[Gap, ...]
    found: Any
    operand: Any

    @property
    def gap(self) -> Gap | None:
        """Why the first of the fields is missing; ``None`` where it is not."""
        return self.gaps[0] if self.gaps else None

    @property
    def place(self) -> Location:
        """Where the first of the fields stands."""
        return self.places[0]


class Trace(NamedTuple):
    """One node of a condition, evaluated; ``reason`` is set on leaves and on counted lists."""

    condition: "Condition"
    truth: Truth
    children: "tuple[Trace, ...]" = ()
    reason: Reason | None = None
    item: int | None = None
    """The item's index (0-based) where the node is one item of a list."""
    left_out: int = 0
    """How many items decided beside those in ``children``, of a list too long to explain each of."""


class EditKind(StrEnum):
    """``ADD``: write what is not there yet. ``CHANGE``: the stated fact itself would have to change."""

    ADD = "add"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step of the smallest change that would meet a rule: what must come to hold, where.

    ``negated`` is true where the test must not hold. ``items`` is set where that many items must
    be added to a list (negative: taken away).
    """

    kind: EditKind
    pointer: str
    test: "Leaf | Quantified"
    operand: Any
    negated: bool = False
    items: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule's outcome, with everything that explains it.

    ``left_out`` counts the reasons beyond those that are told, and the items of long lists that are not
    explained one by one. ``undetermined`` is true where it is not known whether the rule applies at all.
    ``edits`` is ``None`` where no smallest change was found that verifiably meets the rule.
    """

    rule: "Rule"
    kind: OutcomeKind
    undetermined: bool = False
    reasons: tuple[Reason, ...] = ()
    left_out: int = 0
    traces: tuple[Trace, ...] = ()
    edits: tuple[Edit, ...] | None = None
    asks_committee: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def only_invalid_values(self) -> bool:
        """Whether nothing but the form of values stands in the way, which the findings tell already."""
        return bool(self.reasons) and all(reason.gap == "invalid" for reason in self.reasons)
