"""All that a pack has to test itself with, run at once: the tests in its rules, their coverage, and mutants."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sociallan.analysis.coverage import coverage
from sociallan.analysis.mutation_testing import Mutator
from sociallan.analysis.reachability import Explorer
from sociallan.analysis.rule_tests import RuleTester
from sociallan.analysis.trial import Coverage, MutationResult, Reachability, RuleTestResult
from sociallan.application.shape import Shape
from sociallan.pack.pack import Pack
from sociallan.rules.rule import Rule


class PackTestRun(NamedTuple):
    """The results of the tests of some rules, what they cover, and the reachability by rule id."""

    results: tuple[RuleTestResult, ...]
    coverage: Coverage
    reachability: Mapping[str, Reachability]

    @property
    def failed(self) -> int:
        """The number of tests that failed."""
        return sum(not result.passed for result in self.results)


class PackTester:
    """Tester of a pack."""

    def __init__(self, pack: Pack, shape: Shape) -> None:
        self._explorer = Explorer(pack, shape)
        self._tester = RuleTester(pack)
        self._mutator = Mutator(self._explorer, shape.fields)

    def run(self, rules: Sequence[Rule]) -> PackTestRun:
        """Run the tests of rules."""
        results = tuple(self._tester.run(rule, test) for rule in rules for test in rule.tests)
        reachability = {rule.id: self._explorer.reachability(rule) for rule in rules}
        return PackTestRun(results, coverage(results, reachability), reachability)

    def mutate(self, rules: Sequence[Rule]) -> tuple[MutationResult, ...]:
        """Run the tests of rules on each of their mutants."""
        return tuple(map(self._mutator.run, rules))
