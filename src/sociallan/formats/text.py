"""The text format, for terminals: no meaning depends on symbols or colour alone."""

from collections.abc import Iterable, Sequence
from functools import partial

from sociallan.application.location import Location
from sociallan.formats import text_chain, text_questions, text_short
from sociallan.formats.text_questions import INDENT, heading
from sociallan.pack.pack import Pack
from sociallan.report import rule_texts, runner_commands, traces, values
from sociallan.report.consequences import lead_below, under_causes
from sociallan.report.content import report_content
from sociallan.report.items import absence_key, citations, location_text, row_label
from sociallan.report.outcome_labels import outcome_label
from sociallan.report.page import Page, in_ascii
from sociallan.report.page_for import page_for
from sociallan.report.parts import Content, ReportItem
from sociallan.report.provenance import notes
from sociallan.report.styles import OF_STATUS
from sociallan.report.view import View
from sociallan.rules.outcome import Trace
from sociallan.screening.report import ReportHeader, Screening, Totals

_SYMBOLS = {
    "met": "✓",
    "not_met": "✗",
    "to_mend": "!",
    "missing": "○",
    "judgement": "?",
    "not_applicable": "–",
    "waits": "…",
    "form": "✗",
    "note": "?",
}
_RULE_WIDTH = 80

BETWEEN = ""


