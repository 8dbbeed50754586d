"""Mutation testing of a rule: the mutants that its tests notice, and a test for each that they miss."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from sociallan.analysis.mutants import mutants
from sociallan.analysis.reachability import ExploredDomain, Explorer, size
from sociallan.analysis.rule_tests import RuleTester, swapped
from sociallan.analysis.suggested_tests import TestMaker
from sociallan.analysis.trial import Example, KilledMutant, Mutant, MutationResult, ParamChange, Survivor
from sociallan.application.field import Catalogue
from sociallan.rules.compile import Compiler, Scope
from sociallan.rules.compiled_rule import CompiledRule, EffectiveRules, compile_rule
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind

_MOST_CASES = 12
"""Cases that a test is tried to be made of, the smallest first."""


class _Run(NamedTuple):
    """A test of the rule, its application ready to be decided on."""

    test: RuleTest
    scope: Scope
    period: EffectiveRules


class Mutator:
    """Tries the mutants of a pack's rules on the rules' tests."""

    def __init__(self, explorer: Explorer, fields: Catalogue) -> None:
        self._explorer = explorer
        self._tester = RuleTester(explorer.pack)
        self._maker = TestMaker(explorer.pack, fields)

    def run(self, rule: Rule) -> MutationResult:
        """Try every mutant of a rule."""
        domains = self._explorer.explored(rule)
        kinds = [_kinds(rule, explored) for explored in domains]
        runs = [self._made_ready(rule, test) for test in rule.tests]
        killed: list[KilledMutant] = []
        survivors: list[Survivor] = []
        equivalent = 0
        for mutant in mutants(rule, self._values_of(rule)):
            by = tuple(one.test for one in runs if _notices(one, mutant))
            if by:
                killed.append(KilledMutant(mutant, by))
            elif cases := list(_told_apart(mutant, domains, kinds)):
                survivors.append(Survivor(mutant, self._test_of(mutant, rule, cases)))
            else:
                equivalent += 1
        return MutationResult(rule, tuple(killed), equivalent, tuple(survivors))

    def _made_ready(self, rule: Rule, test: RuleTest) -> _Run:
        facts, period = self._tester.ground(rule, test)
        return _Run(test, facts.scope(), period)

    def _values_of(self, rule: Rule) -> Callable[[str], Sequence[Any]]:
        params = [self._explorer.asked(rule, day).params for day in self._explorer.days(rule)]
        return lambda name: list(dict.fromkeys(known[name] for known in params))

    def _test_of(self, mutant: Mutant, rule: Rule, cases: list[tuple[Example, OutcomeKind]]) -> RuleTest | None:
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
    mutant: Mutant, domains: Sequence[ExploredDomain], kinds: Sequence[Sequence[OutcomeKind]]
) -> Iterator[tuple[Example, OutcomeKind]]:
    """Yield the cases in which a mutant's outcome is another than the rule's, and what the rule's is."""
    for explored, expected in zip(domains, kinds, strict=True):
        for case, kind, of_mutant in zip(
            explored.domain.cases, expected, _kinds(mutant.rule, explored, mutant.swap), strict=True
        ):
            if of_mutant is not kind:
                yield Example(case, explored.domain.day), kind


def _kinds(rule: Rule, explored: ExploredDomain, swap: ParamChange | None = None) -> list[OutcomeKind]:
    made_ready = _ready(rule, explored.period, swap)
    return [made_ready.decide(scope).kind for scope in explored.scopes]


def _kind(rule: Rule, scope: Scope, period: EffectiveRules, swap: ParamChange | None = None) -> OutcomeKind:
    return _ready(rule, period, swap).decide(scope).kind


def _ready(rule: Rule, period: EffectiveRules, swap: ParamChange | None) -> CompiledRule:
    return compile_rule(rule, Compiler(swapped(period.params, swap), period.finders))
