"""The Markdown report of one application: actions visible, the rest collapsed."""

from collections.abc import Iterable, Iterator

from sociallan.pack.pack import Pack
from sociallan.report import rule_texts, traces, values
from sociallan.report.consequences import lead_below
from sociallan.report.content import day_message
from sociallan.report.items import absence_key, advice, citations, location_text
from sociallan.report.markdown_text import inert, inert_html
from sociallan.report.outcome_labels import outcome_label
from sociallan.report.parts import ChainTable, Content, QuestionLine, ReportItem
from sociallan.report.view import View
from sociallan.rules.outcome import Trace

_LONGEST = 300
_MOST_ITEMS = 50
"""The most items of a list, so that one report leaves room on the page for others."""


def application(content: Content, pack: Pack, view: View) -> Iterator[str]:
    """Yield the blocks of a report without its title and the sentences common to all screenings."""
    words = view.words
    yield f"**{inert(words.say('report.verdict'))}: {inert(content.verdict)}.** {inert(content.verdict_meaning)}"
    facts = ((inert(name), inert(values.shortened(value, _LONGEST))) for name, value in content.facts)
    yield "\n".join(f"- {name}: {value}" for name, value in facts)
    yield from _items(words.say("report.actions"), content.actions, view)
    if not content.actions:
        yield inert(words.say("report.actions_none_shown" if view.partial else "report.actions_none"))
    if content.waiting:
        yield inert(content.waiting)
    yield collapsed(words.say("markdown.rest"), _rest(content, pack, view))


def collapsed(title: str, blocks: Iterable[str]) -> str:
    """Return blocks in a collapsed section under a title."""
    inside = "\n\n".join(blocks)
    return f"<details>\n<summary>{inert_html(title)}</summary>\n\n{inside}\n\n</details>"


def _rest(content: Content, pack: Pack, view: View) -> Iterator[str]:
    words = view.words
    if content.groups:
        heads = (words.say(name) for name in ("table.requirement", "table.outcome", "table.met"))
        yield table(heads, ((g.title, words.say(f"outcome.{g.status}"), g.count) for g in content.groups))
    yield from _items(words.say("report.weaknesses"), content.weaknesses, view)
    yield from _items(words.say("report.remarks"), content.remarks, view)
    if content.waived:
        yield f"### {inert(words.say('waivers.heading'))} ({len(content.waived)})"
        yield "\n".join(f"- {inert(f'{line.sentence} ({line.item.id})')}" for line in content.waived)
    if content.questions:
        yield f"### {inert(words.say('report.questions'))} ({len(content.questions)})"
        for number, question in enumerate(content.questions, start=1):
            yield _numbered(number, _question(question, view))
        if content.more_questions:
            yield inert(words.say("report.more_questions", count=content.more_questions))
    if content.precedents:
        yield f"### {inert(words.say('report.precedents'))}"
        yield inert(content.precedents_note)
        for number, line in enumerate(content.precedents, start=1):
            yield _numbered(number, line)
    if content.chain is not None:
        yield from _chain(content.chain, view)
    if view.detail.explain:
        yield from _explained(content, pack, view)
    if content.beside:
        yield f"### {inert(words.say('report.beside'))}"
        yield "\n".join(f"- {inert(line.text)}" for line in content.beside)
    if content.sources:
        yield f"### {inert(words.say('report.sources'))}"
    for source in content.sources:
        passages = "".join(f"\n  - {inert(passage)}" for passage in source.passages)
        yield f"- {inert(f'{source.key}: {source.text}')}{passages}"
    yield inert(day_message(content.screening, pack, view))


def _chain(chain: ChainTable, view: View) -> Iterator[str]:
    missing = view.words.say("report.chain_hole")
    yield f"### {inert(chain.title)}"
    yield inert(view.words.say("report.chain_intro"))
    rows = (
        (line.label, *("; ".join(text or missing for text in cell.texts) for cell in line.cells))
        for line in chain.lines[:_MOST_ITEMS]
    )
    yield table((chain.row, *chain.columns), rows)
    if len(chain.lines) > _MOST_ITEMS:
        yield inert(view.words.say("report.more", count=len(chain.lines) - _MOST_ITEMS))


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table with escaped cells."""
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
    yield f"{item.label}: {item.title}"
    yield from _below_title(item, view)


def _below_title(item: ReportItem, view: View) -> Iterator[str]:
    words = view.words
    for place in item.places:
        yield location_text(item.path, place) + ("" if place.exact else f" ({words.say(absence_key(place))})")
    yield from item.sentences
    yield from advice(item, words)
    if item.cites:
        yield f"{words.say('report.sources_label')}: {citations(item, view)}"
    yield words.say("report.rule", id=item.id) if not item.is_finding else item.id
    for each in item.follows:
        yield f"{lead_below(each, words)}: {each.title}"
        yield from _below_title(each, view)


def _question(question: QuestionLine, view: View) -> Iterator[str]:
    """Yield the lines of a question."""
    words = view.words
    yield question.question
    if question.evidence:
        yield words.say("report.evidence", fields=", ".join(question.evidence))
    if question.answer:
        yield f"{words.say('report.strong_answer')}: {question.answer}"
        yield f"{words.say('report.sources_label')}: {citations(question, view)}"
        yield words.say("report.rule", id=question.rule)


def _numbered(number: int, lines: Iterable[str], *, bold: bool = False) -> str:
    first, *others = map(inert, lines)
    lead = f"{number}. **{first}**" if bold else f"{number}. {first}"
    indent = " " * len(f"{number}. ")
    # A backslash at the end of a line is a line break in Markdown.
    return f"\\\n{indent}".join((lead, *others))


def _explained(content: Content, pack: Pack, view: View) -> Iterator[str]:
    yield f"### {inert(view.words.say('report.trace'))}"
    for outcome in content.screening.outcomes:
        title = rule_texts.rendered(outcome.rule.title, pack, content.screening.as_of, view.words)
        kind = view.words.say(f"outcome.{outcome_label(outcome)}")
        yield "\n".join((f"- {inert(f'{outcome.rule.id}: {title}: {kind}')}", *_traces(outcome.traces, view, "  ")))


def _traces(nodes: Iterable[Trace], view: View, indent: str) -> Iterator[str]:
    for trace in nodes:
        _, text, place = traces.node(trace, view)
        truth = traces.truth(trace, view)
        yield f"{indent}- {inert(f'{truth}: {text}' + (f' ({place})' if place else ''))}"
        yield from _traces(trace.children, view, indent + "  ")
