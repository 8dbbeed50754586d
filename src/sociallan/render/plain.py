"""The report as one fact a line, without ornaments: for screen readers and for ``grep``."""

from collections.abc import Iterator

from sociallan.model.outcome import Trace
from sociallan.model.report import Report, Verdict
from sociallan.render import traces
from sociallan.render.content import content
from sociallan.render.items import absence, citations, where
from sociallan.render.parts import Content, Item
from sociallan.render.view import View


def render(report: Report, view: View) -> str:
    """Render every application, one fact a line, and the counts where there are several."""
    lines = [line for screening in report.screenings for line in _lines(content(screening, report, view), view)]
    if len(report.screenings) > 1:
        count = view.words.counted("applications", len(report.screenings))
        lines.append(view.words.say("report.summary_count", count=count))
        lines += [f"{view.words.say(f'verdict.{verdict}')}: {report.count(verdict)}" for verdict in Verdict]
    return "\n".join(lines) + "\n"


def _lines(shown: Content, view: View) -> Iterator[str]:
    words = view.words
    for label, value in shown.facts:
        yield f"{label}: {value}"
    yield f"{words.say('report.verdict')}: {shown.verdict}. {shown.verdict_means}"
    for group in shown.groups:
        count = f", {group.count}" if group.count else ""
        yield f"{group.title}: {words.say(f'outcome.{group.status}')}{count}"
    yield from _items(words.say("report.actions"), shown.actions, view)
    if not shown.actions:
        yield words.say("report.actions_none")
    if shown.waiting:
        yield shown.waiting
    yield from _items(words.say("report.weaknesses"), shown.weaknesses, view)
    yield from _items(words.say("report.remarks"), shown.remarks, view)
    for line in shown.waived:
        yield f"{words.say('waivers.heading')}: {line.says} ({line.rule})"
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


def _items(title: str, items: tuple[Item, ...], view: View) -> Iterator[str]:
    words = view.words
    for number, item in enumerate(items, start=1):
        lead = f"{title} {number}/{len(items)}"
        yield f"{lead}: {item.label}: {item.title}"
        for sentence in item.says:
            yield f"{lead}: {sentence}"
        for place in item.places:
            absent = "" if place.exact else f" ({words.say(absence(place))})"
            yield f"{lead}: {where(item.path, place)}{absent}"
        yield f"{lead}: {words.say('report.write')}: {item.write}"
        for step in (*item.add, *item.change):
            yield f"{lead}: {words.say('report.smallest')}: {step}"
        if item.cites:
            yield f"{lead}: {words.say('report.sources_label')}: {citations(item, view)}"
        yield f"{lead}: {item.id}"
