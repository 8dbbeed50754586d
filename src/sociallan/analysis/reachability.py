"""Reachability: the possible outcomes of a rule, and truths of its conditions, over its boundary domain."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sociallan.analysis.constraints import Constraints, ResolvedConditions
from sociallan.analysis.dependencies import operands
from sociallan.analysis.domain import Domain, domain
from sociallan.analysis.results import Example, Reachability
from sociallan.analysis.rule_tests import RuleTester
from sociallan.application.field import Catalogue
from sociallan.application.form_check.shape import Shape
from sociallan.application.location import PackLocation
from sociallan.pack.calendar import RuleCalendar, in_force
from sociallan.pack.pack import Pack
from sociallan.rules.condition import Condition, ParamOperand, TableOperand, nodes
from sociallan.rules.decision import Decision
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.compiled_rule import CompiledRule, EffectiveRules, compile_rule
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.evaluation.scope import Decide, Scope
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind, Truth


class ExploredDomain(NamedTuple):
    """A domain, the rules in effect on its day, and a scope for each of its applications."""

    domain: Domain
    period: EffectiveRules
    scopes: tuple[Scope, ...]


class Explorer:
    """Explorer of the rules of one pack over their boundary domains."""

    def __init__(self, pack: Pack, shape: Shape) -> None:
        self.pack = pack
        self.shape = shape
        self._calendar = RuleCalendar(pack)
        # Only the last, since domains are large, and what explores a rule twice does so in a row.
        self._explored_last: tuple[Rule | None, tuple[ExploredDomain, ...]] = None, ()

    @property
    def fields(self) -> Catalogue:
        """The fields of the application."""
        return self.shape.fields

    @cached_property
    def tester(self) -> RuleTester:
        """The runner of the tests of the rules."""
        return RuleTester(self.pack)

    def explored(self, rule: Rule) -> tuple[ExploredDomain, ...]:
        """Return a rule's domain on each day on which its outcomes may change."""
        known, domains = self._explored_last
        if known is not rule:
            domains = tuple(self.explore(day, (self.resolved(rule, day),)) for day in self.days(rule))
            self._explored_last = rule, domains
        return domains

    def bindings(self, day: str) -> Bindings:
        """Return the parameters, word lists and tables of a day."""
        return self._calendar.on(day).bindings

    def resolved(self, rule: Rule, day: str) -> ResolvedConditions:
        """Return a rule's conditions with the values of their parameters and word lists on a day."""
        return ResolvedConditions.of(rule, self.bindings(day))

    def compiled(self, rule: Rule, day: str) -> CompiledRule:
        """Return a rule compiled with the parameters and word lists of a day."""
        period = self._calendar.on(day)
        return compile_rule(rule, Compiler(period.bindings))

    def explore(self, day: str, resolved: tuple[ResolvedConditions, ...]) -> ExploredDomain:
        """Return the boundary domain of conditions on a day."""
        boundary = domain(resolved, day, self.shape.fields, self.shape.keeps)
        scopes = tuple(scope_for(case, day) for case in boundary.cases)
        return ExploredDomain(boundary, self._calendar.on(day), scopes)

    def adds_nothing(self, changed: ResolvedConditions, own: ResolvedConditions, day: str) -> bool:
        """Return whether conditions name nothing that others do not, so that both have the domain of the others."""
        known = Constraints((own,), day, self.fields)
        return known.hold(Constraints((changed,), day, self.fields))

    def days(self, rule: Rule) -> tuple[str, ...]:
        """Return the first day of a rule, and each later day on which one of its parameters or tables changes."""
        changes = {day for name in operands(rule, ParamOperand) for day, _ in self.pack.params[name].values}
        changes |= {day for name in operands(rule, TableOperand) for day in self.pack.tables[name].days()}
        return (rule.valid_from, *sorted(day for day in changes if day > rule.valid_from and in_force(rule, day)))

    def reachability(self, rule: Rule) -> Reachability:
        """Return the possible outcomes and truths of a rule over its boundary domain."""
        cases: dict[OutcomeKind, Example] = {}
        sizes: dict[OutcomeKind, tuple[bool, int]] = {}
        truths = _nothing_recorded(rule)
        sampled = False
        counts = _Counts()
        for explored in self.explored(rule):
            watched = compile_rule(rule, RecordingCompiler(explored.period.bindings, truths))
            for case, scope in zip(explored.domain.cases, explored.scopes, strict=True):
                kind = watched.decide(scope).kind
                weight = not case, counts.of(case)
                if (
                    kind not in cases
                    or weight < sizes[kind]
                    or (weight == sizes[kind] and _is_shorter(case, cases[kind]))
                ):
                    cases[kind], sizes[kind] = Example(case, explored.domain.day), weight
            sampled = sampled or explored.domain.sampled
        return Reachability(cases, {at: frozenset(seen) for at, seen in truths.items()}, self._unlimited(rule), sampled)

    def decision(self, rule: Rule, case: Example) -> Decision:
        """Return the decision on a rule for one application."""
        return self.compiled(rule, case.day).decide(scope_for(case.value, case.day))

    def truths(self, rule: Rule, case: Example) -> Mapping[PackLocation, set[Truth]]:
        """Return the truths of a rule's conditions where they are evaluated for one application."""
        truths: dict[PackLocation, set[Truth]] = {}
        watched = compile_rule(rule, RecordingCompiler(self.bindings(case.day), truths))
        watched.decide(scope_for(case.value, case.day))
        return truths

    def applicability(self, groups: Sequence[str]) -> list[Mapping[str, frozenset[Truth]]]:
        """Return, for each application of a domain, by which truths of ``when`` the requirements of groups apply.

        The domain is that of all these conditions together, on the first day of the pack.
        """
        day = self.pack.valid_from
        required = [rule for rule in self.pack.rules if rule.level is Level.REQUIREMENT and rule.group in groups]
        period = self._calendar.on(day)
        whens = tuple(rule.when for rule in required if rule.when is not None)
        explored = self.explore(day, (ResolvedConditions(whens, period.bindings),))
        compiler = Compiler(period.bindings)
        decide = [(rule.group, None if rule.when is None else compiler.compile(rule.when)) for rule in required]
        found: dict[tuple[frozenset[Truth], ...], Mapping[str, frozenset[Truth]]] = {}
        for scope in explored.scopes:
            truths: dict[str, set[Truth]] = {group: set() for group in groups}
            for group, applies in decide:
                truths[group].add(Truth.TRUE if applies is None else applies(scope))
            frozen = {group: frozenset(seen) for group, seen in truths.items()}
            found[tuple(frozen.values())] = frozen
        return list(found.values())

    def _unlimited(self, rule: Rule) -> frozenset[PackLocation]:
        return frozenset(
            leaf.at
            for leaf in rule.leaves()
            if isinstance(leaf.operand, ParamOperand)
            and all(self._calendar.on(day).bindings.params[leaf.operand.id] is None for day in self.days(rule))
        )


