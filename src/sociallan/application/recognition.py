"""Recognition of files that are not applications, by their top level or their first bytes."""

import re
from itertools import islice

from sociallan.application import spelling
from sociallan.application.document import Document
from sociallan.application.field import Catalogue
from sociallan.application.passed_over import SkipReason
from sociallan.application.source import UTF_16_MARKS, Limits, Source

REPORT_MARK = "sociallan-report"
"""Property of the workbooks that are reports of this program."""
_MOST_KEYS = 100
"""Number of keys compared with the names of fields: an application has some fifteen."""

_HEAD = 4096
# Compiled only where they are looked for, since most files are applications.
_OWN = r'\s*\{\s*"schema"\s*:\s*"(sociallan-[^"]*)'
_SARIF = (
    r'\s*\{\s*(?:"version"\s*:\s*"2\.1\.0"\s*,\s*)?'
    r'(?:"\$schema"\s*:\s*"[^"]*sarif|"runs"\s*:\s*\[\s*\{\s*"(?:tool|results|invocations)"\s*:)'
)
_CODE_QUALITY = r'\s*\[\s*\{(?:[^"]|"(?:[^"\\]|\\.)*+")*?"(?:check_name|fingerprint)"\s*:'
_BEGINNINGS = ((_OWN, SkipReason.OWN_REPORT), (_SARIF, SkipReason.SARIF), (_CODE_QUALITY, SkipReason.CODE_QUALITY))


def skip_reason(document: Document, fields: Catalogue) -> SkipReason | None:
    """Return the reason that a file is not an application; ``None`` if it is one, even an invalid one."""
    value, top = document.value, fields[""].children
    if not isinstance(value, dict):
        return report_kind(document)
    if not value.keys().isdisjoint(top):
        return None
    if (kind := report_kind(document)) is not None:
        return kind
    names = [*top, *(title for name in top for title in fields[name].title.values())]
    near = any(spelling.resembles(key, names) for key in islice(value, _MOST_KEYS))
    return None if near or not value else SkipReason.NO_APPLICATION


def report_kind(document: Document) -> SkipReason | None:
    """Return the kind of report that a file is; ``None`` if it is none."""
    match document.value:
        case {"schema": str(schema)} if schema.startswith("sociallan-"):
            return SkipReason.OWN_REPORT
        case {"runs": _, "$schema": schema} if "sarif" in str(schema):
            return SkipReason.SARIF
        case [{"check_name": _, "fingerprint": _}, *_]:
            return SkipReason.CODE_QUALITY
        case None if document.source.is_workbook:
            return workbook_kind(document.source)
        case None:
            return _of_beginning(document.source)
        case _:
            return None


def workbook_kind(source: Source) -> SkipReason | None:
    """Return the reason that a workbook is not an application; ``None`` if it is one, or may be since it is damaged."""
    # Imported late: few files are workbooks.
    from sociallan.application.workbook.archive import Unreadable
    from sociallan.application.workbook.layout import is_marked
    from sociallan.application.workbook.spreadsheet import has_property, sheets

    limits = Limits()
    try:
        if next(sheets(source.data, limits, is_marked), None) is not None:
            return None
        is_report = has_property(source.data, limits, REPORT_MARK)
    except Unreadable:
        return None
    return SkipReason.OWN_REPORT if is_report else SkipReason.NO_APPLICATION


def _of_beginning(source: Source) -> SkipReason | None:
    """Recognise a file by its first bytes: it is too large to be read, or is not one JSON value (JSON Lines)."""
    text = _beginning(source.data)
    return next((reason for beginning, reason in _BEGINNINGS if re.match(beginning, text)), None)


def own_form(data: bytes) -> str | None:
    """Return the form of a report of ours by its first bytes, ``None`` if they are no such report's."""
    found = re.match(_OWN, _beginning(data))
    return None if found is None else found[1]


def _beginning(data: bytes) -> str:
    head = data[:_HEAD]
    encoding = "utf-16" if head.startswith(UTF_16_MARKS) else "utf-8-sig"
    return head.decode(encoding, "replace")
