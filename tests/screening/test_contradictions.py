"""Contradictions of rules, from their file to the report: the verdict, the list of actions and the questions."""

import pytest

from sociallan.analysis.mutation.rule_mutants import RuleMutants
from sociallan.analysis.pack_differences.changed_parts import differing, logic
from sociallan.pack.pack import Pack
from sociallan.report.content import report_content
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.counted import things_to_mend
from sociallan.screening.report import ReportHeader, Screening, Verdict
from sociallan.screening.screen import Screener
from tests.builders import TODAY, loaded, rule_requiring, screen, shape, small_pack, source, view

ID = "applicant-named"
STADEN = "{field: applicant.name, equals: Staden}"
KINDS = (OutcomeKind.NOT_MET, OutcomeKind.TO_MEND, OutcomeKind.JUDGEMENT)


def pack_of(otherwise: str, *more: str) -> Pack:
    """Return a pack whose rule gives an outcome where the name is another, and other rules."""
    unmet = f"unmet: {{sv: Namnet är ett annat, en: The name is another}}\notherwise: {otherwise}\nwhy:"
    rule = (
        rule_requiring(STADEN)
        .replace("why:", unmet)
        .replace("expect: met", "change: {applicant.name: Staden}, expect: met")
    )
    return loaded(small_pack() | {f"rules/{ID}.yaml": rule} | dict(each.split("=", 1) for each in more))


def screened(pack: Pack) -> Screening:
    return Screener(pack, shape(), today=TODAY).screen(source("applicant: {name: Byn}"))


@pytest.mark.parametrize(
    ("kind", "verdict", "is_mended"),
    [
        (OutcomeKind.NOT_MET, Verdict.NOT_MET, True),
        (OutcomeKind.TO_MEND, Verdict.INCOMPLETE, True),
        (OutcomeKind.JUDGEMENT, Verdict.READY, False),
    ],
)
def test_what_is_stated_against_a_rule_gives_what_the_rule_says(
    kind: OutcomeKind, verdict: Verdict, is_mended: bool
) -> None:
    pack = pack_of(kind)
    screening = screened(pack)
    content = report_content(screening, ReportHeader("0.0.0", pack, TODAY), view("en"))
    (outcome,) = screening.outcomes

    assert (outcome.kind, outcome.contradicted, screening.verdict) == (kind, True, verdict)
    assert things_to_mend(screening) == ((ID,) if is_mended else ())
    assert [item.title for item in content.actions] == (["The name is another"] if is_mended else [])
    assert [line.rule for line in content.questions] == ([] if is_mended else [ID])


def test_what_only_waits_is_no_thing_to_mend() -> None:
    screening = screen("project: {title: Torget}")
    waiting = {outcome.rule.id for outcome in screening.outcomes if outcome.undetermined}

    assert waiting
    assert waiting.isdisjoint(things_to_mend(screening))


def test_contradictions_come_before_the_other_questions() -> None:
    other = rule_requiring("{field: applicant.name, min_chars: 40}", "applicant-long")
    pack = pack_of(OutcomeKind.JUDGEMENT, f"rules/applicant-long.yaml={other}")
    content = report_content(screened(pack), ReportHeader("0.0.0", pack, TODAY), view("en"))

    assert [line.rule for line in content.questions] == [ID, "applicant-long"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_other_outcome_is_a_mutant_and_a_change_that_decides(kind: OutcomeKind) -> None:
    pack = pack_of(kind)
    (rule,) = pack.rules
    mutants = [mutant for mutant in RuleMutants(pack).of(rule) if mutant.change == "otherwise"]

    assert {mutant.after for mutant in mutants} == {*KINDS} - {kind}
    for mutant in mutants:
        assert mutant.pack is not None
        changed = mutant.pack.rule(ID)
        assert changed is not None
        assert differing(logic(rule), logic(changed)) == ("otherwise",)
