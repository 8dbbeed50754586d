"""The SARIF 2.1.0 format, for viewers and code scanning.

Only problems are results: GitHub displays all results as problems, whatever their ``kind``, so
questions to people and met rules are left out. A waived item is a suppressed result, as in the
standard. GitHub ignores suppressions, so ``action.yml`` removes these results.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from sociallan.formats.json import pack_values
from sociallan.formats.sarif_locations import ROOT, artifact, location
from sociallan.formats.sarif_rules import descriptor
from sociallan.report import provenance, values
from sociallan.report.basis_text import basis_values
from sociallan.report.json_text import escaped
from sociallan.report.notices import Notice, Weight, mended, message, notices, waived
from sociallan.report.run_lines import run_lines
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals
from sociallan.screening.since import FindingState

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""The most results of a run; GitHub rejects a report with more."""

_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: a ``_PartHead`` on one line, then its results, one per line, the most severe first."""
    listed = notices(screening, head, view)
    others = (*waived(screening, head, view), *mended(screening, head, view))
    results = [notice for notice in (*listed, *others) if not _is_unreadable_file(notice, screening)]
    unreadable = [notice for notice in listed if _is_unreadable_file(notice, screening)]
    part_head = _PartHead(
        screening.verdict.rank,
        [_severity(notice) for notice in results],
        [notice.item.id for notice in results],
        [_notification(notice, view) for notice in unreadable],
    )
    return "\n".join((_json(part_head), *(_json(_result(notice, view)) for notice in results)))


class _PartHead(NamedTuple):
    """The head of an application's part: its rank, and per result the severity and the rule's id."""

    rank: int
    severities: list[int]
    ids: list[str]
    unreadable: list[Any]


_SEVERITIES = (Weight.ERROR, Weight.WARNING, Weight.NOTE)
_WAIVED = len(_SEVERITIES)
"""The severity of a waived item, and of one that is no longer there, after all others."""
_BASELINE_STATES = {FindingState.NEW: "new", FindingState.LEFT: "unchanged", FindingState.MENDED: "absent"}


def _severity(notice: Notice) -> int:
    return _WAIVED if notice.waived or notice.item.state is FindingState.MENDED else _SEVERITIES.index(notice.weight)


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render a run. The rules of its results come last, since they are only known then."""
    opening = {"columnKind": "unicodeCodePoints", "language": view.words.lang, "originalUriBaseIds": _bases(view)}
    yield f'{{\n  "$schema": {_json(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield "".join(f"      {_json(key)}: {_json(value)},\n" for key, value in opening.items())
    counts: Counter[_Rank] = Counter()
    notifications: list[Any] = []
    for each in parts:
        part_head = _part_head(each)
        counts.update((-part_head.rank, severity) for severity in part_head.severities)
        notifications += part_head.unreadable
    ids: set[str] = set()
    before, after = '      "results": [\n', '      "results": [],\n'
    for name, result in _kept(parts, counts):
        ids.add(name)
        yield f"{before}        {result}"
        before, after = ",\n", "\n      ],\n"
    yield after
    run_notes = [*_omitted(counts, view), *map(_note, run_lines(totals, view.words))]
    yield from _closing(ids, notifications, run_notes, totals, head, view)


_Rank = tuple[int, int]
"""The sort key of a result: negative rank of the application, severity of the result."""


def _part_head(part: str) -> _PartHead:
    return _PartHead(*json.loads(part.partition("\n")[0]))


def _kept(parts: Iterable[str], counts: Counter[_Rank]) -> Iterator[tuple[str, str]]:
    """Yield results with their rules: all in the order of the applications, or the worst ``MOST`` by rank.

    The parts are on disk. Reading them once per rank, of which there are few, takes less memory than sorting.
    """
    if counts.total() <= MOST:
        yield from ((name, result) for each in parts for _, name, result in _results(each))
        return
    room = MOST
    for rank in sorted(counts):
        ranked = (
            (name, result) for each in parts for result_rank, name, result in _results(each) if result_rank == rank
        )
        yield from islice(ranked, room)
        room -= min(room, counts[rank])
        if not room:
            return


def _results(part: str) -> Iterator[tuple[_Rank, str, str]]:
    part_head = _part_head(part)
    results = part.split("\n")[1:]
    for severity, name, result in zip(part_head.severities, part_head.ids, results, strict=True):
        yield (-part_head.rank, severity), name, result


