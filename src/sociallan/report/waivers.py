"""The text of waivers, for readers of a report and for maintainers of sociallan.toml."""

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
    """Yield the item of each waiver in a screening, with its owner, last day and reason."""
    outcomes = {outcome.rule.id: outcome for outcome in screening.outcomes}
    for waiver in screening.waived:
        outcome = outcomes[waiver.rule]
        item = from_outcome(outcome, screening, pack, view)
        owner, reason = values.visible(waiver.owner), values.visible(waiver.reason)
        sentence = view.words.say("waivers.says", title=item.title, owner=owner, expires=waiver.expires, reason=reason)
        yield WaivedItem(outcome.rule.level, item, owner, waiver.expires, reason, sentence)


def findings(uses: Sequence[WaiverUse], file: str, words: Words) -> Iterator[str]:
    """Yield a line for each waiver that has expired or waives nothing, with its location and cure."""
    for waiver, state in uses:
        if state in (WaiverState.EXPIRED, WaiverState.UNUSED):
            message = words.say(f"waivers.{state}", rule=waiver.rule, expires=waiver.expires, path=waiver.path)
            yield f"{file}:{waiver.line}: {message}"
    # A run on a few files, as before a commit, rarely reaches the files of all waivers: these share one line.
    lines = ", ".join(str(use.waiver.line) for use in uses if use.state is WaiverState.NO_FILE)
    if lines:
        yield f"{file}: {words.say('waivers.no_file', lines=lines)}"
