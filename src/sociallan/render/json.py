"""The report as JSON: the contract of the schema ``report``, keys added and never renamed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import category

from sociallan.model.condition import All, AnyOf, Condition, Leaf, Not, Quantified
from sociallan.model.finding import Finding
from sociallan.model.outcome import Edit, Outcome, OutcomeKind, Reason, Trace
from sociallan.model.pack import Pack, Phase
from sociallan.model.place import Place
from sociallan.model.report import Head, Screening, Tally, Verdict
from sociallan.render import rule_texts, sentences
from sociallan.render.view import View

SCHEMA = "sociallan-report/1"

_LEVELS = 2
"""An application, or what stands before them all, and what each of its keys holds."""
_INDENT = "    "

_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
# All but what most texts are made of, none of which steers; each of the others is looked up.
_UNUSUAL = re.compile(r"[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]")


def part(screening: Screening, head: Head, view: View) -> str:
    """Render one application; the same application gives the same bytes."""
    return escaped(_INDENT + _written(application(screening, head.pack, view), _LEVELS, _INDENT))


def whole(parts: Iterable[str], head: Head, tally: Tally, view: View) -> Iterator[str]:
    """Render a report, piece by piece: the summary stands before the applications that it counts."""
    yield written(_opening(head, tally, view), _LEVELS).removesuffix("\n}\n") + ',\n  "applications": ['
    before, after = "\n", "]\n}\n"
    for each in parts:
        yield before + each
        before, after = ",\n", "\n  ]\n}\n"
    yield after


def written(value: Any, levels: int) -> str:
    """Write a value as JSON, safe to show, with a line for each part of its outer levels."""
    return escaped(_written(value, levels)) + "\n"


def _written(value: Any, levels: int, indent: str = "") -> str:
    """Write a value with a line for each part of its outer levels, what is further in on one line.

    A finding or an outcome is a line of its own, to be read, searched and compared; and the parts
    that are written in one piece are written by json's C code, six times as fast.
    """
    if not levels or not value or not isinstance(value, Mapping | list):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + "  "
    if isinstance(value, list):
        left, right = "[", "]"
        lines = [inner + _written(part, levels - 1, inner) for part in value]
    else:
        left, right = "{", "}"
        lines = [f"{inner}{json.dumps(key)}: {_written(part, levels - 1, inner)}" for key, part in value.items()]
    return "\n".join((left, ",\n".join(lines), indent + right))


def escaped(written: str) -> str:
    """Escape what would steer a terminal or break a line; every reader of JSON reads the same as before."""
    return _UNUSUAL.sub(_escape, written)


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    return json.dumps(sign)[1:-1] if category(sign) in _STEERING else sign


def _opening(head: Head, tally: Tally, view: View) -> Mapping[str, Any]:
    """Give what stands before the applications, as the plain values of JSON."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "sociallan", "version": head.version},
        "pack": identity(head.pack),
        "as_of": head.as_of,
        "lang": view.words.lang,
        "summary": counts(tally),
        "waivers": [{**use.waiver._asdict(), "state": str(use.state)} for use in tally.waivers],
    }


def counts(tally: Tally) -> Mapping[str, int]:
    """Give how many applications there are, and how many of each verdict."""
    return {
        "applications": tally.applications,
        **{str(verdict): tally.verdicts[verdict] for verdict in Verdict},
    }


def identity(pack: Pack) -> Mapping[str, str]:
    """Give what tells a pack from every other, and one state of it from the next."""
    return {
        "id": pack.id,
        "version": pack.version,
        "logic_digest": pack.logic_digest,
        "text_digest": pack.text_digest,
    }


