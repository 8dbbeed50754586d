"""Reading a JSON report back: a file that anyone may have written, taken for a report only once it is one."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import jsonschema_rs

from sociallan.core.decode import decode
from sociallan.core.formats import is_partial_date
from sociallan.model.config import Waiver, WaiverState, WaiverUse
from sociallan.model.document import pointer_to
from sociallan.model.finding import Finding
from sociallan.model.passed_over import PassedOver, SkipReason
from sociallan.model.replay import Flaw, Input, StoredReport
from sociallan.model.report import DateSource
from sociallan.model.source import Limits, Source

REPORT_LIMITS = Limits(bytes=256 * 1024 * 1024, depth=200)
"""Some three thousand applications, of which each takes 80 kB; the traces of rules nest some 20 deep."""

UNREAD = frozenset(("file.not-found", "file.not-a-file", "file.unreadable"))
"""The findings of a file that gave no bytes."""

LOST = frozenset(("file.crashed", "file.too-slow"))
"""The findings of a file that what screened it did not come back from."""


def stored_report(source: Source, schema: Mapping[str, Any]) -> StoredReport | Flaw:
    """Give a report from its bytes, or why they are none; ``schema`` is that of the report."""
    if source.problem is not None:
        return Flaw("unreadable", {})
    if len(source.data) > REPORT_LIMITS.bytes:
        return Flaw("too_large", {"limit": REPORT_LIMITS.bytes})
    value = _value(source)
    form, known = value.get("schema"), schema["properties"]["schema"]["const"]
    if not isinstance(form, str):
        return Flaw("no_report", {})
    if form != known:
        return Flaw("other_form", {"form": form, "known": known})
    pointer = _unfit(value, schema)
    if pointer is not None:
        return Flaw("unfit", {"pointer": pointer or "/"})
    if not is_partial_date(value["as_of"]):
        return Flaw("unfit", {"pointer": "/as_of"})
    return _stored(source.data, value)


def _value(source: Source) -> Mapping[str, Any]:
    """Give the object of a file of JSON; an empty one for whatever else the file holds."""
    text = decode(source, REPORT_LIMITS)
    try:
        value = json.loads("" if isinstance(text, Finding) else text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return {}
    return {} if not isinstance(value, dict) or _is_deep(value) else value


def _no_constant(name: str) -> NoReturn:
    # Python's reader takes NaN and Infinity, which are no JSON and which no report holds.
    raise ValueError(name)


def _is_deep(value: Any) -> bool:
    """Say whether a value is nested deeper than any report, level by level and without recursion."""
    level = [value]
    for _ in range(REPORT_LIMITS.depth):
        containers = [
            part.values() if isinstance(part, dict) else part for part in level if isinstance(part, dict | list)
        ]
        level = [part for container in containers for part in container]
        if not level:
            return False
    return True


def _unfit(value: Any, schema: Mapping[str, Any]) -> str | None:
    """Give the first place that does not fit the schema; ``None`` where all does."""
    validator = jsonschema_rs.Draft202012Validator(dict(schema))
    try:
        error = next(validator.iter_errors(value), None)
    except UnicodeEncodeError:
        # The name of a file may hold bytes that are no text; they are of no importance to the schema.
        return _unfit(json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")), schema)
    return None if error is None else pointer_to(*error.instance_path)


def _stored(data: bytes, value: Mapping[str, Any]) -> StoredReport:
    applications = value["applications"]
    asked_for = any(application["as_of_source"] == DateSource.OPTION for application in applications)
    return StoredReport(
        data=data,
        value=value,
        pack_id=value["pack"]["id"],
        lang=value["lang"],
        day=value["as_of"],
        as_of=value["as_of"] if asked_for else None,
        inputs=tuple(_input(application) for application in applications),
        waived=tuple(tuple(map(_waiver, application.get("waived", ()))) for application in applications),
        waivers=tuple(WaiverUse(_waiver(spec), WaiverState(spec["state"])) for spec in value.get("waivers", ())),
        passed_over=tuple(
            PassedOver(spec["path"], SkipReason(spec["reason"])) for spec in value.get("passed_over", ())
        ),
    )


def _waiver(spec: Mapping[str, Any]) -> Waiver:
    return Waiver(*(spec[key] for key in Waiver._fields))


def _input(application: Mapping[str, Any]) -> Input:
    codes = (finding["code"] for finding in application["findings"])
    problem = next((code for code in codes if code in UNREAD | LOST), None)
    return Input(application["path"], application["sha256"], problem)
