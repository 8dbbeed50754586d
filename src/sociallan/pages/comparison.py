"""The text of a comparison: changed verdicts, the rules that changed them, and the reasons."""

from collections.abc import Iterable

from sociallan.report import sentences, values
from sociallan.report.page import Page, in_ascii
from sociallan.report.page_for import page_for
from sociallan.report.provenance import foreign
from sociallan.report.view import View
from sociallan.screening.comparison import (
    ApplicationChange,
    ChangeCause,
    Comparison,
    ComparisonSide,
    RuleChange,
    RuleState,
)

_INDENT = 2


def render(comparison: Comparison, view: View) -> str:
    """Render a comparison; applications with changed outcomes but the same verdict come last, if included."""
    words, page = view.words, page_for(view)
    page.line(words.say("compare.heading", count=comparison.applications))
    page.line()
    for name, side in (("old", comparison.old), ("new", comparison.new)):
        page.line(_side(words.say(f"compare.side.{name}"), side, view), hanging=_INDENT)
        if note := foreign(side.pack, words, shipped=side.shipped):
            page.line(note, indent=_INDENT)
    page.line()
    page.line(words.counted("verdicts_changed", len(comparison.verdicts)))
    if comparison.outcomes_only:
        page.line(words.counted("outcomes_only", comparison.outcomes_only))
    outcomes_only = [change for change in comparison.changes if change.cause is ChangeCause.NONE]
    if comparison.outcomes_only and not outcomes_only:
        page.line(words.say("compare.all_shows"))
    for change in (*comparison.verdicts, *outcomes_only):
        page.line()
        _application(page, change, comparison, view)
    text = page.text()
    return in_ascii(text) if view.style.ascii_only else text


def message(change: RuleChange, comparison: Comparison, view: View) -> str:
    """Return why a rule is not met or missing on the new side; ``""`` if it is neither."""
    messages = (sentences.reason_message(reason, comparison.new.pack, view) for reason in change.reasons)
    return " ".join(dict.fromkeys(messages))


def _side(name: str, side: ComparisonSide, view: View) -> str:
    words, pack = view.words, side.pack
    logic, texts = (values.short_digest(digest) for digest in (pack.logic_digest, pack.text_digest))
    return words.say(
        "compare.side_says",
        name=name,
        pack=words.say("report.pack", title=words.pick(pack.title), version=pack.version),
        folder=values.visible(side.folder),
        day=words.say("compare.own_day") if side.as_of is None else words.say("report.date.option", day=side.as_of),
        digests=words.say("report.digests", logic=logic, texts=texts),
    )


def _application(page: Page, change: ApplicationChange, comparison: Comparison, view: View) -> None:
    words = view.words
    page.line((values.visible(change.path), "bold"))
    if change.title:
        page.line(values.shortened(values.visible(change.title)), indent=_INDENT)
    verdicts = [words.say(f"verdict.{verdict}") for verdict in (change.old, change.new)]
    if change.cause is ChangeCause.NONE:
        page.line(words.say("compare.same", verdict=verdicts[0]), indent=_INDENT)
    else:
        became = words.say("compare.became", old=verdicts[0], new=verdicts[1])
        page.line(f"{words.say('report.verdict')}: {became}", indent=_INDENT)
    if change.cause in (ChangeCause.FORM, ChangeCause.FORMULA):
        page.line(words.say(f"compare.ground.{change.cause}"), indent=_INDENT)
    _rules(page, "compare.deciding", change.deciding, comparison, view)
    others = "compare.differing" if change.cause is ChangeCause.NONE else "compare.others"
    _rules(page, others, change.others, comparison, view)


def _rules(page: Page, key: str, changes: Iterable[RuleChange], comparison: Comparison, view: View) -> None:
    words = view.words
    for number, change in enumerate(changes):
        if number == 0:
            page.line(words.say(key), indent=_INDENT)
        became = words.say(
            "compare.became",
            old=_outcome_text(change, change.old, view),
            new=_outcome_text(change, change.new, view),
        )
        page.line(f"{change.rule.id}: {became}", indent=2 * _INDENT, hanging=_INDENT)
        page.line(values.visible(words.pick(change.rule.title)), indent=3 * _INDENT)
        reasons = message(change, comparison, view)
        if reasons:
            page.line(reasons, indent=3 * _INDENT)


def _outcome_text(change: RuleChange, state: RuleState | None, view: View) -> str:
    """Return the text of an outcome, with the rule's level and group if they differ between the two sides.

    Where the rule is in force on one side only, with the days on which it is.
    """
    words, stated = view.words, [side for side in (change.old, change.new) if side is not None]
    if state is None:
        return words.say("compare.not_in_force")
    parts = [words.say(f"outcome.{state.kind}")]
    if len({side.rule.level for side in stated}) > 1:
        parts.append(words.say(f"level.{state.rule.level}"))
    if len({side.rule.group for side in stated}) > 1:
        parts.append(words.say("compare.of_group", group=state.rule.group))
    if len(stated) == 1:
        key = "from" if state.rule.valid_to is None else "from_to"
        parts.append(words.say(f"compare.in_force_{key}", first=state.rule.valid_from, last=state.rule.valid_to))
    first, *others = parts
    return words.say("compare.with_more", outcome=first, more=", ".join(others)) if others else first
