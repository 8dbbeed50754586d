"""The report for a terminal: words first, a symbol second, colour last."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sociallan.model.outcome import Trace
from sociallan.model.place import Place
from sociallan.model.report import Report, Screening, Verdict
from sociallan.render import traces, values
from sociallan.render.content import Content, Item, absence, citations, content
from sociallan.render.view import View

_STYLES = {
    "met": "green",
    "not_met": "bold red",
    "missing": "yellow",
    "judgement": "cyan",
    "not_applicable": "dim",
    "waits": "dim",
    "form": "bold red",
    "ready": "bold green",
    "incomplete": "bold yellow",
    "invalid": "bold red",
}
_SYMBOLS = {
    "met": "✓",
    "not_met": "✗",
    "missing": "○",
    "judgement": "?",
    "not_applicable": "–",
    "waits": "…",
    "form": "✗",
}
_ASCII = str.maketrans(
    {"✓": "+", "✗": "x", "○": "o", "–": "-", "…": "...", "│": "|", "═": "=", "”": '"', "“": '"', "→": "->", "\xa0": " "}
)
_RULE_WIDTH = 80
_INDENT = 4


def render(report: Report, view: View) -> str:
    """Render every application in full and, where there are several, a table of them."""
    page = _Page(view)
    for screening in report.screenings:
        _application(page, content(screening, report, view), report, view)
    if len(report.screenings) > 1:
        _summary(page, report, view)
    return page.text()


class _Page:
    """Lines of text with an indent each, broken to the width where there is one."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._stream = StringIO()
        self._console = Console(
            file=self._stream,
            width=view.width or 100_000,
            force_terminal=view.colour,
            color_system="standard" if view.colour else None,
            no_color=not view.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    def line(self, *parts: str | tuple[str, str], indent: int = 0, hanging: int = 0) -> None:
        """Write a line of parts, plain or (text, style); what does not fit goes on under the first part."""
        text = Text.assemble(*parts)
        if not self._view.width:
            self._console.print(Text(" " * indent).append_text(text), soft_wrap=True)
            return
        width = self._view.width - indent
        first, *rest = text.wrap(self._console, width)
        first.rstrip()
        self._console.print(Padding.indent(first, indent), soft_wrap=True)
        if rest:
            left = text[len(first) :]
            left = left[len(left) - len(left.plain.lstrip()) :]
            for wrapped in left.wrap(self._console, width - hanging):
                wrapped.rstrip()
                self._console.print(Padding.indent(wrapped, indent + hanging), soft_wrap=True)

    def gap(self) -> None:
        """Leave a line empty."""
        self._console.print()

    def heading(self, title: str) -> None:
        """Write a heading."""
        self.gap()
        self.line((title, "bold"))

    def verbatim(self, *parts: str | tuple[str, str]) -> None:
        """Write a line that is cut, not broken, where it is too long."""
        text = Text.assemble(*parts)
        if self._view.width:
            text.truncate(self._view.width, overflow="ellipsis")
        self._console.print(text, soft_wrap=True)

    def text(self) -> str:
        """Give everything written, its lines without trailing blanks."""
        written = "\n".join(line.rstrip() for line in self._stream.getvalue().split("\n"))
        return written.translate(_ASCII) if self._view.ascii_only else written


def _application(page: _Page, shown: Content, report: Report, view: View) -> None:
    words = view.words
    rule = "═" * min(view.width or _RULE_WIDTH, _RULE_WIDTH)
    page.line((rule, "dim"))
    page.line((f"{words.say('report.product')} · {words.pick(report.pack.title)}", "bold"))
    page.line((rule, "dim"))
    label_width = max(len(label) for label, _ in shown.facts) + 2
    for label, value in shown.facts:
        page.line((label.ljust(label_width), "dim"), value, hanging=label_width)
    page.gap()
    page.line((f"{words.say('report.verdict')}: ", "bold"), (shown.verdict, _STYLES[shown.screening.verdict]))
    page.line(shown.verdict_means)
    _requirements(page, shown, view)
    _items(page, words.say("report.actions"), None, shown.actions, view, numbered=True)
    if not shown.actions:
        page.heading(words.say("report.actions"))
        page.line(words.say("report.actions_none"), indent=2)
    if shown.waiting:
        page.gap()
        page.line(shown.waiting, indent=2)
    _items(page, words.say("report.weaknesses"), words.say("report.weaknesses_intro"), shown.weaknesses, view)
    _items(page, words.say("report.remarks"), None, shown.remarks, view)
    _questions(page, shown, view)
    if view.explain:
        _explained(page, shown, view)
    if shown.sources:
        page.heading(words.say("report.sources"))
        for source in shown.sources:
            page.line((f"{source.key}: ", "bold"), source.text, indent=2, hanging=2)
            for passage in source.passages:
                page.line(passage, indent=_INDENT, hanging=2)
    page.heading(words.say("report.about"))
    for sentence in shown.about:
        page.line(sentence, indent=2)
    page.gap()


def _requirements(page: _Page, shown: Content, view: View) -> None:
    if not shown.groups:
        return
    page.heading(view.words.say("report.requirements"))
    words = {group.status: view.words.say(f"outcome.{group.status}") for group in shown.groups}
    width = max(map(len, words.values()))
    count_width = max(len(group.count) for group in shown.groups)
    for group in shown.groups:
        status = f"{_SYMBOLS[group.status]} {words[group.status].ljust(width)}  "
        count = group.count.ljust(count_width) + "  "
        page.line((status, _STYLES[group.status]), (count, "dim"), group.title, indent=2, hanging=len(status + count))


def _items(
    page: _Page, title: str, intro: str | None, items: Iterable[Item], view: View, *, numbered: bool = False
) -> None:
    items = tuple(items)
    if not items:
        return
    page.heading(f"{title} ({len(items)})")
    if intro:
        page.line(intro, indent=2)
    for number, item in enumerate(items, start=1):
        page.gap()
        lead = f"{number}. " if numbered else f"{_SYMBOLS[item.status]} "
        status = view.words.say(f"outcome.{item.status}").capitalize()
        page.line(lead, (status, _STYLES[item.status]), ": ", (item.title, "bold"), indent=2 if not numbered else 4 - len(lead), hanging=len(lead))  # fmt: skip
        _item(page, item, view)


def _item(page: _Page, item: Item, view: View) -> None:
    words = view.words
    for sentence in item.says:
        page.line(sentence, indent=_INDENT)
    if item.place is not None:
        _excerpt(page, item.where, item.place, view)
    page.line((f"{words.say('report.write')}: ", "bold"), item.write, indent=_INDENT)
    if item.add or item.change:
        page.line((f"{words.say('report.smallest')}:", "bold"), indent=_INDENT)
        for step in (*item.add, *item.change):
            page.line("- ", step, indent=_INDENT + 2, hanging=2)
    if item.cites:
        page.line((f"{words.say('report.sources_label')}: ", "bold"), citations(item, view), indent=_INDENT, hanging=2)
    page.line((words.say("report.rule", id=item.id) if item.status != "form" else item.id, "dim"), indent=_INDENT)


def _excerpt(page: _Page, where: str, place: Place, view: View) -> None:
    span = place.span
    note = "" if place.exact else f"  ({view.words.say(absence(place))})"
    page.line((where, "blue"), note, indent=_INDENT)
    if not place.excerpt.strip():
        return
    gutter = f"{span.line:>{_INDENT + 4}} │ "
    # What stands before the column may be long: the excerpt starts where the column can be seen.
    room = max((view.width or 120) - len(gutter) - 2, 20)
    start = max(0, span.column - 1 - room // 2) if span.column > room else 0
    line = values.one_line(place.excerpt)[start : start + room]
    page.verbatim((gutter, "dim"), line)
    if place.exact and span.line == span.end_line and span.column - start <= room:
        length = max(1, min(span.end_column - span.column, len(line) - (span.column - 1 - start)))
        page.verbatim(
            (" " * (len(gutter) - 2) + "│ ", "dim"), " " * (span.column - 1 - start), ("^" * length, "bold red")
        )


def _questions(page: _Page, shown: Content, view: View) -> None:
    if not shown.questions:
        return
    page.heading(f"{view.words.say('report.questions')} ({len(shown.questions)})")
    page.line(view.words.say("report.questions_intro"), indent=2)
    for question in shown.questions:
        page.gap()
        page.line(("? ", "cyan"), question.question, indent=2, hanging=2)
        if question.evidence:
            page.line((view.words.say("report.evidence", fields=", ".join(question.evidence)), "dim"), indent=_INDENT)


def _explained(page: _Page, shown: Content, view: View) -> None:
    page.heading(view.words.say("report.trace"))
    for outcome in shown.screening.outcomes:
        status = str(outcome.kind)
        page.gap()
        label = view.words.say(f"outcome.{status}")
        page.line((f"{_SYMBOLS[status]} {label}  ", _STYLES[status]), (outcome.rule.id, "bold"), f"  {view.words.pick(outcome.rule.title)}", indent=2, hanging=2)  # fmt: skip
        for trace in outcome.traces:
            _trace(page, trace, view, _INDENT)


def _trace(page: _Page, trace: Trace, view: View, indent: int) -> None:
    symbol, text, place = traces.node(trace, view)
    page.line(f"{symbol} {text}", (f"  {place}" if place else "", "dim"), indent=indent, hanging=2)
    for child in trace.children:
        _trace(page, child, view, indent + 2)


def _summary(page: _Page, report: Report, view: View) -> None:
    words = view.words
    page.heading(words.say("report.summary"))
    page.line(words.say("report.summary_count", count=words.counted("applications", len(report.screenings))), indent=2)
    labels = {verdict: words.say(f"verdict.{verdict}") for verdict in Verdict}
    width = max(map(len, labels.values()))
    for verdict in Verdict:
        page.line((labels[verdict].ljust(width + 2), _STYLES[verdict]), f"{report.count(verdict):>4}", indent=2)
    page.gap()
    for screening in _worst_first(report):
        label = labels[screening.verdict].ljust(width + 2)
        page.line((label, _STYLES[screening.verdict]), values.visible(screening.path), indent=2, hanging=width + 2)
    page.gap()


def _worst_first(report: Report) -> Iterator[Screening]:
    yield from sorted(report.screenings, key=lambda screening: -list(Verdict).index(screening.verdict))
