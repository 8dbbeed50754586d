"""Waivers in words: for the reader of a report, and for those who keep sociallan.toml."""

from collections.abc import Iterator, Sequence

from sociallan.pack.pack import Pack
from sociallan.report import values
from sociallan.report.items import from_outcome
from sociallan.report.parts import WaivedItem
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.screening.report import Screening
from sociallan.screening.settings import WaiverState, WaiverUse


def waived(screening: Screening, pack: Pack, view: View) -> Iterator[WaivedItem]:
    """Yield what each waiver in a screening is about, who answers for it, how long and why."""
    outcomes = {outcome.rule.id: outcome for outcome in screening.outcomes}
    for waiver in screening.waived:
        outcome = outcomes[waiver.rule]
        item = from_outcome(outcome, screening, pack, view)
        owner, reason = values.visible(waiver.owner), values.visible(waiver.reason)
        says = view.words.say("waivers.says", title=item.title, owner=owner, expires=waiver.expires, reason=reason)
        yield WaivedItem(outcome.rule.level, item, owner, waiver.expires, reason, says)


def findings(uses: Sequence[WaiverUse], file: str, words: Words) -> Iterator[str]:
    """Yield which waivers have expired or have nothing to waive, each with its line and what to do."""
    for waiver, state in uses:
        if state in (WaiverState.EXPIRED, WaiverState.UNUSED):
            says = words.say(f"waivers.{state}", rule=waiver.rule, expires=waiver.expires, path=waiver.path)
            yield f"{file}:{waiver.line}: {says}"
    # A run of a few files, as before a commit, need not reach what all waivers are about: it gets one line.
    lines = ", ".join(str(use.waiver.line) for use in uses if use.state is WaiverState.NO_FILE)
    if lines:
        yield f"{file}: {words.say('waivers.no_file', lines=lines)}"