def scope_for(case: Mapping[str, Any], day: str) -> Scope:
    """Return the scope of an application on a day, to evaluate compiled rules in."""
    return Facts(case, None, day).scope()


def size(case: Mapping[str, Any]) -> tuple[bool, int, int]:
    """Return a sort key by number of values, then length; the empty application, the least instructive, comes last."""
    return not case, _count(case), len(json.dumps(case, ensure_ascii=False))


def _is_shorter(case: Mapping[str, Any], other: Example) -> bool:
    return size(case) < size(other.value)


def _count(value: Any) -> int:
    return _Counts().of(value)


class _Counts:
    """Numbers of values in parts of applications; the applications of a domain share most of their lists."""

    def __init__(self) -> None:
        self._of_lists: dict[int, int] = {}

    def of(self, value: Any) -> int:
        """Return the number of values in a part of an application, where each list counts as one more."""
        if isinstance(value, dict):
            return sum(map(self.of, value.values()))
        if not isinstance(value, list):
            return 1
        if id(value) not in self._of_lists:
            self._of_lists[id(value)] = 1 + sum(map(self.of, value))
        return self._of_lists[id(value)]


def _nothing_recorded(rule: Rule) -> dict[PackLocation, set[Truth]]:
    """Return a set for the truths of each condition of a rule, also of those that are never evaluated."""
    return {node.at: set() for condition in rule.conditions() for node in nodes(condition)}


class RecordingCompiler(Compiler):
    """Compiler of conditions that record their truths when they are evaluated, those of all items of a list."""

    passes_over = False

    def __init__(self, bindings: Bindings, truths: dict[PackLocation, set[Truth]]) -> None:
        super().__init__(bindings)
        self._truths = truths

    def compile(self, condition: Condition) -> Decide:
        """Return the closure that evaluates a condition and records its truth."""
        decide, seen = super().compile(condition), self._truths.setdefault(condition.at, set())

        def recording(scope: Scope) -> Truth:
            truth = decide(scope)
            seen.add(truth)
            return truth

        return recording
