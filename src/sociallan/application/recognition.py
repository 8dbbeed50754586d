"""Recognition of files that are not applications, by their top level or their first bytes."""

import codecs
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from sociallan.application import suggestions
from sociallan.application.document import Document
from sociallan.application.field import Catalogue
from sociallan.application.passed_over import SkipReason
from sociallan.application.source import Source

_MOST_KEYS = 100
"""Number of keys compared with the names of fields: an application has some fifteen."""

_HEAD = 4096
_OWN = re.compile(r'\s*\{\s*"schema"\s*:\s*"sociallan-')
_SARIF = re.compile(
    r'\s*\{\s*(?:"version"\s*:\s*"2\.1\.0"\s*,\s*)?'
    r'(?:"\$schema"\s*:\s*"[^"]*sarif|"runs"\s*:\s*\[\s*\{\s*"(?:tool|results|invocations)"\s*:)'
)
_CODE_QUALITY = re.compile(r'\s*\[\s*\{(?:[^"]|"(?:[^"\\]|\\.)*+")*?"(?:check_name|fingerprint)"\s*:')
_BEGINNINGS = ((_OWN, SkipReason.OWN_REPORT), (_SARIF, SkipReason.SARIF), (_CODE_QUALITY, SkipReason.CODE_QUALITY))


def no_application(document: Document, fields: Catalogue) -> SkipReason | None:
    """Return the reason that a file is not an application; ``None`` if it is one, even an invalid one."""
    match document.value:
        case dict() as value:
            return _of_mapping(value, fields)
        case [{"check_name": _, "fingerprint": _}, *_]:
            return SkipReason.CODE_QUALITY
        case None:
            return _of_beginning(document.source)
        case _:
            return None


def _of_mapping(value: Mapping[str, Any], fields: Catalogue) -> SkipReason | None:
    top = fields[""].children
    if not value.keys().isdisjoint(top):
        return None
    schema = value.get("schema")
    if isinstance(schema, str) and schema.startswith("sociallan-"):
        return SkipReason.OWN_REPORT
    if "runs" in value and "sarif" in str(value.get("$schema")):
        return SkipReason.SARIF
    names = [*top, *(title for name in top for title in fields[name].title.values())]
    near = any(suggestions.resembles(key, names) for key in islice(value, _MOST_KEYS))
    return None if near or not value else SkipReason.NO_APPLICATION


def _of_beginning(source: Source) -> SkipReason | None:
    """Recognise a file by its first bytes: it is too large to be read, or is not one JSON value (JSON Lines)."""
    head = source.data[:_HEAD]
    encoding = "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    text = head.decode(encoding, "replace")
    return next((reason for beginning, reason in _BEGINNINGS if beginning.match(text)), None)
