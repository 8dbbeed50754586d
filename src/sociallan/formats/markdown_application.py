"""One application's report as Markdown: what to mend in sight, the rest folded together."""

from collections.abc import Iterable, Iterator

from sociallan.pack.pack import Pack
from sociallan.report import rule_texts, traces, values
from sociallan.report.content import day_message
from sociallan.report.items import absence, citations, where
from sociallan.report.markdown_text import inert, inert_html
from sociallan.report.parts import Content, ReportItem
from sociallan.report.view import View
from sociallan.rules.outcome import Trace

_LONGEST = 300
_MOST_ITEMS = 50
"""How many of a list are shown: a report has room for a page, and the page for other reports."""


def application(shown: Content, pack: Pack, view: View) -> Iterator[str]:
    """Yield the blocks of a report without its title and what is said of every screening alike."""
    words = view.words
    yield f"**{inert(words.say('report.verdict'))}: {inert(shown.verdict)}.** {inert(shown.verdict_meaning)}"
    facts = ((inert(name), inert(values.shortened(value, _LONGEST))) for name, value in shown.facts)
    yield "\n".join(f"- {name}: {value}" for name, value in facts)
    yield from _items(words.say("report.actions"), shown.actions, view)
    if not shown.actions:
        yield inert(words.say("report.actions_none_shown" if view.partial else "report.actions_none"))
    if shown.waiting:
        yield inert(shown.waiting)
    yield folded(words.say("markdown.rest"), _rest(shown, pack, view))


def folded(title: str, blocks: Iterable[str]) -> str:
    """Fold blocks together under a title."""
    inside = "\n\n".join(blocks)
    return f"<details>\n<summary>{inert_html(title)}</summary>\n\n{inside}\n\n</details>"


def _rest(shown: Content, pack: Pack, view: View) -> Iterator[str]:
    words = view.words
    if shown.groups:
        heads = (words.say(name) for name in ("table.requirement", "table.outcome", "table.met"))
        yield table(heads, ((g.title, words.say(f"outcome.{g.status}"), g.count) for g in shown.groups))
    yield from _items(words.say("report.weaknesses"), shown.weaknesses, view)
    yield from _items(words.say("report.remarks"), shown.remarks, view)
    if shown.waived:
        yield f"### {inert(words.say('waivers.heading'))} ({len(shown.waived)})"
        yield "\n".join(f"- {inert(f'{line.sentence} ({line.item.id})')}" for line in shown.waived)
    if shown.questions:
        yield f"### {inert(words.say('report.questions'))} ({len(shown.questions)})"
        for number, question in enumerate(shown.questions, start=1):
            read = words.say("report.evidence", fields=", ".join(question.evidence)) if question.evidence else ""
            yield _numbered(number, filter(None, (question.question, read)))
    if view.explain:
        yield from _explained(shown, pack, view)
    if shown.sources:
        yield f"### {inert(words.say('report.sources'))}"
    for source in shown.sources:
        passages = "".join(f"\n  - {inert(passage)}" for passage in source.passages)
        yield f"- {inert(f'{source.key}: {source.text}')}{passages}"
    yield inert(day_message(shown.screening, pack, view))


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table, its cells escaped."""
    first = [inert(head) for head in heads]
    lines = [first, ["---"] * len(first), *([inert(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _items(title: str, items: tuple[ReportItem, ...], view: View) -> Iterator[str]:
    if not items:
        return
    yield f"### {inert(title)} ({len(items)})"
    for number, item in enumerate(items[:_MOST_ITEMS], start=1):
        yield _numbered(number, _item(item, view), bold=True)
    if len(items) > _MOST_ITEMS:
        yield inert(view.words.say("report.more", count=len(items) - _MOST_ITEMS))


def _item(item: ReportItem, view: View) -> Iterator[str]:
    """Yield the lines of an item, its title first."""
    words = view.words
    yield f"{item.label}: {item.title}"
    for place in item.places:
        yield where(item.path, place) + ("" if place.exact else f" ({words.say(absence(place))})")
    yield from item.sentences
    yield f"{words.say('report.write')}: {item.instruction}"
    for step in (*item.add, *item.change):
        yield f"{words.say('report.smallest')}: {step}"
    if item.cites:
        yield f"{words.say('report.sources_label')}: {citations(item, view)}"
    yield words.say("report.rule", id=item.id) if item.status != "form" else item.id


def _numbered(number: int, lines: Iterable[str], *, bold: bool = False) -> str:
    first, *others = map(inert, lines)
    lead = f"{number}. **{first}**" if bold else f"{number}. {first}"
    indent = " " * len(f"{number}. ")
    # A backslash at the end of a line breaks it.
    return f"\\\n{indent}".join((lead, *others))


def _explained(shown: Content, pack: Pack, view: View) -> Iterator[str]:
    yield f"### {inert(view.words.say('report.trace'))}"
    for outcome in shown.screening.outcomes:
        title = rule_texts.rendered(outcome.rule.title, pack, shown.screening.as_of, view.words)
        kind = view.words.say(f"outcome.{outcome.kind}")
        yield "\n".join((f"- {inert(f'{outcome.rule.id}: {title}: {kind}')}", *_traces(outcome.traces, view, "  ")))


def _traces(shown: Iterable[Trace], view: View, indent: str) -> Iterator[str]:
    for trace in shown:
        _, text, place = traces.node(trace, view)
        truth = view.words.say(f"trace.truth.{trace.truth.name.lower()}")
        yield f"{indent}- {inert(f'{truth}: {text}' + (f' ({place})' if place else ''))}"
        yield from _traces(trace.children, view, indent + "  ")
