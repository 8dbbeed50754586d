"""The same applications screened twice: whose verdict changes, and the rules that did it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple, Protocol, TypeVar

from sociallan.application.passed_over import PassedOver
from sociallan.application.source import Source
from sociallan.pack.pack import Pack
from sociallan.rules.truth import OutcomeKind
from sociallan.screening import verdict
from sociallan.screening.comparison import ApplicationChange, ChangeCause, Comparison, RuleChange, RuleState, Side
from sociallan.screening.report import Screening, Verdict
from sociallan.screening.screen import Screener

T = TypeVar("T")


class Guard(Protocol):
    """Calls a function with a source, or with one in its place at which the function does not fail."""

    def __call__(self, source: Source, made: Callable[[Source], T], /) -> T:
        """Return what the function makes of it."""


def _unguarded(source: Source, made: Callable[[Source], T], /) -> T:
    return made(source)


_RANK = {Verdict.READY: 0, Verdict.INCOMPLETE: 1, Verdict.NOT_MET: 2}


class _Answer(NamedTuple):
    """What one side says of an application: the verdict, and every rule in force by its id."""

    pack: Pack
    verdict: Verdict
    stood: Mapping[str, RuleState]


def compare(
    given: Iterable[Source],
    old: Screener,
    new: Screener,
    *,
    version: str,
    all_outcomes: bool = False,
    guard: Guard = _unguarded,
) -> Comparison:
    """Screen applications, one at a time, by two screeners; ``guard`` answers for what goes wrong at one of them.

    Only what is told is kept: the applications whose verdict changes and, with ``all_outcomes``,
    those where nothing but outcomes of rules do.
    """

    def both(source: Source) -> tuple[bool, ApplicationChange | None]:
        """Return whether nothing but outcomes differ, and the change where it is told."""
        before, after = _answer(old, source), _answer(new, source)
        differing = _differing(before.stood, after.stood)
        same_verdict = before.verdict is after.verdict
        if same_verdict and not (differing and all_outcomes):
            return bool(differing), None
        screening = new.screen(source)
        return same_verdict, _change(screening, _with_reasons(differing, screening), before, after)

    applications = outcomes_only = 0
    changes: list[ApplicationChange] = []
    passed_over: list[PassedOver] = []
    for source in given:
        reason = old.no_application((source,)) if source.walked else None
        if reason is not None:
            passed_over.append(PassedOver(source.path, reason))
            continue
        applications += 1
        only_outcomes, change = guard(source, both)
        outcomes_only += only_outcomes
        if change is not None:
            changes.append(change)
    sides = (Side(old.pack, old.as_of), Side(new.pack, new.as_of))
    return Comparison(version, new.today, *sides, applications, outcomes_only, tuple(changes), tuple(passed_over))


def _answer(screener: Screener, source: Source) -> _Answer:
    assessment = screener.assess(source)
    stood = {rule.id: RuleState(rule, kind) for rule, kind in assessment.decided}
    return _Answer(screener.pack, assessment.verdict, stood)


def _differing(before: Mapping[str, RuleState], after: Mapping[str, RuleState]) -> tuple[RuleChange, ...]:
    """Return the rules whose outcome or level differs, in the order of the new side."""
    changes = (RuleChange(before.get(name), after.get(name)) for name in {**after, **before})
    return tuple(change for change in changes if _fate(change.old) != _fate(change.new))


def _fate(standing: RuleState | None) -> tuple[str, ...]:
    return () if standing is None else (standing.kind, standing.rule.level)


def _with_reasons(differing: tuple[RuleChange, ...], screening: Screening) -> tuple[RuleChange, ...]:
    """Add why each rule that is not met or missing now is so."""
    reasons = {
        outcome.rule.id: outcome.reasons
        for outcome in screening.outcomes
        if outcome.kind in (OutcomeKind.NOT_MET, OutcomeKind.MISSING)
    }
    return tuple(replace(change, reasons=reasons.get(change.rule.id, ())) for change in differing)


def _change(
    screening: Screening, differing: tuple[RuleChange, ...], before: _Answer, after: _Answer
) -> ApplicationChange:
    """Part the rules that differ into those that changed the verdict and the others."""
    deciding: tuple[RuleChange, ...] = ()
    if before.verdict is after.verdict:
        ground = ChangeCause.NONE
    elif Verdict.INVALID in (before.verdict, after.verdict):
        ground = ChangeCause.FORM
    else:
        deciding = tuple(change for change in differing if _decides(change, before, after))
        ground = ChangeCause.RULES if deciding else ChangeCause.FORMULA
    decide = {change.rule.id for change in deciding}
    others = tuple(change for change in differing if change.rule.id not in decide)
    path, title = screening.path, screening.summary.title
    return ApplicationChange(path, title, before.verdict, after.verdict, ground, deciding, others)


def _decides(change: RuleChange, before: _Answer, after: _Answer) -> bool:
    """Return whether the change of one rule moves the verdict the way that it went.

    Each pack's own formula is asked: the old with this change alone, the new without it alone. Where
    one of several changes would have been enough, each of them decides.
    """
    if not change.is_requirement:
        return False
    went = _RANK[after.verdict] - _RANK[before.verdict]
    made = _RANK[_verdict_with(before, change, change.new)] - _RANK[before.verdict]
    undone = _RANK[after.verdict] - _RANK[_verdict_with(after, change, change.old)]
    return made * went > 0 or undone * went > 0


def _verdict_with(answer: _Answer, change: RuleChange, standing: RuleState | None) -> Verdict:
    """Return the verdict with one rule as it is on the other side."""
    stood = {name: stands for name, stands in answer.stood.items() if name != change.rule.id}
    if standing is not None:
        stood[standing.rule.id] = standing
    return verdict.verdict(answer.pack, stood.values())
