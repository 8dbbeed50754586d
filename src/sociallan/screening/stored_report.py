"""Reader of stored reports in JSON or in lines of it, which may come from anyone and are checked before use."""

import codecs
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sociallan.application.decode import UTF_16
from sociallan.application.document import pointer_to
from sociallan.application.file_name import decoded
from sociallan.application.schema_errors import validator
from sociallan.application.source import LOST, UNREAD
from sociallan.application.string_formats import is_partial_date
from sociallan.screening.json_stream import MOST, TooLong, members, values
from sociallan.screening.lean_lines import expanded
from sociallan.screening.replayed import Flaw, Input, StoredApplication, StoredReport
from sociallan.screening.report import DateSource
from sociallan.screening.settings import Waiver
from sociallan.screening.since import Finding, Since

Chunks = Callable[[], Iterator[bytes]]
"""A function that returns the bytes of a file in pieces, from the start at each call."""

_LIST = "applications"
_LINES = ("line", "line1")
"""The definitions of the forms of a line, the present one first."""


def stored_report(chunks: Chunks, schema: Mapping[str, Any]) -> StoredReport | Flaw:
    """Return a stored report, or the reason why the file is not one by the report's ``schema``.

    Reads and checks the whole file, one application at a time, without keeping the applications.
    """
    application_validator = _applications_validator(schema)
    head: dict[str, Any] = {}
    mismatch_at: str | None = None
    count = 0
    has_as_of = traced = False
    try:
        for key, value in members(_text(chunks()), _LIST):
            if key != _LIST or _LIST not in head:
                head[key] = value
            elif mismatch_at is None:
                mismatch = next(application_validator.mismatches(value), None)
                if mismatch is None:
                    has_as_of |= value["as_of_source"] == DateSource.OPTION
                    traced |= any(outcome["trace"] for outcome in value["outcomes"])
                else:
                    mismatch_at = pointer_to(_LIST, count, *mismatch.path)
                count += 1
    except TooLong:
        return Flaw("too_large", {"limit": MOST})
    except ValueError:
        return Flaw("no_report", {})
    form, known = head.get("schema"), schema["properties"]["schema"]["const"]
    if not isinstance(form, str):
        return Flaw("no_report", {})
    if form != known:
        return Flaw("other_form", {"form": form, "known": known})
    head_mismatch = next(validator(schema).mismatches(head), None)
    if head_mismatch is not None:
        mismatch_at = pointer_to(*head_mismatch.path)
    if mismatch_at is not None:
        return Flaw("unfit", {"pointer": mismatch_at or "/"})
    if not is_partial_date(head["as_of"]):
        return Flaw("unfit", {"pointer": "/as_of"})
    return StoredReport(
        head=head,
        lang=head["lang"],
        day=head["as_of"],
        as_of=head["as_of"] if has_as_of else None,
        traced=traced,
    )


def stored_applications(chunks: Chunks) -> Iterator[StoredApplication]:
    """Yield the applications of a report that ``stored_report`` has accepted, one at a time."""
    values = (value for key, value in members(_text(chunks()), _LIST) if key == _LIST)
    next(values, None)  # the list itself
    for value in values:
        waived = tuple(map(_waiver, value.get("waived", ())))
        yield StoredApplication(value, _input(value), waived, _since(value.get("since")))


def stored_lines(chunks: Chunks, schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any] | Flaw]:
    """Yield the applications of a report in lines (``ndjson``), and a flaw where it ceases to be one.

    Each has the keys of one in a JSON report, and the ``pack`` that it was screened by.
    """
    validators = {
        schema["$defs"][name]["properties"]["schema"]["const"]: _lines_validator(schema, name) for name in _LINES
    }
    head: Mapping[str, Any] | None = None
    record = None
    try:
        for number, value in enumerate(values(_text(chunks()))):
            if not isinstance(value, dict) or not isinstance(value.get("schema"), str):
                raise ValueError
            if value["schema"] not in validators:
                yield Flaw("other_form", {"form": value["schema"], "known": next(iter(validators))})
                return
            mismatch = next(validators[value["schema"]].mismatches(value), None)
            if mismatch is not None:
                yield Flaw("unfit", {"pointer": pointer_to(number, *mismatch.path)})
                return
            record = value["record"]
            if record == "head":
                head = value
            elif record == "application":
                yield value if head is None else {"pack": head["pack"], **expanded(head, value)}
    except TooLong:
        yield Flaw("too_large", {"limit": MOST})
    except ValueError:
        yield Flaw("no_report", {})
    else:
        # The line that sums up is the last one: without it, applications may be missing.
        if record != "summary":
            yield Flaw("not_whole", {})


def _lines_validator(schema: Mapping[str, Any], name: str) -> Any:
    """Return the validator of lines of a form; references to the report's keys lead to where they are then."""
    moved = json.loads(json.dumps(schema).replace('"#/properties/', '"#/$defs/report/properties/'))
    report = {"properties": moved["properties"]}
    return validator({"$defs": {**moved["$defs"], "report": report}, "$ref": f"#/$defs/{name}"})


def _applications_validator(schema: Mapping[str, Any]) -> Any:
    return validator({"$defs": schema["$defs"], **schema["properties"][_LIST]["items"]})


def _text(chunks: Iterator[bytes]) -> Iterator[str]:
    """Decode UTF-8 or UTF-16, the encodings in which editors save."""
    first = next(chunks, b"")
    decoder = codecs.getincrementaldecoder("utf-16" if first.startswith(UTF_16) else "utf-8-sig")()
    yield decoder.decode(first)
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _waiver(spec: Mapping[str, Any]) -> Waiver:
    return Waiver(*(spec[key] for key in Waiver._fields))


def _since(spec: Mapping[str, Any] | None) -> Since | None:
    """Return the stored comparison, which is not made anew: a report does not hold the earlier version."""
    if spec is None:
        return None
    mended, new, left = (
        tuple(Finding(**{**each, "pointers": tuple(each["pointers"])}) for each in spec[state])
        for state in ("mended", "new", "left")
    )
    return Since(spec["known"], mended, new, left)


def path_of(application: Mapping[str, Any]) -> str:
    """Return the path by which the file of a stored application is found."""
    encoded = application.get("path_encoded")
    path: str = application["path"]
    return path if encoded is None else decoded(encoded)


def _input(application: Mapping[str, Any]) -> Input:
    codes = (finding["code"] for finding in application["findings"])
    problem = next((code for code in codes if code in UNREAD | LOST), None)
    return Input(path_of(application), application["sha256"], problem)
