"""The cases of a pack: what is read of a file, and each fault with its place and cure."""

import pytest

from sociallan.analysis.case import Case, CaseSection
from sociallan.analysis.case_files import CaseDraft, survey_cases
from sociallan.application.source import Source
from sociallan.screening.report import Verdict
from tests.builders import lsh, pack_schemas

HEAD = "title: {sv: Titel, en: Title}\n"


def survey(text: str) -> CaseDraft:
    pack = lsh()
    return survey_cases(
        [Source("cases/one.yaml", text.encode())], pack, pack_schemas(), [rule.id for rule in pack.rules]
    )


def case(text: str) -> Case:
    draft = survey(HEAD + text)
    assert draft.faults == ()
    return draft.cases[0]


def test_a_case_is_run_for_each_specimen_day_and_value() -> None:
    found = case(
        "specimen: [housing, safety]\nas_of: [2020-08-24, 2026-01-01]\n"
        "each: {investment.loan: [1, 2, 3]}\nverdict: not_met\ndecided_by: {financing: [financing-loan-within-cost]}\n"
    )

    assert len(found.runs) == 2 * 2 * 3
    assert {run.value["investment"]["loan"] for run in found.runs} == {1, 2, 3}
    assert found.verdict is Verdict.NOT_MET
    assert found.rules == {CaseSection.DECIDED_BY: frozenset({("financing", "financing-loan-within-cost")})}


def test_without_the_line_no_rule_decides_and_nothing_else_is_stated() -> None:
    assert case("specimen: housing\nverdict: ready\n").rules == {CaseSection.DECIDED_BY: frozenset()}


@pytest.mark.parametrize(
    ("text", "code", "line", "suggestion"),
    [
        ("specimen: hosing\nverdict: ready\n", "rule.unknown-specimen", 2, "housing"),
        ("verdict: ready\n", "case.one-application", 1, None),
        ("specimen: housing\napplication: {}\nas_of: 2025-01-01\nverdict: ready\n", "case.one-application", 1, None),
        ("application: {}\nverdict: ready\n", "case.no-day", 1, None),
        (
            "application: {}\nas_of: 2025-01-01\nremove: [project]\nverdict: ready\n",
            "case.only-of-specimen",
            4,
            None,
        ),
        ("specimen: housing\nas_of: 2025-02-30\nverdict: ready\n", "pack.date", 3, None),
        ("specimen: housing\nas_of: [2020-08-24, 2020-08-23]\nverdict: ready\n", "case.before-pack", 3, None),
        ("specimen: housing\nas_of: [2025-02-01, 2025-02-30]\nverdict: ready\n", "pack.date", 3, None),
        ("specimen: housing\nverdict: redy\n", "pack.enum", 3, "ready"),
        ("specimen: housing\nverdct: ready\n", "pack.unknown-key", 3, "verdict"),
        ("specimen: housing\nremove: [project.aera]\nverdict: ready\n", "rule.unknown-field", 3, "project.area"),
        ("specimen: housing\nremove: [health]\nverdict: ready\n", "rule.nothing-removed", 3, None),
        ("specimen: housing\nchange: {project.area: housing}\nverdict: ready\n", "rule.nothing-changed", 3, None),
        (
            "specimen: housing\nverdict: ready\nquestions: {G5: [G5-goals-statd]}\n",
            "case.unknown-rule",
            4,
            "G5-goals-stated",
        ),
        ("specimen: housing\nverdict: ready\nremarks: {privcy: []}\n", "rule.unknown-group", 4, "privacy"),
    ],
)
def test_a_fault_is_told_with_its_line_and_cure(text: str, code: str, line: int, suggestion: str | None) -> None:
    faults = survey(HEAD + text).faults

    assert (code, line, suggestion) in [(fault.code, fault.place.line, fault.suggestion) for fault in faults]
    assert {fault.place.file for fault in faults} == {"cases/one.yaml"}
