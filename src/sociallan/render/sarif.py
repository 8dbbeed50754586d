"""The report as SARIF 2.1.0, for the viewers and the code scanning that read it.

Only what is wrong is a result: GitHub shows all results as problems, whatever their ``kind``, and so
the questions to the committee and the rules that are met are left out. What someone answers for is a
suppressed result, as the standard has it. GitHub does not heed that, and so ``action.yml`` takes it out.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.model.place import Place
from sociallan.model.report import Head, Screening, Tally
from sociallan.render import provenance
from sociallan.render.json import made_by
from sociallan.render.json_text import escaped
from sociallan.render.notices import Notice, Weight, message, notices, waived
from sociallan.render.paths import ON_A_DRIVE
from sociallan.render.sarif_rules import descriptor
from sociallan.render.view import View

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""What relative paths start from: whoever reads the report knows where that is, and the report need not."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._~/-]")
_PLACEHOLDER = re.compile(r"\{([0-9]+)\}")


def part(screening: Screening, head: Head, view: View) -> str:
    """Render one application: on a line, the ids that it has and the notifications; then its results, a line each."""
    told = (*notices(screening, head, view), *waived(screening, head, view))
    read = [notice for notice in told if not _is_unread(notice, screening)]
    unread = [notice for notice in told if _is_unread(notice, screening)]
    ids = list(dict.fromkeys(notice.item.id for notice in read))
    first = [ids, [_notification(notice, view) for notice in unread]]
    return "\n".join((_json(first), ",\n".join(f"        {_json(_result(notice, view))}" for notice in read)))


def whole(parts: Iterable[str], head: Head, _tally: Tally, view: View) -> Iterator[str]:
    """Render a run. The rules that it has results of stand last, when they are known."""
    opening = {"columnKind": "unicodeCodePoints", "language": view.words.lang, "originalUriBaseIds": _bases(view)}
    yield f'{{\n  "$schema": {_json(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield "".join(f"      {_json(key)}: {_json(value)},\n" for key, value in opening.items())
    ids: dict[str, None] = {}
    notifications: list[Any] = []
    before, after = '      "results": [\n', '      "results": [],\n'
    for each in parts:
        first, _, results = each.partition("\n")
        of_each, unread = json.loads(first)
        ids.update(dict.fromkeys(of_each))
        notifications += unread
        if results:
            yield before + results
            before, after = ",\n", "\n      ],\n"
    yield after
    yield from _closing(ids, notifications, head, view)


def _closing(ids: Iterable[str], notifications: list[Any], head: Head, view: View) -> Iterator[str]:
    told = provenance.notes(head, view.words)
    invocation = {
        "executionSuccessful": not notifications,
        "toolExecutionNotifications": notifications,
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
    told_of = {notification["descriptor"]["id"] for notification in notifications}
    yield f'          "notifications": {_descriptors(told_of, head, view)},\n'
    yield f'          "rules": {_descriptors(ids, head, view)}\n        }}\n      }}\n    }}\n  ]\n}}\n'


def _note(text: str) -> Mapping[str, Any]:
    return {"level": str(Weight.WARNING), "message": {"text": plain(text)}}


def _descriptors(ids: Iterable[str], head: Head, view: View) -> str:
    written = [f"            {_json(descriptor(each, head.pack, view))}" for each in sorted(ids)]
    return "[\n" + ",\n".join(written) + "\n          ]" if written else "[]"


def _bases(view: View) -> Mapping[str, Any]:
    return {ROOT: {"description": {"text": view.words.say("formats.sarif_root")}}}


def _is_unread(notice: Notice, screening: Screening) -> bool:
    """Say whether a file could not be read at all: there is no line of it to show a result on."""
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
    """Say who answers for a result: a viewer then shows it only where it is asked to."""
    return {"kind": "external", "status": "accepted", "justification": notice.waived}


def _notification(notice: Notice, view: View) -> Mapping[str, Any]:
    return {
        "descriptor": {"id": notice.item.id},
        "level": str(Weight.ERROR),
        "message": {"text": plain(message(notice.item, view))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(notice.item.path)}}],
    }


def _location(path: str, place: Place) -> Mapping[str, Any]:
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
    """Give a path, with ``/``, as an address: from the root of the sources unless it is absolute."""
    uri = _UNSAFE.sub(_percent, path)
    if path.startswith("//"):
        return {"uri": f"file:{uri}"}
    if path.startswith("/"):
        return {"uri": f"file://{uri}"}
    if ON_A_DRIVE.match(path):
        return {"uri": f"file:///{path[:2]}{_UNSAFE.sub(_percent, path[2:])}"}
    return {"uri": uri, "uriBaseId": ROOT}


def _percent(match: re.Match[str]) -> str:
    try:
        # A name of a file may hold bytes that are no UTF-8: they stand for themselves.
        data = match.group().encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # And on Windows halves of signs, which are no bytes.
        data = match.group().encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)


def _json(value: Any) -> str:
    return escaped(json.dumps(value, ensure_ascii=False))
