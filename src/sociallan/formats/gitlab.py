"""The GitLab format: a Code Quality report, a list of issues with file and line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.report.json_text import escaped
from sociallan.report.notices import Notice, Weight, in_short, notices
from sociallan.report.parts import ItemStatus
from sociallan.report.view import View
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import ReportHeader, Screening, Totals

_SEVERITIES = {Weight.WARNING: "minor", Weight.NOTE: "info"}
_ERROR_SEVERITIES = {ItemStatus.FORM: "blocker", OutcomeKind.NOT_MET: "critical"}
"""The severity of errors by item status, otherwise ``major``. A finding on form makes the other checks uncertain."""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render the issues of one application, one per line; ``""`` without any."""
    issues = (_issue(notice) for notice in notices(screening, head, view))
    return ",\n".join(escaped(json.dumps(issue, ensure_ascii=False)) for issue in issues)


def whole(parts: Iterable[str], _head: ReportHeader, _totals: Totals, _view: View) -> Iterator[str]:
    """Render the list. It is collected because parts without issues must not leave a separator."""
    before, after = "[\n", "[]\n"
    for each in filter(None, parts):
        yield before + each
        before, after = ",\n", "\n]\n"
    yield after


def _issue(notice: Notice) -> Mapping[str, Any]:
    """Return an issue. GitLab lists the descriptions and nothing else, so that each is short and has its reason."""
    place, text = notice.place, in_short(notice.item)
    # A file of another kind than text has no lines, and GitLab asks for one.
    first, last = (place.span.line, place.span.end_line) if place.cell is None else (1, 1)
    return {
        "description": text if place.cell is None else f"{place.cell}: {text}",
        "check_name": notice.item.id,
        "fingerprint": notice.fingerprint,
        "severity": _SEVERITIES.get(notice.weight) or _ERROR_SEVERITIES.get(notice.item.status, "major"),
        "location": {"path": notice.item.path, "lines": {"begin": first, "end": last}},
    }