def _omitted(counts: Counter[_Rank], view: View) -> list[Any]:
    """Return a notification with the number of omitted results per severity; an empty list without any."""
    room = MOST
    omitted: Counter[int] = Counter()
    for rank in sorted(counts):
        omitted[rank[1]] += max(0, counts[rank] - room)
        room -= min(room, counts[rank])
    if not omitted.total():
        return []
    words = view.words
    numbers = {f"{weight}s": omitted[severity] for severity, weight in enumerate(_SEVERITIES)}
    text = words.say("formats.sarif_more", most=values.number(MOST, words), **numbers)
    if omitted[_WAIVED]:
        text += " " + words.say("formats.sarif_waived", count=omitted[_WAIVED])
    return [_note(text)]


def _closing(
    ids: Iterable[str], unreadable: list[Any], run_notes: list[Any], totals: Totals, head: ReportHeader, view: View
) -> Iterator[str]:
    notes = provenance.notes(head, view.words)
    invocation = {
        "executionSuccessful": not unreadable,
        "toolExecutionNotifications": [*unreadable, *run_notes],
        # The origin of the pack and the settings, for viewers that display no properties.
        **({"toolConfigurationNotifications": [_note(text) for text in notes]} if notes else {}),
    }
    yield f'      "invocations": [{_json(invocation)}],\n'
    settings = {"settings": provenance.setting_values(head.settings)} if head.settings else {}
    yield f'      "properties": {_json({"bases": basis_values(totals.bases), **settings})},\n'
    driver = {
        "name": "sociallan",
        "version": head.version,
        "semanticVersion": head.version,
        "language": view.words.lang,
        "properties": {"pack": pack_values(head)},
    }
    yield '      "tool": {\n        "driver": {\n'
    yield "".join(f"          {_json(key)}: {_json(value)},\n" for key, value in driver.items())
    notification_ids = {notification["descriptor"]["id"] for notification in unreadable}
    yield f'          "notifications": {_descriptors(notification_ids, head, view)},\n'
    yield f'          "rules": {_descriptors(ids, head, view)}\n        }}\n      }}\n    }}\n  ]\n}}\n'


def _note(text: str) -> Mapping[str, Any]:
    return {"level": str(Weight.WARNING), "message": {"text": plain(text)}}


def _descriptors(ids: Iterable[str], head: ReportHeader, view: View) -> str:
    written = [f"            {_json(descriptor(each, head.pack, view))}" for each in sorted(ids)]
    return "[\n" + ",\n".join(written) + "\n          ]" if written else "[]"


def _bases(view: View) -> Mapping[str, Any]:
    return {ROOT: {"description": {"text": view.words.say("formats.sarif_root")}}}


def _is_unreadable_file(notice: Notice, screening: Screening) -> bool:
    """Return whether a file could not be read at all, so that a result would have no line."""
    return notice.item.id.startswith("file.") and not screening.outcomes and not notice.place.excerpt


def _result(notice: Notice, view: View) -> Mapping[str, Any]:
    item = notice.item
    others = [location(item.path, place) for place in item.places[1:]]
    return {
        "ruleId": item.id,
        "level": str(notice.weight),
        **({} if item.state is None else {"baselineState": _BASELINE_STATES[item.state]}),
        "message": {"text": plain(message(item, view))},
        "locations": [location(item.path, notice.place)],
        **({"relatedLocations": others} if others else {}),
        "partialFingerprints": {"sociallan/v1": notice.fingerprint},
        **({"suppressions": [_suppression(notice)]} if notice.waived else {}),
        "properties": {"outcome": item.status},
    }


def _suppression(notice: Notice) -> Mapping[str, str]:
    """Return the suppression of a waived result; viewers hide it by default."""
    return {"kind": "external", "status": "accepted", "justification": notice.waived}


def _notification(notice: Notice, view: View) -> Mapping[str, Any]:
    return {
        "descriptor": {"id": notice.item.id},
        "level": str(Weight.ERROR),
        "message": {"text": plain(message(notice.item, view))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(notice.item.path)}}],
    }


def plain(text: str) -> str:
    """Return a text with placeholders and links of SARIF escaped."""
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "] (")


def _json(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))
