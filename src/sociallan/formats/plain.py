"""The plain format: one fact per line without layout, for screen readers and ``grep``."""

from collections.abc import Iterator

from sociallan.pack.pack import Pack, Role
from sociallan.report import summary_fields, traces
from sociallan.report.consequences import lead_below, under_causes
from sociallan.report.content import report_content
from sociallan.report.items import absence_key, advice, citations, location_text
from sociallan.report.outcome_labels import outcome_label
from sociallan.report.parts import ChainTable, Content, ReportItem
from sociallan.report.provenance import notes
from sociallan.report.summary import KINDS, Summary, row_cells, summarise
from sociallan.report.view import View
from sociallan.rules.outcome import Trace
from sociallan.screening.report import ReportHeader, Screening, Totals

BETWEEN = ""


def start(head: ReportHeader, view: View) -> str:
    """Render the notes on pack and settings; mostly there are none."""
    return "".join(f"{note}\n" for note in notes(head, view.words))


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application; ``""`` unless the view is ``full``."""
    if not view.detail.full:
        return ""
    return "".join(f"{line}\n" for line in _lines(under_causes(report_content(screening, head, view)), view))


def end(head: ReportHeader, totals: Totals, view: View) -> str:
    """Render the summary; ``""`` for a single application."""
    if totals.applications <= 1:
        return ""
    return "".join(f"{line}\n" for line in _summary(summarise(totals, head, view), head.pack, view))


def _summary(summary: Summary, pack: Pack, view: View) -> Iterator[str]:
    words = view.words
    yield summary.screened
    if view.partial:
        yield words.say("report.partial")
    for label, count in summary.verdicts:
        yield f"{label}: {count}"
    for label, count in summary.classes:
        yield f"{summary_fields.role_label(Role.CLASS, pack, view)} {label}: {count}"
    if summary.total is not None:
        yield ": ".join(summary.total)
    yield from summary.lines
    for each in summary.to_mend:
        yield f"{words.say('report.common')}: {each.applications}: {each.title} ({each.id})"
    if summary.more_to_mend:
        yield f"{words.say('report.common')}: {summary.more_to_mend}"
    for row in summary.rows:
        cells, heads = row_cells(row, pack, view), summary.heads
        parts = [words.say(f"verdict.{row.verdict}"), f"{heads.to_mend}: {cells.to_mend}"]
        if heads.amount is not None:
            parts.append(f"{heads.amount}: {cells.amount}")
        if heads.applicant is not None:
            parts.append(f"{cells.applicant}")
        yield f"{cells.file}: {'. '.join(parts)}"
    if summary.more_rows:
        yield summary.more_rows
    for rule, counts in summary.statistics:
        numbers = (f"{words.say(f'outcome.{kind}')} {count}" for kind, count in zip(KINDS, counts, strict=True))
        yield f"{rule}: {', '.join(numbers)}"
    if not view.detail.full:
        yield words.say("report.full_shows")


def _lines(content: Content, view: View) -> Iterator[str]:
    words = view.words
    for label, value in content.facts:
        yield f"{label}: {value}"
    yield f"{words.say('report.verdict')}: {content.verdict}. {content.verdict_meaning}"
    for group in content.groups:
        count = f", {group.count}" if group.count else ""
        yield f"{group.title}: {words.say(f'outcome.{group.status}')}{count}"
    yield from _items(words.say("report.actions"), content.actions, view)
    if not content.actions:
        yield words.say("report.actions_none_shown" if view.partial else "report.actions_none")
    if content.waiting:
        yield content.waiting
    yield from _items(words.say("report.weaknesses"), content.weaknesses, view)
    yield from _items(words.say("report.remarks"), content.remarks, view)
    for waived in content.waived:
        yield f"{words.say('waivers.heading')}: {waived.sentence} ({waived.item.id})"
    yield from _questions(content, view)
    if content.precedents:
        yield f"{words.say('report.precedents')}: {content.precedents_note}"
    for project in content.precedents:
        yield f"{words.say('report.precedents')}: {' '.join(project)}"
    if content.chain is not None:
        yield from _chain(content.chain, view)
    if view.detail.explain:
        yield from _explained(content, view)
    for line in content.beside:
        yield f"{words.say('report.beside')}: {line.text}"
    for source in content.sources:
        yield f"{words.say('report.source_label')} {source.key}: {source.text}"
        for passage in source.passages:
            yield f"{words.say('report.source_label')} {source.key}{passage}"
    yield from content.about


def _questions(content: Content, view: View) -> Iterator[str]:
    words = view.words
    for number, question in enumerate(content.questions, start=1):
        evidence = f" {words.say('report.evidence', fields=', '.join(question.evidence))}" if question.evidence else ""
        lead = f"{words.say('report.questions')} {number}"
        yield f"{lead}: {question.question}{evidence}"
        if question.answer:
            yield f"{lead}: {words.say('report.strong_answer')}: {question.answer}"
            yield f"{lead}: {words.say('report.sources_label')}: {citations(question, view)}"
            yield f"{lead}: {question.rule}"
    if content.more_questions:
        yield words.say("report.more_questions", count=content.more_questions)


def _chain(table: ChainTable, view: View) -> Iterator[str]:
    missing = view.words.say("report.chain_hole")
    yield f"{table.title}: {view.words.say('report.chain_intro')}"
    for line in table.lines:
        for column, cell in zip(table.columns, line.cells, strict=True):
            yield f"{table.title}: {line.label}: {column}: {'; '.join(text or missing for text in cell.texts)}"


def _explained(content: Content, view: View) -> Iterator[str]:
    for outcome in content.screening.outcomes:
        lead = outcome.rule.id
        yield f"{lead}: {view.words.say(f'outcome.{outcome_label(outcome)}')}"
        for trace in outcome.traces:
            yield from _trace(trace, lead, view)


def _trace(trace: Trace, lead: str, view: View) -> Iterator[str]:
    _, text, place = traces.node(trace, view)
    truth = traces.truth(trace, view)
    yield f"{lead}: {truth}: {text} ({place})"
    for child in trace.children:
        yield from _trace(child, lead, view)


def _items(title: str, items: tuple[ReportItem, ...], view: View) -> Iterator[str]:
    for number, item in enumerate(items, start=1):
        lead = f"{title} {number}/{len(items)}"
        yield f"{lead}: {item.label}: {item.title}"
        yield from (f"{lead}: {line}" for line in _item(item, view))


def _item(item: ReportItem, view: View) -> Iterator[str]:
    """Yield the lines of an item below its title."""
    words = view.words
    yield from item.sentences
    for place in item.places:
        note = "" if place.exact else f" ({words.say(absence_key(place))})"
        yield f"{location_text(item.path, place)}{note}"
    yield from advice(item, words)
    if item.cites:
        yield f"{words.say('report.sources_label')}: {citations(item, view)}"
    yield item.id
    for each in item.follows:
        yield f"{lead_below(each, words)}: {each.title}"
        yield from (f"{lead_below(each, words)}: {line}" for line in _item(each, view))
