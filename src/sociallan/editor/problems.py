"""The problems of an open application: what an editor underlines, and the corrections of it that are certain."""

from collections.abc import Iterator
from typing import NamedTuple

from sociallan.application.diagnostic import Diagnostic, rewritten
from sociallan.application.lines import lines_of
from sociallan.application.location import Location, Span
from sociallan.report.notices import Notice, Weight, lines, notices
from sociallan.report.parts import ItemStatus, ReportItem
from sociallan.report.view import View
from sociallan.rules.truth import CONTRADICTED
from sociallan.screening.report import ReportHeader, Screening

_CONTRADICTIONS = (ItemStatus.FORM, *CONTRADICTED)
"""The statuses of what is written and cannot stay so; what is not written yet is no error in an editor."""


class Correction(NamedTuple):
    """The text to write in the place of a span."""

    span: Span
    text: str


class RelatedPlace(NamedTuple):
    """Another place that a problem is about, with the line that stands there, masked."""

    span: Span
    line: str


class Problem(NamedTuple):
    """One problem: ``id`` is that of the rule or finding, ``url`` the address of its source, ``""`` without one.

    ``correction`` is what a report shows as the line to write, ``None`` if that is not known.
    """

    weight: Weight
    span: Span
    id: str
    text: str
    url: str
    places: tuple[RelatedPlace, ...] = ()
    correction: Correction | None = None


def problems(screening: Screening, text: str, head: ReportHeader, view: View) -> tuple[Problem, ...]:
    """Return the problems of an application whose text is given, the most severe first.

    They are the notices of a report. An error is what is written and cannot stay so; what is missing is a warning, and
    what could be stronger a note, as doubts are.
    """
    corrections = dict(_corrections(screening, lines_of(text)))
    return tuple(_problem(notice, corrections, view) for notice in notices(screening, head, view))


def _problem(notice: Notice, corrections: dict[tuple[str, Location], Correction], view: View) -> Problem:
    item = notice.item
    return Problem(
        weight=_weight(notice),
        span=_on_one_line(notice.place),
        id=item.id,
        text="\n".join((item.heading, *lines(item, view))),
        url=next((passage.url for passage in item.cites), ""),
        places=tuple(
            RelatedPlace(_on_one_line(place), place.excerpt.strip()) for place in item.places[1:] if place.excerpt
        ),
        correction=_correction(item, corrections),
    )


def _weight(notice: Notice) -> Weight:
    if notice.weight is not Weight.ERROR:
        return Weight.NOTE
    return Weight.ERROR if notice.item.status in _CONTRADICTIONS else Weight.WARNING


def _on_one_line(place: Location) -> Span:
    """Return the part of a span on its first line: a fault of a whole part is shown where it begins."""
    span = place.span
    if span.line == span.end_line:
        return span
    return Span(span.line, span.column, span.line, max(span.column, len(place.excerpt) + 1))


def _correction(item: ReportItem, corrections: dict[tuple[str, Location], Correction]) -> Correction | None:
    return corrections.get((item.id, item.places[0])) if item.rewritten else None


def _corrections(screening: Screening, written: list[str]) -> Iterator[tuple[tuple[str, Location], Correction]]:
    """Yield the corrections that lines can have, by code and place.

    A line with a fault of syntax is read with its repair, so that the columns of what else is found on it are others.
    """
    repaired = {each.place.span.line for each in screening.findings if _is_of_syntax(each)}
    for finding in screening.findings:
        span, suggestion = finding.place.span, finding.suggestion
        if suggestion is None or span.line > len(written) or (span.line in repaired and not _is_of_syntax(finding)):
            continue
        if rewritten(finding, written[span.line - 1]) is not None:
            yield (finding.code, finding.place), Correction(span, suggestion)


def _is_of_syntax(finding: Diagnostic[Location]) -> bool:
    return finding.code.startswith("yaml.")
