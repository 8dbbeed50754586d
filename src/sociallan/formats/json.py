"""The JSON format, as defined by the schema ``report``. Keys may be added, but are never renamed."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Location
from sociallan.application.passed_over import PassedOver
from sociallan.formats.json_outcome import outcome_values
from sociallan.pack.pack import Pack, Phase
from sociallan.pack.precedent import Precedent
from sociallan.report import chain, rule_texts, sentences
from sociallan.report.basis_text import basis_values
from sociallan.report.json_text import path_values, serialised
from sociallan.report.provenance import setting_values
from sociallan.report.questions import Asked, Origin, questions
from sociallan.report.view import View
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.nearest import Nearest
from sociallan.screening.report import ChainRow, Repeat, ReportHeader, Screening, Totals, Verdict
from sociallan.screening.since import Finding, FindingState, Since, SinceCounts

SCHEMA = "sociallan-report/1"

RECORDS = ("settings", "waivers", "passed_over", "repeated")
"""The keys that record the run itself; they cannot be recomputed from files and rules."""

_LEVELS = 2
"""The levels with a line per member: an application or the head, and the value of each of its keys."""
_INDENT = "    "


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application; equal applications give equal bytes."""
    return _INDENT + serialised(application(screening, head.pack, view), _LEVELS, _INDENT)


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Yield a report in pieces; the summary precedes the applications."""
    return _pieces(parts, _opening(head, totals, view))


def replayed(
    parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, recorded: Mapping[str, Any]
) -> Iterator[str]:
    """Yield a replayed report in pieces; its ``RECORDS`` are copied from ``recorded``, the old report."""
    return _pieces(parts, with_records(_opening(head, totals, view), recorded))


def with_records(values: Mapping[str, Any], recorded: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of a replayed report with the ``RECORDS`` of the old one.

    They stand in the order of the new report; a record that it lacks stands after the same key as in the old one.
    """
    order = [key for key in values if key not in RECORDS or key in recorded]
    for before, key in pairwise(recorded):
        if key in RECORDS and key not in order:
            order.insert(order.index(before) + 1 if before in order else len(order), key)
    return {key: recorded[key] if key in RECORDS else values[key] for key in order}


def _pieces(parts: Iterable[str], opening: Mapping[str, Any]) -> Iterator[str]:
    yield serialised(opening, _LEVELS).removesuffix("\n}") + ',\n  "applications": ['
    before, after = "\n", "]\n}\n"
    for each in parts:
        yield before + each
        before, after = ",\n", "\n  ]\n}\n"
    yield after


def _opening(head: ReportHeader, totals: Totals, view: View) -> Mapping[str, Any]:
    """Return the keys before the applications, as plain JSON values."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "sociallan", "version": head.version},
        "pack": pack_values(head),
        "as_of": head.as_of,
        "lang": view.words.lang,
        **({} if head.settings is None else {"settings": setting_values(head.settings)}),
        "summary": counts(totals),
        "waivers": [{**use.waiver._asdict(), "state": str(use.state)} for use in totals.waivers],
        **passed_over(totals.passed_over),
        **repeated(totals.repeats),
        **since_values(head, totals),
    }


def since_values(head: ReportHeader, totals: Totals) -> Mapping[str, Any]:
    """Return the key with the file of the earlier version and the numbers of findings; no key without one."""
    counts = totals.since or SinceCounts()
    return {} if head.earlier is None else {"since": {"earlier": head.earlier, **counts._asdict()}}


def repeated(repeats: Iterable[Repeat]) -> Mapping[str, Any]:
    """Return the key with the applications whose project an earlier one is for; no key without any."""
    found = [{"first": each.first, "path": each.path} for each in repeats]
    return {"repeated": found} if found else {}


def passed_over(files: Iterable[PassedOver]) -> Mapping[str, Any]:
    """Return the key with the skipped files; no key without any."""
    skipped = [{**path_values(each.path), "reason": str(each.reason)} for each in files]
    return {"passed_over": skipped} if skipped else {}


def counts(totals: Totals) -> Mapping[str, int]:
    """Return the number of applications, in total and per verdict."""
    return {
        "applications": totals.applications,
        **{str(verdict): totals.verdicts[verdict] for verdict in Verdict},
    }


def identity(pack: Pack) -> Mapping[str, str]:
    """Return the identity of a pack: its id, version and digests."""
    return {
        "id": pack.id,
        "version": pack.version,
        "logic_digest": pack.logic_digest,
        "text_digest": pack.text_digest,
    }


def pack_values(head: ReportHeader) -> Mapping[str, Any]:
    """Return the identity of a report's pack, and whether it is shipped with the program."""
    origin = {} if head.shipped is None else {"digest": head.pack.digest, "shipped": head.shipped}
    return {**identity(head.pack), **origin}


