"""The report as workflow commands of GitHub: a comment on the line that it is about, the worst first."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.report import values
from sociallan.report.json_text import escaped
from sociallan.report.notices import Notice, Weight, heading, lines, notices
from sociallan.report.provenance import notes
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

SHOWN = 10
"""How many commands of each kind GitHub shows of a step."""

_COMMANDS = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "notice"}


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render the commands of one application as JSON: how bad it is, how many of each kind and waived, those shown."""
    told = notices(screening, head, view)
    kinds = {
        weight: [_command(notice, view) for notice in told if notice.weight is weight][:SHOWN] for weight in Weight
    }
    counts = Counter(notice.weight for notice in told)
    return escaped(json.dumps([screening.verdict.rank, counts, len(screening.waived), kinds], ensure_ascii=False))


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render the commands that GitHub shows, those of the worst applications first, and how many there are beside."""
    counts: Counter[str] = Counter()
    waived = 0
    kept: dict[str, list[tuple[int, str]]] = {weight: [] for weight in Weight}
    for each in parts:
        rank, of_each, waived_here, kinds = json.loads(each)
        counts.update(of_each)
        waived += waived_here
        for weight, commands in kinds.items():
            # Sorting keeps the order of equals, so that what is kept is the first of the worst.
            ranked = sorted((*kept[weight], *((-rank, command) for command in commands)), key=lambda pair: pair[0])
            kept[weight] = ranked[:SHOWN]
    yield from (f"{note}\n" for note in notes(head, view.words))
    for commands in kept.values():
        yield from (f"{command}\n" for _, command in commands)
    words = view.words
    yield words.counted("screened", totals.applications) + "\n"
    if waived:
        yield words.say("formats.github_waived", count=waived) + "\n"
    more = {weight: counts[weight] - len(kept[weight]) for weight in Weight}
    if any(more.values()):
        yield words.say("formats.github_more", shown=SHOWN, **{f"{weight}s": more[weight] for weight in Weight}) + "\n"


def _command(notice: Notice, view: View) -> str:
    span = notice.place.span
    properties: dict[str, Any] = {
        "file": values.visible(notice.item.path),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": heading(notice.item),
    }
    if span.end_line != span.line:
        # GitHub reads columns only within one line.
        del properties["col"], properties["endColumn"]
    rule = view.words.say("report.rule", id=notice.item.id) if notice.item.group else notice.item.id
    return command(_COMMANDS[notice.weight], properties, "\n".join((*lines(notice.item, view), rule)))


def command(name: str, properties: Mapping[str, Any], message: str) -> str:
    """Write a workflow command, on one line whatever its values hold."""
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
