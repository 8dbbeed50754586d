"""Decisions on what rules, groups and verdicts can be."""

from collections.abc import Mapping

import pytest

from sociallan.analysis.exact import whole_pack
from sociallan.analysis.exact.reachability import ExactExplorer
from sociallan.analysis.pack_check import PackCheck, pack_check
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Reachability
from sociallan.pack.load import PackDraft
from tests.analysis.pack_differences.test_differences import FEW, LSH
from tests.builders import TODAY, draft_of, lsh, pack_schemas, rule_requiring, shape, small_pack
from tests.sampling import WHOLE, sampled


def checked(files: Mapping[str, str]) -> PackCheck:
    return pack_check(draft_of(files), pack_schemas(), TODAY, exact=True)


def draft(files: Mapping[str, str]) -> PackDraft:
    return draft_of(files)


def unreachable(files: Mapping[str, str]) -> set[str]:
    """Return the codes of what is found out of reach in a whole pack."""
    pack = draft(files).pack
    assert pack is not None
    return {fault.code for fault in whole_pack.unreachable(pack, draft(files))}


def with_rules(**conditions: str) -> dict[str, str]:
    """Return a small pack with some requirements of one group that read nothing else."""
    files = small_pack(**{"rules__applicant-named": None})
    for name, condition in conditions.items():
        rule = rule_requiring(condition, name)
        files[f"rules/{name}.yaml"] = f"{rule}basis: stated\n"
    return files


UNDECIDED = "Q-need-shown-by-newest"
"""Whether the latest of several years has a finding is not found out."""


@pytest.mark.law
@pytest.mark.slow
def test_every_rule_of_the_pack_is_decided() -> None:
    explorer = Explorer(lsh(), shape())
    of_domains = [rule for rule in sampled(lsh().rules, 45) if explorer.reachability(rule).sampled]
    exact = ExactExplorer(explorer)

    for rule in sampled(of_domains, 4):
        assert set(exact.reachability(rule, explorer.reachability(rule)).cases) == {test.expect for test in rule.tests}

    assert of_domains
    assert exact.undecided <= {UNDECIDED}


@pytest.mark.law
@pytest.mark.slow
def test_no_group_and_no_verdict_of_the_pack_is_out_of_reach() -> None:
    requirements = {
        name: text
        for name, text in (LSH if WHOLE else FEW).items()
        if not name.startswith("rules/") or "\nlevel: requirement\n" in text
    }

    assert unreachable(requirements) == set()


def test_requirements_that_contradict_each_other_leave_the_best_verdict_out_of_reach() -> None:
    fine = with_rules(large="{field: investment.loan, at_least: 100}", small="{field: investment.loan, at_most: 200}")
    bad = with_rules(large="{field: investment.loan, at_least: 100}", small="{field: investment.loan, at_most: 50}")

    assert unreachable(fine) == set()
    assert unreachable(bad) == {"check.never-ready"}


def test_a_group_that_never_fails_and_a_verdict_that_is_never_given_are_told() -> None:
    answered = "{field: investment.loan, stated: %s}"
    files = with_rules(stated=f"{{any: [{answered % 'true'}, {answered % 'false'}]}}")

    assert unreachable(files) >= {"check.never-denied", "check.group-never-fails"}


@pytest.mark.slow
def test_what_trying_finds_is_found_without_trying() -> None:
    rule = lsh().rule("G5-indicators-yearly")
    assert rule is not None
    explorer = Explorer(lsh(), shape())
    nothing = Reachability({}, {}, frozenset(), sampled=True)

    found = ExactExplorer(explorer).reachability(rule, nothing)

    tried = explorer.reachability(rule)
    assert found.cases.keys() >= tried.cases.keys()
    assert all(found.truths[at] >= truths for at, truths in tried.truths.items())
    assert not found.sampled
    for kind, case in found.cases.items():
        assert explorer.decision(rule, case).kind is kind


@pytest.mark.slow
def test_a_part_without_effect_is_proved_to_be_so_and_one_with_effect_is_not_told() -> None:
    idle = with_rules(loan="{all: [{field: investment.loan, at_least: 10}, {field: investment.loan, at_least: 5}]}")
    useful = with_rules(loan="{all: [{field: investment.loan, at_least: 10}, {field: investment.loan, at_most: 50}]}")

    assert "check.idle" in {fault.code for fault in checked(idle).faults}
    assert "check.idle" not in {fault.code for fault in checked(useful).faults}
