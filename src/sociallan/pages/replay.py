"""The text of a replay: whether the report is the same, and if not, the changes."""

from collections.abc import Iterator

from sociallan.report import values
from sociallan.report.page import Page, in_ascii
from sociallan.report.page_for import page_for
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.stored.replayed import PartChange, Replay, ReportInput, ScreeningChange

_INDENT = 2


def render(replay: Replay, view: View) -> str:
    """Render the result of a replay."""
    words, page = view.words, page_for(view)
    count = replay.applications
    if replay.same_bytes:
        page.line(words.say("replay.same", count=count))
    elif replay.same_values:
        page.line(words.say("replay.same_values", count=count))
    else:
        page.line(words.say("replay.differs", count=count))
        _causes(page, replay, words)
        _unexplained(page, replay, words)
        _screenings(page, replay, words)
    _lost(page, replay, words)
    text = page.text()
    return in_ascii(text) if view.style.ascii_only else text


def _lost(page: Page, replay: Replay, words: Words) -> None:
    if replay.lost:
        page.line()
        page.line(words.say("replay.lost"))
    for path in replay.lost:
        page.line(values.visible(path), indent=_INDENT, hanging=_INDENT)


def _causes(page: Page, replay: Replay, words: Words) -> None:
    causes = list(_cause_sentences(replay, words))
    if causes:
        page.line()
        page.line(words.say("replay.changed"))
    for cause in causes:
        page.line(cause, indent=_INDENT, hanging=_INDENT)


def _cause_sentences(replay: Replay, words: Words) -> Iterator[str]:
    for file in replay.inputs:
        yield words.say(f"replay.input.{file.state}", path=values.visible(file.path))
    for change in replay.parts:
        yield _part(change, words)
    if replay.moved_lines:
        yield words.say("replay.moved_lines")


def _part(change: PartChange, words: Words) -> str:
    old, new = (
        values.shortened(values.visible(values.short_digest(text) if _is_digest(change.part) else text))
        for text in (change.old, change.new)
    )
    return words.say("replay.part", part=words.say(f"replay.parts.{change.part}"), old=old, new=new)


def _is_digest(part: ReportInput) -> bool:
    return part in (ReportInput.LOGIC, ReportInput.TEXTS)


def _unexplained(page: Page, replay: Replay, words: Words) -> None:
    if not replay.unexplained:
        return
    page.line()
    is_all = not (replay.inputs or replay.parts or replay.moved_lines)
    page.line(words.say("replay.nothing_changed" if is_all else "replay.beside"))
    for pointer in replay.unexplained:
        page.line(values.shortened(values.visible(pointer)), indent=_INDENT)
    omitted = replay.unexplained_count - len(replay.unexplained)
    if omitted:
        page.line(words.say("report.more", count=omitted), indent=_INDENT)
    page.line(words.say("replay.bug"))


def _screenings(page: Page, replay: Replay, words: Words) -> None:
    page.line()
    if replay.screenings:
        page.line(words.say("replay.screenings"))
    elif replay.has_changed(ReportInput.TEXTS) and not replay.has_changed(ReportInput.LOGIC):
        page.line(words.say("replay.same_logic"))
    else:
        page.line(words.say("replay.same_outcomes"))
    for change in replay.screenings:
        _screening(page, change, words)


def _screening(page: Page, change: ScreeningChange, words: Words) -> None:
    path = values.visible(change.path)
    old, new = (words.say(f"verdict.{verdict}") for verdict in (change.old, change.new))
    verdict = old if old == new else words.say("replay.became", old=old, new=new)
    page.line(f"{path}: {verdict}", indent=_INDENT, hanging=_INDENT)
    for outcome in change.outcomes:
        became = words.say("replay.became", old=_outcome(outcome.old, words), new=_outcome(outcome.new, words))
        page.line(f"{values.visible(outcome.rule)}: {became}", indent=2 * _INDENT, hanging=_INDENT)


def _outcome(kind: OutcomeKind | None, words: Words) -> str:
    return words.say("compare.not_in_force") if kind is None else words.say(f"outcome.{kind}")
