"""The HTML report of one application below its heading, on a page for one or many."""

from collections.abc import Iterable, Iterator

from sociallan.application.location import Location
from sociallan.pack.pack import Pack, Passage
from sociallan.report import rule_texts, traces
from sociallan.report.content import day_message
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.items import absence_key, location_text, row_label
from sociallan.report.outcome_labels import outcome_label
from sociallan.report.parts import ChainTable, ChainText, Content, ReportItem
from sociallan.report.view import View
from sociallan.rules.outcome import Trace

_EXCERPT_LENGTH = 160
"""The maximum length of an excerpt, in characters."""


def application(content: Content, pack: Pack, view: View) -> Markup:
    """Render a report without its title, its sources and the sentences common to all screenings."""
    words = view.words
    verdict = f"{words.say('report.verdict')}: {content.verdict}"
    parts = [
        element(
            "p", element("strong", verdict), ". ", content.verdict_meaning, class_=f"status {content.screening.verdict}"
        ),
        element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in content.facts)),
        *_requirements(content, view),
        *_items(words.say("report.actions"), None, content.actions, view),
    ]
    if not content.actions:
        parts += [
            element("h3", words.say("report.actions")),
            element("p", words.say("report.actions_none_shown" if view.partial else "report.actions_none")),
        ]
    if content.waiting:
        parts.append(element("p", content.waiting))
    parts += _items(words.say("report.weaknesses"), words.say("report.weaknesses_intro"), content.weaknesses, view)
    parts += _items(words.say("report.remarks"), None, content.remarks, view)
    parts += _waived(content, view)
    parts += _questions(content, view)
    parts += _precedents(content, view)
    if content.chain is not None:
        parts += _chain(content.chain, view)
    if view.detail.explain:
        parts += _explained(content, pack, view)
    parts += _beside(content, view)
    parts.append(element("p", day_message(content.screening, pack, view), class_="note"))
    return joined(parts)


def anchor(citation: str) -> str:
    """Return the id of the element with the source of a passage."""
    return f"source-{citation.partition('#')[0]}"


def _waived(content: Content, view: View) -> Iterator[Markup]:
    if content.waived:
        yield element("h3", f"{view.words.say('waivers.heading')} ({len(content.waived)})")
        yield element("ul", *(element("li", f"{line.sentence} ({line.item.id})") for line in content.waived))


def _requirements(content: Content, view: View) -> Iterator[Markup]:
    if not content.groups:
        return
    words = view.words
    yield element("h3", words.say("report.requirements"))
    names = ("table.requirement", "table.outcome", "table.met")
    heads = element("tr", *(element("th", words.say(name), scope="col") for name in names))
    rows = [
        element(
            "tr",
            element("th", group.title, scope="row"),
            element("td", element("span", words.say(f"outcome.{group.status}"), class_=f"status {group.status}")),
            element("td", group.count),
        )
        for group in content.groups
    ]
    yield element("table", element("thead", heads), element("tbody", *rows), class_="requirements")


def _items(title: str, intro: str | None, items: tuple[ReportItem, ...], view: View) -> Iterator[Markup]:
    if not items:
        return
    yield element("h3", f"{title} ({len(items)})")
    if intro:
        yield element("p", intro)
    yield element("ol", *(element("li", *_item(item, view), class_=f"item {item.status}") for item in items))


def _item(item: ReportItem, view: View) -> Iterator[Markup]:
    words = view.words
    yield element("h4", f"{item.label}: {item.title}")
    for sentence in item.sentences:
        yield element("p", sentence)
    for place in item.places:
        yield from _place(item.path, place, view)
    yield element("p", element("strong", f"{words.say('report.write')}: "), item.instruction)
    if item.rewritten:
        yield element("pre", f"{row_label(item.places[0])} │ ", element("code", item.rewritten))
    if item.add or item.change:
        yield element("p", element("strong", f"{words.say('report.smallest')}:"))
        yield element("ul", *(element("li", step) for step in (*item.add, *item.change)))
    if item.cites:
        yield _citations(item.cites, view)
    name = words.say("report.rule", id=item.id) if not item.is_finding else item.id
    yield element("p", name, class_="note")


def _citations(passages: Iterable[Passage], view: View) -> Markup:
    label = element("strong", f"{view.words.say('report.sources_label')}: ")
    return element("p", label, joined((_citation(passage, view) for passage in passages), ", "), class_="note")


