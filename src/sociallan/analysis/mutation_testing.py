"""Mutation testing of a rule: the mutants that its tests notice, and a test for each that they miss."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sociallan.analysis.mutants import mutants
from sociallan.analysis.reachability import Explored, Explorer, size
from sociallan.analysis.rule_tests import RuleTester, swapped
from sociallan.analysis.suggested_tests import TestMaker
from sociallan.analysis.trial import Case, Mutant, Mutation, Noticed, Survivor, Swap
from sociallan.application.field import Catalogue
from sociallan.rules.compile import Compiler, Scope, scope_of
from sociallan.rules.compiled_rule import Period, ReadyRule, ready
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind

_MOST_CASES = 12
"""Cases that a test is tried to be made of, the smallest first."""


class _Run(NamedTuple):
    """A test of the rule, its application ready to be decided on."""

    test: RuleTest
    scope: Scope
    period: Period


class Mutator:
    """Tries the mutants of a pack's rules on the rules' tests."""

    def __init__(self, explorer: Explorer, fields: Catalogue) -> None:
        self._explorer = explorer
        self._tester = RuleTester(explorer.pack)
        self._maker = TestMaker(explorer.pack, fields)

    def run(self, rule: Rule) -> Mutation:
        """Try every mutant of a rule."""
        domains = self._explorer.explored(rule)
        kinds = [_kinds(rule, explored) for explored in domains]
        runs = [self._made_ready(rule, test) for test in rule.tests]
        noticed: list[Noticed] = []
        survivors: list[Survivor] = []
        alike = 0
        for mutant in mutants(rule, self._values_of(rule)):
            by = tuple(one.test for one in runs if _notices(one, mutant))
            if by:
                noticed.append(Noticed(mutant, by))
            elif cases := list(_told_apart(mutant, domains, kinds)):
                survivors.append(Survivor(mutant, self._test_of(mutant, rule, cases)))
            else:
                alike += 1
        return Mutation(rule, tuple(noticed), alike, tuple(survivors))

    def _made_ready(self, rule: Rule, test: RuleTest) -> _Run:
        facts, period = self._tester.ground(rule, test)
        return _Run(test, scope_of(facts), period)

    def _values_of(self, rule: Rule) -> Callable[[str], Sequence[Any]]:
        params = [self._explorer.asked(rule, day).params for day in self._explorer.days(rule)]
        return lambda name: list(dict.fromkeys(known[name] for known in params))

    def _test_of(self, mutant: Mutant, rule: Rule, cases: list[tuple[Case, OutcomeKind]]) -> RuleTest | None:
        """Make a test that the rule passes and its mutant does not."""

        def shows(test: RuleTest) -> bool:
            one = self._made_ready(rule, test)
            return _kind(rule, one.scope, one.period) is test.expect and _notices(one, mutant)

        smallest = sorted(cases, key=lambda found: size(found[0].value))[:_MOST_CASES]
        made = (self._maker.made(rule, case, kind, shows) for case, kind in smallest)
        return next((test for test in made if test is not None), None)


def _notices(one: _Run, mutant: Mutant) -> bool:
    """Return whether a test comes to another outcome than it expects; the reason alone does not count."""
    return _kind(mutant.rule, one.scope, one.period, mutant.swap) is not one.test.expect


def _told_apart(
    mutant: Mutant, domains: Sequence[Explored], kinds: Sequence[Sequence[OutcomeKind]]
) -> Iterator[tuple[Case, OutcomeKind]]:
    """Yield the cases in which a mutant's outcome is another than the rule's, and what the rule's is."""
    for explored, expected in zip(domains, kinds, strict=True):
        for case, kind, of_mutant in zip(
            explored.domain.cases, expected, _kinds(mutant.rule, explored, mutant.swap), strict=True
        ):
            if of_mutant is not kind:
                yield Case(case, explored.domain.day), kind


def _kinds(rule: Rule, explored: Explored, swap: Swap | None = None) -> list[OutcomeKind]:
    made_ready = _ready(rule, explored.period, swap)
    return [made_ready.decide(scope).kind for scope in explored.scopes]


def _kind(rule: Rule, scope: Scope, period: Period, swap: Swap | None = None) -> OutcomeKind:
    return _ready(rule, period, swap).decide(scope).kind


def _ready(rule: Rule, period: Period, swap: Swap | None) -> ReadyRule:
    return ready(rule, Compiler(swapped(period.params, swap), period.finders))
