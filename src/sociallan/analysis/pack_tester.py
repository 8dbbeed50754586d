"""All that a pack has to test itself with, run at once: the tests in its rules, its cases, coverage and mutants."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sociallan.analysis.case import Case
from sociallan.analysis.case_tests import CaseResult, run_cases
from sociallan.analysis.coverage import coverage
from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.mutation_testing import Mutator
from sociallan.analysis.mutation.pack_mutant import PartResult
from sociallan.analysis.mutation.pack_mutation import PackMutator, survivors
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.results import Coverage, MutationResult, Reachability, RuleTestResult
from sociallan.application.document import Document
from sociallan.application.form_check.shape import Shape
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule


class PackTestRun(NamedTuple):
    """The results of the tests of some rules and of cases, what they cover, and the reachability by rule id."""

    results: tuple[RuleTestResult, ...]
    cases: tuple[CaseResult, ...]
    coverage: Coverage
    reachability: Mapping[str, Reachability]

    @property
    def failed(self) -> int:
        """The number of tests, and of applications of cases, that failed."""
        return sum(not each.passed for each in self.results) + sum(not each.passed for each in self.cases)


class PackMutation(NamedTuple):
    """Mutants of rules and of the pack around their conditions, with those that tests and cases notice."""

    rules: tuple[MutationResult, ...]
    parts: tuple[PartResult, ...]

    @property
    def survivors(self) -> int:
        """The number of mutants that nothing notices."""
        return sum(len(found.survivors) for found in self.rules) + len(survivors(self.parts))


class PackTester:
    """Tester of a pack with its cases; ``documents`` are its files by name."""

    def __init__(self, pack: Pack, shape: Shape, cases: Sequence[Case], documents: Mapping[str, Document]) -> None:
        self._pack = pack
        self._shape = shape
        self._cases = tuple(cases)
        self._documents = documents
        self._explorer = Explorer(pack, shape)

    def run(self, rules: Sequence[Rule]) -> PackTestRun:
        """Run the tests of rules and the cases that name them, or of all rules every case."""
        ids = {rule.id for rule in rules}
        is_whole = ids == {rule.id for rule in self._pack.rules}
        cases = [case for case in self._cases if is_whole or case.names(ids)]
        results = tuple(self._explorer.tester.run(rule, test) for rule in rules for test in rule.tests)
        of_cases = run_cases(cases, self._pack, self._shape)
        reachability = {rule.id: self._explorer.reachability(rule) for rule in rules}
        covered = coverage(results, reachability, of_cases.truths)
        return PackTestRun(results, of_cases.results, covered, reachability)

    def mutate(self, rules: Sequence[Rule]) -> PackMutation:
        """Run the tests of rules, and all cases, on each mutant of them and of the pack around them."""
        mutator = Mutator(self._explorer, self._shape.fields, self._book)
        parts = PackMutator(self._explorer, self._book, self._documents).run(rules)
        return PackMutation(tuple(map(mutator.run, rules)), parts)

    @cached_property
    def _book(self) -> CaseBook:
        return CaseBook(self._pack, self._shape, self._cases)
