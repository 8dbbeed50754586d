"""Long laws: a sample of their cases in the suite, all of them with ``make test-laws``, a few with ``make mutants``."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

import pytest
from hypothesis import settings

from sociallan.analysis import pack_check, pack_tester
from sociallan.analysis.case import Case as CaseOfPack
from sociallan.analysis.lints.lint import without_findings
from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.pack_mutant import PackMutant
from sociallan.analysis.mutation.pack_mutation import PackMutator
from sociallan.analysis.pack_check import PackCheck
from sociallan.analysis.pack_tester import PackMutation, PackTester, PackTestRun
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Coverage, NodeCoverage, Reachability
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.pack.load import PackDraft
from sociallan.pack.pack import Pack
from sociallan.rules.condition import nodes
from sociallan.rules.rule import Rule
from tests import shared_work

Case = TypeVar("Case")

WHOLE = os.environ.get("LAWS") == "whole"
"""Whether laws are to be held to all of their cases."""
FEW = os.environ.get("LAWS") == "few"
"""Whether they are to be held to few cases, since the tests are run against each of thousands of mutants."""
_SHARE = 6
"""Cases of the suite's sample for each that is tried where few are."""


def sampled(cases: Sequence[Case], most: int, *, whole: bool = WHOLE, few: bool = FEW) -> Sequence[Case]:
    """Return all cases, or in the suite at most so many: always the same ones, spread evenly over them.

    Against mutants they are a sixth as many, and at least one.

    A test that samples its cases is marked ``law``, so that ``make test-laws`` finds it.
    """
    if few:
        most = -(-most // _SHARE)
    if whole or len(cases) <= most:
        return cases
    # From the middle of each of the equal parts: neither end of the space is favoured.
    return [cases[(2 * number + 1) * len(cases) // (2 * most)] for number in range(most)]


def examples(most: int) -> settings:
    """Have Hypothesis try so many examples in the suite, and as many as its profile says with ``make test-laws``.

    A test that does so is marked ``law``.
    """
    return settings() if WHOLE else settings(max_examples=len(sampled(range(most), most)))


def run_sampled(monkeypatch: pytest.MonkeyPatch, most: int, *names: str) -> None:
    """Have ``rules test`` test only so many rules of a pack, and run only so many of the cases that name them.

    Rules and cases of these names are among them. With ``make test-laws`` it tests all, with every case. A test that
    does so is marked ``law``.
    """
    if WHOLE:
        return
    run = PackTester.run

    def of_some(tester: PackTester, rules: Sequence[Rule]) -> PackTestRun:
        chosen = {rule.id for rule in sampled(rules, most)} | {*names}
        few = _some_cases([case for case in tester._cases if case.names(chosen) or case.name in names], most, names)
        with pytest.MonkeyPatch.context() as for_this_run:
            # What looks for mutants afterwards has all of the cases.
            for_this_run.setattr(tester, "_cases", few)
            # A case of one of the names may state no rule at all.
            for_this_run.setattr(CaseOfPack, "names", lambda *_: True)
            found = run(tester, [rule for rule in rules if rule.id in chosen])
        left_out = [rule for rule in rules if rule.id not in chosen]
        conditions = ((rule, node) for rule in left_out for top in rule.conditions() for node in nodes(top))
        not_covered = (NodeCoverage(rule, node, frozenset(), {}) for rule, node in conditions)
        nothing_reached = {rule.id: Reachability({}, {}, frozenset(), sampled=False) for rule in left_out}
        return found._replace(
            coverage=Coverage((*found.coverage.nodes, *not_covered)),
            reachability={**nothing_reached, **found.reachability},
        )

    monkeypatch.setattr(PackTester, "run", of_some)


def mutate_sampled(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Have commands mutate only the rules of these names in a pack that has any, and not what stands around them.

    With ``make test-laws`` they mutate all. A test that does so is marked ``law``.
    """
    if WHOLE:
        return
    mutate = PackTester.mutate

    def of_some(tester: PackTester, rules: Sequence[Rule]) -> PackMutation:
        return mutate(tester, [rule for rule in rules if rule.id in names] or rules)

    monkeypatch.setattr(PackTester, "mutate", of_some)


def parts_sampled(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Have commands mutate only so much of what stands around the conditions of rules.

    With ``make test-laws`` they mutate all. A test that does so is marked ``law``.
    """
    if WHOLE:
        return
    mutants = PackMutator._mutants

    def of_some(mutator: PackMutator, rules: Sequence[Rule]) -> Iterator[PackMutant]:
        yield from sampled(list(mutants(mutator, rules)), most)

    monkeypatch.setattr(PackMutator, "_mutants", of_some)


def _some_cases(cases: Sequence[CaseOfPack], most: int, names: Collection[str]) -> tuple[CaseOfPack, ...]:
    """Return so many cases, and those of some names or that name a rule of them."""
    some = {case.name for case in sampled(cases, most)} | {*names}
    return tuple(case for case in cases if case.name in some or case.names(names))


def notice_sampled(monkeypatch: pytest.MonkeyPatch, most: int, *names: str) -> None:
    """Have commands look for a case that notices a mutant among so many cases, after all tests of the rules.

    Cases that name a rule of these names are among them. With ``make test-laws`` they look among all. A test that does
    so is marked ``law``.
    """
    if WHOLE:
        return

    def of_some(pack: Pack, shape: Shape, cases: Sequence[CaseOfPack]) -> CaseBook:
        return CaseBook(pack, shape, _some_cases(cases, most, names))

    monkeypatch.setattr(pack_tester, "CaseBook", of_some)


def explore_sampled(monkeypatch: pytest.MonkeyPatch, most: int, *names: str) -> None:
    """Have ``rules check`` try what only so many rules can give, and those of these names, after all lints of the pack.

    With ``make test-laws`` it tries all. A test that does so is marked ``law``.
    """
    if WHOLE:
        return

    def of_some(pack: Pack, faults: Iterable[Diagnostic[PackLocation]]) -> tuple[Rule, ...]:
        rules = without_findings(pack, faults)
        chosen = {rule.id for rule in sampled(rules, most)} | {*names}
        return tuple(rule for rule in rules if rule.id in chosen)

    monkeypatch.setattr(pack_check, "without_findings", of_some)


def lint_sampled(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Have the costly lints, which look at each rule by itself, look only at so many rules.

    With ``make test-laws`` they look at all. A test that does so is marked ``law``.
    """
    if not WHOLE:
        monkeypatch.setattr(shared_work, "looked_at", lambda rules: sampled(rules, most))


def decide_sampled(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Have ``rules check --exact`` decide what only so many rules can give, and nothing of the whole pack.

    That takes seconds, and a test of its own decides it. With ``make test-laws`` it decides all. A test that does so is
    marked ``law``.
    """
    if WHOLE:
        return
    decided = pack_check._decided

    def of_some(
        draft: PackDraft,
        pack: Pack,
        found: Sequence[Diagnostic[PackLocation]],
        explored: Sequence[tuple[Rule, Reachability]],
        explorer: Explorer,
    ) -> PackCheck:
        return decided(draft, pack, found, list(sampled(explored, most)), explorer)

    monkeypatch.setattr(pack_check, "_decided", of_some)
    monkeypatch.setattr("sociallan.analysis.exact.whole_pack.unreachable", lambda *_: ())
