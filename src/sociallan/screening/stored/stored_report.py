"""Reader of stored reports in JSON or in lines of it, which may come from anyone and are checked before use."""

import codecs
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.file_name import decoded
from sociallan.application.form_check.schema_errors import validator
from sociallan.application.form_check.string_formats import is_partial_date
from sociallan.application.recognition import own_form
from sociallan.application.source import LOST, UNREAD, UTF_16_MARKS
from sociallan.screening.report import DateSource
from sociallan.screening.settings import Waiver
from sociallan.screening.since import Finding, Since
from sociallan.screening.stored.json_stream import MOST, TooLong, members, values
from sociallan.screening.stored.lean_lines import expanded
from sociallan.screening.stored.replayed import Flaw, ReportForm, ScreenedFile, StoredApplication, StoredReport

Chunks = Callable[[], Iterator[bytes]]
"""A function that returns the bytes of a file in pieces, from the start at each call."""

_LIST = "applications"
_HEAD, _APPLICATION, _SUMMARY = "head", "application", "summary"
_FOLLOWING = {
    "": (_HEAD,),
    _HEAD: (_APPLICATION, _SUMMARY),
    _APPLICATION: (_APPLICATION, _SUMMARY),
    _SUMMARY: (),
}
"""The records that may follow each record of a report in lines."""
_LINE_FORM = "sociallan-line/"
_DEFINITIONS = {ReportForm.LINES: "line", ReportForm.FORMER_LINES: "line1"}
"""The definitions of lines in the schema of reports."""
_OF_LINES: Mapping[ReportForm, frozenset[str]] = {
    ReportForm.WHOLE: frozenset(),
    ReportForm.LINES: frozenset(("schema", "record")),
    ReportForm.FORMER_LINES: frozenset(("schema", "record", "tool", "pack", "lang")),
}
"""The keys of an application's record that are not its own."""


def stored_report(chunks: Chunks, schema: Mapping[str, Any]) -> StoredReport | Flaw:
    """Return a stored report, or the reason why the file is not one by the report's ``schema``.

    Reads and checks the whole file, one application at a time, without keeping the applications.
    """
    try:
        return _read_lines(chunks, schema) if _is_in_lines(chunks) else _read_whole(chunks, schema)
    except TooLong:
        return Flaw("too_large", {"limit": MOST})
    except ValueError:
        return Flaw("no_report", {})


def stored_applications(chunks: Chunks, stored: StoredReport) -> Iterator[StoredApplication]:
    """Yield the applications of a report that ``stored_report`` has accepted, one at a time."""
    if stored.form is ReportForm.WHOLE:
        records = (value for key, value in members(_text(chunks()), _LIST) if key == _LIST)
        next(records, None)  # the list itself
    else:
        records = (line for line in values(_text(chunks())) if line["record"] == _APPLICATION)
    for record in records:
        written = _own(stored.form, record)
        value = whole_application(stored.form, stored.head, written)
        waived = tuple(map(_waiver, value.get("waived", ())))
        yield StoredApplication(written, value, _input(value), waived, _since(value.get("since")))


def written_application(form: ReportForm, text: str) -> Mapping[str, Any]:
    """Return the values of an application as they are written in a report."""
    return _own(form, json.loads(text))


def written_head(text: str) -> Mapping[str, Any]:
    """Return the values of a report that is written without applications."""
    return {key: value for record in values(iter((text,))) for key, value in record.items() if key != "record"}


