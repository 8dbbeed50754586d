"""Comparison of two packs: what an application gets of each rule, and of the whole, on every day that differs."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sociallan.analysis.domain import domain
from sociallan.analysis.pack_differences import changed_parts
from sociallan.analysis.pack_differences.difference import (
    OutcomeDifference,
    PackDifference,
    PackEdition,
    RuleDifference,
    RuleResult,
)
from sociallan.analysis.pack_differences.side import Side
from sociallan.analysis.pack_differences.verdict_differences import verdict_differences
from sociallan.analysis.reachability import scope_for, size
from sociallan.analysis.results import Example
from sociallan.application import dates
from sociallan.pack.calendar import change_days
from sociallan.rules.condition import ListOperand, ParamOperand, TableOperand
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind

_MAX_EXAMPLES = 5
"""Maximum number of applications, the smallest first, to screen for a changed result."""

ResultPair = tuple[RuleResult | None, RuleResult | None]


class _Compared(NamedTuple):
    """Applications for each changed result of a rule, the smallest first; whether the domain is a sample."""

    cases: dict[ResultPair, list[Example]]
    sampled: bool


def difference(old: PackEdition, new: PackEdition) -> PackDifference:
    """Return the differences between two editions, with rules in the order of the new one.

    Each application in it was screened with both editions, and gets the results that stand with it.
    """
    before, after = Side(old), Side(new)
    days = days_that_differ(before, after)
    ids = dict.fromkeys((*after.rules, *before.rules))
    comparison = _Comparison(before, after, days)
    rules = tuple(found for name in ids if (found := comparison.rule(name)) is not None)
    of_rules = frozenset(name for rule in rules for name in (*rule.params, *rule.lists))
    logic = changed_parts.differing(
        changed_parts.logic_of_pack(old.pack, of_rules), changed_parts.logic_of_pack(new.pack, of_rules)
    )
    texts = changed_parts.differing(changed_parts.texts_of_pack(old.pack), changed_parts.texts_of_pack(new.pack))
    verdicts = verdict_differences(before, after, rules, logic, days)
    return PackDifference(old, new, verdicts, rules, logic, texts)


def days_that_differ(before: Side, after: Side) -> tuple[str, ...]:
    """Return the days to compare: that of the new edition, or the first common one and each on which a pack changes."""
    if after.day is not None:
        return (after.day,)
    first = max(before.pack.valid_from, after.pack.valid_from)
    days = {*change_days(before.pack), *change_days(after.pack)}
    return (first, *sorted(day for day in days if day > first))


class _Comparison:
    def __init__(self, before: Side, after: Side, days: tuple[str, ...]) -> None:
        self._before = before
        self._after = after
        self._days = days
        self._fields = {**before.pack.form.fields, **after.pack.form.fields}

    def rule(self, name: str) -> RuleDifference | None:
        """Return the differences of a rule, ``None`` if there are none."""
        old, new = self._before.rules.get(name), self._after.rules.get(name)
        logic: tuple[str, ...] = ()
        texts: tuple[str, ...] = ()
        params: tuple[str, ...] = ()
        lists: tuple[str, ...] = ()
        if old is not None and new is not None:
            logic = changed_parts.differing(changed_parts.logic(old), changed_parts.logic(new))
            texts = changed_parts.differing(changed_parts.texts(old), changed_parts.texts(new))
            params = changed_parts.changed_operands(ParamOperand, old, new, self._before.value, self._after.value)
            lists = (
                *changed_parts.changed_operands(ListOperand, old, new, self._before.words, self._after.words),
                *changed_parts.changed_operands(TableOperand, old, new, self._before.rows, self._after.rows),
                *changed_parts.changed_prose((old, self._before.pack), (new, self._after.pack)),
            )
            if not (logic or params or lists or texts):
                return None
            if not (logic or params or lists):
                return RuleDifference(old, new, (), (), (), texts, (), sampled=False)
        by_day, sampled = self._by_day(name)
        return RuleDifference(old, new, logic, params, lists, texts, tuple(self._outcomes(name, by_day)), sampled)

    def _by_day(self, name: str) -> tuple[list[_Compared], bool]:
        """Return the changed results on each day; days on which the same decides share them."""
        known: list[tuple[Any, _Compared]] = []
        by_day = []
        for day in self._days:
            old, new = self._before.rule_on(name, day), self._after.rule_on(name, day)
            effects = (
                None if old is None else self._before.effect(old, day),
                None if new is None else self._after.effect(new, day),
            )
            found = next((compared for same, compared in known if same == effects), None)
            if found is None:
                is_same = effects[0] == effects[1]
                found = _Compared({}, sampled=False) if is_same else self._compared(old, new, day)
                known.append((effects, found))
            by_day.append(found)
        return by_day, any(compared.sampled for _, compared in known)

    def _compared(self, old: Rule | None, new: Rule | None, day: str) -> _Compared:
        """Return the smallest applications for each changed result on a day.

        Both sides see the same screening day, since the passing of time is not a change of the rule.
        """
        sides = [(side, rule) for side, rule in ((self._before, old), (self._after, new)) if rule is not None]
        boundary = domain([side.resolved(rule, day) for side, rule in sides], day, self._fields, self._fits)
        of_old, of_new = _of_rule(old, self._before, day), _of_rule(new, self._after, day)
        cases: dict[ResultPair, list[Example]] = {}
        for case in sorted(boundary.cases, key=size):
            scope = scope_for(case, day)
            before, after = of_old(scope), of_new(scope)
            if before != after:
                several = cases.setdefault((before, after), [])
                if len(several) < _MAX_EXAMPLES:
                    several.append(Example(case, day))
        return _Compared(cases, boundary.sampled)

    def _fits(self, value: Any) -> bool:
        return self._after.shape.keeps(value) or self._before.shape.keeps(value)

    def _outcomes(self, name: str, by_day: list[_Compared]) -> Iterator[OutcomeDifference]:
        """Yield each changed result with its first days and an application, screened on both sides."""
        for results in sorted({each for compared in by_day for each in compared.cases}, key=result_order):
            first = next(index for index, compared in enumerate(by_day) if results in compared.cases)
            last = first
            while last + 1 < len(by_day) and results in by_day[last + 1].cases:
                last += 1
            until = dates.days_later(self._days[last + 1], -1) if last + 1 < len(self._days) else None
            day = self._days[first]
            for case in by_day[first].cases[results]:
                if results == tuple(side.screened(case.value, day).rules.get(name) for side in self._both):
                    yield OutcomeDifference(*results, Example(case.value, day), until)
                    break

    @property
    def _both(self) -> tuple[Side, Side]:
        return self._before, self._after


def _of_rule(rule: Rule | None, side: Side, day: str) -> Callable[[Scope], RuleResult | None]:
    """Return the function from an application to what it gets of a rule on a day."""
    if rule is None:
        return lambda _: None
    level, group, decide = rule.level, rule.group, side.compiled(rule, day).decide
    return lambda scope: RuleResult(level, group, decide(scope).kind)


def result_order(results: ResultPair) -> list[tuple[int, int]]:
    """Return the sort key of changed results: by outcome and level, a rule that is not in force first."""
    kinds, levels = [*OutcomeKind], [*Level]
    return [
        (-1, -1) if result is None else (kinds.index(result.kind), levels.index(result.level)) for result in results
    ]
