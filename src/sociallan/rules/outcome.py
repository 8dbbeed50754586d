"""Outcome of a rule for an application, with reasons, traces and edits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from sociallan.application.document import Gap, list_around
from sociallan.application.location import Location
from sociallan.application.personal_data.identifiers import mask
from sociallan.rules.condition import AnyOf, AtLeastOf, Condition, Leaf, Quantified
from sociallan.rules.decision import Decision
from sociallan.rules.prose.prose import Substance
from sociallan.rules.rows import Column
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth

_MOST_MEMBERS = 20
"""Maximum number of shown members of one list."""


class Within(NamedTuple):
    """Failing part of a condition that a reason belongs to with others: an ``any``, or a list of which no item fits.

    An ``at_least_of`` is one where one more part would do.

    ``key`` identifies one evaluation of a condition. ``part`` is the number of the alternative.
    """

    condition: AnyOf | AtLeastOf | Quantified
    key: int
    part: int = 0


class Reason(NamedTuple):
    """Evaluated test that determined an outcome: its fields, their locations, the value and the operand.

    ``pointers`` are those of the application's fields; there are several if fields are compared or the value
    is derived. ``places`` are the locations of the first of them. ``gaps`` are the reasons that the fields are
    missing, if the truth is ``MISSING``. ``found`` and ``operand`` are masked for display.
    ``within`` is set if the reason is one of several that would each do. ``allowed`` are the values of a table that the
    one found is none of.
    """

    truth: Truth
    test: Leaf | Quantified
    pointers: tuple[str, ...]
    places: tuple[Location, ...]
    gaps: tuple[Gap, ...]
    found: Any
    operand: Any
    within: Within | None = None
    allowed: frozenset[str] = frozenset()

    @property
    def gap(self) -> Gap | None:
        """Return the reason that the first field is missing; ``None`` if it is not."""
        return self.gaps[0] if self.gaps else None

    @property
    def place(self) -> Location:
        """Return the location of the first field."""
        return self.places[0]

    @property
    def only_invalid_values(self) -> bool:
        """Return whether nothing else is wrong than that values are malformed."""
        return bool(self.gaps) and all(gap is Gap.INVALID for gap in self.gaps)


class Trace(NamedTuple):
    """Evaluated node of a condition; ``reason`` is set on leaves, and on lists missing or decided by their length."""

    condition: Condition
    truth: Truth
    children: "tuple[Trace, ...]" = ()
    reason: Reason | None = None
    item: int | None = None
    """Index (0-based) of the list item that the node was evaluated for, if any."""
    left_out: int = 0
    """Number of decisive items omitted from ``children`` because the list is too long."""


class EditKind(StrEnum):
    """Kinds of edit: ``ADD`` a missing value, or ``CHANGE`` a stated one, which requires a different fact."""

    ADD = "add"
    CHANGE = "change"


class ValueConstraint(NamedTuple):
    """Constraint on the values of a change, as reports state it.

    ``subject`` is the pointer of the value that the leaf tests, ``""`` for a computed value. ``other`` is the pointer
    of the field that it is compared with, ``""`` if there is none. ``operand`` is ``None`` if the comparison is with
    a value of the same change, or with one that is computed from it. ``negated`` is true if the leaf must not hold.
    """

    leaf: Leaf
    subject: str
    operand: Any
    other: str = ""
    negated: bool = False


class Edit(NamedTuple):
    """One step of the smallest change that would meet a rule: a place, and all that its value must satisfy.

    Any value does that satisfies ``wanted`` and the form. A new item of a list is one step; its pointer has the index
    that the item gets, and ``parts`` are the fields that it must have.
    """

    kind: EditKind
    pointer: str
    wanted: tuple[ValueConstraint, ...] = ()
    is_item: bool = False
    parts: "tuple[Edit, ...]" = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome of a rule, with its explanation.

    ``left_out`` is the number of omitted reasons, including decisive items of long lists that are not
    explained. ``undetermined`` is true if it is unknown whether the rule applies, ``contradicted`` if what is stated
    does not fulfil it. ``edits`` is ``None`` if no verified smallest change was found. ``like`` is the outcome for
    equal values that this one is a copy of, with other places and evidence; ``None`` without one.
    """

    rule: Rule
    kind: OutcomeKind
    undetermined: bool = False
    contradicted: bool = False
    reasons: tuple[Reason, ...] = ()
    left_out: int = 0
    traces: tuple[Trace, ...] = ()
    edits: tuple[Edit, ...] | None = None
    asks_people: bool = False
    evidence: tuple[str, ...] = ()
    like: "Outcome | None" = field(default=None, repr=False, compare=False)

    @property
    def decision(self) -> Decision:
        """Return the decision that the outcome explains."""
        return Decision(self.kind, self.undetermined, self.contradicted, self.asks_people, bool(self.reasons))

    @property
    def only_invalid_values(self) -> bool:
        """Return whether only malformed values are to be changed, which the findings already report."""
        if self.reasons and all(reason.only_invalid_values for reason in self.reasons):
            return True
        return bool(self.edits) and self.malformed.issuperset(edit.pointer for edit in self.edits or ())

    @property
    def asked(self) -> tuple[Reason, ...]:
        """Return the reasons to tell: of what is missing those that the smallest change fills in, if one is known.

        Where one of several answers would do, the others are not asked for.
        """
        if self.kind is not OutcomeKind.MISSING or not self.edits:
            return self.reasons
        edited = [edit.pointer for edit in self.edits]
        return tuple(reason for reason in self.reasons if filled_in(reason.pointers, edited)) or self.reasons

    @property
    def malformed(self) -> frozenset[str]:
        """Return the pointers of the malformed values among the reasons."""
        read = (each for reason in self.reasons for each in zip(reason.pointers, reason.gaps, strict=False))
        return frozenset(pointer for pointer, gap in read if gap is Gap.INVALID)


def filled_in(pointers: Iterable[str], edited: Iterable[str]) -> tuple[str, ...]:
    """Return which of some pointers the edits at others fill in, themselves, a part of them or what they are part of.

    A new item fills in its list.
    """
    places = [f"{list_around(pointer)}/" for pointer in edited]
    return tuple(each for each in pointers if any(f"{each}/".startswith(p) or p.startswith(f"{each}/") for p in places))


def for_display(value: Any) -> Any:
    """Return a value or an operand as reports show it: masked, and of a long list its first members."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Column):
        return str(value)
    if isinstance(value, Substance):
        return value.fewest
    if isinstance(value, tuple | list):
        return tuple(for_display(part) for part in value[:_MOST_MEMBERS])
    return value if isinstance(value, int | float | Fraction) else None