def whole_application(form: ReportForm, head: Mapping[str, Any], written: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an application with the keys that it has in a report of the form ``WHOLE``.

    Raises:
        ValueError: if it names what the head does not have.

    """
    return expanded(head, written) if form is ReportForm.LINES else written


class _Seen:
    """Options of a stored report, as far as its applications tell them."""

    def __init__(self) -> None:
        self.is_dated = self.is_traced = False

    def add(self, application: Mapping[str, Any]) -> None:
        """Take an application into account, as it stands in a report of the form ``WHOLE``."""
        self.is_dated |= application["as_of_source"] == DateSource.OPTION
        self.is_traced |= any(outcome["trace"] for outcome in application["outcomes"])


def _read_whole(chunks: Chunks, schema: Mapping[str, Any]) -> StoredReport | Flaw:
    """Read and check a report that is one object; raise ``ValueError`` if it is none."""
    application_validator = validator({"$defs": schema["$defs"], **schema["properties"][_LIST]["items"]})
    head: dict[str, Any] = {}
    mismatch_at: str | None = None
    count, seen = 0, _Seen()
    for key, value in members(_text(chunks()), _LIST):
        if key != _LIST or _LIST not in head:
            head[key] = value
        elif mismatch_at is None:
            mismatch = application_validator.mismatch(value)
            if mismatch is None:
                seen.add(value)
            else:
                mismatch_at = pointer_to(_LIST, count, *mismatch.path)
            count += 1
    form = head.get("schema")
    if not isinstance(form, str):
        raise ValueError(form)
    if form != ReportForm.WHOLE:
        return Flaw("other_form", {"form": form, "known": ReportForm.WHOLE})
    head_mismatch = validator(schema).mismatch(head)
    if head_mismatch is not None:
        mismatch_at = pointer_to(*head_mismatch.path)
    if mismatch_at is not None:
        return Flaw("unfit", {"pointer": mismatch_at or "/"})
    return _stored(ReportForm.WHOLE, head, seen, count)


def _read_lines(chunks: Chunks, schema: Mapping[str, Any]) -> StoredReport | Flaw:
    """Read and check a report in lines: an object for what all share, for each application, and for the summary."""
    lines = values(_text(chunks()))
    first = next(lines)
    named = first.get("schema") if isinstance(first, dict) else None
    if named not in _DEFINITIONS:
        return Flaw("other_form", {"form": str(named), "known": ReportForm.LINES})
    form = ReportForm(named)
    line_validator = validator({"$defs": {_LIST: schema}, "$ref": f"{schema['$id']}#/$defs/{_DEFINITIONS[form]}"})
    head: dict[str, Any] = {}
    # A line of the former form stands by itself: nothing comes before the applications.
    record = "" if form is ReportForm.LINES else _HEAD
    count, seen = 0, _Seen()
    for number, line in enumerate(chain((first,), lines)):
        if (mismatch := line_validator.mismatch(line)) is not None:
            return Flaw("unfit", {"pointer": pointer_to(number, *mismatch.path)})
        if line["record"] not in _FOLLOWING[record]:
            return Flaw("unfit", {"pointer": pointer_to(number, "record")})
        record = line["record"]
        shared = {key: line[key] for key in (_OF_LINES[form] if record == _APPLICATION else line) if key != "record"}
        differing = next((key for key in shared if head.get(key, shared[key]) != shared[key]), None)
        if differing is not None:
            return Flaw("unfit", {"pointer": pointer_to(number, differing)})
        head |= shared
        if record == _APPLICATION:
            try:
                seen.add(whole_application(form, head, _own(form, line)))
            except ValueError:
                return Flaw("unfit", {"pointer": pointer_to(number)})
            count += 1
    # Without the line that sums up, applications may be missing.
    return _stored(form, head, seen, count) if record == _SUMMARY else Flaw("not_whole", {})


def _stored(form: ReportForm, head: Mapping[str, Any], seen: _Seen, count: int) -> StoredReport | Flaw:
    """Return a report of so many applications, whose values follow the schema."""
    if not is_partial_date(head["as_of"]):
        return Flaw("unfit", {"pointer": pointer_to(*form.head_steps(("as_of",), count))})
    return StoredReport(
        form=form,
        head=head,
        lang=head["lang"],
        day=head["as_of"],
        as_of=head["as_of"] if seen.is_dated else None,
        traced=seen.is_traced,
    )


def _own(form: ReportForm, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of an application without those that every line has."""
    return {key: value for key, value in record.items() if key not in _OF_LINES[form]}


def _is_in_lines(chunks: Chunks) -> bool:
    form = own_form(next(chunks(), b""))
    return form is not None and form.startswith(_LINE_FORM)


def _text(chunks: Iterator[bytes]) -> Iterator[str]:
    """Decode UTF-8 or UTF-16, the encodings in which editors save."""
    first = next(chunks, b"")
    decoder = codecs.getincrementaldecoder("utf-16" if first.startswith(UTF_16_MARKS) else "utf-8-sig")()
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


def _input(application: Mapping[str, Any]) -> ScreenedFile:
    codes = (finding["code"] for finding in application["findings"])
    problem = next((code for code in codes if code in UNREAD | LOST), None)
    return ScreenedFile(path_of(application), application["sha256"], problem)
