"""What is missing in an application, one line for each field, in the order of the file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sociallan.application.document import steps_of
from sociallan.application.field import Field
from sociallan.report import edit_sentences, values
from sociallan.report.view import View
from sociallan.rules.outcome import Edit, EditKind, Outcome
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Screening

_LONGEST_EXAMPLE = 60


class FillIn(NamedTuple):
    """Field to fill in: its line (``None`` if it is not in the file), the label of its part of the form and its name.

    ``hint`` says what to write: the choices, an example or what the field is called.
    """

    line: int | None
    part: str
    name: str
    hint: str


class Missing(NamedTuple):
    """The fields that requirements miss, and the number of rules that cannot be decided before."""

    fields: tuple[FillIn, ...]
    waiting: int


def missing(screening: Screening, view: View) -> Missing:
    """Return what is missing for the requirements of an application."""
    waived = {waiver.rule for waiver in screening.waived}
    outcomes = [
        outcome
        for outcome in screening.outcomes
        if outcome.kind is OutcomeKind.MISSING
        and outcome.rule.level is Level.REQUIREMENT
        and outcome.rule.id not in waived
        and not outcome.only_invalid_values
    ]
    found: dict[str, tuple[int | None, FillIn]] = {}
    for outcome in outcomes:
        for edit in () if outcome.undetermined else _edits(outcome):
            line = _line(edit.pointer, outcome)
            found.setdefault(edit.pointer, (line, _fill_in(edit, line, view)))
    in_order = sorted(found.items(), key=lambda item: (item[1][0] or _last_line(found, item[0]), item[0]))
    return Missing(
        tuple(fill_in for _, (_, fill_in) in in_order), sum(outcome.undetermined for outcome in screening.outcomes)
    )


def _edits(outcome: Outcome) -> Sequence[Edit]:
    """Return the additions that would do, or one for each missing field if none were found."""
    added = [edit for edit in outcome.edits or () if edit.kind is EditKind.ADD]
    pointers = dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers)
    return added or [Edit(EditKind.ADD, pointer) for pointer in pointers]


def _line(pointer: str, outcome: Outcome) -> int | None:
    """Return the line of a field in the file, that of the list for its items; ``None`` if it is not there."""
    for reason in outcome.reasons:
        for at, place in zip(reason.pointers, reason.places, strict=False):
            if place.exact and (pointer == at or pointer.startswith(f"{at}/")):
                return place.span.line
    return None


def _last_line(found: dict[str, tuple[int | None, FillIn]], pointer: str) -> int:
    """Return the line after which a field that is not in the file is told: the last one of its part."""
    part = steps_of(pointer)[:1]
    return max((line or 0 for other, (line, _) in found.items() if steps_of(other)[:1] == part), default=0)


def _fill_in(edit: Edit, line: int | None, view: View) -> FillIn:
    steps = steps_of(edit.pointer)
    part = view.fields.get(steps[0]) if steps else None
    known = values.field_at(edit.pointer, view.fields)
    label = "" if part is None else view.words.pick(part.title)
    names = [step for step in steps if not step.isdecimal()]
    name = ".".join(names[1:][-2:] or names)
    return FillIn(line, label, name, _hint(edit, known, view))


def _hint(edit: Edit, known: Field | None, view: View) -> str:
    words = view.words
    if edit.parts or known is None:
        return edit_sentences.edit_message(edit, view)
    if known.values:
        return " · ".join(_choices(known, view))
    title = words.pick(known.title)
    if known.example is None:
        return title
    example = values.shortened(str(words.pick(known.example)), _LONGEST_EXAMPLE)
    return words.say("short.for_example", label=title, example=example)


def _choices(known: Field, view: View) -> Iterator[str]:
    for choice in known.values:
        label = view.words.pick(known.labels[choice]) if choice in known.labels else ""
        yield f"{choice} ({label})" if label and label != choice else choice
