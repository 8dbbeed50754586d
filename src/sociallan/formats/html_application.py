"""One application's report as HTML: what stands below its heading, on a page of one or of many."""

from collections.abc import Iterable, Iterator

from sociallan.application.location import Location
from sociallan.pack.pack import Pack, Passage
from sociallan.report import rule_texts, traces
from sociallan.report.content import day_message
from sociallan.report.html_elements import Markup, element, joined
from sociallan.report.items import absence, where
from sociallan.report.parts import Content, ReportItem
from sociallan.report.view import View
from sociallan.rules.outcome import Trace

_ROOM = 160
"""How much of a line of the application is shown, in characters."""


def application(shown: Content, pack: Pack, view: View) -> Markup:
    """Render a report without its title, its sources and what is said of every screening alike."""
    words = view.words
    verdict = f"{words.say('report.verdict')}: {shown.verdict}"
    parts = [
        element(
            "p", element("strong", verdict), ". ", shown.verdict_meaning, class_=f"status {shown.screening.verdict}"
        ),
        element("dl", *(element("div", element("dt", name), element("dd", value)) for name, value in shown.facts)),
        *_requirements(shown, view),
        *_items(words.say("report.actions"), None, shown.actions, view),
    ]
    if not shown.actions:
        parts += [
            element("h3", words.say("report.actions")),
            element("p", words.say("report.actions_none_shown" if view.partial else "report.actions_none")),
        ]
    if shown.waiting:
        parts.append(element("p", shown.waiting))
    parts += _items(words.say("report.weaknesses"), words.say("report.weaknesses_intro"), shown.weaknesses, view)
    parts += _items(words.say("report.remarks"), None, shown.remarks, view)
    parts += _waived(shown, view)
    parts += _questions(shown, view)
    if view.explain:
        parts += _explained(shown, pack, view)
    parts.append(element("p", day_message(shown.screening, pack, view), class_="note"))
    return joined(parts)


def anchor(citation: str) -> str:
    """Return the name of the place on the page where the source of a passage stands."""
    return f"source-{citation.partition('#')[0]}"


def _waived(shown: Content, view: View) -> Iterator[Markup]:
    if shown.waived:
        yield element("h3", f"{view.words.say('waivers.heading')} ({len(shown.waived)})")
        yield element("ul", *(element("li", f"{line.sentence} ({line.item.id})") for line in shown.waived))


def _requirements(shown: Content, view: View) -> Iterator[Markup]:
    if not shown.groups:
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
        for group in shown.groups
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
    if item.add or item.change:
        yield element("p", element("strong", f"{words.say('report.smallest')}:"))
        yield element("ul", *(element("li", step) for step in (*item.add, *item.change)))
    if item.cites:
        label = element("strong", f"{words.say('report.sources_label')}: ")
        yield element("p", label, joined((_citation(passage, view) for passage in item.cites), ", "), class_="note")
    name = words.say("report.rule", id=item.id) if item.status != "form" else item.id
    yield element("p", name, class_="note")


def _citation(passage: Passage, view: View) -> Markup:
    link = element("a", passage.citation, href=f"#{anchor(passage.citation)}")
    if passage.mark != "inferred":
        return link
    # The sentence has its words on both sides of the citation, which is a link.
    before, _, after = view.words.say("report.inferred", citation="\0").partition("\0")
    return joined((before, link, after))


def _place(path: str, place: Location, view: View) -> Iterator[Markup]:
    note = "" if place.exact else f" ({view.words.say(absence(place))})"
    yield element("p", element("code", where(path, place)), note, class_="place")
    if not place.excerpt.strip():
        return
    span = place.span
    # What stands before the column may be long: the excerpt starts where the column can be seen.
    start = max(0, span.column - 1 - _ROOM // 2) if span.column > _ROOM else 0
    line = place.excerpt[start : start + _ROOM]
    first = span.column - 1 - start
    last = span.end_column - 1 - start if span.line == span.end_line else len(line)
    code = element("code", line)
    if place.exact and first < last:
        code = element("code", line[:first], element("mark", line[first:last]), line[last:])
    yield element("pre", f"{span.line} │ ", code)


def _questions(shown: Content, view: View) -> Iterator[Markup]:
    if not shown.questions:
        return
    words = view.words
    yield element("h3", f"{words.say('report.questions')} ({len(shown.questions)})")
    yield element("p", words.say("report.questions_intro"))
    rows = []
    for question in shown.questions:
        read = words.say("report.evidence", fields=", ".join(question.evidence)) if question.evidence else ""
        rows.append(element("li", element("p", question.question), element("p", read, class_="note")))
    yield element("ol", *rows)


def _explained(shown: Content, pack: Pack, view: View) -> Iterator[Markup]:
    yield element("h3", view.words.say("report.trace"))
    for outcome in shown.screening.outcomes:
        title = rule_texts.rendered(outcome.rule.title, pack, shown.screening.as_of, view.words)
        status = element("span", view.words.say(f"outcome.{outcome.kind}"), class_=f"status {outcome.kind}")
        yield element("h4", f"{outcome.rule.id}: {title} – ", status)
        yield element("ul", *_traces(outcome.traces, view))


def _traces(shown: Iterable[Trace], view: View) -> Iterator[Markup]:
    for trace in shown:
        _, text, place = traces.node(trace, view)
        truth = view.words.say(f"trace.truth.{trace.truth.name.lower()}")
        below = element("ul", *_traces(trace.children, view)) if trace.children else ""
        yield element("li", f"{truth}: {text}" + (f" ({place})" if place else ""), below)
