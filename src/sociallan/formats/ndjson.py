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
from sociallan.formats.json_outcome import explanation, is_explained
from sociallan.pack.pack import Pack
from sociallan.report import rule_texts
from sociallan.report.basis_text import basis_values
from sociallan.report.json_text import escaped, path_values
from sociallan.report.provenance import setting_values
from sociallan.report.questions import Asked, Origin, questions
from sociallan.report.view import View
from sociallan.rules.outcome import Outcome
from sociallan.rules.rule import Rule
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.lean_lines import NO_OUTCOME
from sociallan.screening.report import ChainCell, ChainRow, ReportHeader, Screening, Totals

SCHEMA = "sociallan-line/2"

BETWEEN = ""

CODES = {kind: str(number) for number, kind in enumerate(OutcomeKind)}
"""The digit of each outcome."""

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
        "groups": _digits([group.id for group in pack.groups], {each.group.id: each.kind for each in screening.groups}),
        "bases": basis_values(basis_counts(screening.outcomes)),
        "outcomes": _digits([rule.id for rule in pack.rules], {each.rule.id: each.kind for each in screening.outcomes}),
        **_stated(
            findings=[finding_values(finding, view) for finding in screening.findings],
            explained=[*_explained(screening, head, view)],
            questions=[_question(each) for each in asked.shown],
            more_questions=asked.more,
            precedents=[
                {"id": near.precedent.id, "alike": {each.field: each.values for each in near.alike}}
                for near in screening.precedents
            ],
            chain=[_chain_row(row) for row in screening.chain],
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


def _stated(**values: Any) -> Mapping[str, Any]:
    """Return the values that say something: those that are not empty, 0 or false."""
    return {key: value for key, value in values.items() if value}


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
        **_stated(unmet=text(rule.unmet), question=None if judge is None else words.pick(judge.question)),
    }


def _digits(ids: Iterable[str], kinds: Mapping[str, OutcomeKind]) -> str:
    """Return the digit of the outcome of each rule or group, in the order of the first line."""
    return "".join([CODES[kinds[each]] if each in kinds else NO_OUTCOME for each in ids])


def _explained(screening: Screening, head: ReportHeader, view: View) -> Iterator[Mapping[str, Any]]:
    """Yield what outcomes say of the application; most say no more than their digits."""
    for outcome in screening.outcomes:
        own = {
            **_stated(contradicted=outcome.contradicted),
            **_texts_of_day(outcome.rule, screening.as_of, head, view),
            **(_explanation(outcome, screening, head.pack, view) if is_explained(outcome, view) else {}),
        }
        if own:
            yield {"rule": outcome.rule.id, **own}


def _texts_of_day(rule: Rule, day: str, head: ReportHeader, view: View) -> Mapping[str, str]:
    """Return the texts of a rule that name other figures on a day than in the first line."""
    if day == head.as_of or not rule_texts.names_figures(rule):
        return {}
    return {
        key: of_day
        for key, text in {"title": rule.title, "unmet": rule.unmet, "ask": rule.ask}.items()
        if (of_day := rule_texts.rendered(text, head.pack, day, view.words))
        != rule_texts.rendered(text, head.pack, head.as_of, view.words)
    }


def _explanation(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    values = dict(explanation(outcome, screening, pack, view))
    places, edits = values.pop("places"), values.pop("edits")
    # The first place is that of the outcome, and the places name the fields.
    for key in ("line", "column", "cell", "exact"):
        values.pop(key, None)
    if values["fields"] == [place["pointer"] for place in places]:
        del values["fields"]
    places = [{key: value for key, value in place.items() if value is not True} for place in places]
    return {**_stated(**values, places=places), **({} if edits is None else {"edits": edits})}


def _question(asked: Asked) -> Mapping[str, Any]:
    """Return a question by its rule; what a finding asks stands with its outcome."""
    evidence = () if asked.origin is Origin.FINDING else asked.pointers
    return {"rule": asked.rule.id, "origin": asked.origin, **_stated(filled_in=asked.filled_in, evidence=evidence)}


def _chain_row(row: ChainRow) -> Mapping[str, Any]:
    return {"value": row.value, "pointer": row.pointer, "cells": {cell.column: _cell(cell) for cell in row.cells}}


def _cell(cell: ChainCell) -> list[str] | bool:
    """Return what stands in a cell: the pointers of its entries, true for a text of the pack, false for nothing."""
    return [entry.pointer for entry in cell.entries] or cell.stands_in