def application(screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    """Return an application as in the schema ``report``: JSON values, some outcomes as ``JsonFragment``."""
    summary = screening.summary
    asked_of_people = questions(screening, pack, view)
    return {
        **path_values(screening.path),
        "sha256": screening.sha256,
        "verdict": str(screening.verdict),
        "as_of": screening.as_of,
        "as_of_source": str(screening.date_source),
        "submitted": summary.submitted,
        "phase": _phase(pack.phase(screening.as_of), view),
        **summary.stated,
        "reading": None if screening.reading is None else screening.reading._asdict(),
        "groups": [{"id": group.group.id, "outcome": str(group.kind)} for group in screening.groups],
        "bases": basis_values(basis_counts(screening.outcomes)),
        "findings": [finding_values(finding, view) for finding in screening.findings],
        "outcomes": [outcome_values(outcome, screening, pack, view) for outcome in screening.outcomes],
        "questions": [_question(asked, screening, pack, view) for asked in asked_of_people.shown],
        "more_questions": asked_of_people.more,
        "precedents": [_nearest(near, pack, view) for near in screening.precedents],
        "chain": [_chain_row(row, pack, view) for row in screening.chain],
        "waived": [waiver._asdict() for waiver in screening.waived],
        **changes(screening),
    }


def changes(screening: Screening) -> Mapping[str, Any]:
    """Return the key with what is mended, new and left since an earlier version; no key without one."""
    return {} if screening.since is None else {"since": _since(screening.since)}


def _since(since: Since) -> Mapping[str, Any]:
    states: Mapping[FindingState, Iterable[Finding]] = {
        FindingState.MENDED: since.mended,
        FindingState.NEW: since.new,
        FindingState.LEFT: since.left,
    }
    findings = {str(state): [_known_finding(finding) for finding in found] for state, found in states.items()}
    return {"known": since.is_known, **findings}


def _known_finding(finding: Finding) -> Mapping[str, Any]:
    return {**finding._asdict(), "pointers": list(finding.pointers)}


def _question(asked: Asked, screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    is_catalogued = asked.origin is Origin.CATALOGUE
    return {
        "rule": asked.rule.id,
        "origin": str(asked.origin),
        "question": asked.question,
        "evidence": asked.pointers,
        "answer": rule_texts.rendered(asked.rule.ask, pack, screening.as_of, view.words) if is_catalogued else None,
        "cites": asked.rule.cites,
    }


def _nearest(near: Nearest, pack: Pack, view: View) -> Mapping[str, Any]:
    alike = {each.field: list(each.values) for each in near.alike}
    return {**precedent_values(near.precedent, pack, view), "alike": alike}


def precedent_values(known: Precedent, pack: Pack, view: View) -> Mapping[str, Any]:
    """Return a public project as JSON values."""
    return {
        "id": known.id,
        "title": view.words.pick(known.title),
        "place": known.place,
        "year": known.year,
        "amount": known.amount,
        "url": pack.passages[known.source].url,
    }


def _chain_row(row: ChainRow, pack: Pack, view: View) -> Mapping[str, Any]:
    cells = []
    for column, cell in chain.filled_columns(row, pack):
        entries = [{"pointer": each.pointer, "text": chain.entry_text(each, column, view)} for each in cell.entries]
        instead = chain.stand_in(column, cell, view)
        cell_values = {"column": column.id, "hole": cell.hole, "entries": entries}
        cells.append(cell_values if instead is None else {**cell_values, "instead": instead})
    return {"value": row.value, "title": chain.row_label(row, pack, view), "pointer": row.pointer, "cells": cells}


def _phase(phase: Phase | None, view: View) -> Mapping[str, Any] | None:
    return None if phase is None else {"id": phase.id, "title": view.words.pick(phase.title)}


def finding_values(finding: Diagnostic[Location], view: View) -> Mapping[str, Any]:
    """Return a fault of form, or a note, as JSON values."""
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": sentences.diagnostic_message(finding, view.words, view.fields),
        "cure": sentences.diagnostic_cure(finding, view.words, view.fields),
        "pointer": finding.pointer,
        **_place(finding.place),
        "suggestion": finding.suggestion,
    }


def _place(place: Location) -> Mapping[str, Any]:
    if place.cell is None:
        return {**place.span._asdict(), "excerpt": place.excerpt}
    return {**dict.fromkeys(place.span._fields), "excerpt": place.excerpt, "cell": str(place.cell)}
