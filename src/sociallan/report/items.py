"""The items that a report lists: faults, gaps, weaknesses and remarks, in words."""

from collections.abc import Iterable, Sequence

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import any_prefix_in
from sociallan.application.location import Location
from sociallan.pack.pack import Pack
from sociallan.report import rule_texts, sentences, values
from sociallan.report.parts import ReportItem
from sociallan.report.view import View
from sociallan.rules.outcome import Edit, EditKind, Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening

_MOST_SENTENCES = 12
_MOST_PLACES = 6
WEIGHTS = (OutcomeKind.NOT_MET, OutcomeKind.MISSING, OutcomeKind.JUDGEMENT)
"""The outcomes that say something is wrong or open, the weightiest first."""


def actions(screening: Screening, pack: Pack, view: View) -> Iterable[ReportItem]:
    """Yield what has to be mended: faults of form first, then what is contradicted, then what is missing."""
    for finding in screening.findings:
        yield from_finding(finding, screening, view)
    yield from items(screening, pack, view, Level.REQUIREMENT, (OutcomeKind.NOT_MET, OutcomeKind.MISSING))


def items(
    screening: Screening,
    pack: Pack,
    view: View,
    level: Level,
    kinds: Sequence[OutcomeKind],
    told: frozenset[str] = frozenset(),
) -> tuple[ReportItem, ...]:
    """Return the items of a level whose outcome is of one of the kinds, in their order; not what is waived."""
    waived = {waiver.rule for waiver in screening.waived}
    chosen = [
        outcome
        for outcome in screening.outcomes
        if outcome.rule.level is level and outcome.kind in kinds and outcome.rule.id not in waived
        if not _told_elsewhere(outcome, told)
    ]
    chosen.sort(key=lambda outcome: kinds.index(outcome.kind))
    return tuple(from_outcome(outcome, screening, pack, view) for outcome in chosen)


def reported_gaps(screening: Screening) -> frozenset[str]:
    """Return the pointers of everything that a requirement misses, which the list of actions tells."""
    return frozenset(
        pointer
        for outcome in screening.outcomes
        if outcome.rule.level is Level.REQUIREMENT and outcome.kind is OutcomeKind.MISSING and not outcome.undetermined
        for reason in outcome.reasons
        for pointer in reason.pointers
    )


def _told_elsewhere(outcome: Outcome, told: frozenset[str]) -> bool:
    """Return whether a finding, an action, a question or the line on what waits tells the same already."""
    pointers = [pointer for reason in outcome.reasons for pointer in reason.pointers]
    if outcome.kind is OutcomeKind.MISSING and pointers and all(any_prefix_in(p, told) for p in pointers):
        return True
    only_question = outcome.kind is OutcomeKind.JUDGEMENT and outcome.asks_committee and not outcome.reasons
    return outcome.undetermined or outcome.only_invalid_values or only_question


def from_finding(finding: Diagnostic[Location], screening: Screening, view: View) -> ReportItem:
    """Put a fault of form into words."""
    return ReportItem(
        id=finding.code,
        status="form",
        label=view.words.say("heading.form"),
        title=sentences.diagnostic_message(finding, view.words, view.fields),
        group="",
        path=screening.path,
        pointer=finding.pointer,
        places=(finding.place,),
        says=(),
        write=sentences.diagnostic_cure(finding, view.words, view.fields),
        add=(),
        change=(),
        cites=(),
    )


def from_outcome(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> ReportItem:
    """Put a rule's outcome into words, whether or not the report lists it."""
    rule = outcome.rule
    edits = outcome.edits or ()
    return ReportItem(
        id=rule.id,
        status=str(outcome.kind),
        label=view.words.say(f"heading.{rule.level}.{outcome.kind}"),
        title=rule_texts.rendered(rule.title, pack, screening.as_of, view.words),
        group=rule.group,
        path=screening.path,
        pointer=next((pointer for reason in outcome.reasons for pointer in reason.pointers), ""),
        places=_places(outcome),
        says=tuple(_reasons(outcome, pack, view)),
        write=rule_texts.rendered(rule.ask, pack, screening.as_of, view.words),
        add=_edits(edits, EditKind.ADD, view),
        change=_edits(edits, EditKind.CHANGE, view),
        cites=tuple(pack.passages[citation] for citation in rule.cites),
    )


def _edits(edits: Iterable[Edit], kind: EditKind, view: View) -> tuple[str, ...]:
    """Word the edits of a kind, each once."""
    return tuple(dict.fromkeys(sentences.edit_message(edit, view) for edit in edits if edit.kind is kind))


def _places(outcome: Outcome) -> tuple[Location, ...]:
    """Return where to look, one place a line: the fields that decided and those they are compared with."""
    by_line: dict[int, Location] = {}
    for place in (place for reason in outcome.reasons for place in reason.places):
        by_line.setdefault(place.span.line, place)
    return tuple(by_line.values())[:_MOST_PLACES]


def _reasons(outcome: Outcome, pack: Pack, view: View) -> Iterable[str]:
    said = list(dict.fromkeys(sentences.reason_message(reason, pack, view) for reason in outcome.reasons))
    yield from said[:_MOST_SENTENCES]
    more = len(said[_MOST_SENTENCES:]) + outcome.left_out
    if more:
        yield view.words.say("report.more", count=more)


def where(path: str, place: Location) -> str:
    """Write a place as editors and terminals know it: ``path:line:column``."""
    return f"{values.visible(path)}:{place.span.line}:{place.span.column}"


def absence(place: Location) -> str:
    """Return the key of what is said of a place where something is missing."""
    return "report.where_missing" if place.excerpt else "report.where_absent"


def citations(item: ReportItem, view: View) -> str:
    """Return the passages that an item cites, on one line; ours are the inferences, and marked."""
    return ", ".join(
        view.words.say("report.inferred", citation=p.citation) if p.mark == "inferred" else p.citation
        for p in item.cites
    )