def application(screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    """Give an application as the plain values of JSON, as in the schema ``report``."""
    summary = screening.summary
    return {
        "path": screening.path,
        "sha256": screening.sha256,
        "verdict": str(screening.verdict),
        "as_of": screening.as_of,
        "as_of_source": str(screening.date_source),
        "submitted": summary.submitted,
        "phase": _phase(pack.phase(screening.as_of), view),
        "applicant": summary.applicant,
        "title": summary.title,
        "area": summary.area,
        "loan": summary.loan,
        "groups": [{"id": group.group.id, "outcome": str(group.kind)} for group in screening.groups],
        "findings": [_finding(finding, view) for finding in screening.findings],
        "outcomes": [_outcome(outcome, screening, pack, view) for outcome in screening.outcomes],
        "questions": [
            {
                "rule": outcome.rule.id,
                "question": rule_texts.shown(outcome.rule.judge.question, pack, screening.as_of, view.words),
                "evidence": list(outcome.evidence),
            }
            for outcome in screening.outcomes
            if outcome.asks_committee and outcome.rule.judge is not None
        ],
        "waived": [waiver._asdict() for waiver in screening.waived],
    }


def _phase(phase: Phase | None, view: View) -> Mapping[str, Any] | None:
    return None if phase is None else {"id": phase.id, "title": view.words.pick(phase.title)}


def _finding(finding: Finding, view: View) -> Mapping[str, Any]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": sentences.finding_says(finding, view),
        "cure": sentences.finding_cure(finding, view),
        "pointer": finding.pointer,
        **_place(finding.place),
        "suggestion": finding.suggestion,
    }


def _place(place: Place) -> Mapping[str, Any]:
    return {**place.span._asdict(), "excerpt": place.excerpt}


def _outcome(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    rule = outcome.rule
    says = dict.fromkeys(sentences.reason_says(reason, pack, view) for reason in outcome.reasons)
    place = outcome.reasons[0].place if outcome.reasons else None
    needs = outcome.kind not in (OutcomeKind.MET, OutcomeKind.NOT_APPLICABLE)
    return {
        "rule": rule.id,
        "group": rule.group,
        "level": str(rule.level),
        "outcome": str(outcome.kind),
        "waits": outcome.waits,
        "title": rule_texts.shown(rule.title, pack, screening.as_of, view.words),
        "message": " ".join(says),
        "ask": rule_texts.shown(rule.ask, pack, screening.as_of, view.words) if needs else None,
        "left_out": outcome.left_out,
        "fields": list(dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers)),
        "line": place.span.line if place is not None else None,
        "column": place.span.column if place is not None else None,
        "exact": place.exact if place is not None else None,
        "places": [
            {"pointer": pointer, "line": at.span.line, "column": at.span.column, "exact": at.exact}
            for pointer, at in _places(outcome)
        ],
        "edits": None if outcome.edits is None else [_edit(edit, view) for edit in outcome.edits],
        "cites": list(rule.cites),
        "trace": _traces(outcome),
    }


def _edit(edit: Edit, view: View) -> Mapping[str, Any]:
    return {"kind": str(edit.kind), "pointer": edit.pointer, "message": sentences.edit_says(edit, view)}


def _places(outcome: Outcome) -> Iterable[tuple[str, Place]]:
    """Give each field that decided and where it stands, each once."""
    pairs = (pair for reason in outcome.reasons for pair in zip(reason.pointers, reason.places, strict=False))
    return dict(pairs).items()


def _traces(outcome: Outcome) -> Mapping[str, Any]:
    """Give what was evaluated: the rule's ``when``, if it has one, and its ``require``, if it came to that."""
    names = ("require",) if outcome.rule.when is None else ("when", "require")
    return {name: _trace(trace) for name, trace in zip(names, outcome.traces, strict=False)}


def _trace(trace: Trace) -> Mapping[str, Any]:
    at = trace.condition.at
    return {
        "node": _name(trace.condition),
        "truth": trace.truth.name.lower(),
        "item": trace.item,
        "rule_file": at.file,
        "rule_line": at.line,
        **(_reason(trace.reason) if trace.reason is not None else {}),
        "children": [_trace(child) for child in trace.children],
    }


def _name(condition: Condition) -> str:
    match condition:
        case All():
            return "all"
        case AnyOf():
            return "any"
        case Not():
            return "not"
        case Quantified():
            return str(condition.quantifier)
        case Leaf():
            return str(condition.test)


def _reason(reason: Reason) -> Mapping[str, Any]:
    return {
        "fields": list(reason.pointers),
        "line": reason.place.span.line,
        "column": reason.place.span.column,
        "gap": None if reason.gap is None else str(reason.gap),
        "found": _plain(reason.found),
        "operand": _plain(reason.operand),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | float | bool) or value is None else None
