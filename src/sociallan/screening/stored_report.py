"""Reading a JSON report back: a file that anyone may have written, taken for a report only once it is one."""

import codecs
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sociallan.application.decode import UTF_16
from sociallan.application.document import pointer_to
from sociallan.application.file_name import decoded
from sociallan.application.schema_errors import validator
from sociallan.application.source import LOST, UNREAD
from sociallan.application.string_formats import is_partial_date
from sociallan.screening.json_stream import MOST, TooLong, members
from sociallan.screening.replayed import Flaw, Input, StoredApplication, StoredReport
from sociallan.screening.report import DateSource
from sociallan.screening.settings import Waiver

Chunks = Callable[[], Iterator[bytes]]
"""The bytes of a file in pieces, from its start each time."""

_LIST = "applications"


def stored_report(chunks: Chunks, schema: Mapping[str, Any]) -> StoredReport | Flaw:
    """Return what a report says of its making, or why it is none; ``schema`` is that of the report.

    The whole file is read and checked, one application at a time, and none of them is kept.
    """
    checked = _applications_validator(schema)
    head: dict[str, Any] = {}
    unfit: str | None = None
    count = 0
    asked_for = traced = False
    try:
        for key, value in members(_text(chunks()), _LIST):
            if key != _LIST or _LIST not in head:
                head[key] = value
            elif unfit is None:
                mismatch = next(checked.mismatches(value), None)
                if mismatch is None:
                    asked_for |= value["as_of_source"] == DateSource.OPTION
                    traced |= any(outcome["trace"] for outcome in value["outcomes"])
                else:
                    unfit = pointer_to(_LIST, count, *mismatch.path)
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
    wrong = next(validator(schema).mismatches(head), None)
    if wrong is not None or unfit is not None:
        return Flaw("unfit", {"pointer": (pointer_to(*wrong.path) if wrong is not None else unfit) or "/"})
    if not is_partial_date(head["as_of"]):
        return Flaw("unfit", {"pointer": "/as_of"})
    return StoredReport(
        head=head,
        pack_id=head["pack"]["id"],
        lang=head["lang"],
        day=head["as_of"],
        as_of=head["as_of"] if asked_for else None,
        traced=traced,
    )


def stored_applications(chunks: Chunks) -> Iterator[StoredApplication]:
    """Return the applications of a report that has been found sound, one at a time."""
    found = (value for key, value in members(_text(chunks()), _LIST) if key == _LIST)
    next(found, None)  # the list itself
    for value in found:
        yield StoredApplication(value, _input(value), tuple(map(_waiver, value.get("waived", ()))))


def _applications_validator(schema: Mapping[str, Any]) -> Any:
    return validator({"$defs": schema["$defs"], **schema["properties"][_LIST]["items"]})


def _text(chunks: Iterator[bytes]) -> Iterator[str]:
    """Decode UTF-8 and UTF-16, the encodings that editors save in."""
    first = next(chunks, b"")
    decoder = codecs.getincrementaldecoder("utf-16" if first.startswith(UTF_16) else "utf-8-sig")()
    yield decoder.decode(first)
    for chunk in chunks:
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _waiver(spec: Mapping[str, Any]) -> Waiver:
    return Waiver(*(spec[key] for key in Waiver._fields))


def _input(application: Mapping[str, Any]) -> Input:
    codes = (finding["code"] for finding in application["findings"])
    problem = next((code for code in codes if code in UNREAD | LOST), None)
    encoded = application.get("path_encoded")
    path = application["path"] if encoded is None else decoded(encoded)
    return Input(path, application["sha256"], problem)
