"""The text of a report's items: faults, gaps, weaknesses and remarks."""

from collections.abc import Iterable, Iterator

from sociallan.application.diagnostic import Diagnostic, Severity, rewritten
from sociallan.application.location import Location
from sociallan.pack.pack import Pack
from sociallan.report import edit_sentences, rule_texts, sentences, values
from sociallan.report.observations import outcome_messages
from sociallan.report.outcome_labels import heading_code, outcome_label
from sociallan.report.parameters import suggestion_text
from sociallan.report.parts import ItemStatus, QuestionLine, ReportItem
from sociallan.report.view import View
from sociallan.report.words import Words
from sociallan.rules.outcome import Edit, EditKind, Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.against import of_diagnostic, of_outcome
from sociallan.screening.report import Screening
from sociallan.screening.since import Finding, FindingState

_MOST_SENTENCES = 12
_MOST_PLACES = 6


def from_finding(finding: Diagnostic[Location], screening: Screening, view: View) -> ReportItem:
    """Return the item of a finding on form, or of a note on a text."""
    status = ItemStatus.FORM if finding.severity is Severity.ERROR else ItemStatus.NOTE
    state = _state(screening, of_diagnostic(finding))
    return ReportItem(
        id=finding.code,
        status=status,
        status_text=view.words.say(f"outcome.{status}"),
        label=_label(f"heading.{status}", state, view),
        title=sentences.diagnostic_message(finding, view.words, view.fields),
        group="",
        path=screening.path,
        pointer=finding.pointer,
        places=(finding.place,),
        sentences=(),
        instruction=sentences.diagnostic_cure(finding, view.words, view.fields),
        add=(),
        change=(),
        cites=(),
        rewritten=rewritten(_as_written(finding, view), finding.place.excerpt) or "",
        state=state,
    )


def _as_written(finding: Diagnostic[Location], view: View) -> Diagnostic[Location]:
    if finding.suggestion is None:
        return finding
    return finding._replace(suggestion=suggestion_text(finding, view.words, view.fields))


def from_outcome(outcome: Outcome, screening: Screening, pack: Pack, view: View) -> ReportItem:
    """Return the item of a rule's outcome, whether or not the report lists it."""
    rule = outcome.rule
    edits, places = outcome.edits or (), _places(outcome)
    instruction = rule_texts.rendered(rule.ask, pack, screening.as_of, view.words)
    if any(place.cell is not None for place in places):
        from sociallan.report.cell_words import for_cells  # Imported late: few applications are workbooks.

        instruction = for_cells(instruction, rule, view.fields, view.words)
    state = _state(screening, of_outcome(outcome))
    return ReportItem(
        id=rule.id,
        status=outcome.kind,
        status_text=view.words.say(f"outcome.{outcome_label(outcome)}"),
        label=_label(f"heading.{rule.level}.{heading_code(outcome)}", state, view),
        title=rule_texts.title(outcome, pack, screening.as_of, view.words),
        group=rule.group,
        path=screening.path,
        pointer=next((pointer for reason in outcome.asked for pointer in reason.pointers), ""),
        places=places,
        sentences=tuple(_reasons(outcome, pack, view)),
        instruction=instruction,
        add=_edits(edits, EditKind.ADD, view),
        change=_changes(outcome, view),
        cites=tuple(pack.passages[citation] for citation in rule.cites),
        state=state,
    )


def _state(screening: Screening, finding: Finding) -> FindingState | None:
    return None if screening.since is None else screening.since.state(finding)


def _label(key: str, state: FindingState | None, view: View) -> str:
    """Return the heading of a finding, which says whether it is new or left where that is known."""
    label = view.words.say(key)
    return label if state is None else view.words.say(f"since.{state}", label=label)


def _edits(edits: Iterable[Edit], kind: EditKind, view: View) -> tuple[str, ...]:
    """Return the text of the edits of a kind."""
    return tuple(edit_sentences.edit_message(edit, view) for edit in edits if edit.kind is kind)


def _changes(outcome: Outcome, view: View) -> tuple[str, ...]:
    """Return the text of the edits of stated values; of a requirement the last says what holds if they are right."""
    changes = _edits(outcome.edits or (), EditKind.CHANGE, view)
    if not changes or outcome.kind is not OutcomeKind.NOT_MET or outcome.rule.level is not Level.REQUIREMENT:
        return changes
    return (*changes[:-1], view.words.say("report.change_last", change=changes[-1]))


def _places(outcome: Outcome) -> tuple[Location, ...]:
    """Return the locations of the deciding fields and of the fields they are compared with, one per line."""
    by_line: dict[int, Location] = {}
    for place in (place for reason in outcome.asked for place in reason.places):
        by_line.setdefault(place.span.line, place)
    return tuple(by_line.values())[:_MOST_PLACES]


def _reasons(outcome: Outcome, pack: Pack, view: View) -> Iterable[str]:
    messages = outcome_messages(outcome, pack, view)
    yield from messages[:_MOST_SENTENCES]
    more = len(messages[_MOST_SENTENCES:]) + outcome.left_out
    if more:
        yield view.words.say("report.more", count=more)


def advice(item: ReportItem, words: Words) -> Iterator[str]:
    """Yield the lines on what to do about an item: the instruction, the line to write, and the smallest change."""
    if item.instruction:
        yield f"{words.say('report.write')}: {item.instruction}"
    if item.rewritten:
        yield f"{words.say('report.rewritten')}: {values.one_line(item.rewritten.strip())}"
    yield from (f"{words.say('report.smallest')}: {step}" for step in (*item.add, *item.change))


def location_text(path: str, place: Location) -> str:
    """Return a location in the notation of editors and terminals, ``path:line:column``, or with its cell."""
    if place.cell is not None:
        return values.visible(f"{path}:{place.cell}" if place.cell.reference else path)
    return f"{values.visible(path)}:{place.span.line}:{place.span.column}"


def location_in_file(place: Location, words: Words) -> str:
    """Return a location without the path of its file: the line, or the cell."""
    if place.cell is not None:
        return values.visible(str(place.cell))
    return words.say("trace.line", line=place.span.line)


def row_label(place: Location) -> str:
    """Return the label before an excerpt: the number of its line, or the reference of its cell."""
    return str(place.span.line) if place.cell is None else place.cell.reference


def absence_key(place: Location) -> str:
    """Return the word key of the note on a location that holds no value."""
    if place.cell is not None:
        return "report.where_absent"
    return "report.where_missing" if place.excerpt else "report.where_absent"


def citations(item: ReportItem | QuestionLine, view: View) -> str:
    """Return the citations of an item on one line; passages inferred by the pack's authors are marked."""
    return ", ".join(
        view.words.say("report.inferred", citation=p.citation) if p.mark == "inferred" else p.citation
        for p in item.cites
    )
