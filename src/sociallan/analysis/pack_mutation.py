"""Mutation testing of a whole pack: the mutants that rule tests or cases notice, and suggestions for the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from sociallan.analysis.case import Case
from sociallan.analysis.case_book import CaseBook
from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.form_mutants import choice_mutants, value_mutants
from sociallan.analysis.formulas import formulas_differ
from sociallan.analysis.pack_mutant import PackMutant, PackSurvivor, Part, PartResult
from sociallan.analysis.pack_mutants import pack_mutants
from sociallan.analysis.reachability import Explorer, size
from sociallan.analysis.rule_mutants import RuleMutants
from sociallan.analysis.rule_tests import RuleTester, day_of
from sociallan.analysis.suggested_cases import CaseMaker
from sociallan.analysis.suggested_tests import TestMaker
from sociallan.analysis.trial import Example
from sociallan.analysis.variant import Variant, affected
from sociallan.application.document import Document
from sociallan.application.shape import Shape
from sociallan.pack.calendar import in_force
from sociallan.pack.schema_check import PACK, VALUES
from sociallan.pack.specimens import application
from sociallan.rules.derived import Facts
from sociallan.rules.rule import Rule, RuleTest
from sociallan.rules.truth import OutcomeKind
from sociallan.rules.walking import strings

_MAX_CASES = 12
"""Maximum number of differing applications, the smallest first, to make a test from."""


class PackMutator:
    """Mutation tester of a pack with its cases; ``documents`` are the files of the pack by name."""

    def __init__(
        self,
        explorer: Explorer,
        shape: Shape,
        cases: Sequence[Case],
        documents: Mapping[str, Document],
    ) -> None:
        self._explorer = explorer
        self._pack = explorer.pack
        self._documents = documents
        self._book = CaseBook(self._pack, shape, cases)
        self._suggested = CaseMaker(self._pack, self._book)
        self._maker = TestMaker(self._pack, explorer.fields)

    def run(self, rules: Sequence[Rule]) -> tuple[PartResult, ...]:
        """Return the results of each part; of a pack's other parts only if all its rules are given."""
        results: dict[Part, PartResult] = {part: PartResult(part) for part in Part if part is not Part.CONDITION}
        for mutant in self._mutants(rules):
            self._count(mutant, results[mutant.part])
        return tuple(result for result in results.values() if result.made)

    def _mutants(self, rules: Sequence[Rule]) -> Iterator[PackMutant]:
        maker = RuleMutants(self._pack)
        for rule in rules:
            yield from maker.of(rule)
        if len(rules) == len(self._pack.rules):
            yield from pack_mutants(self._pack, self._documents[PACK].value)
            if VALUES in self._documents:
                yield from value_mutants(self._pack, self._documents[VALUES])
            yield from choice_mutants(self._pack)

    def _count(self, mutant: PackMutant, result: PartResult) -> None:
        if mutant.pack is None:
            result.not_loaded += 1
            return
        changed = Variant(mutant.pack, self._book.original)
        if self._fails_a_test(mutant, changed):
            result.by_tests += 1
        elif self._book.noticing(changed) is not None:
            result.by_cases += 1
        elif self._is_equivalent(mutant, changed):
            result.equivalent += 1
        else:
            result.survivors += (self._survivor(mutant, changed),)

    def _fails_a_test(self, mutant: PackMutant, changed: Variant) -> bool:
        pack = changed.pack
        ids = affected(self._pack, pack)
        if mutant.part is Part.PLACEHOLDER:
            ids = frozenset(rule.id for rule in pack.rules)
        rules = [rule for rule in pack.rules if rule.id in ids]
        if mutant.part is Part.EVIDENCE:
            tester = RuleTester(pack)
            return not all(tester.run(rule, test).passed for rule in rules for test in rule.tests)
        return any(_fails(rule, test, changed) for rule in rules for test in rule.tests)

    def _is_equivalent(self, mutant: PackMutant, changed: Variant) -> bool:
        """Return whether a mutant has no effect, as far as its boundary domain shows."""
        pack = changed.pack
        match mutant.part:
            case Part.VERDICT:
                return not formulas_differ(self._pack, pack)
            case Part.PLACEHOLDER:
                return pack.gaps == self._pack.gaps
            case Part.NARROWING | Part.PARAMETER | Part.VALUE | Part.WORD:
                return next(self._differences(changed), None) is None
            case _:
                return False

    def _differences(self, changed: Variant) -> Iterator[tuple[Rule, Example, OutcomeKind]]:
        """Yield applications for which an affected rule has another outcome than before, with that before."""
        original = self._book.original
        ids = affected(self._pack, changed.pack)
        for rule, before in zip(changed.pack.rules, self._pack.rules, strict=True):
            if rule.id not in ids:
                continue
            for day in self._days(before, changed):
                resolved = (self._resolved(before, original, day), self._resolved(rule, changed, day))
                explored = self._explorer.explore(day, resolved)
                for case, scope in zip(explored.domain.cases, explored.scopes, strict=True):
                    expected = original.kind(before, scope, day)
                    if expected is not None and changed.kind(rule, scope, day) is not expected:
                        yield before, Example(case, day), expected

    def _days(self, rule: Rule, changed: Variant) -> list[str]:
        """Return the days on which a rule may have another outcome: its first, and those of its parameters."""
        starts = {
            day
            for variant in (self._book.original, changed)
            for param in variant.pack.params.values()
            for day, _ in param.values
        }
        days = {rule.valid_from, *(day for day in starts if in_force(rule, day))}
        return sorted(days)

    def _resolved(self, rule: Rule, variant: Variant, day: str) -> ResolvedConditions:
        return ResolvedConditions(tuple(rule.conditions()), variant.params(day), variant.pack.lists)

    def _survivor(self, mutant: PackMutant, changed: Variant) -> PackSurvivor:
        if mutant.part in (Part.NARROWING, Part.PARAMETER, Part.VALUE, Part.WORD):
            found = sorted(self._differences(changed), key=lambda found: size(found[1].value))[:_MAX_CASES]
            for rule, example, kind in found:
                test = self._maker.make(
                    rule, example, kind, partial(self._tells, rule, changed), changed.pack.rule(rule.id)
                )
                if test is not None:
                    return PackSurvivor(mutant, test=(rule, test))
        return PackSurvivor(mutant, case=self._suggested.case(mutant, changed))

    def _tells(self, rule: Rule, changed: Variant, test: RuleTest) -> bool:
        """Return whether the original passes a test that a changed pack fails."""
        other = changed.pack.rule(rule.id)
        assert other is not None
        return not _fails(rule, test, self._book.original) and _fails(other, test, changed)


def _fails(rule: Rule, test: RuleTest, variant: Variant) -> bool:
    value = application(variant.pack.specimens[rule.specimen], test, variant.pack.gaps)
    day = day_of(rule, test, value)
    scope = Facts(value, tuple(text for _, text in strings(value)), day).scope()
    return variant.kind(rule, scope, day) is not test.expect


def survivors(results: Iterable[PartResult]) -> tuple[PackSurvivor, ...]:
    """Return the survivors of all parts."""
    return tuple(survivor for result in results for survivor in result.survivors)
