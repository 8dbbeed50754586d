"""Missing fields of an application, one line for each, in the order of the file."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sociallan.application.document import field_path, steps_of
from sociallan.application.field import Field, FieldKind
from sociallan.application.location import Location
from sociallan.report import edit_sentences, field_texts, values
from sociallan.report.view import View
from sociallan.rules.outcome import Edit, EditKind, Outcome, Reason
from sociallan.rules.rule import Level
from sociallan.rules.truth import OutcomeKind, Truth
from sociallan.screening.own_words import OwnWords
from sociallan.screening.report import Screening

_LONGEST_EXAMPLE = 60
_NO_LINE = 10**6
"""Above the number of any line."""


class FillIn(NamedTuple):
    """Field to fill in: its place (``None`` if it is not in the file), the label of its part of the form and its name.

    ``hint`` says what to write: the choices, an example or what the field is called. Where a text that answers nothing
    stands there, it says why instead. In a workbook the field goes by its label.
    """

    place: Location | None
    part: str
    name: str
    hint: str

    @property
    def line(self) -> int | None:
        """The line of the place."""
        return None if self.place is None else self.place.span.line


class Missing(NamedTuple):
    """The fields that requirements miss, and the number of rules that cannot be decided before."""

    fields: tuple[FillIn, ...]
    waiting: int


def missing(screening: Screening, view: View) -> Missing:
    """Return the missing fields that the requirements need."""
    waived = {waiver.rule for waiver in screening.waived}
    outcomes = [
        outcome
        for outcome in screening.outcomes
        if outcome.kind is OutcomeKind.MISSING
        and outcome.rule.level is Level.REQUIREMENT
        and outcome.rule.id not in waived
        and not outcome.only_invalid_values
    ]
    found: dict[str, FillIn] = {}
    for outcome in outcomes:
        for edit in () if outcome.undetermined else _edits(outcome):
            if edit.pointer in outcome.malformed:
                continue
            why = _why(edit.pointer, outcome, screening.own_words, view)
            found.setdefault(edit.pointer, _fill_in(edit, _place(edit.pointer, outcome), why, view))
    order = _order(found, view)
    fields = tuple(found[pointer] for pointer in sorted(found, key=order.__getitem__))
    return Missing(fields, sum(outcome.undetermined for outcome in screening.outcomes))


def _order(found: Mapping[str, FillIn], view: View) -> Mapping[str, tuple[int, int, int]]:
    """Return the place of each field: by its part in the file, its line, and its place in the form.

    A part or a field that is not in the file comes after those that are.
    """
    in_form = {path: number for number, path in enumerate(view.fields)}
    first_line: dict[str, int] = {}
    for each in found.values():
        first_line[each.part] = min(first_line.get(each.part, _NO_LINE), each.line or _NO_LINE)
    order = {}
    for pointer, each in found.items():
        steps = steps_of(pointer)
        part = first_line[each.part]
        of_part = part if part < _NO_LINE else _NO_LINE + in_form.get(field_path(steps[:1]), 0)
        order[pointer] = of_part, each.line or _NO_LINE, in_form.get(field_path(steps), 0)
    return order


def _edits(outcome: Outcome) -> Sequence[Edit]:
    """Return the additions that would do, or one for each missing field if none were found."""
    added = [
        each for edit in outcome.edits or () if edit.kind is EditKind.ADD for each in _of_begun_item(edit, outcome)
    ]
    pointers = dict.fromkeys(pointer for reason in outcome.reasons for pointer in reason.pointers)
    return added or [Edit(EditKind.ADD, pointer) for pointer in pointers]


def _of_begun_item(edit: Edit, outcome: Outcome) -> Sequence[Edit]:
    """Return the additions to an item that is there and lacks all that the rule asks for, in place of a new item."""
    around = f"{edit.pointer.rpartition('/')[0]}/"
    if not edit.parts:
        return (edit,)
    items: dict[str, list[Reason]] = {}
    for reason in outcome.reasons:
        for pointer in reason.pointers:
            if pointer.startswith(around):
                items.setdefault(pointer.removeprefix(around).partition("/")[0], []).append(reason)
    for reasons in items.values():
        if all(reason.truth is Truth.MISSING for reason in reasons):
            return [Edit(EditKind.ADD, pointer) for reason in reasons for pointer in reason.pointers]
    return (edit,)


def _place(pointer: str, outcome: Outcome) -> Location | None:
    """Return the place of a field in the file, that of the list for its items; ``None`` if it is not there."""
    for reason in outcome.reasons:
        for at, place in zip(reason.pointers, reason.places, strict=False):
            if place.exact and (pointer == at or pointer.startswith(f"{at}/")):
                return place
    return None


def _why(pointer: str, outcome: Outcome, own: OwnWords | None, view: View) -> str | None:
    """Return the reason that the text which stands at a pointer answers nothing, and the text; ``None`` without one."""
    text = None if own is None else own.unanswered.get(pointer)
    gaps = (gap for each in outcome.reasons for at, gap in zip(each.pointers, each.gaps, strict=False) if at == pointer)
    gap = next(gaps, None)
    if text is None or gap is None:
        return None
    return view.words.say(
        "short.unanswered", gap=view.words.say(f"trace.gap.{gap}"), text=values.visible(" ".join(text.split()))
    )


def _fill_in(edit: Edit, place: Location | None, why: str | None, view: View) -> FillIn:
    steps = steps_of(edit.pointer)
    part = view.fields.get(steps[0]) if steps else None
    known = values.field_at(edit.pointer, view.fields)
    label = "" if part is None else view.words.pick(part.title)
    if place is not None and place.cell is not None and known is not None:
        name = view.words.pick(known.title) + _of_item_around(edit, view)
        return FillIn(place, label, name, why or _hint_for_cell(edit, known, view))
    names = [step for step in steps if not step.isdecimal()]
    name = ".".join(names[1:][-2:] or names)
    return FillIn(place, label, name, why or _hint(edit, known, view))


def _of_item_around(edit: Edit, view: View) -> str:
    """Return which item a new one of a list within it belongs to, as another sheet numbers it; ``""`` without one."""
    steps = steps_of(edit.pointer)[:-1] if edit.is_item else []
    number = next((at for at in reversed(range(len(steps))) if steps[at].isdecimal()), None)
    if number is None:
        return ""
    title = values.uncapitalised(view.words.pick(view.fields[field_path(steps[:number])].title))
    return f" ({view.words.say('item', list=title, number=int(steps[number]) + 1)})"


def _hint_for_cell(edit: Edit, known: Field, view: View) -> str:
    """Return the text to write in a cell, where a choice goes by its label."""
    words = view.words
    if known.values:
        return " · ".join(words.pick(known.labels[choice]) for choice in known.values if choice in known.labels)
    if edit.parts or known.example is None:
        return edit_sentences.edit_message(edit, view) if edit.parts else ""
    example = values.shortened(field_texts.example(words.pick(known.example)), _LONGEST_EXAMPLE)
    return words.say("short.cell_example", example=example)


def _hint(edit: Edit, known: Field | None, view: View) -> str:
    words = view.words
    if edit.parts or known is None:
        return edit_sentences.edit_message(edit, view)
    if known.values:
        return " · ".join(_choices(known, view))
    title = words.pick(known.title)
    if known.kind is FieldKind.TRUTH:
        return words.say("short.yes_or_no", label=title)
    if known.example is None:
        return title
    example = values.shortened(field_texts.example(words.pick(known.example)), _LONGEST_EXAMPLE)
    return words.say("short.for_example", label=title, example=example)


def _choices(known: Field, view: View) -> Iterator[str]:
    for choice in known.values:
        label = view.words.pick(known.labels[choice]) if choice in known.labels else ""
        yield f"{choice} ({label})" if label and label != choice else choice
