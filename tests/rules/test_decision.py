"""A rule's outcome from the truths of its conditions: every combination, written out."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from sociallan.rules.condition import Condition
from sociallan.rules.decision import Decision, counts_as_met, decider
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth
from tests.builders import RULE, loaded, small_pack

F, T, J, M = Truth.FALSE, Truth.TRUE, Truth.JUDGEMENT, Truth.MISSING
ABSENT, ALWAYS = "absent", "always"

NOT_APPLICABLE = Decision(
    OutcomeKind.NOT_APPLICABLE, undetermined=False, contradicted=False, asks=False, has_reasons=False
)
NOT_MET = Decision(OutcomeKind.NOT_MET, undetermined=False, contradicted=True, asks=False, has_reasons=True)
MISSING = Decision(OutcomeKind.MISSING, undetermined=False, contradicted=False, asks=False, has_reasons=True)
MET = Decision(OutcomeKind.MET, undetermined=False, contradicted=False, asks=False, has_reasons=False)
JUDGEMENT = Decision(OutcomeKind.JUDGEMENT, undetermined=False, contradicted=False, asks=False, has_reasons=True)
QUESTION = Decision(OutcomeKind.JUDGEMENT, undetermined=False, contradicted=False, asks=True, has_reasons=False)
JUDGEMENT_AND_QUESTION = Decision(
    OutcomeKind.JUDGEMENT, undetermined=False, contradicted=False, asks=True, has_reasons=True
)
JUDGEMENT_UNDETERMINED = Decision(
    OutcomeKind.JUDGEMENT, undetermined=True, contradicted=False, asks=False, has_reasons=True
)
MISSING_UNDETERMINED = Decision(
    OutcomeKind.MISSING, undetermined=True, contradicted=False, asks=False, has_reasons=True
)

RULE_OF_THREE = (
    RULE.format(id="three")
    .replace("require:", "when: {field: project.area, equals: health}\nrequire:")
    .replace(
        "tests:",
        "judge:\n  question: {sv: Hur?, en: How?}\n  evidence: [project.title]\n"
        "  when: {field: project.title, stated: true}\ntests:",
    )
)


def combinations() -> Iterator[tuple[Truth | str, Truth, Truth | str, Decision, str]]:
    """Yield the truths of ``when``, ``require`` and ``judge.when``, the decision, and what is evaluated."""
    for require in Truth:
        for question in (ABSENT, ALWAYS, *Truth):
            for when, decision in ((F, NOT_APPLICABLE), (J, JUDGEMENT_UNDETERMINED), (M, MISSING_UNDETERMINED)):
                yield when, require, question, decision, "when"
    for applies, evaluated in ((ABSENT, ""), (T, "when ")):
        for question in (ABSENT, ALWAYS, *Truth):
            asks = "" if question in (ABSENT, ALWAYS) else " question"
            yield applies, F, question, NOT_MET, evaluated + "require"
            yield applies, M, question, MISSING, evaluated + "require"
            is_asked = question not in (ABSENT, F)
            yield applies, T, question, QUESTION if is_asked else MET, evaluated + "require" + asks
            yield applies, J, question, JUDGEMENT_AND_QUESTION if is_asked else JUDGEMENT, evaluated + "require" + asks


@cache
def whole_rule() -> Rule:
    """Return a rule with each of the three conditions."""
    return next(rule for rule in loaded(small_pack(rules__three=RULE_OF_THREE)).rules if rule.id == "three")


def rule_and_names(when: Truth | str, question: Truth | str) -> tuple[Rule, dict[int, str]]:
    """Return a rule with the conditions that are there, and their names by identity."""
    rule = whole_rule()
    assert rule.judge is not None
    names = {id(rule.when): "when", id(rule.require): "require", id(rule.judge.when): "question"}
    judges = {ABSENT: None, ALWAYS: rule.judge._replace(when=None)}
    return rule._replace(when=None if when == ABSENT else rule.when, judge=judges.get(str(question), rule.judge)), names


@pytest.mark.parametrize(("when", "require", "question", "decision", "evaluated"), list(combinations()))
def test_the_truths_of_its_conditions_decide_a_rule(
    when: Truth | str, require: Truth, question: Truth | str, decision: Decision, evaluated: str
) -> None:
    rule, names = rule_and_names(when, question)
    truths = {"when": when, "require": require, "question": question}
    seen: list[str] = []

    def evaluator(condition: Condition) -> Callable[[str], Truth]:
        def evaluate(scope: str) -> Truth:
            assert scope == "application"
            seen.append(names[id(condition)])
            truth = truths[seen[-1]]
            assert isinstance(truth, Truth)
            return truth

        return evaluate

    assert decider(rule, evaluator)("application") == decision
    assert seen == evaluated.split()


def test_each_condition_is_made_a_function_once_when_it_is_first_needed() -> None:
    rule, names = rule_and_names(T, T)
    made: list[str] = []

    def evaluator(condition: Condition) -> Callable[[Truth], Truth]:
        made.append(names[id(condition)])
        return lambda truth: truth

    decide, needed = decider(rule, evaluator), []
    for truth in (F, F, T, T):
        decide(truth)
        needed.append(len(made))

    assert (made, needed) == (["when", "require", "question"], [1, 1, 3, 3])


def test_every_combination_of_truths_is_written_out_once() -> None:
    written = [found[:3] for found in combinations()]

    assert len(set(written)) == len(written) == (len(Truth) + 1) * len(Truth) * (len(Truth) + 2)


@pytest.mark.parametrize("contradicted", [False, True])
@pytest.mark.parametrize("undetermined", [False, True])
@pytest.mark.parametrize("kind", OutcomeKind)
def test_what_is_met_or_only_asked_of_people_counts_as_met(
    kind: OutcomeKind, undetermined: bool, contradicted: bool
) -> None:
    counts = counts_as_met(kind, contradicted=contradicted, undetermined=undetermined)

    if kind is OutcomeKind.JUDGEMENT:
        assert counts == (not contradicted and not undetermined)
    else:
        assert counts == (kind is OutcomeKind.MET)
    assert Decision(kind, undetermined=undetermined, contradicted=contradicted).is_met is counts


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("level: requirement", OutcomeKind.NOT_MET),
        ("level: requirement\nbasis: stated", OutcomeKind.NOT_MET),
        ("level: requirement\nbasis: logic", OutcomeKind.NOT_MET),
        ("level: requirement\nbasis: concluded", OutcomeKind.JUDGEMENT),
        ("level: expectation\nbasis: concluded", OutcomeKind.NOT_MET),
        ("level: requirement\nbasis: concluded\notherwise: not_met", OutcomeKind.NOT_MET),
        ("level: requirement\nbasis: stated\notherwise: judgement", OutcomeKind.JUDGEMENT),
        ("level: requirement\nbasis: logic\notherwise: to_mend", OutcomeKind.TO_MEND),
        ("level: remark\notherwise: to_mend", OutcomeKind.TO_MEND),
    ],
)
def test_what_contradicts_a_rule_has_the_outcome_that_its_file_says_or_its_basis(keys: str, kind: OutcomeKind) -> None:
    pack = loaded(small_pack(rules__three=re.sub("level: .*", keys, RULE_OF_THREE, count=1)))
    rule = next(rule for rule in pack.rules if rule.id == "three")

    def evaluator(condition: Condition) -> Callable[[None], Truth]:
        return lambda _: F if condition is rule.require else T

    assert decider(rule, evaluator)(None) == Decision(kind, contradicted=True)
