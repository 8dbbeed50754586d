"""Reachability: the possible outcomes of a rule, and truths of its conditions, over its boundary domain."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sociallan.analysis.constraints import ResolvedConditions
from sociallan.analysis.domain import Domain, domain
from sociallan.analysis.trial import Example, Reachability
from sociallan.application.location import PackLocation
from sociallan.application.shape import Shape
from sociallan.pack.calendar import RuleCalendar, in_force
from sociallan.pack.pack import Pack
from sociallan.rules.compile import Compiler, Decide, Scope
from sociallan.rules.compiled_rule import CompiledRule, EffectiveRules, compile_rule
from sociallan.rules.condition import Condition, ParamOperand
from sociallan.rules.derived import Facts
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.rules.walking import strings
from sociallan.rules.word_search import Finder


class ExploredDomain(NamedTuple):
    """A domain with what is in force on its day, its applications ready to be tried."""

    domain: Domain
    period: EffectiveRules
    scopes: tuple[Scope, ...]


class Explorer:
    """Tries rules of one pack on their boundary domains."""

    def __init__(self, pack: Pack, shape: Shape) -> None:
        self.pack = pack
        self._shape = shape
        self._calendar = RuleCalendar(pack)

    def explored(self, rule: Rule) -> tuple[ExploredDomain, ...]:
        """Return a rule's domain on each day on which it may answer otherwise than before."""
        return tuple(self.on(day, (self.asked(rule, day),)) for day in self.days(rule))

    def asked(self, rule: Rule, day: str) -> ResolvedConditions:
        """Return a rule's conditions with what they are compared with on a day."""
        return ResolvedConditions(tuple(rule.conditions()), self._calendar.on(day).params, self.pack.lists)

    def ready(self, rule: Rule, day: str) -> CompiledRule:
        """Make a rule ready to decide with what is in force on a day."""
        period = self._calendar.on(day)
        return compile_rule(rule, Compiler(period.params, period.finders))

    def on(self, day: str, asked: tuple[ResolvedConditions, ...]) -> ExploredDomain:
        """Return the domain of conditions on a day."""
        made = domain(asked, day, self._shape.fields, self._shape.fits)
        return ExploredDomain(made, self._calendar.on(day), tuple(scope_for(case, day) for case in made.cases))

    def days(self, rule: Rule) -> tuple[str, ...]:
        """Return the first day of a rule, and each day on which a parameter that it asks for gets another value."""
        asked = {leaf.operand.id for leaf in rule.leaves() if isinstance(leaf.operand, ParamOperand)}
        changes = {day for name in asked for day, _ in self.pack.params[name].values}
        return (rule.valid_from, *sorted(day for day in changes if day > rule.valid_from and in_force(rule, day)))

    def reach(self, rule: Rule) -> Reachability:
        """See what a rule can come to."""
        cases: dict[OutcomeKind, Example] = {}
        truths: dict[PackLocation, set[Truth]] = {}
        sampled = False
        for explored in self.explored(rule):
            watched = compile_rule(rule, _RecordingCompiler(explored.period.params, explored.period.finders, truths))
            for case, scope in zip(explored.domain.cases, explored.scopes, strict=True):
                kind = watched.decide(scope).kind
                if kind not in cases or size(case) < size(cases[kind].value):
                    cases[kind] = Example(case, explored.domain.day)
            sampled = sampled or explored.domain.sampled
        return Reachability(cases, {at: frozenset(seen) for at, seen in truths.items()}, self._unlimited(rule), sampled)

    def _unlimited(self, rule: Rule) -> frozenset[PackLocation]:
        return frozenset(
            leaf.at
            for leaf in rule.leaves()
            if isinstance(leaf.operand, ParamOperand)
            and all(self._calendar.on(day).params[leaf.operand.id] is None for day in self.days(rule))
        )


def scope_for(case: Mapping[str, Any], day: str) -> Scope:
    """Make an application ready to be decided on."""
    return Facts(case, tuple(text for _, text in strings(case)), day).scope()


def size(case: Mapping[str, Any]) -> tuple[bool, int, int]:
    """Weigh an application: how many values it states, then how long it is; an empty one, which shows least, last."""
    return not case, _count(case), len(json.dumps(case, ensure_ascii=False))


def _count(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(map(_count, value.values()))
    return 1 + sum(map(_count, value)) if isinstance(value, list) else 1


class _RecordingCompiler(Compiler):
    """Makes conditions ready that note which truths they have where they are asked."""

    def __init__(
        self, params: Mapping[str, Any], finders: Mapping[str, Finder], truths: dict[PackLocation, set[Truth]]
    ) -> None:
        super().__init__(params, finders)
        self._truths = truths

    def compile(self, condition: Condition) -> Decide:
        decide, seen = super().compile(condition), self._truths.setdefault(condition.at, set())

        def watched(scope: Scope) -> Truth:
            truth = decide(scope)
            seen.add(truth)
            return truth

        return watched
