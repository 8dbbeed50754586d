"""The GitHub format: workflow commands that annotate lines, the worst applications first."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.application.location import Location
from sociallan.report import values
from sociallan.report.basis_text import basis_text
from sociallan.report.items import location_in_file
from sociallan.report.json_text import escaped
from sociallan.report.notices import Notice, Weight, lines, notices
from sociallan.report.provenance import notes
from sociallan.report.run_lines import run_lines
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

MOST = 10
"""The most commands of each kind that GitHub displays for a step."""

_COMMANDS = {Weight.ERROR: "error", Weight.WARNING: "warning", Weight.NOTE: "notice"}


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application as JSON: rank, notices per weight, number of waived items, commands per weight."""
    found = notices(screening, head, view)
    kinds = {
        weight: [_command(notice, view) for notice in found if notice.weight is weight][:MOST] for weight in Weight
    }
    counts = Counter(notice.weight for notice in found)
    return escaped(json.dumps([screening.verdict.rank, counts, len(screening.waived), kinds], ensure_ascii=False))


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render the commands that GitHub displays, the worst applications first, and the number of omitted ones."""
    counts: Counter[str] = Counter()
    waived = 0
    kept: dict[str, list[tuple[int, str]]] = {weight: [] for weight in Weight}
    for each in parts:
        rank, application_counts, application_waived, kinds = json.loads(each)
        counts.update(application_counts)
        waived += application_waived
        for weight, commands in kinds.items():
            # The sort is stable: of equally bad applications the first are kept.
            ranked = sorted((*kept[weight], *((-rank, command) for command in commands)), key=lambda pair: pair[0])
            kept[weight] = ranked[:MOST]
    yield from (f"{note}\n" for note in notes(head, view.words))
    for commands in kept.values():
        yield from (f"{command}\n" for _, command in commands)
    words = view.words
    yield words.counted("screened", totals.applications) + "\n"
    bases = basis_text(totals.bases, words)
    if bases:
        yield f"{words.say('basis_counts.label')}: {bases}\n"
    yield from (f"{line}\n" for line in run_lines(totals, words))
    if waived:
        yield words.say("formats.github_waived", count=waived) + "\n"
    more = {weight: counts[weight] - len(kept[weight]) for weight in Weight}
    if any(more.values()):
        yield words.say("formats.github_more", shown=MOST, **{f"{weight}s": more[weight] for weight in Weight}) + "\n"


def _command(notice: Notice, view: View) -> str:
    properties: dict[str, Any] = {
        "file": values.visible(notice.item.path),
        **_position(notice.place),
        "title": notice.item.heading,
    }
    cell = () if notice.place.cell is None else (location_in_file(notice.place, view.words),)
    rule = view.words.say("report.rule", id=notice.item.id) if notice.item.group else notice.item.id
    return command(_COMMANDS[notice.weight], properties, "\n".join((*cell, *lines(notice.item, view), rule)))


def _position(place: Location) -> Mapping[str, int]:
    """Return the lines and columns of an annotation; none in a workbook, where the message names the cell."""
    if place.cell is not None:
        return {}
    span = place.span
    rows = {"line": span.line, "endLine": span.end_line}
    # GitHub accepts columns only within one line.
    return rows | ({"col": span.column, "endColumn": span.end_column} if span.end_line == span.line else {})


def command(name: str, properties: Mapping[str, Any], message: str) -> str:
    """Return a workflow command, escaped to be on one line."""
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
