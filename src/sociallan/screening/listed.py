"""Selection of what a report lists of a screening: findings, and the outcomes about which something can be done."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.document import any_prefix_in
from sociallan.application.location import Location
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import CONTRADICTED, OPEN, UNMET, OutcomeKind
from sociallan.screening.report import Screening

Findings = tuple[Diagnostic[Location], ...]
Outcomes = tuple[Outcome, ...]

REMARKED = (*CONTRADICTED, OutcomeKind.JUDGEMENT)
"""The outcomes of remarks that are listed."""
LISTED = {Level.REQUIREMENT: OPEN, Level.EXPECTATION: OPEN, Level.REMARK: REMARKED}
"""The outcomes of each level that reports list, apart from questions."""


class Listed(NamedTuple):
    """Findings and outcomes that a report lists, without waived rules.

    ``errors`` and ``requirements`` are to be corrected, unmet before missing. ``weaknesses`` are outcomes of
    expectations, ``notes`` and ``remarks`` are to be read with care, and ``doubts`` are requirements that people judge
    because of what was found.
    """

    errors: Findings
    requirements: Outcomes
    weaknesses: Outcomes
    notes: Findings
    remarks: Outcomes
    doubts: Outcomes


def listed(screening: Screening) -> Listed:
    """Return the findings and outcomes of a screening that a report lists."""
    doubts = _outcomes(screening, Level.REQUIREMENT, (OutcomeKind.JUDGEMENT,))
    return Listed(
        errors=_findings(screening, Severity.ERROR),
        requirements=_outcomes(screening, Level.REQUIREMENT, UNMET),
        weaknesses=_outcomes(screening, Level.EXPECTATION, OPEN, _reported_gaps(screening)),
        notes=_findings(screening, Severity.NOTE),
        remarks=_outcomes(screening, Level.REMARK, REMARKED),
        doubts=tuple(outcome for outcome in doubts if outcome.reasons or outcome.left_out),
    )


def _findings(screening: Screening, severity: Severity) -> Findings:
    return tuple(finding for finding in screening.findings if finding.severity is severity)


def _outcomes(
    screening: Screening, level: Level, kinds: Sequence[OutcomeKind], reported: frozenset[str] = frozenset()
) -> Outcomes:
    """Return the outcomes of a level to list, in the order of ``kinds``.

    ``reported`` are the pointers of gaps that other items already report.
    """
    waived = {waiver.rule for waiver in screening.waived}
    chosen = [
        outcome
        for outcome in screening.outcomes
        if outcome.rule.level is level and outcome.kind in kinds and outcome.rule.id not in waived
        if not _is_reported_elsewhere(outcome, reported)
    ]
    return tuple(sorted(chosen, key=lambda outcome: kinds.index(outcome.kind)))


def _reported_gaps(screening: Screening) -> frozenset[str]:
    """Return the pointers of fields missing for a requirement; the list of actions reports them."""
    return frozenset(
        pointer
        for outcome in screening.outcomes
        if outcome.rule.level is Level.REQUIREMENT and outcome.kind is OutcomeKind.MISSING and not outcome.undetermined
        for pointer in asked_pointers(outcome)
    )


def _is_reported_elsewhere(outcome: Outcome, reported: frozenset[str]) -> bool:
    """Return whether another part of the report already covers an outcome.

    That part is a finding, an action, a question or the line on undetermined rules.
    """
    if outcome.kind is OutcomeKind.MISSING and are_reported(pointers_of(outcome), reported):
        return True
    only_question = outcome.kind is OutcomeKind.JUDGEMENT and outcome.asks_people and not outcome.reasons
    return outcome.undetermined or outcome.only_invalid_values or only_question


def pointers_of(outcome: Outcome) -> tuple[str, ...]:
    """Return the pointers of the fields of an outcome's reasons, the deciding one first."""
    return tuple(dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers))


def asked_pointers(outcome: Outcome) -> tuple[str, ...]:
    """Return the pointers of the fields that a report asks for."""
    return tuple(dict.fromkeys(pointer for reason in outcome.asked for pointer in reason.pointers))


def are_reported(pointers: Iterable[str], reported: frozenset[str]) -> bool:
    """Return whether there are fields and each is reported, itself or with what it is part of."""
    several = tuple(pointers)
    return bool(several) and all(any_prefix_in(pointer, reported) for pointer in several)
