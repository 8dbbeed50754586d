"""Findings of a stored report, to compare later versions of its applications with."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application.diagnostic import Severity
from sociallan.application.document import pointer_to
from sociallan.rules.outcome import filled_in
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.listed import LISTED, are_reported
from sociallan.screening.since import Earlier, Finding, path_key
from sociallan.screening.stored.replayed import Flaw
from sociallan.screening.stored.stored_report import Chunks, stored_applications, stored_report


class StoredFindings(NamedTuple):
    """The findings of each application of a report by its path, and the identity of its pack."""

    by_path: Mapping[str, Earlier]
    pack: Mapping[str, str]


def stored_findings(chunks: Chunks, schema: Mapping[str, Any], *, codes: frozenset[str]) -> StoredFindings | Flaw:
    """Return the findings of a stored report, or the reason why the file is none.

    Of findings on form only those of known ``codes`` are kept: the file may come from anyone.
    """
    stored = stored_report(chunks, schema)
    if isinstance(stored, Flaw):
        return stored
    by_path: dict[str, Earlier] = {}
    known: dict[Finding, Finding] = {}
    for application in stored_applications(chunks, stored):
        # Many applications have the same findings at the same places: each is kept once.
        listed = (each for each in _findings(application.value) if each.of_rule or each.id in codes)
        found = tuple(known.setdefault(finding, finding) for finding in listed)
        by_path[path_key(application.given.path)] = Earlier(found, labels=None)
    return StoredFindings(by_path, stored.head["pack"])


def _findings(application: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield the findings that the report lists of an application, as ``against.findings`` does of a screening."""
    for finding in application["findings"]:
        yield Finding(finding["code"], finding["severity"], (finding["pointer"],), finding["line"])
    waived = {waiver["rule"] for waiver in application.get("waived", ())}
    outcomes = [each for each in application["outcomes"] if not each["waits"] and each["rule"] not in waived]
    malformed = frozenset(_malformed(application["findings"]))
    gaps = frozenset(
        pointer
        for each in outcomes
        if each["level"] == Level.REQUIREMENT and each["outcome"] == OutcomeKind.MISSING
        for pointer in _asked(each)
    )
    for each in outcomes:
        level, kind, fields = Level(each["level"]), OutcomeKind(each["outcome"]), tuple(each["fields"])
        if kind not in LISTED[level]:
            continue
        reported = malformed if level is Level.REQUIREMENT else malformed | gaps
        if kind is OutcomeKind.MISSING and are_reported(fields, reported):
            continue
        if kind is OutcomeKind.JUDGEMENT and not fields and not each["left_out"]:
            continue
        yield Finding(each["rule"], str(kind), fields, each["line"])


def _asked(outcome: Mapping[str, Any]) -> Sequence[str]:
    """Return the fields that the smallest change fills in, all where none is known."""
    edited = [edit["pointer"] for edit in outcome["edits"] or ()]
    return filled_in(outcome["fields"], edited) or outcome["fields"]


def _malformed(findings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the pointers of malformed values, and of the fields that misspelt keys stand for."""
    for finding in findings:
        # A fault of syntax is about no field.
        if finding["severity"] == Severity.ERROR and finding["pointer"]:
            yield finding["pointer"]
            if finding["suggestion"] is not None:
                parent, _, _ = finding["pointer"].rpartition("/")
                yield parent + pointer_to(finding["suggestion"])
