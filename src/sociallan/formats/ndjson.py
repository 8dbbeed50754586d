"""The report as a line of JSON for each application, and last a line that sums up: for streams."""

from collections.abc import Mapping
from typing import Any

from sociallan.formats.json import application, counts, made_by, passed_over
from sociallan.report.json_text import serialised
from sociallan.report.provenance import setting_values
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

SCHEMA = "sociallan-line/1"

BETWEEN = ""

_LEVELS = 2
"""A line and what each of its keys holds: the outcomes may be written already."""


def start(_head: ReportHeader, _view: View) -> str:
    """Return an empty text: every line stands by itself."""
    return ""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application: what a report says of it, and what made the report."""
    return _line("application", application(screening, head.pack, view), head, view)


def end(head: ReportHeader, totals: Totals, view: View) -> str:
    """Render the line that sums up; where it is missing, the report is not whole."""
    told = {
        "as_of": head.as_of,
        "settings": setting_values(head.settings or ()),
        "summary": counts(totals),
        **passed_over(totals.passed_over),
    }
    return _line("summary", told, head, view)


def _line(record: str, told: Mapping[str, Any], head: ReportHeader, view: View) -> str:
    values = {
        "schema": SCHEMA,
        "record": record,
        "tool": {"name": "sociallan", "version": head.version},
        "pack": made_by(head),
        "lang": view.words.lang,
        **told,
    }
    return serialised(values, _LEVELS, None) + "\n"
