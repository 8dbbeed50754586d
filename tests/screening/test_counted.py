"""Findings of an application that totals count."""

from dataclasses import replace
from typing import Any

import pytest

from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.against import findings, since
from sociallan.screening.counted import counted, things_to_mend
from sociallan.screening.report import Screening
from sociallan.screening.settings import WaiverState
from sociallan.screening.since import Earlier
from tests.builders import screen, source

MISSING, NOT_MET = OutcomeKind.MISSING, OutcomeKind.NOT_MET
SCREENING = screen(source("project: {title: A, extra: 1}\n"))


def with_one(level: Level, **changed: Any) -> Screening:
    """Return a screening of which the first outcome alone is left, of a rule of a level and with other values."""
    first = SCREENING.outcomes[0]
    one = replace(first, rule=first.rule._replace(level=level), edits=None, reasons=(), **changed)
    return replace(SCREENING, outcomes=(one,))


def test_what_only_waits_for_a_value_to_get_its_form_is_no_second_thing_to_mend() -> None:
    screening = screen(source("investment: {loan: tolv, total_cost: 5}\n"))
    told = things_to_mend(screening)

    waiting = [outcome.rule.id for outcome in screening.outcomes if outcome.only_invalid_values]
    assert "schema.amount" in told
    assert "financing-loan-within-cost" in waiting
    assert not set(waiting) & set(told)


@pytest.mark.parametrize(
    ("level", "kind", "undetermined", "told"),
    [
        (Level.REQUIREMENT, MISSING, False, True),
        (Level.REQUIREMENT, NOT_MET, False, True),
        (Level.REQUIREMENT, MISSING, True, False),
        (Level.REQUIREMENT, OutcomeKind.MET, False, False),
        (Level.REQUIREMENT, OutcomeKind.JUDGEMENT, False, False),
        (Level.EXPECTATION, MISSING, False, False),
        (Level.REMARK, NOT_MET, False, False),
    ],
)
def test_a_requirement_is_to_mend_where_it_is_not_met_and_applies(
    level: Level, kind: OutcomeKind, *, undetermined: bool, told: bool
) -> None:
    screening = with_one(level, kind=kind, undetermined=undetermined)

    assert (screening.outcomes[0].rule.id in things_to_mend(screening)) is told


def test_of_the_findings_only_errors_are_to_mend() -> None:
    severities = {finding.code: finding.severity for finding in SCREENING.findings}

    assert set(severities.values()) == {"error", "note"}
    assert [code for code in things_to_mend(SCREENING) if code in severities] == [
        code for code, severity in severities.items() if severity == "error"
    ]


def test_an_application_is_counted_with_its_verdict_and_each_outcome() -> None:
    states = (WaiverState.IN_USE,)

    found = counted(SCREENING, states)

    assert (found.path, found.summary, found.since) == (SCREENING.path, SCREENING.summary, None)
    assert (found.counts.verdict, found.counts.states) == (SCREENING.verdict, states)
    assert dict(found.counts.outcomes) == {outcome.rule.id: outcome.kind for outcome in SCREENING.outcomes}
    assert counted(SCREENING).counts.states == ()


def test_what_has_become_of_the_findings_is_counted_where_there_is_an_earlier_version() -> None:
    version = Earlier(findings(SCREENING), {})
    compared = replace(SCREENING, since=since(SCREENING, version, version))

    assert compared.since is not None
    assert counted(compared).since == compared.since.counts
