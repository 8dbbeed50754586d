"""Types: the same applications screened twice, the differences and their causes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.passed_over import PassedOver
from sociallan.pack.pack import Pack
from sociallan.rules.outcome import Reason
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict


class Side(NamedTuple):
    """One of the two ways to screen.

    ``as_of`` is ``None`` where each application's own date chooses rules. ``shipped`` is true where the pack
    is one that comes with the program.
    """

    pack: Pack
    as_of: str | None
    shipped: bool = True


class RuleState(NamedTuple):
    """A rule as it is on one side, and its outcome there."""

    rule: Rule
    kind: OutcomeKind


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose outcome or level differs; a side is ``None`` where the rule is not in force there.

    ``reasons`` are those of the new outcome, where it is not met or missing.
    """

    old: RuleState | None
    new: RuleState | None
    reasons: tuple[Reason, ...] = ()

    @property
    def rule(self) -> Rule:
        """The rule as it is now, or as it was where it is no more."""
        standing = self.new or self.old
        assert standing is not None
        return standing.rule

    @property
    def is_requirement(self) -> bool:
        """Whether the rule is a requirement on either side: others never decide."""
        return any(side is not None and side.rule.level is Level.REQUIREMENT for side in (self.old, self.new))


class ChangeCause(StrEnum):
    """Why a verdict differs, or that it does not.

    ``FORM``: a side cannot be decided for a fault of form. ``FORMULA``: no rule's outcome did it; the
    packs put the groups together in different ways.
    """

    RULES = "rules"
    FORM = "form"
    FORMULA = "formula"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ApplicationChange:
    """One application that fares otherwise; ``deciding`` are the rules that changed its verdict."""

    path: str
    title: str | None
    old: Verdict
    new: Verdict
    ground: ChangeCause
    deciding: tuple[RuleChange, ...]
    others: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What many applications come to on two sides.

    ``today`` (``YYYY-MM-DD``) chose the rules of an application without a date. ``outcomes_only``
    counts the applications with the same verdict and other outcomes; they are only among
    ``changes`` where they were asked for.
    """

    version: str
    today: str
    old: Side
    new: Side
    applications: int
    outcomes_only: int
    changes: tuple[ApplicationChange, ...]
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def verdicts(self) -> tuple[ApplicationChange, ...]:
        """The applications whose verdict changes."""
        return tuple(change for change in self.changes if change.ground is not ChangeCause.NONE)