def start(head: ReportHeader, view: View) -> str:
    """Render the notes on pack and settings; mostly there are none."""
    lines = notes(head, view.words)
    if not lines:
        return ""
    page = page_for(view)
    for note in lines:
        page.line((note, "open"))
    return _text(page, view)


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application; ``""`` unless the view is ``full``."""
    if not view.detail.full:
        return ""
    page = page_for(view)
    content = under_causes(report_content(screening, head, view))
    if view.detail.whole or view.detail.explain:
        _application(page, content, head, view)
    else:
        text_short.write(page, content, head.pack, view, partial(_item_in_short, page, view))
    return _text(page, view)


def _item_in_short(page: Page, view: View, item: ReportItem, below: Sequence[ReportItem]) -> None:
    page.line((item.label, OF_STATUS[item.status]), ": ", (item.title, "bold"), indent=2, hanging=2)
    _item(page, item._replace(cites=(), follows=()), view, below)
    for each in item.follows:
        page.line((f"{lead_below(each, view.words)}: ", "bold"), each.title, (f" ({each.id})", "soft"), indent=INDENT)


def end(head: ReportHeader, totals: Totals, view: View) -> str:
    """Render the summary; ``""`` for a single application."""
    if totals.applications <= 1:
        return ""
    from sociallan.formats import text_summary  # Not needed for a single application.

    page = page_for(view)
    text_summary.write(page, totals, head, view)
    return _text(page, view)


def _text(page: Page, view: View) -> str:
    text = page.text()
    return in_ascii(text) if view.style.ascii_only else text


def _application(page: Page, content: Content, head: ReportHeader, view: View) -> None:
    words = view.words
    rule = "═" * min(view.style.width or _RULE_WIDTH, _RULE_WIDTH)
    page.line((rule, "soft"))
    page.line((f"{words.say('report.product')} · {words.pick(head.pack.title)}", "bold"))
    page.line((rule, "soft"))
    label_width = max(len(label) for label, _ in content.facts) + 2
    for label, value in content.facts:
        page.line((label.ljust(label_width), "soft"), value, hanging=label_width)
    page.line()
    page.line((f"{words.say('report.verdict')}: ", "bold"), (content.verdict, OF_STATUS[content.screening.verdict]))
    page.line(content.verdict_meaning)
    _requirements(page, content, view)
    _items(page, words.say("report.actions"), None, content.actions, view, numbered=True)
    if not content.actions:
        heading(page, words.say("report.actions"))
        page.line(words.say("report.actions_none_shown" if view.partial else "report.actions_none"), indent=2)
    if content.waiting:
        page.line()
        page.line(content.waiting, indent=2)
    _items(page, words.say("report.weaknesses"), words.say("report.weaknesses_intro"), content.weaknesses, view)
    _items(page, words.say("report.remarks"), None, content.remarks, view)
    text_questions.waived(page, content, view)
    text_questions.questions(page, content, view)
    text_questions.precedents(page, content, view)
    if content.chain is not None:
        heading(page, content.chain.title)
        text_chain.write(page, content.chain, view)
    if view.detail.explain:
        _explained(page, content, head.pack, view)
    _beside(page, content, view)
    if content.sources:
        heading(page, words.say("report.sources"))
        for source in content.sources:
            page.line((f"{source.key}: ", "bold"), source.text, indent=2, hanging=2)
            for passage in source.passages:
                page.line(passage, indent=INDENT, hanging=2)
    heading(page, words.say("report.about"))
    for sentence in content.about:
        page.line(sentence, indent=2)
    page.line()


def _requirements(page: Page, content: Content, view: View) -> None:
    if not content.groups:
        return
    heading(page, view.words.say("report.requirements_counted"))
    words = {group.status: view.words.say(f"outcome.{group.status}") for group in content.groups}
    width = max(map(len, words.values()))
    count_width = max(len(group.count) for group in content.groups)
    for group in content.groups:
        status = f"{_SYMBOLS[group.status]} {words[group.status].ljust(width)}  "
        count = group.count.ljust(count_width) + "  "
        page.line(
            (status, OF_STATUS[group.status]), (count, "soft"), group.title, indent=2, hanging=len(status + count)
        )


def _items(
    page: Page, title: str, intro: str | None, items: Iterable[ReportItem], view: View, *, numbered: bool = False
) -> None:
    items = tuple(items)
    if not items:
        return
    heading(page, f"{title} ({len(items)})")
    if intro:
        page.line(intro, indent=2)
    for number, item in enumerate(items, start=1):
        page.line()
        lead = f"{number}. " if numbered else f"{_SYMBOLS[item.status]} "
        indent = INDENT - len(lead)
        page.line(
            lead, (item.label, OF_STATUS[item.status]), ": ", (item.title, "bold"), indent=indent, hanging=len(lead)
        )
        _item(page, item, view)


def _item(page: Page, item: ReportItem, view: View, below: Sequence[ReportItem] = ()) -> None:
    """Write an item, and with it the lines of those ``below``, which are of the same text."""
    words = view.words
    for sentence in item.sentences:
        page.line(sentence, indent=INDENT)
    for place in item.places:
        _excerpt(page, location_text(item.path, place), place, view)
    for each in below:
        _excerpt(page, None, each.places[0], view)
    page.line((f"{words.say('report.write')}: ", "bold"), item.instruction, indent=INDENT)
    for each in filter(lambda each: each.rewritten, (item, *below)):
        written = runner_commands.without_commands_in_place(values.one_line(each.rewritten))
        page.verbatim((_gutter(each.places[0]), "soft"), (written, "bold"))
    if item.add or item.change:
        page.line((f"{words.say('report.smallest')}:", "bold"), indent=INDENT)
        for step in (*item.add, *item.change):
            page.line("- ", step, indent=INDENT + 2, hanging=2)
    if item.cites:
        page.line((f"{words.say('report.sources_label')}: ", "bold"), citations(item, view), indent=INDENT, hanging=2)
    page.line((words.say("report.rule", id=item.id) if not item.is_finding else item.id, "soft"), indent=INDENT)
    for each in item.follows:
        page.line((f"{lead_below(each, words)}: ", "bold"), (each.title, "bold"), indent=INDENT, hanging=2)
        _item(page, each, view)


def _excerpt(page: Page, location: str | None, place: Location, view: View) -> None:
    span = place.span
    if location is not None:
        note = "" if place.exact else f"  ({view.words.say(absence_key(place))})"
        page.line((location, "place"), note, indent=INDENT)
    if not place.excerpt.strip():
        return
    gutter = _gutter(place)
    # In a long line the excerpt starts shortly before the column.
    room = max((view.style.width or 120) - len(gutter) - 2, 20)
    start = max(0, span.column - 1 - room // 2) if span.column > room else 0
    line = runner_commands.without_commands_in_place(values.one_line(place.excerpt))[start : start + room]
    page.verbatim((gutter, "soft"), line)
    is_whole = span.column == 1 and span.end_column > len(place.excerpt)
    if place.exact and span.line == span.end_line and span.column - start <= room and not is_whole:
        length = max(1, min(span.end_column - span.column, len(line) - (span.column - 1 - start)))
        page.verbatim(
            (" " * (len(gutter) - 2) + "│ ", "soft"), " " * (span.column - 1 - start), ("^" * length, "wrong")
        )


def _gutter(place: Location) -> str:
    return f"{row_label(place):>{INDENT + 4}} │ "


def _beside(page: Page, content: Content, view: View) -> None:
    if not content.beside:
        return
    heading(page, view.words.say("report.beside"))
    for line in content.beside:
        page.line("- ", line.text, indent=2, hanging=2)


def _explained(page: Page, content: Content, pack: Pack, view: View) -> None:
    heading(page, view.words.say("report.trace"))
    for outcome in content.screening.outcomes:
        status = outcome_label(outcome)
        page.line()
        name = view.words.say(f"outcome.{status}")
        title = rule_texts.rendered(outcome.rule.title, pack, content.screening.as_of, view.words)
        lead = (f"{_SYMBOLS[status]} {name}  ", OF_STATUS[status])
        page.line(lead, (outcome.rule.id, "bold"), f"  {title}", indent=2, hanging=2)
        for trace in outcome.traces:
            _trace(page, trace, view, INDENT)


def _trace(page: Page, trace: Trace, view: View, indent: int) -> None:
    symbol, text, place = traces.node(trace, view)
    page.line(f"{symbol} {text}", (f"  {place}" if place else "", "soft"), indent=indent, hanging=2)
    for child in trace.children:
        _trace(page, child, view, indent + 2)
