"""Counts of an application's requirements by what they rest on: a source, the application itself or a conclusion."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sociallan.rules.decision import counts_as_met
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Basis, Level
from sociallan.rules.truth import OutcomeKind

# Bound to module names because attribute access on an enumeration is slow.
_REQUIREMENT, _STATED = Level.REQUIREMENT, Basis.STATED
_NOT_APPLICABLE = OutcomeKind.NOT_APPLICABLE


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
    applying = {basis: [0, 0] for basis in Basis}
    for outcome in outcomes:
        rule, kind = outcome.rule, outcome.kind
        if kind is not _NOT_APPLICABLE and rule.level is _REQUIREMENT:
            count = applying[rule.basis or _STATED]
            count[0] += 1
            count[1] += counts_as_met(kind, contradicted=outcome.contradicted, undetermined=outcome.undetermined)
    return {basis: BasisCount(*count) for basis, count in applying.items()}


def joined(one: BasisCounts, other: BasisCounts) -> BasisCounts:
    """Return the sums of two counts."""
    return {basis: one[basis].plus(other[basis]) for basis in Basis}
