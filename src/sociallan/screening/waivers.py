"""Accepted deviations: what of a screening they take away, and what a run shows of them.

A waiver never touches an outcome or the verdict. It only says that someone answers for an expectation
or a remark that is not met, so that it need not be listed once more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sociallan.application import suggestions
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.globs import fits
from sociallan.screening.report import Screening
from sociallan.screening.settings import Waiver, WaiverState, WaiverUse

_TELLS = {state: rank for rank, state in enumerate(WaiverState)}
_OPEN = (OutcomeKind.NOT_MET, OutcomeKind.MISSING, OutcomeKind.JUDGEMENT)


def waive(screening: Screening, waivers: Iterable[Waiver]) -> Screening:
    """Return a screening with the waivers that have something to waive in it, one for each rule, the first."""
    open_rules = {outcome.rule.id for outcome in screening.outcomes if _is_waivable(outcome)}
    by_rule: dict[str, Waiver] = {}
    for waiver in waivers:
        if waiver.rule in open_rules:
            by_rule.setdefault(waiver.rule, waiver)
    return replace(screening, waived=tuple(by_rule.values())) if by_rule else screening


def _is_waivable(outcome: Outcome) -> bool:
    """Return whether an outcome is one that a report lists as a weakness or a remark."""
    if outcome.rule.level is Level.REQUIREMENT or outcome.undetermined or outcome.kind not in _OPEN:
        return False
    # A question is the committee's, and nobody can answer for it in their place.
    return outcome.kind is not OutcomeKind.JUDGEMENT or bool(outcome.reasons)


class WaiverResult(NamedTuple):
    """A screening with its waivers, and the state of every waiver there was, as this screening alone shows it."""

    screening: Screening
    states: tuple[WaiverState, ...]


def apply_waivers(screening: Screening, waivers: Sequence[Waiver], path: str, day: str) -> WaiverResult:
    """Waive what the waivers of a file allow on a day; ``path`` is the application's, from that file's folder."""
    in_time = [waiver for waiver in waivers if waiver.expires >= day and fits(waiver.path, path)]
    waived = waive(screening, in_time)
    return WaiverResult(waived, tuple(_state(waiver, waived, in_time, day) for waiver in waivers))


def _state(waiver: Waiver, screening: Screening, in_time: Sequence[Waiver], day: str) -> WaiverState:
    if waiver.expires < day:
        return WaiverState.EXPIRED
    if waiver in screening.waived:
        return WaiverState.IN_USE
    # Of a file that cannot be read nothing is known.
    return WaiverState.UNUSED if waiver in in_time and screening.outcomes else WaiverState.NO_FILE


def uses(waivers: Iterable[Waiver], day: str) -> tuple[WaiverUse, ...]:
    """Return every waiver with what is known of it on a day before any screening: whether it has expired."""
    return tuple(WaiverUse(w, WaiverState.EXPIRED if w.expires < day else WaiverState.NO_FILE) for w in waivers)


def joined(shown: tuple[WaiverUse, ...], states: Sequence[WaiverState]) -> tuple[WaiverUse, ...]:
    """Return every waiver with what is shown of it, after further screenings have shown some ``states``, or none."""
    if not states:
        return shown
    pairs = zip(shown, states, strict=True)
    return tuple(use._replace(state=max(use.state, state, key=_TELLS.__getitem__)) for use, state in pairs)


def waiver_faults(waivers: Iterable[Waiver], pack: Pack, file: str) -> Iterator[Diagnostic[PackLocation]]:
    """Yield what is wrong with waivers by a pack: only an expectation or a remark can be waived."""
    waivable = [rule.id for rule in pack.rules if rule.level is not Level.REQUIREMENT]
    for waiver in waivers:
        rule = pack.rule(waiver.rule)
        if rule is None:
            near = suggestions.nearest(waiver.rule, waivable)
            yield Diagnostic("config.unknown-rule", PackLocation(file, waiver.line, 1), {"rule": waiver.rule}, near)
        elif rule.level is Level.REQUIREMENT:
            yield Diagnostic("config.requirement", PackLocation(file, waiver.line, 1), {"rule": waiver.rule})