def _citation(passage: Passage, view: View) -> Markup:
    link = element("a", passage.citation, href=f"#{anchor(passage.citation)}")
    if passage.mark != "inferred":
        return link
    # The citation, a link, is in the middle of the sentence.
    before, _, after = view.words.say("report.inferred", citation="\0").partition("\0")
    return joined((before, link, after))


def _place(path: str, place: Location, view: View) -> Iterator[Markup]:
    note = "" if place.exact else f" ({view.words.say(absence_key(place))})"
    yield element("p", element("code", location_text(path, place)), note, class_="place")
    if not place.excerpt.strip():
        return
    span = place.span
    # In a long line the excerpt starts shortly before the column.
    start = max(0, span.column - 1 - _EXCERPT_LENGTH // 2) if span.column > _EXCERPT_LENGTH else 0
    line = place.excerpt[start : start + _EXCERPT_LENGTH]
    first = span.column - 1 - start
    last = span.end_column - 1 - start if span.line == span.end_line else len(line)
    code = element("code", line)
    if place.exact and first < last:
        code = element("code", line[:first], element("mark", line[first:last]), line[last:])
    yield element("pre", f"{row_label(place)} │ ", code)


def _questions(content: Content, view: View) -> Iterator[Markup]:
    if not content.questions:
        return
    words = view.words
    yield element("h3", f"{words.say('report.questions')} ({len(content.questions)})")
    yield element("p", words.say("report.questions_intro"))
    rows = []
    for question in content.questions:
        evidence = words.say("report.evidence", fields=", ".join(question.evidence)) if question.evidence else ""
        parts = [element("p", question.question), element("p", evidence, class_="note")]
        if question.answer:
            parts.append(element("p", element("strong", f"{words.say('report.strong_answer')}: "), question.answer))
            parts.append(_citations(question.cites, view))
            parts.append(element("p", words.say("report.rule", id=question.rule), class_="note"))
        rows.append(element("li", *parts))
    yield element("ol", *rows)
    if content.more_questions:
        yield element("p", words.say("report.more_questions", count=content.more_questions))


def _precedents(content: Content, view: View) -> Iterator[Markup]:
    if not content.precedents:
        return
    yield element("h3", view.words.say("report.precedents"))
    yield element("p", content.precedents_note)
    rows = []
    for line in content.precedents:
        link = element("a", line.url, href=line.url)
        rows.append(element("li", element("p", line.text), element("p", line.alike), element("p", link, class_="note")))
    yield element("ul", *rows)


def _beside(content: Content, view: View) -> Iterator[Markup]:
    if content.beside:
        yield element("h3", view.words.say("report.beside"))
        yield element("ul", *(element("li", line.text) for line in content.beside))


def _chain(table: ChainTable, view: View) -> Iterator[Markup]:
    yield element("h3", table.title)
    yield element("p", view.words.say("report.chain_intro"))
    heads = element("tr", *(element("th", label, scope="col") for label in (table.row, *table.columns)))
    rows = [
        element("tr", element("th", line.label, scope="row"), *(_chain_cell(cell, view) for cell in line.cells))
        for line in table.lines
    ]
    matrix = element("table", element("thead", heads), element("tbody", *rows), class_="chain")
    # A wide table is scrolled by itself, also from the keyboard.
    yield element("div", matrix, class_="wide", role="region", aria_label=table.title, tabindex="0")


def _chain_cell(cell: ChainText, view: View) -> Markup:
    hole = element("span", view.words.say("report.chain_hole"), class_="status missing")
    return element("td", *(element("p", text or hole) for text in cell.texts))


def _explained(content: Content, pack: Pack, view: View) -> Iterator[Markup]:
    yield element("h3", view.words.say("report.trace"))
    for outcome in content.screening.outcomes:
        title = rule_texts.rendered(outcome.rule.title, pack, content.screening.as_of, view.words)
        status = element(
            "span", view.words.say(f"outcome.{outcome_label(outcome)}"), class_=f"status {outcome_label(outcome)}"
        )
        yield element("h4", f"{outcome.rule.id}: {title} – ", status)
        yield element("ul", *_traces(outcome.traces, view))


def _traces(nodes: Iterable[Trace], view: View) -> Iterator[Markup]:
    for trace in nodes:
        _, text, place = traces.node(trace, view)
        truth = traces.truth(trace, view)
        children = element("ul", *_traces(trace.children, view)) if trace.children else ""
        yield element("li", f"{truth}: {text}" + (f" ({place})" if place else ""), children)
