"""The HTML report of one application below its heading, on a page for one or many."""

from collections.abc import Iterable, Iterator

from sociallan.application.location import Location
from sociallan.formats import html_own_words, html_questions, html_requirements, svg_figure
from sociallan.formats.html_citations import citations
from sociallan.pack.pack import Pack
from sociallan.report import figure, own_words, rule_texts, traces, values
from sociallan.report.consequences import lead_below
from sociallan.report.content import day_message
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.items import absence_key, location_text, row_label
from sociallan.report.outcome_labels import outcome_label
from sociallan.report.parts import ChainTable, ChainText, Content, ReportItem
from sociallan.report.view import View
from sociallan.rules.outcome import Trace
from sociallan.screening.own_words import OwnWords

_EXCERPT_LENGTH = 160
"""The maximum length of an excerpt, in characters."""


def application(content: Content, pack: Pack, view: View) -> Markup:
    """Render a report without its title, its sources and the sentences common to all screenings.

    A full one has the application's own words, its figure and each requirement.
    """
    words = view.words
    verdict = f"{words.say('report.verdict')}: {content.verdict}"
    own = content.screening.own_words if view.detail.full else None
    parts = [
        element(
            "p", element("strong", verdict), ". ", content.verdict_meaning, class_=f"status {content.screening.verdict}"
        ),
        element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in content.facts)),
        *([] if own is not None else html_requirements.groups(content, view)),
        *_items(words.say("report.actions"), None, content.actions, view),
    ]
    if not content.actions:
        parts += [
            element("h3", words.say("report.actions")),
            element("p", words.say("report.actions_none_shown" if view.partial else "report.actions_none")),
        ]
    if content.waiting:
        parts.append(element("p", content.waiting))
    if own is not None:
        parts += _figure(own, content.chain, pack, view)
        parts += html_own_words.own_words(own_words.own_words(own, view), view)
        parts += html_requirements.one_by_one(content, pack, view)
    parts += _items(words.say("report.weaknesses"), words.say("report.weaknesses_intro"), content.weaknesses, view)
    parts += _items(words.say("report.remarks"), None, content.remarks, view)
    parts += _waived(content, view)
    parts += html_questions.section(content, view)
    parts += _precedents(content, view)
    if content.chain is not None:
        table = _chain(content.chain, content.screening.path, view)
        # Beside the figure, which lists the gaps, the table is not printed.
        parts += table if own is None else (element("div", *table, class_="on-screen"),)
    if view.detail.explain:
        parts += _explained(content, pack, view)
    parts += _beside(content, view)
    parts.append(element("p", day_message(content.screening, pack, view), class_="note"))
    return joined(parts)


def _waived(content: Content, view: View) -> Iterator[Markup]:
    if content.waived:
        yield element("h3", f"{view.words.say('waivers.heading')} ({len(content.waived)})")
        yield element("ul", *(element("li", f"{line.sentence} ({line.item.id})") for line in content.waived))


def _items(title: str, intro: str | None, items: tuple[ReportItem, ...], view: View) -> Iterator[Markup]:
    if not items:
        return
    yield element("h3", f"{title} ({len(items)})")
    if intro:
        yield element("p", intro)
    yield element("ol", *(element("li", *_item(item, view), class_=f"item {item.status}") for item in items))


def _item(item: ReportItem, view: View) -> Iterator[Markup]:
    yield element("h4", f"{item.label}: {item.title}")
    yield from _below_title(item, view)


def _below_title(item: ReportItem, view: View) -> Iterator[Markup]:
    words = view.words
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
        yield element("p", citations(item.cites, view), class_="note")
    name = words.say("report.rule", id=item.id) if not item.is_finding else item.id
    yield element("p", name, class_="note")
    for each in item.follows:
        title = element("p", element("strong", f"{lead_below(each, words)}: {each.title}"))
        yield element("div", title, *_below_title(each, view), class_="follows")


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


def _figure(own: OwnWords, table: ChainTable | None, pack: Pack, view: View) -> Iterator[Markup]:
    """Yield the figure of the chain, and what its rows lack."""
    drawn = figure.figure(own, pack, view)
    if drawn is None:
        return
    yield element("h3", drawn.title)
    yield element("p", view.words.say("report.figure_intro"))
    # One of them is shown, as the width of the screen or the paper allows.
    yield from (svg_figure.drawn(drawn, look) for look in (svg_figure.WIDE, svg_figure.NARROW))
    lacks = [line.lacks for line in (() if table is None else table.lines) if line.lacks]
    if lacks:
        yield element("ul", *(element("li", sentence) for sentence in lacks))


def _chain(table: ChainTable, path: str, view: View) -> Iterator[Markup]:
    yield element("h3", table.title)
    yield element("p", view.words.say("report.chain_intro"))
    heads = element("tr", *(element("th", label, scope="col") for label in (table.row, *table.columns)))
    rows = [
        element("tr", element("th", line.label, scope="row"), *(_chain_cell(cell, view) for cell in line.cells))
        for line in table.lines
    ]
    matrix = element("table", element("thead", heads), element("tbody", *rows), class_="chain")
    # A wide table is scrolled by itself, also from the keyboard. A page of several has such a section for each.
    label = f"{table.title}: {values.visible(path)}"
    yield element("section", matrix, class_="wide", aria_label=label, tabindex="0")


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
