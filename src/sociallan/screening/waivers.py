"""Waivers: accepted deviations, applied to a screening, and their states in a run.

A waiver never changes an outcome or the verdict. It records that someone is responsible for an expectation or a
remark that is not met, so that the report need not list it again.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sociallan.application import spelling
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.pack.pack import Pack
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Level
from sociallan.screening.globs import fits
from sociallan.screening.report import Screening
from sociallan.screening.settings import Waiver, WaiverState, WaiverUse

_PRECEDENCE = {state: rank for rank, state in enumerate(WaiverState)}


def waive(screening: Screening, waivers: Iterable[Waiver]) -> Screening:
    """Return a screening with the waivers of its waivable outcomes: the first one for each rule."""
    open_rules = {outcome.rule.id for outcome in screening.outcomes if _is_waivable(outcome)}
    by_rule: dict[str, Waiver] = {}
    for waiver in waivers:
        if waiver.rule in open_rules:
            by_rule.setdefault(waiver.rule, waiver)
    return replace(screening, waived=tuple(by_rule.values()))


def _is_waivable(outcome: Outcome) -> bool:
    """Return whether a report lists an outcome as a weakness or a remark."""
    # What is met has no reasons, and neither has a question: only people can answer it.
    return outcome.rule.level is not Level.REQUIREMENT and not outcome.undetermined and bool(outcome.reasons)


class WaiverResult(NamedTuple):
    """A screening with waivers applied, and each waiver's state in this screening."""

    screening: Screening
    states: tuple[WaiverState, ...]


def apply_waivers(screening: Screening, waivers: Sequence[Waiver], path: str, day: str) -> WaiverResult:
    """Apply the waivers of sociallan.toml on a day; ``path`` is the application's path from that file's folder."""
    matching = [waiver for waiver in waivers if waiver.expires >= day and fits(waiver.path, path)]
    waived = waive(screening, matching)
    return WaiverResult(waived, tuple(_state(waiver, waived, matching, day) for waiver in waivers))


def _state(waiver: Waiver, screening: Screening, matching: Sequence[Waiver], day: str) -> WaiverState:
    if waiver.expires < day:
        return WaiverState.EXPIRED
    if waiver in screening.waived:
        return WaiverState.IN_USE
    # An unreadable file has no outcomes, so it does not show whether the waiver is used.
    return WaiverState.UNUSED if waiver in matching and screening.outcomes else WaiverState.NO_FILE


def uses(waivers: Iterable[Waiver], day: str) -> tuple[WaiverUse, ...]:
    """Return every waiver with its state on a day before any screening: expired or without a file."""
    return tuple(WaiverUse(w, WaiverState.EXPIRED if w.expires < day else WaiverState.NO_FILE) for w in waivers)


def joined(uses: tuple[WaiverUse, ...], states: Sequence[WaiverState]) -> tuple[WaiverUse, ...]:
    """Update each waiver with its state in further screenings; ``states`` is empty if no waivers were applied."""
    if not states:
        return uses
    pairs = zip(uses, states, strict=True)
    return tuple(use._replace(state=max(use.state, state, key=_PRECEDENCE.__getitem__)) for use, state in pairs)


def waiver_faults(waivers: Iterable[Waiver], pack: Pack, file: str) -> Iterator[Diagnostic[PackLocation]]:
    """Yield the faults of waivers: unknown rules, and requirements, which cannot be waived."""
    waivable = [rule.id for rule in pack.rules if rule.level not in (Level.REQUIREMENT, Level.QUESTION)]
    for waiver in waivers:
        rule = pack.rule(waiver.rule)
        if rule is None:
            suggestion = spelling.nearest(waiver.rule, waivable)
            yield Diagnostic(
                "config.unknown-rule", PackLocation(file, waiver.line, 1), {"rule": waiver.rule}, suggestion
            )
        elif rule.level is Level.REQUIREMENT:
            yield Diagnostic("config.requirement", PackLocation(file, waiver.line, 1), {"rule": waiver.rule})
        elif rule.level is Level.QUESTION:
            yield Diagnostic("config.question", PackLocation(file, waiver.line, 1), {"rule": waiver.rule})
