"""Mutation testing of a rule: the mutants that its tests kill, and a suggested test for each survivor."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sociallan.analysis.case_book import CaseBook
from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.mutants import mutants
from sociallan.analysis.pack_variant import PackVariant
from sociallan.analysis.reachability import ExploredDomain, Explorer, size
from sociallan.analysis.rule_mutants import with_rules
from sociallan.analysis.rule_tests import RuleTester, swapped
from sociallan.analysis.suggested_tests import MAX_CASES, TestMaker
from sociallan.analysis.trial import Example, KilledMutant, Mutant, MutationResult, ParamChange, Survivor
from sociallan.application.field import Catalogue
from sociallan.rules.compile import Compiler
from sociallan.rules.compiled_rule import CompiledRule, EffectiveRules, compile_rule
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.scope import Scope
from sociallan.rules.truth import OutcomeKind


class _Run(NamedTuple):
    """A test of a rule, the scope of its application, and the rules in effect on its day."""

    test: RuleTest
    scope: Scope
    period: EffectiveRules


class Mutator:
    """Mutation tester of a pack's rules."""

    def __init__(self, explorer: Explorer, fields: Catalogue, book: CaseBook | None = None) -> None:
        self._book = book
        self._explorer = explorer
        self._fields = fields
        self._tester = RuleTester(explorer.pack)
        self._maker = TestMaker(explorer.pack, fields)

    def run(self, rule: Rule) -> MutationResult:
        """Run the tests of a rule, and the cases, on each of its mutants."""
        domains = self._explorer.explored(rule)
        kinds = [_kinds(rule, explored) for explored in domains]
        runs = [self._prepare(rule, test) for test in rule.tests]
        killed: list[KilledMutant] = []
        survivors: list[Survivor] = []
        equivalent = 0
        for mutant in mutants(rule, self._values_of(rule), self._fields):
            killers = tuple(run.test for run in runs if _kills(run, mutant))
            if killers or self._noticed_by_a_case(mutant):
                killed.append(KilledMutant(mutant, killers))
            elif cases := list(_differing_cases(mutant, domains, kinds)) or self._jointly_differing(mutant, rule):
                survivors.append(Survivor(mutant, self._test_of(mutant, rule, cases)))
            else:
                equivalent += 1
        return MutationResult(rule, tuple(killed), equivalent, tuple(survivors))

    def _jointly_differing(self, mutant: Mutant, rule: Rule) -> list[tuple[Example, OutcomeKind]]:
        """Return the differing cases of a joint domain: what only the mutant names is in no domain of the rule."""
        domains = []
        for day in self._explorer.days(rule):
            bindings = swapped(self._explorer.bindings(day), mutant.swap)
            changed = ResolvedConditions.of(mutant.rule, bindings)
            domains.append(self._explorer.explore(day, (self._explorer.resolved(rule, day), changed)))
        return list(_differing_cases(mutant, domains, [_kinds(rule, explored) for explored in domains]))

    def _noticed_by_a_case(self, mutant: Mutant) -> bool:
        if self._book is None:
            return False
        pack = self._explorer.pack
        changed = with_rules(pack, (mutant.rule,))
        if (swap := mutant.swap) is not None:
            param = pack.params[swap.param]
            values = tuple((day, swap.after if value == swap.before else value) for day, value in param.values)
            changed = replace(pack, params={**pack.params, swap.param: param._replace(values=values)})
        return self._book.noticing(PackVariant(changed, self._book.original)) is not None

    def _prepare(self, rule: Rule, test: RuleTest) -> _Run:
        given = self._tester.input_of(rule, test)
        return _Run(test, given.facts.scope(), given.period)

    def _values_of(self, rule: Rule) -> Callable[[str], Sequence[Any]]:
        params = [self._explorer.resolved(rule, day).bindings.params for day in self._explorer.days(rule)]
        return lambda name: list(dict.fromkeys(known[name] for known in params))

    def _test_of(self, mutant: Mutant, rule: Rule, cases: list[tuple[Example, OutcomeKind]]) -> RuleTest | None:
        """Return a test that the rule passes and its mutant fails, ``None`` if none was found."""

        def kills(test: RuleTest) -> bool:
            run = self._prepare(rule, test)
            return _kind(rule, run.scope, run.period) is test.expect and _kills(run, mutant)

        smallest = sorted(cases, key=lambda found: size(found[0].value))[:MAX_CASES]
        tests = (self._maker.make(rule, case, kind, kills) for case, kind in smallest)
        return next((test for test in tests if test is not None), None)


def _kills(run: _Run, mutant: Mutant) -> bool:
    """Return whether a mutant changes the outcome of a test; a different reason alone does not count."""
    return _kind(mutant.rule, run.scope, run.period, mutant.swap) is not run.test.expect


def _differing_cases(
    mutant: Mutant, domains: Sequence[ExploredDomain], kinds: Sequence[Sequence[OutcomeKind]]
) -> Iterator[tuple[Example, OutcomeKind]]:
    """Yield the cases in which a mutant's outcome differs from the rule's, with the rule's outcome."""
    for explored, expected in zip(domains, kinds, strict=True):
        for case, kind, of_mutant in zip(
            explored.domain.cases, expected, _kinds(mutant.rule, explored, mutant.swap), strict=True
        ):
            if of_mutant is not kind:
                yield Example(case, explored.domain.day), kind


def _kinds(rule: Rule, explored: ExploredDomain, swap: ParamChange | None = None) -> list[OutcomeKind]:
    compiled = _compiled(rule, explored.period, swap)
    return [compiled.decide(scope).kind for scope in explored.scopes]


def _kind(rule: Rule, scope: Scope, period: EffectiveRules, swap: ParamChange | None = None) -> OutcomeKind:
    return _compiled(rule, period, swap).decide(scope).kind


def _compiled(rule: Rule, period: EffectiveRules, swap: ParamChange | None) -> CompiledRule:
    return compile_rule(rule, Compiler(swapped(period.bindings, swap)))
