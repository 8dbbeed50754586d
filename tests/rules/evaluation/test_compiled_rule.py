"""Rules that are compiled: which outcomes all applications share, and what their conditions read."""

import pytest

from sociallan.rules.decision import Decision
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import CompiledRule, compile_rule
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Question
from sociallan.rules.truth import OutcomeKind
from tests.builders import condition, loaded, small_pack

(PLAIN,) = loaded(small_pack()).rules


def compiled(require: str, when: str | None = None, judged: str | None = None) -> CompiledRule:
    rule = PLAIN._replace(
        require=condition(require),
        when=None if when is None else condition(when),
        judge=None if judged is None else Question({}, (), condition(judged)),
    )
    return compile_rule(rule, Compiler(Bindings()))


@pytest.mark.parametrize(
    ("decision", "shared"),
    [
        (Decision(OutcomeKind.MET, has_reasons=False), True),
        (Decision(OutcomeKind.NOT_APPLICABLE, has_reasons=False), True),
        (Decision(OutcomeKind.JUDGEMENT, asks=True, has_reasons=False), False),
        (Decision(OutcomeKind.MISSING), False),
    ],
)
def test_an_outcome_with_nothing_to_explain_or_ask_is_shared(decision: Decision, *, shared: bool) -> None:
    rule = compiled("{field: project.title, min_chars: 3}")

    assert rule.settled(decision) == (Outcome(rule.rule, decision.kind) if shared else None)
    assert rule.settled(decision) is rule.settled(decision)
    assert rule.explained is rule.explained


TITLE, AREA = "{field: project.title, min_chars: 3}", "{field: project.area, equals: housing}"


@pytest.mark.parametrize(
    ("require", "when", "judged", "tests"),
    [
        (TITLE, None, None, {"project.title": 1}),
        (TITLE, TITLE, None, {"project.title": 2}),
        (TITLE, AREA, None, {"project.title": 1, "project.area": 1}),
        # A question decides nothing, and neither does that a field is stated once it is filled in.
        (TITLE, None, AREA, {"project.title": 1}),
        ("{field: project.title, stated: true}", None, None, {}),
        ("{field: project.title, not_placeholder: true}", None, None, {}),
        ("{field: project.title, stated: false}", None, None, {"project.title": 1}),
        ("{field: applicant.member.is_member, is: true}", None, None, {"applicant.member.is_member": 1}),
        ("{field: derived.loan_share, at_most: 50}", None, None, {"investment.loan": 1, "investment.total_cost": 1}),
        (
            "{field: investment.loan, at_most: {field: investment.total_cost}}",
            None,
            None,
            {"investment.loan": 1, "investment.total_cost": 1},
        ),
        (
            "{some: social.goals, as: goal, must: {field: goal.id, min_chars: 2}}",
            None,
            None,
            {"social.goals": 1, "social.goals.id": 1},
        ),
    ],
)
def test_a_field_is_counted_once_for_each_test_that_decides_by_it(
    require: str, when: str | None, judged: str | None, tests: dict[str, int]
) -> None:
    rule = compiled(require, when, judged)

    assert rule.reads.tests == tests
    assert rule.reads.leaves == {id(leaf) for leaf in rule.rule.leaves()}
