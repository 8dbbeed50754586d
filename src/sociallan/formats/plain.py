"""The report as one fact a line, without ornaments: for screen readers and for ``grep``."""

from collections.abc import Iterator

from sociallan.report import traces
from sociallan.report.content import report_content
from sociallan.report.items import absence, citations, where
from sociallan.report.parts import Content, ReportItem
from sociallan.report.provenance import notes
from sociallan.report.summary import KINDS, Summary, row_cells, summarise
from sociallan.report.view import View
from sociallan.rules.outcome import Trace
from sociallan.screening.report import ReportHeader, Screening, Totals

BETWEEN = ""


def start(head: ReportHeader, view: View) -> str:
    """Return what there is to say of the rules and settings before all else: mostly nothing."""
    return "".join(f"{note}\n" for note in notes(head, view.words))


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application, one fact a line, where each is wanted."""
    if not view.full:
        return ""
    return "".join(f"{line}\n" for line in _lines(report_content(screening, head, view), view))


def end(head: ReportHeader, totals: Totals, view: View) -> str:
    """Render what there is to say of all applications, where there are several."""
    if totals.applications <= 1:
        return ""
    return "".join(f"{line}\n" for line in _summary(summarise(totals, head, view), view))


def _summary(said: Summary, view: View) -> Iterator[str]:
    words = view.words
    yield said.screened
    if view.partial:
        yield words.say("report.partial")
    for label, count in said.verdicts:
        yield f"{label}: {count}"
    for label, count in said.areas:
        yield f"{words.say('report.area')} {label}: {count}"
    yield f"{words.say('report.loans')}: {said.loans}"
    for each in said.to_mend:
        yield f"{words.say('report.common')}: {each.applications}: {each.title} ({each.id})"
    if said.more_to_mend:
        yield f"{words.say('report.common')}: {said.more_to_mend}"
    for row in said.rows:
        to_mend, loan, applicant, path = row_cells(row, view)
        mend = f"{words.say('columns.actions')}: {to_mend}"
        verdict = words.say(f"verdict.{row.verdict}")
        yield f"{path}: {verdict}. {mend}. {words.say('columns.loan')}: {loan}. {applicant}"
    if said.more_rows:
        yield said.more_rows
    for rule, counts in said.statistics:
        told = (f"{words.say(f'outcome.{kind}')} {count}" for kind, count in zip(KINDS, counts, strict=True))
        yield f"{rule}: {', '.join(told)}"
    if not view.full:
        yield words.say("report.full_shows")


def _lines(shown: Content, view: View) -> Iterator[str]:
    words = view.words
    for label, value in shown.facts:
        yield f"{label}: {value}"
    yield f"{words.say('report.verdict')}: {shown.verdict}. {shown.verdict_meaning}"
    for group in shown.groups:
        count = f", {group.count}" if group.count else ""
        yield f"{group.title}: {words.say(f'outcome.{group.status}')}{count}"
    yield from _items(words.say("report.actions"), shown.actions, view)
    if not shown.actions:
        yield words.say("report.actions_none_shown" if view.partial else "report.actions_none")
    if shown.waiting:
        yield shown.waiting
    yield from _items(words.say("report.weaknesses"), shown.weaknesses, view)
    yield from _items(words.say("report.remarks"), shown.remarks, view)
    for line in shown.waived:
        yield f"{words.say('waivers.heading')}: {line.sentence} ({line.item.id})"
    for number, question in enumerate(shown.questions, start=1):
        evidence = f" {words.say('report.evidence', fields=', '.join(question.evidence))}" if question.evidence else ""
        yield f"{words.say('report.questions')} {number}: {question.question}{evidence}"
    if view.explain:
        yield from _explained(shown, view)
    for source in shown.sources:
        yield f"{words.say('report.source_label')} {source.key}: {source.text}"
        for passage in source.passages:
            yield f"{words.say('report.source_label')} {source.key}{passage}"
    yield from shown.about


def _explained(shown: Content, view: View) -> Iterator[str]:
    for outcome in shown.screening.outcomes:
        lead = outcome.rule.id
        yield f"{lead}: {view.words.say(f'outcome.{outcome.kind}')}"
        for trace in outcome.traces:
            yield from _trace(trace, lead, view)


def _trace(trace: Trace, lead: str, view: View) -> Iterator[str]:
    _, text, place = traces.node(trace, view)
    truth = view.words.say(f"trace.truth.{trace.truth.name.lower()}")
    yield f"{lead}: {truth}: {text} ({place})"
    for child in trace.children:
        yield from _trace(child, lead, view)


def _items(title: str, items: tuple[ReportItem, ...], view: View) -> Iterator[str]:
    words = view.words
    for number, item in enumerate(items, start=1):
        lead = f"{title} {number}/{len(items)}"
        yield f"{lead}: {item.label}: {item.title}"
        for sentence in item.sentences:
            yield f"{lead}: {sentence}"
        for place in item.places:
            absent = "" if place.exact else f" ({words.say(absence(place))})"
            yield f"{lead}: {where(item.path, place)}{absent}"
        yield f"{lead}: {words.say('report.write')}: {item.instruction}"
        for step in (*item.add, *item.change):
            yield f"{lead}: {words.say('report.smallest')}: {step}"
        if item.cites:
            yield f"{lead}: {words.say('report.sources_label')}: {citations(item, view)}"
        yield f"{lead}: {item.id}"
