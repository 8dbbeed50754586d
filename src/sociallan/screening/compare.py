"""Comparison of two screenings of the same applications: changed verdicts and the rules that changed them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol, TypeVar

from sociallan.application.passed_over import PassedOver
from sociallan.application.source import Source
from sociallan.pack.pack import Pack
from sociallan.rules.truth import UNMET
from sociallan.screening import verdict
from sociallan.screening.comparison import (
    ApplicationChange,
    ChangeCause,
    Comparison,
    ComparisonSide,
    RuleChange,
    RuleState,
)
from sociallan.screening.report import Screening, Verdict
from sociallan.screening.screen import Screener

T = TypeVar("T")


class Guard(Protocol):
    """Calls a function with a source; if the function fails, calls it with a source with that problem instead."""

    def __call__(self, source: Source, function: Callable[[Source], T], /) -> T:
        """Return the function's result."""


def _unguarded(source: Source, function: Callable[[Source], T], /) -> T:
    return function(source)


class _SideResult(NamedTuple):
    """The verdict on an application on one side, and the state of every rule in force there by its id."""

    pack: Pack
    verdict: Verdict
    rules: Mapping[str, RuleState]


def compare(
    sources: Iterable[Source],
    old: Screener,
    new: Screener,
    *,
    version: str,
    all_outcomes: bool = False,
    guard: Guard = _unguarded,
) -> Comparison:
    """Screen applications, one at a time, by two screeners, and return the changes; ``guard`` handles exceptions.

    Changes of the verdict are kept and, with ``all_outcomes``, changes of only the outcomes of rules.
    """

    def screen_twice(source: Source) -> tuple[bool, ApplicationChange | None]:
        """Return whether only outcomes differ, and the change to report or ``None``."""
        before, after = _side_result(old, source), _side_result(new, source)
        differing = _differing(before.rules, after.rules)
        same_verdict = before.verdict is after.verdict
        if same_verdict and not (differing and all_outcomes):
            return bool(differing), None
        screening = new.screen(source)
        return same_verdict, _change(screening, _with_reasons(differing, screening), before, after)

    applications = outcomes_only = 0
    changes: list[ApplicationChange] = []
    passed_over: list[PassedOver] = []
    for source in sources:
        reason = old.skip_reason((source,)) if source.walked else None
        if reason is not None:
            passed_over.append(PassedOver(source.path, reason))
            continue
        applications += 1
        only_outcomes, change = guard(source, screen_twice)
        outcomes_only += only_outcomes
        if change is not None:
            changes.append(change)
    sides = (ComparisonSide(old.pack, old.as_of), ComparisonSide(new.pack, new.as_of))
    return Comparison(version, new.today, *sides, applications, outcomes_only, tuple(changes), tuple(passed_over))


def _side_result(screener: Screener, source: Source) -> _SideResult:
    assessment = screener.assess(source)
    rules = {rule.id: RuleState(rule, kind) for rule, kind in assessment.decided}
    return _SideResult(screener.pack, assessment.verdict, rules)


def _differing(before: Mapping[str, RuleState], after: Mapping[str, RuleState]) -> tuple[RuleChange, ...]:
    """Return the rules whose outcome, level or group differs, in the order of the new side."""
    changes = (RuleChange(before.get(name), after.get(name)) for name in {**after, **before})
    return tuple(change for change in changes if _result(change.old) != _result(change.new))


def _result(state: RuleState | None) -> tuple[str, ...]:
    return () if state is None else (state.kind, state.rule.level, state.rule.group)


def _with_reasons(differing: tuple[RuleChange, ...], screening: Screening) -> tuple[RuleChange, ...]:
    """Add the reasons to each rule that is unmet on the new side."""
    reasons = {outcome.rule.id: outcome.reasons for outcome in screening.outcomes if outcome.kind in UNMET}
    return tuple(replace(change, reasons=reasons.get(change.rule.id, ())) for change in differing)


def _change(
    screening: Screening, differing: tuple[RuleChange, ...], before: _SideResult, after: _SideResult
) -> ApplicationChange:
    """Divide the rules that differ into those that changed the verdict and the others."""
    deciding: tuple[RuleChange, ...] = ()
    if before.verdict is after.verdict:
        cause = ChangeCause.NONE
    elif Verdict.INVALID in (before.verdict, after.verdict):
        cause = ChangeCause.FORM
    else:
        deciding = tuple(change for change in differing if _decides(change, before, after))
        cause = ChangeCause.RULES if deciding else ChangeCause.FORMULA
    decide = {change.rule.id for change in deciding}
    others = tuple(change for change in differing if change.rule.id not in decide)
    path, title = screening.path, screening.summary.title
    return ApplicationChange(path, title, before.verdict, after.verdict, cause, deciding, others)


def _decides(change: RuleChange, before: _SideResult, after: _SideResult) -> bool:
    """Return whether the change of one rule moves the verdict in the direction in which it changed.

    Each pack's own formula is evaluated: the old one with only this change, the new one without only this change.
    If one of several changes is sufficient, each of them decides.
    """
    if not change.is_requirement:
        return False
    total = after.verdict.rank - before.verdict.rank
    with_change = _verdict_with(before, change, change.new).rank - before.verdict.rank
    without_change = after.verdict.rank - _verdict_with(after, change, change.old).rank
    return with_change * total > 0 or without_change * total > 0


def _verdict_with(side: _SideResult, change: RuleChange, state: RuleState | None) -> Verdict:
    """Return the verdict with one rule in its state on the other side."""
    rules = {name: known for name, known in side.rules.items() if name != change.rule.id}
    if state is not None:
        rules[state.rule.id] = state
    return verdict.verdict(side.pack, rules.values())
