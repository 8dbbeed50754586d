"""A rule's outcome with and without its reasons: when the committee is asked, and what it is shown."""

from typing import Any

import pytest

from sociallan.application.walking import texts
from sociallan.pack.calendar import RuleCalendar
from sociallan.rules.evaluation.compiled_rule import EffectiveRules
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.explain import Explainer
from sociallan.rules.outcome import EditKind, Outcome
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.explained_outcome import explained_outcome, untraced_outcome
from tests.builders import DAY, loaded, of_value, shape, small_pack

ASKING = """\
id: applicant-named
group: applicant
level: requirement
valid_from: 2020-08-24
title: {sv: Titel, en: Title}
why: {sv: Varför, en: Why}
cites: [SOURCE#one]
require: {field: applicant.name, mentions_none: words}
ask: {sv: Skriv, en: Write}
judge:
  question: {sv: Fråga, en: Question}
  evidence: [applicant.name]
tests:
  - {name: Named, expect: judgement}
"""


WHEN = "when: {field: project.area, equals: health}\n"
QUESTION = "judge:\n  question: {sv: Fråga, en: Question}\n  evidence: [applicant.name]\n"
QUESTION_WHEN = "  when: {field: applicant.name, stated: true}\n"


def outcomes(name: str | None, rule: str = ASKING) -> tuple[Outcome, Outcome]:
    """Return a rule's outcome with its reasons and without its traces."""
    return both_of({"applicant": {"name": name}}, effective(rule))


def effective(rule: str) -> EffectiveRules:
    return RuleCalendar(loaded(small_pack() | {"rules/applicant-named.yaml": rule})).on(DAY)


def both_of(value: Any, period: EffectiveRules) -> tuple[Outcome, Outcome]:
    facts = Facts(value, texts(value), DAY)
    explainer = Explainer(of_value(value), facts, period.bindings)
    (ready,) = period.rules
    fields = shape().fields
    return (
        explained_outcome(ready, explainer, facts, period, fields),
        untraced_outcome(ready, ready.decide(facts.scope()), explainer, facts, period, fields),
    )


@pytest.mark.parametrize(
    ("name", "kind", "asks"),
    [
        ("Exempelkommun", OutcomeKind.JUDGEMENT, True),
        ("Pengar till lön", OutcomeKind.JUDGEMENT, True),
        (None, OutcomeKind.MISSING, False),
    ],
)
def test_the_committee_is_asked_where_the_rule_is_met_and_where_it_is_a_question_already(
    name: str | None, kind: OutcomeKind, asks: bool
) -> None:
    for outcome in outcomes(name):
        assert (outcome.kind, outcome.asks_people) == (kind, asks)
        assert outcome.evidence == (("/applicant/name",) if asks else ())


def test_applications_for_which_a_rule_has_one_outcome_have_evidence_of_their_own() -> None:
    long = ASKING.replace("mentions_none: words", "min_chars: 50").replace("[applicant.name]", "[social.goals.id]")
    period = effective(long)

    for goals in ([{"id": "a"}], [{"id": "b"}, {"id": "c"}]):
        for outcome in both_of({"applicant": {"name": "Exempelkommun"}, "social": {"goals": goals}}, period):
            assert (outcome.kind, len(outcome.reasons)) == (OutcomeKind.JUDGEMENT, 1)
            assert outcome.evidence == tuple(f"/social/goals/{index}/id" for index, _ in enumerate(goals))


def test_the_traces_are_those_of_what_decides_whether_the_rule_is_met_and_not_of_the_question() -> None:
    traced, untraced = outcomes("Exempelkommun", ASKING.replace("tests:", f"{QUESTION_WHEN}tests:"))

    assert traced.asks_people
    assert [trace.condition for trace in traced.traces] == [traced.rule.require]
    assert untraced.traces == ()
    assert (traced.reasons, traced.left_out) == (untraced.reasons, untraced.left_out) == ((), 0)


@pytest.mark.parametrize(
    ("name", "kind", "change"),
    [("En annan", OutcomeKind.NOT_MET, EditKind.CHANGE), (None, OutcomeKind.MISSING, EditKind.ADD)],
)
def test_the_reasons_and_the_change_are_those_of_what_is_required_and_not_of_when(
    name: str | None, kind: OutcomeKind, change: EditKind
) -> None:
    required = ASKING.replace("{field: applicant.name, mentions_none: words}", "{field: applicant.name, equals: Ex}")
    applying = "when: {field: project.area, stated: false}\nrequire:"

    both = outcomes(name, required.replace("require:", applying))

    assert [len(outcome.traces) for outcome in both] == [2, 0]
    for outcome in both:
        assert (outcome.kind, outcome.contradicted) == (kind, name is not None)
        assert [reason.pointers for reason in outcome.reasons] == [("/applicant/name",)]
        assert [(edit.kind, edit.pointer) for edit in outcome.edits or ()] == [(change, "/applicant/name")]


def test_of_many_reasons_the_first_are_told_and_the_others_counted() -> None:
    tests = ", ".join(f"{{field: applicant.name, equals: Namn {number}}}" for number in range(103))
    required = ASKING.replace("{field: applicant.name, mentions_none: words}", f"{{all: [{tests}]}}")

    for outcome in outcomes("En annan", required):
        assert (len(outcome.reasons), outcome.left_out) == (100, 3)


@pytest.mark.parametrize(
    ("before", "condition", "kind"),
    [
        ("require:", "when: {}\nrequire:", OutcomeKind.NOT_APPLICABLE),
        ("tests:", "  when: {}\ntests:", OutcomeKind.MET),
        (QUESTION, "", OutcomeKind.MET),
    ],
)
def test_a_rule_that_is_met_or_does_not_apply_has_neither_reasons_nor_a_question(
    before: str, condition: str, kind: OutcomeKind
) -> None:
    unnamed = condition.format("{field: applicant.name, stated: false}")

    for outcome in outcomes("Exempelkommun", ASKING.replace(before, unnamed)):
        assert outcome.kind is kind
        assert (outcome.reasons, outcome.left_out, outcome.edits, outcome.asks_people) == ((), 0, None, False)


def test_a_rule_that_is_a_question_already_has_no_change() -> None:
    for outcome in outcomes("Pengar till lön"):
        assert (outcome.kind, outcome.edits) == (OutcomeKind.JUDGEMENT, None)


def test_a_rule_that_waits_has_no_change_even_if_what_it_waits_for_would_meet_it() -> None:
    named = "{field: applicant.name, not_placeholder: true}"
    alone = ASKING.replace("{field: applicant.name, mentions_none: words}", named)

    for outcome in outcomes("Exempelkommun", alone.replace("require:", f"{WHEN}require:")):
        assert (outcome.kind, outcome.undetermined, outcome.edits) == (OutcomeKind.MISSING, True, None)
        assert [reason.pointers for reason in outcome.reasons] == [("/project/area",)]
