"""Decision on the differences of two packs: every changed result that was not told, or a proof that there is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sociallan.analysis.difference import (
    Cause,
    Exactness,
    OutcomeDifference,
    PackDifference,
    RuleDifference,
    RuleResult,
    Variant,
    VerdictDifference,
)
from sociallan.analysis.differences import days_that_differ, result_order
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.encoder import Encoder
from sociallan.analysis.exact.logic import Formula, both, either
from sociallan.analysis.exact.solving import Answer, Question, longest_list
from sociallan.analysis.exact.values import date
from sociallan.analysis.exact.verdicts import group, verdicts
from sociallan.analysis.side import Side
from sociallan.application import dates
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict

_LAST_DAY = "9999-12-31"

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
        self._longest = longest_list((*found.old.pack.rules, *found.new.pack.rules))
        self._fields = {**found.old.pack.form.fields, **found.new.pack.form.fields}
        old_gaps, new_gaps = frozenset(found.old.pack.gaps), frozenset(found.new.pack.gaps)
        self._gaps = {self._before: old_gaps - new_gaps, self._after: new_gaps - old_gaps}
        self._all_gaps = old_gaps | new_gaps

    def decided(self) -> PackDifference:
        found = self._found
        undecided: list[str] = []
        rules = []
        for rule in found.rules:
            if rule.changes_logic:
                rule, is_decided = self._rule(rule)
                undecided += () if is_decided else (rule.id,)
            rules.append(rule)
        told = list(found.verdicts)
        of_periods = [self._verdicts(period, told) for period in self._periods()]
        verdicts_decided = all(of_periods)
        # Of values that only one form takes, and of texts that only one side reads, not all is encoded.
        if {"form", "placeholders"} & {*found.logic}:
            verdicts_decided, undecided = False, [rule.id for rule in rules if rule.changes_logic]
        return replace(
            found,
            rules=tuple(rules),
            verdicts=tuple(told),
            exact=Exactness(self._longest, verdicts_decided, tuple(undecided)),
        )

    def _periods(self) -> Iterator[_Period]:
        days = days_that_differ(self._before, self._after)
        if self._after.day is not None:
            yield _Period(days[0], days[0])
            return
        lasts = [*(dates.days_later(day, -1) for day in days[1:]), _LAST_DAY]
        yield from map(_Period, days, lasts)

    def _rule(self, rule: RuleDifference) -> tuple[RuleDifference, bool]:
        """Return the differences of a rule with those that were not told, and whether that is all."""
        outcomes = list(rule.outcomes)
        is_decided = True
        for period in self._periods():
            old, new = (side.rule_on(rule.id, period.first) for side in (self._before, self._after))
            if self._effect(self._before, old, period) == self._effect(self._after, new, period):
                continue
            symbols = Symbols(self._fields, self._longest)
            results = [
                self._results(side, each, period, symbols) for side, each in ((self._before, old), (self._after, new))
            ]
            question = Question(symbols, symbols.between(period.first, period.last), gaps=self._all_gaps)
            while True:
                told = {(change.before, change.after) for change in outcomes}
                wanted = either(
                    *(
                        both(one, other)
                        for before, one in results[0].items()
                        for after, other in results[1].items()
                        if before != after and (before, after) not in told
                    )
                )
                answer = question.ask(wanted)
                if isinstance(answer, Answer):
                    is_decided = is_decided and answer is Answer.NONE
                    break
                case, _ = answer
                before, after = (
                    side.screened(case.value, case.day).rules.get(rule.id) for side in (self._before, self._after)
                )
                if before == after or (before, after) in told:
                    is_decided = False
                    break
                outcomes.append(OutcomeDifference(before, after, case._replace(day=period.first)))
        outcomes.sort(key=lambda change: result_order((change.before, change.after)))
        return replace(rule, outcomes=tuple(outcomes), sampled=rule.sampled and not is_decided), is_decided

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
        params = {name: param.on(side.day or period.first) for name, param in side.pack.params.items()}
        today = None if side.day is None else date(side.day)
        return Encoder(symbols, params, side.pack.lists, today=today, gaps=self._gaps[side])

    def _verdicts(self, period: _Period, told: list[VerdictDifference]) -> bool:
        """Add the changed verdicts of a period that were not told; return whether that is all."""
        sides = (self._before, self._after)
        if self._same_for_all(period):
            return True
        symbols = Symbols(self._fields, self._longest)
        known: list[tuple[Any, _Outcomes]] = []
        forms = [self._verdict(side, period, symbols, known) for side in sides]
        question = Question(symbols, symbols.between(period.first, period.last), gaps=self._all_gaps)
        while True:
            pairs = {(each.before.verdict, each.after.verdict) for each in told}
            wanted = either(
                *(
                    both(one, other)
                    for before, one in forms[0].items()
                    for after, other in forms[1].items()
                    if before is not after and (before, after) not in pairs
                )
            )
            answer = question.ask(wanted)
            if isinstance(answer, Answer):
                return answer is Answer.NONE
            case, _ = answer
            before, after = (side.screened(case.value, case.day) for side in sides)
            if before.verdict is after.verdict or (before.verdict, after.verdict) in pairs:
                return False
            told.append(VerdictDifference(Cause.RULES, "", before, after, Variant(case.value), case.day))

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
