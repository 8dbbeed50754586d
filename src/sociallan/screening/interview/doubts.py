"""The doubts about an answer of an interview: what people who read it may wonder about, and nothing decides."""

from collections.abc import Iterator

from sociallan.application.diagnostic import Diagnostic, Severity
from sociallan.application.location import Location
from sociallan.rules.outcome import EditKind, Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening

Doubt = Diagnostic[Location] | Outcome

_TEXTS = "text."
_ELSEWHERE = frozenset(("text.unanswered", "text.of-example"))
"""Codes of what is no doubt about one answer: it is replied to otherwise, or is about the whole application."""
_ANSWERS = "answers"
"""Parameter of a finding with each text that it concerns, of many fields, and the pointer of each."""


def doubts(screening: Screening, pointer: str) -> Iterator[Doubt]:
    """Yield the doubts of a screening about the answer at a pointer; not those that only something more ends."""
    for finding in screening.findings:
        about = _about(finding, pointer)
        if about is not None:
            yield about
    for outcome in screening.outcomes:
        if outcome.rule.level in (Level.EXPECTATION, Level.REMARK) and concerns(outcome, pointer):
            adds = bool(outcome.edits) and all(edit.kind is EditKind.ADD for edit in outcome.edits or ())
            if outcome.kind in (OutcomeKind.JUDGEMENT, OutcomeKind.NOT_MET) and not adds:
                yield outcome


def concerns(outcome: Outcome, pointer: str) -> bool:
    """Return whether an outcome rests on the value at a pointer."""
    return any(pointer in reason.pointers for reason in outcome.reasons)


def _about(finding: Diagnostic[Location], pointer: str) -> Diagnostic[Location] | None:
    """Return a finding on texts as far as it is about one answer; ``None`` if it is not."""
    if finding.severity is not Severity.NOTE or not finding.code.startswith(_TEXTS) or finding.code in _ELSEWHERE:
        return None
    answers = finding.parameters.get(_ANSWERS)
    if not isinstance(answers, tuple):
        return finding if finding.pointer == pointer else None
    own = tuple(each for each in answers if each[0] == pointer)
    return finding._replace(pointer=pointer, parameters={**finding.parameters, _ANSWERS: own}) if own else None
