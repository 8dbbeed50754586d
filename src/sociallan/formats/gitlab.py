"""The report as a Code Quality report of GitLab: a list of issues, each with its file and line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.report.json_text import escaped
from sociallan.report.notices import Notice, Weight, message, notices
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

_SEVERITIES = {Weight.WARNING: "minor", Weight.NOTE: "info"}
_OF_ERRORS = {"form": "blocker", "not_met": "critical"}
"""A fault of form keeps the rest from being checked for certain; what is missing (``major``) can be added."""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render the issues of one application, a line each; nothing where there are none."""
    issues = (_issue(notice, view) for notice in notices(screening, head, view))
    return ",\n".join(escaped(json.dumps(issue, ensure_ascii=False)) for issue in issues)


def whole(parts: Iterable[str], _head: ReportHeader, _tally: Totals, _view: View) -> Iterator[str]:
    """Render the list: it waits, since an application without issues gives it nothing."""
    before, after = "[\n", "[]\n"
    for each in filter(None, parts):
        yield before + each
        before, after = ",\n", "\n]\n"
    yield after


def _issue(notice: Notice, view: View) -> Mapping[str, Any]:
    span = notice.place.span
    return {
        "description": message(notice.item, view),
        "check_name": notice.item.id,
        "fingerprint": notice.fingerprint,
        "severity": _SEVERITIES.get(notice.weight) or _OF_ERRORS.get(notice.item.status, "major"),
        "location": {"path": notice.item.path, "lines": {"begin": span.line, "end": span.end_line}},
    }
