"""The former NDJSON format: a line per application that stands by itself, kept for one version."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.formats.json import application, counts, pack_values, passed_over, repeated, with_records
from sociallan.report.json_text import serialised
from sociallan.report.provenance import setting_values
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals

SCHEMA = "sociallan-line/1"

BETWEEN = ""

_LEVELS = 2
"""The levels of a line and of its keys' values, at which a ``JsonFragment`` may occur."""


def start(_head: ReportHeader, _view: View) -> str:
    """Return an empty text: every line is self-contained."""
    return ""


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application, with the tool, pack and language of the report."""
    return _line("application", application(screening, head.pack, view), head, view)


def end(head: ReportHeader, totals: Totals, view: View) -> str:
    """Render the summary line; a report without it is incomplete."""
    return _line("summary", _summary(head, totals), head, view)


def replayed(
    parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, recorded: Mapping[str, Any]
) -> Iterator[str]:
    """Yield a replayed report in pieces; its ``RECORDS`` are copied from ``recorded``, the old report."""
    yield from parts
    yield _line("summary", with_records(_summary(head, totals), recorded), head, view)


def _summary(head: ReportHeader, totals: Totals) -> Mapping[str, Any]:
    return {
        "as_of": head.as_of,
        "settings": setting_values(head.settings or ()),
        "summary": counts(totals),
        **passed_over(totals.passed_over),
        **repeated(totals.repeats),
    }


def _line(record: str, record_values: Mapping[str, Any], head: ReportHeader, view: View) -> str:
    line = {
        "schema": SCHEMA,
        "record": record,
        "tool": {"name": "sociallan", "version": head.version},
        "pack": pack_values(head),
        "lang": view.words.lang,
        **record_values,
    }
    return serialised(line, _LEVELS, None) + "\n"
