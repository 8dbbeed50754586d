"""The report as SARIF 2.1.0, for the viewers and the code scanning that read it.

Only what is wrong is a result: GitHub shows all results as problems, whatever their ``kind``, and so
the questions to the committee and the rules that are met are left out. What someone answers for is a
suppressed result, as the standard has it. GitHub does not heed that, and so ``action.yml`` takes it out.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from sociallan.application.file_name import encoded
from sociallan.application.location import Location
from sociallan.formats.json import made_by
from sociallan.formats.sarif_rules import descriptor
from sociallan.report import provenance, values
from sociallan.report.json_text import escaped
from sociallan.report.notices import Notice, Weight, message, notices, waived
from sociallan.report.paths import ON_A_DRIVE
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""What relative paths start from: whoever reads the report knows where that is, and the report need not."""
MOST = 25_000
"""How many results GitHub takes of a run; it refuses a report of more whole."""

_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: on a line, what ``_Head`` holds; then its results, a line each, the gravest first."""
    listed = notices(screening, head, view)
    accepted = tuple(waived(screening, head, view))
    read = [notice for notice in (*listed, *accepted) if not _is_unread(notice, screening)]
    unreadable = [notice for notice in listed if _is_unread(notice, screening)]
    first = _Head(
        screening.verdict.rank,
        [_gravity(notice) for notice in read],
        [notice.item.id for notice in read],
        [_notification(notice, view) for notice in unreadable],
    )
    return "\n".join((_json(first), *(_json(_result(notice, view)) for notice in read)))


class _Head(NamedTuple):
    """What is said of an application's results before they are written: for each how grave it is, and its rule."""

    rank: int
    gravities: list[int]
    ids: list[str]
    unreadable: list[Any]


_GRAVITIES = (Weight.ERROR, Weight.WARNING, Weight.NOTE)
_ACCEPTED = len(_GRAVITIES)
"""The least of all is what someone answers for."""


def _gravity(notice: Notice) -> int:
    return _ACCEPTED if notice.waived else _GRAVITIES.index(notice.weight)


def whole(parts: Iterable[str], head: ReportHeader, _tally: Totals, view: View) -> Iterator[str]:
    """Render a run. The rules that it has results of stand last, when they are known."""
    opening = {"columnKind": "unicodeCodePoints", "language": view.words.lang, "originalUriBaseIds": _bases(view)}
    yield f'{{\n  "$schema": {_json(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield "".join(f"      {_json(key)}: {_json(value)},\n" for key, value in opening.items())
    counts: Counter[_Rank] = Counter()
    notifications: list[Any] = []
    for each in parts:
        first = _head(each)
        counts.update((-first.rank, gravity) for gravity in first.gravities)
        notifications += first.unreadable
    ids: set[str] = set()
    before, after = '      "results": [\n', '      "results": [],\n'
    for name, result in _kept(parts, counts):
        ids.add(name)
        yield f"{before}        {result}"
        before, after = ",\n", "\n      ],\n"
    yield after
    yield from _closing(ids, notifications, _left_out(counts, view), head, view)


_Rank = tuple[int, int]
"""How bad an application is, the worst first, and how grave a result in it."""


def _head(part: str) -> _Head:
    return _Head(*json.loads(part.partition("\n")[0]))


def _kept(parts: Iterable[str], counts: Counter[_Rank]) -> Iterator[tuple[str, str]]:
    """Yield the results with their rules: all in the order of the applications, or the worst first where some must go.

    The parts lie on disk. Going through them once for each of a few ranks takes less memory than sorting.
    """
    if counts.total() <= MOST:
        yield from ((name, result) for each in parts for _, name, result in _results(each))
        return
    room = MOST
    for rank in sorted(counts):
        ranked = ((name, result) for each in parts for of, name, result in _results(each) if of == rank)
        yield from islice(ranked, room)
        room -= min(room, counts[rank])
        if not room:
            return


def _results(part: str) -> Iterator[tuple[_Rank, str, str]]:
    first = _head(part)
    results = part.split("\n")[1:]
    for gravity, name, result in zip(first.gravities, first.ids, results, strict=True):
        yield (-first.rank, gravity), name, result


