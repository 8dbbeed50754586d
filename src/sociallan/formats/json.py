"""The report as JSON: the contract of the schema ``report``, keys added and never renamed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import Location
from sociallan.application.passed_over import PassedOver
from sociallan.formats.json_outcome import outcome_values
from sociallan.pack.pack import Pack, Phase
from sociallan.report import rule_texts, sentences
from sociallan.report.json_text import path_values, serialised
from sociallan.report.provenance import setting_values
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals, Verdict

SCHEMA = "sociallan-report/1"

RECORDS = ("settings", "waivers", "passed_over")
"""The keys of what a report records of the run that made it, and that no file and no rule would give again."""

_LEVELS = 2
"""An application, or what stands before them all, and what each of its keys holds."""
_INDENT = "    "


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render one application; the same application gives the same bytes."""
    return _INDENT + serialised(application(screening, head.pack, view), _LEVELS, _INDENT)


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[str]:
    """Render a report, piece by piece: the summary stands before the applications that it counts."""
    return _pieces(parts, _opening(head, totals, view))


def replayed(
    parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, recorded: Mapping[str, Any]
) -> Iterator[str]:
    """Render a report made again; what it records of its run is taken from ``recorded``, the values of the old one."""
    opening = {
        key: value for key, value in _opening(head, totals, view).items() if key not in RECORDS or key in recorded
    }
    return _pieces(parts, opening | {key: recorded[key] for key in RECORDS if key in recorded})


def _pieces(parts: Iterable[str], opening: Mapping[str, Any]) -> Iterator[str]:
    yield serialised(opening, _LEVELS).removesuffix("\n}") + ',\n  "applications": ['
    before, after = "\n", "]\n}\n"
    for each in parts:
        yield before + each
        before, after = ",\n", "\n  ]\n}\n"
    yield after


def _opening(head: ReportHeader, totals: Totals, view: View) -> Mapping[str, Any]:
    """Return what stands before the applications, as the plain values of JSON."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "sociallan", "version": head.version},
        "pack": made_by(head),
        "as_of": head.as_of,
        "lang": view.words.lang,
        **({} if head.settings is None else {"settings": setting_values(head.settings)}),
        "summary": counts(totals),
        "waivers": [{**use.waiver._asdict(), "state": str(use.state)} for use in totals.waivers],
        **passed_over(totals.passed_over),
    }


def passed_over(found: Iterable[PassedOver]) -> Mapping[str, Any]:
    """Return the key that tells what was passed over; a report of which nothing was has none."""
    told = [{**path_values(each.path), "reason": str(each.reason)} for each in found]
    return {"passed_over": told} if told else {}


def counts(totals: Totals) -> Mapping[str, int]:
    """Return how many applications there are, and how many of each verdict."""
    return {
        "applications": totals.applications,
        **{str(verdict): totals.verdicts[verdict] for verdict in Verdict},
    }


def identity(pack: Pack) -> Mapping[str, str]:
    """Return what tells a pack from every other, and one state of it from the next."""
    return {
        "id": pack.id,
        "version": pack.version,
        "logic_digest": pack.logic_digest,
        "text_digest": pack.text_digest,
    }


def made_by(head: ReportHeader) -> Mapping[str, Any]:
    """Return the identity of a report's pack, and whether it is one that comes with the program."""
    known = {} if head.shipped is None else {"digest": head.pack.digest, "shipped": head.shipped}
    return {**identity(head.pack), **known}


def application(screening: Screening, pack: Pack, view: View) -> Mapping[str, Any]:
    """Return an application as in the schema ``report``: plain values of JSON, but outcomes may be written already."""
    summary = screening.summary
    return {
        **path_values(screening.path),
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
        "outcomes": [outcome_values(outcome, screening, pack, view) for outcome in screening.outcomes],
        "questions": [
            {
                "rule": outcome.rule.id,
                "question": rule_texts.rendered(outcome.rule.judge.question, pack, screening.as_of, view.words),
                "evidence": list(outcome.evidence),
            }
            for outcome in screening.outcomes
            if outcome.asks_committee and outcome.rule.judge is not None
        ],
        "waived": [waiver._asdict() for waiver in screening.waived],
    }


def _phase(phase: Phase | None, view: View) -> Mapping[str, Any] | None:
    return None if phase is None else {"id": phase.id, "title": view.words.pick(phase.title)}


def _finding(finding: Diagnostic[Location], view: View) -> Mapping[str, Any]:
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
    return {**place.span._asdict(), "excerpt": place.excerpt}
