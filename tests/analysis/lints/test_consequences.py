"""Rules that follow from others: what is declared must hold over what the rules can get."""

import pytest

from sociallan.analysis.exact.reachability import ExactExplorer
from sociallan.analysis.lints.consequences import untrue_causes
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Reachability
from sociallan.application.form_check.shape import Shape
from sociallan.rules.rule import Rule
from tests.analysis.sound_pack import rule, sound_pack
from tests.builders import draft_of

CAUSE = "{field: investment.loan, at_most: {field: investment.total_cost}}"
SUM = "{field: derived.all_loans, at_most: {field: investment.total_cost}}"
VALUES = """\
all_loans:
  label: {sv: Alla lån, en: All loans}
  unit: kr
  sum: [investment.loan, investment.green_loan]
"""


def found(condition: str, *, of_cause: str = "", exact: bool = False) -> list[tuple[str, int]]:
    """Return what is found of a rule that is said to follow from ``cause``."""
    files = {
        **sound_pack(),
        "values.yaml": VALUES,
        "rules/cause.yaml": rule("cause", CAUSE, more=of_cause),
        "rules/effect.yaml": rule("effect", condition, more="follows: [cause]\n"),
    }
    draft = draft_of(files)
    assert (draft.pack is not None, draft.faults) == (True, ())
    assert draft.pack is not None
    explorer = Explorer(draft.pack, Shape(draft.pack.form))
    decided = ExactExplorer(explorer)

    def reach(each: Rule) -> Reachability:
        tried = explorer.reachability(each)
        return decided.reachability(each, tried) if exact else tried

    effect = draft.pack.rule("effect")
    assert effect is not None
    return [(fault.code, fault.place.line) for fault in untrue_causes(effect, draft.pack, draft, reach)]


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(
    ("condition", "follows"),
    [
        (SUM, True),
        (f"{{all: [{SUM}, {{field: investment.green_loan, at_most: 5}}]}}", True),
        (CAUSE.replace("at_most", "less_than"), True),
        (f"{{any: [{SUM}, {{field: investment.green_loan, at_most: 5}}]}}", False),
        ("{field: derived.all_loans, at_least: {field: investment.total_cost}}", False),
        ("{field: investment.green_loan, at_most: {field: investment.total_cost}}", False),
    ],
)
def test_a_rule_follows_if_it_is_broken_wherever_the_other_is(condition: str, *, follows: bool, exact: bool) -> None:
    assert [code for code, _ in found(condition, exact=exact)] == ([] if follows else ["check.does-not-follow"])


def test_a_rule_that_is_never_broken_with_the_other_does_not_follow() -> None:
    assert [code for code, _ in found(f"{{not: {CAUSE}}}")] == ["check.does-not-follow"]


def test_a_rule_may_follow_from_one_that_follows_itself() -> None:
    assert found(SUM, of_cause="follows: [wordy]\n") == []


def test_rules_do_not_follow_from_each_other() -> None:
    ((code, line),) = found(SUM, of_cause="follows: [effect]\n")

    assert (code, line) == ("check.follows-in-circle", 10)
