"""Mutation testing of a rule: the mutants that its tests kill, and a suggested test for each survivor."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.mutants import mutants
from sociallan.analysis.mutation.pack_variant import PackVariant
from sociallan.analysis.mutation.rule_mutants import with_rules
from sociallan.analysis.mutation.suggested_tests import MAX_CASES, TestMaker
from sociallan.analysis.reachability import ExploredDomain, Explorer, size
from sociallan.analysis.results import Example, KilledMutant, Mutant, MutationResult, ParamChange, Survivor
from sociallan.analysis.rule_tests import swapped
from sociallan.application.field import Catalogue
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from sociallan.rules.condition import Condition
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import CompiledRule, EffectiveRules, compile_rule
from sociallan.rules.evaluation.scope import Decide, Scope
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind, Truth

# Bound to a module name because attribute access on an enumeration is slow.
_MISSING = Truth.MISSING


class _Run(NamedTuple):
    """A test of a rule, the scope of its application, and the rules in effect on its day."""

    test: RuleTest
    scope: Scope
    period: EffectiveRules


class _Tried:
    """The boundary domains of a rule, explored when a mutant first needs them, and the rule's outcomes in them."""

    def __init__(self, rule: Rule, explore: Callable[[], Sequence[ExploredDomain]]) -> None:
        self._rule = rule
        self._explore = explore

    @cached_property
    def domains(self) -> Sequence[ExploredDomain]:
        """The domains, one for each day on which the outcomes of the rule may change."""
        return self._explore()

    @cached_property
    def _decided(self) -> Sequence["_Decided"]:
        return [_decided(self._rule, explored) for explored in self.domains]

    def differing(self, mutant: Mutant) -> Iterator[tuple[Example, OutcomeKind]]:
        """Yield the cases in which a mutant's outcome differs from the rule's, with the rule's outcome."""
        for explored, decided in zip(self.domains, self._decided, strict=True):
            decide = _compiled(mutant.rule, explored.period, mutant.swap).decide
            numbers: Iterable[int] = range(len(decided.kinds))
            if mutant.change == "let_through":
                # It is true where the condition is missing, and is what it was elsewhere.
                numbers = decided.missing[mutant.at]
            for number in numbers:
                kind = decided.kinds[number]
                if decide(explored.scopes[number]).kind is not kind:
                    yield Example(explored.domain.cases[number], explored.domain.day), kind


class _Decided(NamedTuple):
    """The outcomes of a rule in the cases of a domain, and the cases in which a condition is missing, by its place."""

    kinds: Sequence[OutcomeKind]
    missing: Mapping[PackLocation, Sequence[int]]


class _NotingMissing(Compiler):
    """Compiler of conditions that note the case, by its number, in which they are missing."""

    passes_over = False

    def __init__(self, bindings: Bindings) -> None:
        super().__init__(bindings)
        self.case = 0
        self.noted: dict[PackLocation, dict[int, None]] = {}

    def compile(self, condition: Condition) -> Decide:
        """Return the closure that evaluates a condition."""
        decide, noted = super().compile(condition), self.noted.setdefault(condition.at, {})

        def noting(scope: Scope) -> Truth:
            truth = decide(scope)
            if truth is _MISSING:
                noted[self.case] = None
            return truth

        return noting


class Mutator:
    """Mutation tester of a pack's rules."""

    def __init__(self, explorer: Explorer, fields: Catalogue, book: CaseBook | None = None) -> None:
        self._book = book
        self._explorer = explorer
        self._fields = fields
        self._tester = explorer.tester
        self._maker = TestMaker(explorer.pack, fields)
        self._noticed_swaps: dict[ParamChange, bool] = {}

    def run(self, rule: Rule) -> MutationResult:
        """Run the tests of a rule, and the cases, on each of its mutants."""
        own = _Tried(rule, lambda: self._explorer.explored(rule))
        runs = [self._prepare(rule, test) for test in rule.tests]
        killed: list[KilledMutant] = []
        survivors: list[Survivor] = []
        equivalent = 0
        for mutant in mutants(rule, self._values_of(rule), self._fields):
            killers = _killers(runs, mutant)
            if killers or self._noticed_by_a_case(mutant):
                killed.append(KilledMutant(mutant, killers))
            elif cases := list(own.differing(mutant)) or self._jointly_differing(mutant, rule):
                survivors.append(Survivor(mutant, self._test_of(mutant, rule, cases)))
            else:
                equivalent += 1
        return MutationResult(rule, tuple(killed), equivalent, tuple(survivors))

    def _jointly_differing(self, mutant: Mutant, rule: Rule) -> list[tuple[Example, OutcomeKind]]:
        """Return the differing cases of a joint domain, where a mutant names what no domain of the rule holds."""
        explorer = self._explorer
        dated = [
            (
                day,
                explorer.resolved(rule, day),
                ResolvedConditions.of(mutant.rule, swapped(explorer.bindings(day), mutant.swap)),
            )
            for day in explorer.days(rule)
        ]
        if all(explorer.adds_nothing(changed, own, day) for day, own, changed in dated):
            return []
        joint = _Tried(rule, lambda: [explorer.explore(day, (own, changed)) for day, own, changed in dated])
        return list(joint.differing(mutant))

    def _noticed_by_a_case(self, mutant: Mutant) -> bool:
        if self._book is None:
            return False
        if mutant.swap is None:
            return self._is_noticed(self._book, with_rules(self._explorer.pack, (mutant.rule,)))
        # Each rule that reads a parameter has the same change of it.
        if mutant.swap not in self._noticed_swaps:
            self._noticed_swaps[mutant.swap] = self._is_noticed(self._book, self._with_swap(mutant.swap))
        return self._noticed_swaps[mutant.swap]

    def _with_swap(self, swap: ParamChange) -> Pack:
        pack = self._explorer.pack
        param = pack.params[swap.param]
        values = tuple((day, swap.after if value == swap.before else value) for day, value in param.values)
        return replace(pack, params={**pack.params, swap.param: param._replace(values=values)})

    def _is_noticed(self, book: CaseBook, changed: Pack) -> bool:
        return book.noticing(PackVariant(changed, book.original)) is not None

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


def _killers(runs: Iterable[_Run], mutant: Mutant) -> tuple[RuleTest, ...]:
    """Return the tests that kill a mutant; it is compiled once for each period."""
    compiled: dict[int, CompiledRule] = {}
    killers = []
    for test, scope, period in runs:
        key = id(period.bindings)
        if key not in compiled:
            compiled[key] = _compiled(mutant.rule, period, mutant.swap)
        if compiled[key].decide(scope).kind is not test.expect:
            killers.append(test)
    return tuple(killers)


def _decided(rule: Rule, explored: ExploredDomain) -> _Decided:
    compiler = _NotingMissing(explored.period.bindings)
    decide = compile_rule(rule, compiler).decide
    kinds = []
    for compiler.case, scope in enumerate(explored.scopes):
        kinds.append(decide(scope).kind)
    return _Decided(kinds, {at: tuple(numbers) for at, numbers in compiler.noted.items()})


def _kind(rule: Rule, scope: Scope, period: EffectiveRules, swap: ParamChange | None = None) -> OutcomeKind:
    return _compiled(rule, period, swap).decide(scope).kind


def _compiled(rule: Rule, period: EffectiveRules, swap: ParamChange | None) -> CompiledRule:
    return compile_rule(rule, Compiler(swapped(period.bindings, swap)))