def _left_out(counts: Counter[_Rank], view: View) -> list[Any]:
    """Tell, in a list of notifications, how many results of each kind are left out; an empty one where none are."""
    room = MOST
    more: Counter[int] = Counter()
    for rank in sorted(counts):
        more[rank[1]] += max(0, counts[rank] - room)
        room -= min(room, counts[rank])
    if not more.total():
        return []
    words = view.words
    numbers = {f"{weight}s": more[place] for place, weight in enumerate(_GRAVITIES)}
    text = words.say("formats.sarif_more", most=values.number(MOST, words), **numbers)
    if more[_ACCEPTED]:
        text += " " + words.say("formats.sarif_waived", count=more[_ACCEPTED])
    return [_note(text)]


def _closing(
    ids: Iterable[str], unreadable: list[Any], left_out: list[Any], head: ReportHeader, view: View
) -> Iterator[str]:
    told = provenance.notes(head, view.words)
    invocation = {
        "executionSuccessful": not unreadable,
        "toolExecutionNotifications": [*unreadable, *left_out],
        # What the run was made with, for the viewers that show no properties.
        **({"toolConfigurationNotifications": [_note(text) for text in told]} if told else {}),
    }
    yield f'      "invocations": [{_json(invocation)}],\n'
    if head.settings:
        yield f'      "properties": {_json({"settings": provenance.setting_values(head.settings)})},\n'
    driver = {
        "name": "sociallan",
        "version": head.version,
        "semanticVersion": head.version,
        "language": view.words.lang,
        "properties": {"pack": made_by(head)},
    }
    yield '      "tool": {\n        "driver": {\n'
    yield "".join(f"          {_json(key)}: {_json(value)},\n" for key, value in driver.items())
    told_of = {notification["descriptor"]["id"] for notification in unreadable}
    yield f'          "notifications": {_descriptors(told_of, head, view)},\n'
    yield f'          "rules": {_descriptors(ids, head, view)}\n        }}\n      }}\n    }}\n  ]\n}}\n'


def _note(text: str) -> Mapping[str, Any]:
    return {"level": str(Weight.WARNING), "message": {"text": plain(text)}}


def _descriptors(ids: Iterable[str], head: ReportHeader, view: View) -> str:
    written = [f"            {_json(descriptor(each, head.pack, view))}" for each in sorted(ids)]
    return "[\n" + ",\n".join(written) + "\n          ]" if written else "[]"


def _bases(view: View) -> Mapping[str, Any]:
    return {ROOT: {"description": {"text": view.words.say("formats.sarif_root")}}}


def _is_unread(notice: Notice, screening: Screening) -> bool:
    """Return whether a file could not be read at all: there is no line of it to show a result on."""
    return notice.item.id.startswith("file.") and not screening.outcomes and not notice.place.excerpt


def _result(notice: Notice, view: View) -> Mapping[str, Any]:
    item = notice.item
    others = [_location(item.path, place) for place in item.places[1:]]
    return {
        "ruleId": item.id,
        "level": str(notice.weight),
        "message": {"text": plain(message(item, view))},
        "locations": [_location(item.path, notice.place)],
        **({"relatedLocations": others} if others else {}),
        "partialFingerprints": {"sociallan/v1": notice.fingerprint},
        **({"suppressions": [_suppression(notice)]} if notice.waived else {}),
        "properties": {"outcome": item.status},
    }


def _suppression(notice: Notice) -> Mapping[str, str]:
    """Return who answers for a result: a viewer then shows it only where it is asked to."""
    return {"kind": "external", "status": "accepted", "justification": notice.waived}


def _notification(notice: Notice, view: View) -> Mapping[str, Any]:
    return {
        "descriptor": {"id": notice.item.id},
        "level": str(Weight.ERROR),
        "message": {"text": plain(message(notice.item, view))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(notice.item.path)}}],
    }


def _location(path: str, place: Location) -> Mapping[str, Any]:
    span = place.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": artifact(path), "region": region}}


def plain(text: str) -> str:
    """Write a text so that nothing in it is read as a placeholder or as a link."""
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "] (")


def artifact(path: str) -> Mapping[str, str]:
    """Return a path, with ``/``, as an address: from the root of the sources unless it is absolute."""
    uri = encoded(path)
    if path.startswith("//"):
        return {"uri": f"file:{uri}"}
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if ON_A_DRIVE.match(path):
        return {"uri": f"file:///{path[:2]}{encoded(path[2:])}"}
    return {"uri": uri, "uriBaseId": ROOT}


def _json(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))
