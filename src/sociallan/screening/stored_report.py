"""Reader of stored JSON reports, which may come from anyone and are checked before use."""

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
"""A function that returns the bytes of a file in pieces, from the start at each call."""

_LIST = "applications"


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
        yield StoredApplication(value, _input(value), tuple(map(_waiver, value.get("waived", ()))))


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


def _input(application: Mapping[str, Any]) -> Input:
    codes = (finding["code"] for finding in application["findings"])
    problem = next((code for code in codes if code in UNREAD | LOST), None)
    encoded = application.get("path_encoded")
    path = application["path"] if encoded is None else decoded(encoded)
    return Input(path, application["sha256"], problem)
