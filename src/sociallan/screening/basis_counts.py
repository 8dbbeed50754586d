"""Counts of an application's requirements by what they rest on: a source, the application itself or a conclusion."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Basis, Level
from sociallan.rules.truth import OutcomeKind


class BasisCount(NamedTuple):
    """Number of requirements that apply, and of those that are met; a question that is only asked is met."""

    requirements: int = 0
    met: int = 0

    def plus(self, other: "BasisCount") -> "BasisCount":
        """Return the sum of two counts."""
        return BasisCount(self.requirements + other.requirements, self.met + other.met)


BasisCounts = Mapping[Basis, BasisCount]
"""The counts of every basis, in the order of ``Basis``."""

NONE: BasisCounts = dict.fromkeys(Basis, BasisCount())


def basis_counts(outcomes: Iterable[Outcome]) -> BasisCounts:
    """Return the counts of an application; a requirement that does not say its basis counts as stated."""
    counts = dict(NONE)
    for outcome in outcomes:
        if outcome.rule.level is Level.REQUIREMENT and outcome.kind is not OutcomeKind.NOT_APPLICABLE:
            basis = outcome.rule.basis or Basis.STATED
            counts[basis] = counts[basis].plus(BasisCount(1, int(_is_met(outcome))))
    return counts


def joined(one: BasisCounts, other: BasisCounts) -> BasisCounts:
    """Return the sums of two counts."""
    return {basis: one[basis].plus(other[basis]) for basis in Basis}


def _is_met(outcome: Outcome) -> bool:
    asked = outcome.kind is OutcomeKind.JUDGEMENT and not (outcome.contradicted or outcome.undetermined)
    return outcome.kind is OutcomeKind.MET or asked
