"""Types of a comparison of two screenings of the same applications."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.passed_over import PassedOver
from sociallan.pack.pack import Pack
from sociallan.rules.outcome import Reason
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict


class ComparisonSide(NamedTuple):
    """One side of a comparison: a pack and a day.

    ``as_of`` is ``None`` if each application's own date chooses the rules. ``shipped`` is true if the pack comes
    with the program. ``folder`` is that of the pack, as it was named.
    """

    pack: Pack
    as_of: str | None
    shipped: bool = True
    folder: str = ""


class RuleState(NamedTuple):
    """A rule and its outcome on one side."""

    rule: Rule
    kind: OutcomeKind


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule whose outcome, level or group differs; ``old`` or ``new`` is ``None`` if it is not in force on that side.

    ``reasons`` are those of the new outcome if it is not met or missing, otherwise empty.
    """

    old: RuleState | None
    new: RuleState | None
    reasons: tuple[Reason, ...] = ()

    @property
    def rule(self) -> Rule:
        """The new rule, or the old one if the rule is no longer in force."""
        state = self.new or self.old
        assert state is not None
        return state.rule

    @property
    def is_requirement(self) -> bool:
        """Whether the rule is a requirement on either side; only requirements can change a verdict."""
        return any(side is not None and side.rule.level is Level.REQUIREMENT for side in (self.old, self.new))


class ChangeCause(StrEnum):
    """Cause of a changed verdict; ``NONE`` if the verdict is the same.

    ``RULES``: outcomes of rules changed it. ``FORM``: the application is invalid on one side. ``FORMULA``: no
    rule's outcome changed it; the packs combine the groups in different ways.
    """

    RULES = "rules"
    FORM = "form"
    FORMULA = "formula"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ApplicationChange:
    """Changes in one application; ``deciding`` are the rules that changed its verdict."""

    path: str
    title: str | None
    old: Verdict
    new: Verdict
    cause: ChangeCause
    deciding: tuple[RuleChange, ...]
    others: tuple[RuleChange, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes in many applications between two sides.

    ``today`` (``YYYY-MM-DD``) chose the rules for applications without a date. ``outcomes_only`` counts the
    applications with the same verdict and different outcomes; ``changes`` holds them only on request.
    """

    version: str
    today: str
    old: ComparisonSide
    new: ComparisonSide
    applications: int
    outcomes_only: int
    changes: tuple[ApplicationChange, ...]
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def verdicts(self) -> tuple[ApplicationChange, ...]:
        """The applications whose verdict changes."""
        return tuple(change for change in self.changes if change.cause is not ChangeCause.NONE)
