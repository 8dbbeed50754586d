"""The registry of output formats, one module per format.

A new format is a module that implements one of the protocols of ``renderer.py``, a loader and an entry
in ``RENDERERS``. A loader imports its module when the format is used, so that ``check`` starts without
the others; through its return type mypy checks the module against the protocol.
"""

from sociallan.report.renderer import CollectedFormat, CollectedRenderer, Format, StreamedFormat, StreamedRenderer
from sociallan.report.runner_commands import Notation
from sociallan.report.view import View
from sociallan.screening.report import Report


def _text() -> StreamedRenderer:
    from sociallan.formats import text

    return text


def _plain() -> StreamedRenderer:
    from sociallan.formats import plain

    return plain


def _concise() -> StreamedRenderer:
    from sociallan.formats import concise

    return concise


def _json() -> CollectedRenderer:
    from sociallan.formats import json

    return json


def _ndjson() -> StreamedRenderer:
    from sociallan.formats import ndjson

    return ndjson


def _ndjson1() -> StreamedRenderer:
    from sociallan.formats import ndjson1

    return ndjson1


def _sarif() -> CollectedRenderer:
    from sociallan.formats import sarif

    return sarif


def _github() -> CollectedRenderer:
    from sociallan.formats import github

    return github


def _gitlab() -> CollectedRenderer:
    from sociallan.formats import gitlab

    return gitlab


def _junit() -> CollectedRenderer:
    from sociallan.formats import junit

    return junit


def _csv() -> StreamedRenderer:
    from sociallan.formats import csv

    return csv


def _xlsx() -> CollectedRenderer:
    from sociallan.formats import xlsx

    return xlsx


def _html() -> CollectedRenderer:
    from sociallan.formats import html

    return html


def _markdown() -> CollectedRenderer:
    from sociallan.formats import markdown

    return markdown


RENDERERS: dict[str, Format] = {
    "text": StreamedFormat(_text, Notation.TEXT, (".txt", ".log"), tells_run=True, only_full=True),
    "plain": StreamedFormat(_plain, Notation.TEXT, tells_run=True, only_full=True),
    "concise": StreamedFormat(_concise, Notation.TEXT, headless=True),
    "json": CollectedFormat(_json, Notation.JSON, (".json",)),
    "ndjson": StreamedFormat(_ndjson, Notation.JSON, (".ndjson", ".jsonl")),
    "ndjson1": StreamedFormat(_ndjson1, Notation.JSON, tells_run=True),
    "sarif": CollectedFormat(_sarif, Notation.JSON, (".sarif", ".json")),
    "github": CollectedFormat(_github, Notation.COMMANDS),
    "gitlab": CollectedFormat(_gitlab, Notation.JSON, (".json",), headless=True),
    "junit": CollectedFormat(_junit, Notation.XML, (".xml",), tells_run=True),
    "csv": StreamedFormat(_csv, Notation.TEXT, (".csv",), headless=True),
    "xlsx": CollectedFormat(_xlsx, Notation.BINARY, (".xlsx",), needs="xlsxwriter"),
    "html": CollectedFormat(_html, Notation.XML, (".html", ".htm")),
    "markdown": CollectedFormat(_markdown, Notation.TEXT, (".md",)),
}
"""Every format by name. A file name extension listed by several formats selects the first of them."""


def formats_of(ending: str) -> tuple[str, ...]:
    """Return the names of the formats that list a file name extension such as ``.json``."""
    return tuple(name for name, form in RENDERERS.items() if ending.lower() in form.endings)


def may_have(name: str, ending: str) -> bool:
    """Return whether a format may be written to a file with an extension: its own, or that of no format."""
    listed = formats_of(ending)
    return not listed or not RENDERERS[name].endings or name in listed


def render(name: str, report: Report, view: View) -> str:
    """Render a report held in memory in a text format of the registry."""
    form = RENDERERS[name]
    parts = [form.part(screening, report.head, view) for screening in report.screenings]
    match form:
        case CollectedFormat():
            return "".join(map(str, form.whole(parts, report.head, report.totals, view)))
        case StreamedFormat():
            middle = form.between.join(parts)
            return f"{form.start(report.head, view)}{middle}{form.end(report.head, report.totals, view)}"
