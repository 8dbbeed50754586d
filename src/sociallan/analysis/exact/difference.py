"""Decision on the differences of two packs: each changed result that sampling missed, or a proof that none is."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder
from sociallan.analysis.exact.logic import Formula, both, either
from sociallan.analysis.exact.solving import Answer, Query, longest_list, periods
from sociallan.analysis.exact.values import date
from sociallan.analysis.exact.verdicts import group, verdicts
from sociallan.analysis.pack_differences.difference import (
    ApplicationVariant,
    Cause,
    Exactness,
    OutcomeDifference,
    PackDifference,
    PackResult,
    RuleDifference,
    RuleResult,
    VerdictDifference,
)
from sociallan.analysis.pack_differences.differences import days_that_differ, result_order
from sociallan.analysis.pack_differences.side import Side
from sociallan.analysis.results import Example
from sociallan.analysis.shrinking import shrunk
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict

_NOT_ENCODED = frozenset(("form", "placeholders", "valid_from", "dated_by"))
"""Changed parts of packs of which nothing is proved.

What one side takes as an application is none on the other, or the same application is screened as of another day.
"""

_Outcomes = Mapping[OutcomeKind, Formula]


def decided(found: PackDifference) -> PackDifference:
    """Return the differences with those that were not tried, and what is decided of all applications."""
    return _Decision(found).decided()


@dataclass(frozen=True)
class _Period:
    """Days on which neither pack changes."""

    first: str
    last: str


class _Decision:
    def __init__(self, found: PackDifference) -> None:
        self._found = found
        self._before, self._after = Side(found.old), Side(found.new)
        changed = {rule.id for rule in found.rules if rule.changes_logic}
        rules = (*found.old.pack.rules, *found.new.pack.rules)
        self._longest = longest_list(rule for rule in rules if rule.level is Level.REQUIREMENT or rule.id in changed)
        self._fields = {**found.old.pack.form.fields, **found.new.pack.form.fields}
        old_gaps, new_gaps = frozenset(found.old.pack.gaps), frozenset(found.new.pack.gaps)
        self._gaps = {self._before: old_gaps - new_gaps, self._after: new_gaps - old_gaps}
        self._all_gaps = old_gaps | new_gaps
        self._prose = [side.pack.answers.prose for side in (self._before, self._after)]

    def decided(self) -> PackDifference:
        found = self._found
        undecided: list[str] = []
        rules = []
        for rule in found.rules:
            if rule.changes_logic:
                rule, is_decided = self._rule(rule)
                undecided += () if is_decided else (rule.id,)
            rules.append(rule)
        changes = list(found.verdicts)
        of_periods = [self._verdicts(period, changes) for period in self._periods()]
        verdicts_decided = all(of_periods)
        if not _NOT_ENCODED.isdisjoint(found.logic):
            verdicts_decided, undecided = False, [rule.id for rule in rules if rule.changes_logic]
        return replace(
            found,
            rules=tuple(rules),
            verdicts=tuple(changes),
            exact=Exactness(self._longest, verdicts_decided, tuple(undecided)),
        )

    def _periods(self) -> Iterator[_Period]:
        days = days_that_differ(self._before, self._after)
        if self._after.day is not None:
            yield _Period(days[0], days[0])
            return
        yield from (_Period(first, last) for first, last in periods(days))

    def _rule(self, rule: RuleDifference) -> tuple[RuleDifference, bool]:
        """Return the differences of a rule with those that sampling missed, and whether these are all."""
        outcomes = list(rule.outcomes)
        is_decided = True
        for period in self._periods():
            old, new = (side.rule_on(rule.id, period.first) for side in (self._before, self._after))
            if self._effect(self._before, old, period) == self._effect(self._after, new, period):
                continue
            symbols = Symbols(self._fields, self._longest)
            before = self._results(self._before, old, period, symbols)
            after = self._results(self._after, new, period, symbols)
            question = self._question(symbols, period)
            while True:
                known = {(change.before, change.after) for change in outcomes}
                answer = question.ask(_differing(before, after, known))
                if isinstance(answer, Answer):
                    is_decided = is_decided and answer is Answer.NONE
                    break
                outcome = self._outcome(rule.id, answer, period)
                if outcome.before == outcome.after or (outcome.before, outcome.after) in known:
                    is_decided = False
                    break
                outcomes.append(outcome)
        outcomes.sort(key=lambda change: result_order((change.before, change.after)))
        return replace(rule, outcomes=tuple(outcomes), sampled=rule.sampled and not is_decided), is_decided

    def _outcome(self, name: str, case: Example, period: _Period) -> OutcomeDifference:
        """Return the results of a rule on both sides for an application, with a smaller one that gets the same."""

        def results(case: Example) -> tuple[RuleResult | None, ...]:
            return tuple(result.rules.get(name) for result in self._screened(case))

        before, after = results(case)
        return OutcomeDifference(before, after, _smaller(case, period, results))

    def _results(
        self, side: Side, rule: Rule | None, period: _Period, symbols: Symbols
    ) -> Mapping[RuleResult | None, Formula]:
        if rule is None:
            return {None: True}
        outcomes = self._encoder(side, period, symbols).outcomes(rule)
        return {RuleResult(rule.level, rule.group, kind): formula for kind, formula in outcomes.items()}

    def _effect(self, side: Side, rule: Rule | None, period: _Period) -> Any:
        return None if rule is None else side.effect(rule, period.first)

    def _encoder(self, side: Side, period: _Period, symbols: Symbols) -> Encoder:
        today = None if side.day is None else date(side.day)
        return Encoder(symbols, side.bindings(period.first), side.pack.lists, today=today, gaps=self._gaps[side])

    def _question(self, symbols: Symbols, period: _Period) -> Query:
        days = symbols.between(period.first, period.last)
        return Query(symbols, days, gaps=self._all_gaps, prose=self._prose)

    def _verdicts(self, period: _Period, changes: list[VerdictDifference]) -> bool:
        """Add the changed verdicts of a period that are missing; return whether these are all."""
        if self._same_for_all(period):
            return True
        symbols = Symbols(self._fields, self._longest)
        known: list[tuple[Any, _Outcomes]] = []
        before, after = (self._verdict(side, period, symbols, known) for side in (self._before, self._after))
        question = self._question(symbols, period)
        while True:
            pairs = {(each.before.verdict, each.after.verdict) for each in changes}
            answer = question.ask(_differing(before, after, pairs))
            if isinstance(answer, Answer):
                return answer is Answer.NONE
            difference = self._verdict_difference(answer, period)
            pair = difference.before.verdict, difference.after.verdict
            if pair[0] is pair[1] or pair in pairs:
                return False
            changes.append(difference)

    def _verdict_difference(self, case: Example, period: _Period) -> VerdictDifference:
        """Return the results on both sides of an application, or of a smaller one that gets the same verdicts."""

        def results(case: Example) -> tuple[Verdict, ...]:
            return tuple(result.verdict for result in self._screened(case))

        case = _smaller(case, period, results)
        return VerdictDifference(Cause.RULES, "", *self._screened(case), ApplicationVariant(case.value), case.day)

    def _screened(self, case: Example) -> tuple[PackResult, PackResult]:
        return self._before.screened(case.value, case.day), self._after.screened(case.value, case.day)

    def _same_for_all(self, period: _Period) -> bool:
        """Return whether all that decides the verdict is the same on both sides."""
        if self._before.pack.verdict != self._after.pack.verdict or self._gaps[self._before] or self._gaps[self._after]:
            return False
        names = {*self._before.rules, *self._after.rules}
        return all(
            self._effect(self._before, self._before.rule_on(name, period.first), period)
            == self._effect(self._after, self._after.rule_on(name, period.first), period)
            for name in names
        )

    def _verdict(
        self, side: Side, period: _Period, symbols: Symbols, known: list[tuple[Any, _Outcomes]]
    ) -> Mapping[Verdict, Formula]:
        """Return the formulas of the verdicts; rules with the same effect on both sides share theirs."""
        encoder = self._encoder(side, period, symbols)
        groups: dict[str, list[_Outcomes]] = {}
        for name in side.rules:
            rule = side.rule_on(name, period.first)
            if rule is None or rule.level is not Level.REQUIREMENT:
                continue
            effect = (side.effect(rule, period.first)[2:], self._gaps[side], side.day)
            outcomes = next((outcomes for same, outcomes in known if same == effect), None)
            if outcomes is None:
                outcomes = encoder.outcomes(rule)
                known.append((effect, outcomes))
            groups.setdefault(rule.group, []).append(outcomes)
        return verdicts(side.pack.verdict, {name: group(several) for name, several in groups.items()})


def _differing(before: Mapping[Any, Formula], after: Mapping[Any, Formula], known: Collection[Any]) -> Formula:
    """Return the formula that the results on two sides are a pair that differs and is not known."""
    return either(
        *(
            both(one, other)
            for old, one in before.items()
            for new, other in after.items()
            if old != new and (old, new) not in known
        )
    )


def _smaller(case: Example, period: _Period, results: Callable[[Example], object]) -> Example:
    """Return a smaller application with the same results, on the first day of the period if they are so then too."""
    wanted = results(case)
    if results(case._replace(day=period.first)) == wanted:
        case = case._replace(day=period.first)
    return case._replace(value=shrunk(case.value, lambda value: results(Example(value, case.day)) == wanted))
