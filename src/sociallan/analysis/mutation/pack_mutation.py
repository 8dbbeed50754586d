"""Mutation testing of a whole pack: the mutants that rule tests or cases notice, and suggestions for the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.mutation.case_book import CaseBook
from sociallan.analysis.mutation.form_mutants import choice_mutants, value_mutants
from sociallan.analysis.mutation.formulas import formulas_differ
from sociallan.analysis.mutation.pack_mutant import PackMutant, PackPart, PackSurvivor, PartResult
from sociallan.analysis.mutation.pack_mutants import pack_mutants
from sociallan.analysis.mutation.pack_variant import PackVariant, affected, altered_keys, text_keys
from sociallan.analysis.mutation.rule_mutants import RuleMutants
from sociallan.analysis.mutation.suggested_cases import CaseMaker
from sociallan.analysis.mutation.suggested_tests import MAX_CASES, TestMaker
from sociallan.analysis.reachability import Explorer, size
from sociallan.analysis.results import Example
from sociallan.analysis.rule_tests import RuleTester, day_of, unchecked
from sociallan.application.document import Document
from sociallan.application.form_check.shape import Shape
from sociallan.application.walking import texts
from sociallan.pack.calendar import in_force
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PACK, VALUES
from sociallan.pack.specimens import application
from sociallan.pack.specimens import changed as with_changes
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.rule import Level, Rule, RuleTest
from sociallan.rules.truth import OPEN, OutcomeKind, Truth


class _Application(NamedTuple):
    """The application of a test on its day, and the keys of its texts before those that say nothing are left out."""

    scope: Scope
    day: str
    keys: frozenset[str]


class PackMutator:
    """Mutation tester of a pack with its cases, which are those of the book; ``documents`` are its files by name."""

    def __init__(
        self,
        explorer: Explorer,
        book: CaseBook,
        documents: Mapping[str, Document],
    ) -> None:
        self._explorer = explorer
        self._pack = explorer.pack
        self._documents = documents
        self._book = book
        self._suggested = CaseMaker(self._pack, self._book)
        self._made: dict[str, tuple[_Application, ...]] = {}
        self._maker = TestMaker(self._pack, explorer.fields)

    def run(self, rules: Sequence[Rule]) -> tuple[PartResult, ...]:
        """Return the results of each part; of a pack's other parts only if all its rules are given."""
        results: dict[PackPart, PartResult] = {
            part: PartResult(part) for part in PackPart if part is not PackPart.CONDITION
        }
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
        changed = PackVariant(mutant.pack, self._book.original)
        if self._fails_a_test(mutant, changed):
            result.by_tests += 1
        elif self._book.noticing(changed) is not None:
            result.by_cases += 1
        elif self._is_equivalent(mutant, changed):
            result.equivalent += 1
        else:
            result.survivors += (self._survivor(mutant, changed),)

    def _fails_a_test(self, mutant: PackMutant, changed: PackVariant) -> bool:
        pack = changed.pack
        ids = affected(self._pack, pack)
        if mutant.part is PackPart.PLACEHOLDER:
            ids = frozenset(rule.id for rule in pack.rules)
        rules = [rule for rule in pack.rules if rule.id in ids]
        if mutant.part is PackPart.EVIDENCE:
            tester = RuleTester(pack)
            return not all(tester.run(rule, test).passed for rule in rules for test in rule.tests)
        altered = altered_keys(self._pack, pack)
        return any(
            self._fails(rule, number, changed)
            for rule in rules
            for number in range(len(rule.tests))
            if mutant.part is not PackPart.PLACEHOLDER
            or not altered.isdisjoint(self._applications(rule.id)[number].keys)
        )

    def _fails(self, rule: Rule, number: int, variant: PackVariant) -> bool:
        """Return whether a variant of the pack fails a test of a rule."""
        test, known = rule.tests[number], self._applications(rule.id)[number]
        # A rule with other days of its own may be tested on another day.
        if variant.pack.gaps is not self._pack.gaps or variant.starts != self._book.original.starts:
            known = _application(rule, test, variant.pack, self._shape(variant.pack))
        return variant.kind(rule, known.scope, known.day) is not test.expect

    def _applications(self, id_: str) -> tuple[_Application, ...]:
        """Return the applications of the tests of a rule of the original, made when they are first asked for."""
        if id_ not in self._made:
            rule = self._pack.rule(id_)
            assert rule is not None
            self._made[id_] = tuple(
                _application(rule, test, self._pack, self._shape(self._pack)) for test in rule.tests
            )
        return self._made[id_]

    def _shape(self, pack: Pack) -> Shape:
        """Return the check of the form of a variant of the pack."""
        return self._explorer.shape if pack.form is self._pack.form else Shape(pack.form)

    def _is_equivalent(self, mutant: PackMutant, changed: PackVariant) -> bool:
        """Return whether a mutant has no effect, as far as its boundary domain shows."""
        pack = changed.pack
        match mutant.part:
            case PackPart.VERDICT:
                return not formulas_differ(self._explorer, pack, mutant.before or ())
            case PackPart.DAY:
                return not self._shows_on_other_days(mutant)
            case PackPart.PLACEHOLDER:
                return pack.gaps == self._pack.gaps
            case PackPart.NARROWING if self._applies_elsewhere(mutant, changed):
                return False
            case PackPart.OTHERWISE | PackPart.NARROWING | PackPart.PARAMETER | PackPart.VALUE | PackPart.WORD:
                return next(self._differences(changed), None) is None
            case _:
                return False

    def _applies_elsewhere(self, mutant: PackMutant, changed: PackVariant) -> bool:
        """Return whether the ``when`` of a rule shows alone that it applies to other applications.

        The domain of that is far smaller than the one of the whole rule.
        """
        rule, other = self._pack.rule(mutant.subject), changed.pack.rule(mutant.subject)
        assert rule is not None
        assert other is not None
        if other.when is None or other.when is rule.when:
            return False
        for day in self._explorer.days(rule):
            bindings = self._explorer.bindings(day)
            whens = tuple(when for when in (rule.when, other.when) if when is not None)
            compiler = Compiler(bindings)
            before = (lambda _: Truth.TRUE) if rule.when is None else compiler.compile(rule.when)
            after = compiler.compile(other.when)
            explored = self._explorer.explore(day, (ResolvedConditions(whens, bindings),))
            if any(before(scope) is not after(scope) for scope in explored.scopes):
                return True
        return False

    def _shows_on_other_days(self, mutant: PackMutant) -> bool:
        """Return whether a rule is a requirement, or can be open, on a day when it is in force in only one pack.

        An expectation or a remark that is met or does not apply changes nothing of what an application gets.
        """
        rule, other = self._pack.rule(mutant.subject), mutant.pack and mutant.pack.rule(mutant.subject)
        assert rule is not None
        assert other
        if rule.level is Level.REQUIREMENT:
            return True
        changed = [day for day in mutant.days() if in_force(rule, day) is not in_force(other, day)]
        original = self._book.original
        for day in changed:
            explored = self._explorer.explore(day, (original.resolved(rule, day),))
            compiled = original.compiled(rule, day)
            if any(compiled.decide(scope).kind in OPEN for scope in explored.scopes):
                return True
        return False

    def _differences(self, changed: PackVariant) -> Iterator[tuple[Rule, Example, OutcomeKind]]:
        """Yield applications for which an affected rule has another outcome than before, with that before."""
        original = self._book.original
        ids = affected(self._pack, changed.pack)
        for rule, before in zip(changed.pack.rules, self._pack.rules, strict=True):
            if rule.id not in ids:
                continue
            for day in self._days(before, changed):
                resolved = (original.resolved(before, day), changed.resolved(rule, day))
                explored = self._explorer.explore(day, resolved)
                for case, scope in zip(explored.domain.cases, explored.scopes, strict=True):
                    expected = original.kind(before, scope, day)
                    if expected is not None and changed.kind(rule, scope, day) is not expected:
                        yield before, Example(case, day), expected

    def _days(self, rule: Rule, changed: PackVariant) -> list[str]:
        """Return the days on which a rule may have another outcome: its first, and those of its parameters."""
        starts = {
            day
            for variant in (self._book.original, changed)
            for param in variant.pack.params.values()
            for day, _ in param.values
        }
        days = {rule.valid_from, *(day for day in starts if in_force(rule, day))}
        return sorted(days)

    def _survivor(self, mutant: PackMutant, changed: PackVariant) -> PackSurvivor:
        if mutant.part in (PackPart.OTHERWISE, PackPart.NARROWING, PackPart.PARAMETER, PackPart.VALUE, PackPart.WORD):
            found = sorted(self._differences(changed), key=lambda found: size(found[1].value))[:MAX_CASES]
            for rule, example, kind in found:
                test = self._maker.make(
                    rule, example, kind, partial(self._tells, rule, changed), changed.pack.rule(rule.id)
                )
                if test is not None:
                    return PackSurvivor(mutant, test=(rule, test))
        return PackSurvivor(mutant, case=self._suggested.case(mutant, changed))

    def _tells(self, rule: Rule, changed: PackVariant, test: RuleTest) -> bool:
        """Return whether the original passes a test that a changed pack fails."""
        other = changed.pack.rule(rule.id)
        assert other is not None
        known = _application(rule, test, self._pack, self._shape(self._pack))
        passes = self._book.original.kind(rule, known.scope, known.day) is test.expect
        return passes and changed.kind(other, known.scope, known.day) is not test.expect


def _application(rule: Rule, test: RuleTest, pack: Pack, shape: Shape) -> _Application:
    specimen = pack.specimens[rule.specimen]
    given = unchecked(application(specimen, test, pack.gaps))
    value = pack.answers.answered(shape.sift(given).value)
    day = day_of(rule, test, value, pack)
    return _Application(Facts(value, texts(value), day).scope(), day, text_keys(with_changes(specimen, test)))


def survivors(results: Iterable[PartResult]) -> tuple[PackSurvivor, ...]:
    """Return the survivors of all parts."""
    return tuple(survivor for result in results for survivor in result.survivors)
