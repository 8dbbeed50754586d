"""Counts of one application for the totals, without its screening."""

from collections.abc import Sequence
from typing import NamedTuple

from sociallan.application.diagnostic import Severity
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import UNMET, OutcomeKind
from sociallan.screening.basis_counts import BasisCounts, basis_counts
from sociallan.screening.report import ApplicationSummary, Screening, Verdict
from sociallan.screening.settings import WaiverState
from sociallan.screening.since import SinceCounts


class Counts(NamedTuple):
    """Values that totals count, which are the same in many applications.

    ``to_mend`` are the codes and ids in the list of actions, ``outcomes`` the outcome of each rule by id, and
    ``states`` the state of each waiver, empty if no waivers were applied.
    """

    verdict: Verdict
    to_mend: tuple[str, ...]
    outcomes: tuple[tuple[str, OutcomeKind], ...]
    bases: BasisCounts
    states: tuple[WaiverState, ...] = ()


class Counted(NamedTuple):
    """One application as totals count it; ``since`` if it is compared with an earlier version."""

    path: str
    summary: ApplicationSummary
    counts: Counts
    since: SinceCounts | None = None


def counted(screening: Screening, states: Sequence[WaiverState] = ()) -> Counted:
    """Return the counts of a screening for totals, with the state of each waiver in it."""
    outcomes = tuple([(outcome.rule.id, outcome.kind) for outcome in screening.outcomes])
    bases = basis_counts(screening.outcomes)
    counts = Counts(screening.verdict, things_to_mend(screening), outcomes, bases, tuple(states))
    since = None if screening.since is None else screening.since.counts
    return Counted(screening.path, screening.summary, counts, since)


def things_to_mend(screening: Screening) -> tuple[str, ...]:
    """Return the code of each finding and the id of each requirement in the list of actions."""
    codes = [finding.code for finding in screening.findings if finding.severity is Severity.ERROR]
    return (*codes, *[outcome.rule.id for outcome in screening.outcomes if outcome.kind in UNMET and _to_mend(outcome)])


def _to_mend(outcome: Outcome) -> bool:
    """Return whether an outcome that is not met is in the list of actions."""
    required = outcome.rule.level is Level.REQUIREMENT
    return required and not outcome.undetermined and not outcome.only_invalid_values
