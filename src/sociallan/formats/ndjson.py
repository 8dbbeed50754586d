"""The NDJSON format: a line with the texts of the pack, a line per application, and a line with the summary.

A text of the pack stands in the first line alone: a line of an application names its rule, and has what is the
application's own. A key whose value would say nothing is left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.formats.json import (
    changes,
    counts,
    finding_values,
    pack_values,
    passed_over,
    precedent_values,
    repeated,
    since_values,
    with_records,
)
from sociallan.formats.line_fields import LineFields
from sociallan.formats.line_outcomes import CODES, digits, line_outcomes, stated
from sociallan.report import rule_texts
from sociallan.report.basis_text import basis_values
from sociallan.report.json_text import escaped, path_values
from sociallan.report.provenance import setting_values
from sociallan.report.questions import Asked, Origin, questions
from sociallan.report.view import View
from sociallan.rules.rule import Rule
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.report import ChainCell, ChainRow, ReportHeader, Screening, Totals
from sociallan.screening.stored.lean_lines import Reference

SCHEMA = "sociallan-line/2"

BETWEEN = ""

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def start(head: ReportHeader, view: View) -> str:
    """Render the first line: what made the report, and the texts of the pack that the other lines name by id."""
    pack, pick = head.pack, view.words.pick
    columns = () if pack.chain is None else pack.chain.columns
    values = {
        "tool": {"name": "sociallan", "version": head.version},
        "pack": pack_values(head),
        "lang": view.words.lang,
        "as_of": head.as_of,
        "outcomes": {code: str(kind) for kind, code in CODES.items()},
        "phases": [{"id": phase.id, "title": pick(phase.title)} for phase in pack.phases],
        "fields": line_outcomes(head, view).fields.values,
        "groups": [{"id": group.id, "title": pick(group.title)} for group in pack.groups],
        "rules": [_rule(rule, head, view) for rule in pack.rules],
        "columns": [{"id": column.id, "title": pick(column.label)} for column in columns],
        "precedents": [precedent_values(known, pack, view) for known in pack.precedents.projects],
    }
    return _line("head", values)


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application, with the rules and texts by their ids in the first line."""
    pack, summary = head.pack, screening.summary
    phase = pack.phase(screening.as_of)
    asked = questions(screening, pack, view)
    outcomes = line_outcomes(head, view)
    fields = outcomes.fields
    values = {
        **path_values(screening.path),
        "sha256": screening.sha256,
        "verdict": str(screening.verdict),
        "as_of": screening.as_of,
        "as_of_source": str(screening.date_source),
        "submitted": summary.submitted,
        "phase": None if phase is None else phase.id,
        **summary.stated,
        "reading": None if screening.reading is None else screening.reading._asdict(),
        "groups": digits([group.id for group in pack.groups], {each.group.id: each.kind for each in screening.groups}),
        "bases": basis_values(basis_counts(screening.outcomes)),
        "outcomes": digits(outcomes.number_of, {each.rule.id: each.kind for each in screening.outcomes}),
        **stated(
            findings=[finding_values(finding, view) for finding in screening.findings],
            explained=outcomes.explained(screening),
            questions=[_question(each, outcomes.number_of, fields) for each in asked.shown],
            more_questions=[outcomes.number_of[each] for each in asked.more],
            precedents=[
                {"id": near.precedent.id, "alike": {each.field: each.values for each in near.alike}}
                for near in screening.precedents
            ],
            chain=[_chain_row(row, fields) for row in screening.chain],
            waived=[waiver._asdict() for waiver in screening.waived],
        ),
        **changes(screening),
    }
    return _line("application", values)


def end(head: ReportHeader, totals: Totals, _view: View) -> str:
    """Render the summary line; a report without it is incomplete."""
    return _line("summary", _summary(head, totals))


def replayed(
    parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, recorded: Mapping[str, Any]
) -> Iterator[str]:
    """Yield a replayed report in pieces; its ``RECORDS`` are copied from ``recorded``, the old report."""
    yield start(head, view)
    yield from parts
    yield _line("summary", with_records(_summary(head, totals), recorded))


def _summary(head: ReportHeader, totals: Totals) -> Mapping[str, Any]:
    return {
        "settings": setting_values(head.settings or ()),
        "summary": counts(totals),
        **passed_over(totals.passed_over),
        **repeated(totals.repeats),
        **since_values(head, totals),
    }


def _line(record: str, values: Mapping[str, Any]) -> str:
    return escaped(_compact({"schema": SCHEMA, "record": record, **values})) + "\n"


def _rule(rule: Rule, head: ReportHeader, view: View) -> Mapping[str, Any]:
    """Return the texts of a rule, with the parameter values of the report's day; those of a question as it stands."""
    words = view.words

    def text(of: Mapping[str, str]) -> str:
        return rule_texts.rendered(of, head.pack, head.as_of, words)

    judge = rule.judge
    return {
        "rule": rule.id,
        "group": rule.group,
        "level": rule.level,
        "basis": rule.basis,
        "title": text(rule.title),
        "ask": text(rule.ask),
        "cites": rule.cites,
        **stated(unmet=text(rule.unmet), question=None if judge is None else words.pick(judge.question)),
    }


def _question(asked: Asked, number_of: Mapping[str, int], fields: LineFields) -> Mapping[str, Any]:
    """Return a question by its rule; most are of the catalogue, and what a finding asks stands with its outcome."""
    evidence = () if asked.origin is Origin.FINDING else map(fields.reference, asked.pointers)
    origin = None if asked.origin is Origin.CATALOGUE else asked.origin
    return {"rule": number_of[asked.rule.id], **stated(origin=origin, filled_in=asked.filled_in, evidence=[*evidence])}


def _chain_row(row: ChainRow, fields: LineFields) -> Mapping[str, Any]:
    return {
        "value": row.value,
        "pointer": fields.reference(row.pointer),
        "cells": [_cell(cell, fields) for cell in row.cells],
    }


def _cell(cell: ChainCell, fields: LineFields) -> list[Reference] | bool:
    """Return a cell as a JSON value: its entries, true for a text of the pack, false for nothing."""
    return [fields.reference(entry.pointer) for entry in cell.entries] or cell.stands_in
