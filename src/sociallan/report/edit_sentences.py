"""Sentences for the steps of a smallest change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sociallan.application.document import steps_of
from sociallan.application.field import Field
from sociallan.report import sentences, values
from sociallan.report.view import View
from sociallan.rules.condition import FieldOperand, TableOperand
from sociallan.rules.operators import OPERATORS, Operator, Phrase
from sociallan.rules.outcome import Edit, EditKind, ValueConstraint, for_display

_TIGHTEST: Mapping[Operator, Callable[[Sequence[Any]], Any]] = {
    Operator.AT_LEAST: max,
    Operator.MORE_THAN: max,
    Operator.AT_MOST: min,
    Operator.LESS_THAN: min,
}
"""Which of several limits of an operator holds the others."""


def edit_message(edit: Edit, view: View) -> str:
    """Return one step of the smallest change: the place, and all that its value must satisfy."""
    words = view.words
    name = values.field_name(_without_new_number(edit), view.fields, words)
    if edit.parts:
        parts = values.joined((_part(part, edit, view) for part in edit.parts), words, "and")
        return words.say("report.add_item_with", field=name, parts=parts)
    local, joint = _wanted(edit, view)
    tests = [wanted.leaf for wanted in edit.wanted]
    is_answer = any(OPERATORS[test.operator].phrase is Phrase.ANSWERED for test in tests)
    if edit.kind is EditKind.CHANGE and {sentences.phrase_of(test, view) for test in tests} == {"no_items"}:
        return words.say("report.change_empty", field=name)
    key = "add_item" if edit.is_item else str(edit.kind)
    if local:
        key = "add_answer" if is_answer and key == "add" else f"{key}_{'to' if key == 'change' else 'as'}"
    return words.say(f"report.{key}", field=name, wanted=local) + joint


def _without_new_number(edit: Edit) -> str:
    """Return the pointer of an edit; of a new item within an item that of its list.

    The number of an item that is not there yet would read as one of the items around it.
    """
    is_within = edit.is_item and sum(step.isdecimal() for step in steps_of(edit.pointer)) > 1
    return edit.pointer.rpartition("/")[0] if is_within else edit.pointer


def _part(part: Edit, item: Edit, view: View) -> str:
    """Return a field of a new item, and what its value must satisfy."""
    of_item = part.pointer.removeprefix(f"{item.pointer}/")
    known = values.field_at(part.pointer, view.fields)
    is_deep = any(step.isdecimal() for step in of_item.split("/"))
    if known is None or is_deep:
        name = values.field_name(part.pointer, view.fields, view.words)
    else:
        name = values.quoted(view.words.pick(known.title), view.words)
    local, joint = _wanted(part, view)
    return (view.words.say("report.part_as", field=name, wanted=local) if local else name) + joint


def _wanted(edit: Edit, view: View) -> tuple[str, str]:
    """Return the constraints on the value itself, and those on it together with others."""
    words = view.words
    local: list[str] = []
    joint: dict[str, list[str]] = {}
    for wanted in _without_looser_limits(edit):
        # To fill in a text is to say something, and a list that is not there may hold as many items as there are.
        if _says_anything(wanted) or (
            edit.kind is EditKind.ADD and sentences.phrase_of(wanted.leaf, view) == "no_items"
        ):
            continue
        is_local = wanted.subject == edit.pointer
        target = _target(_exactly(wanted, values.field_at(edit.pointer, view.fields)) if is_local else wanted, view)
        if is_local or wanted.leaf.operator is Operator.UNIQUE:
            local.append(target)
        else:
            name = values.quoted_name(wanted.leaf.path, wanted.subject, view.fields, words)
            joint.setdefault(target, []).append(name)
    so_that = (
        words.say(
            "report.so_that_each" if len(names) > 1 else "report.so_that",
            field=values.joined(names, words, "and"),
            wanted=target,
        )
        for target, names in joint.items()
    )
    return values.joined(local, words, "and") if local else "", "".join(so_that)


def _without_looser_limits(edit: Edit) -> Iterator[ValueConstraint]:
    """Yield the constraints of an edit, of several limits of the value itself in one direction the tightest alone.

    So of the rows of a table that it is to be found in.
    """
    tables = [wanted.leaf.operand for wanted in edit.wanted if isinstance(wanted.leaf.operand, TableOperand)]
    limits: dict[Operator, list[Any]] = {}
    for wanted in edit.wanted:
        if _is_limit(wanted, edit):
            limits.setdefault(wanted.leaf.operator, []).append(wanted.operand)
    for wanted in edit.wanted:
        operator = wanted.leaf.operator
        if any(table.is_narrower_than(wanted.leaf.operand) for table in tables):
            continue
        if not _is_limit(wanted, edit):
            yield wanted
        elif operator in limits and wanted.operand == _TIGHTEST[operator](limits[operator]):
            del limits[operator]
            yield wanted


def _is_limit(wanted: ValueConstraint, edit: Edit) -> bool:
    is_own = wanted.subject == edit.pointer and not wanted.negated
    return is_own and wanted.leaf.operator in _TIGHTEST and isinstance(wanted.operand, int | float)


def _exactly(wanted: ValueConstraint, field: Field | None) -> ValueConstraint:
    """Return a constraint, as one on the value itself where it leaves only the lowest that the form accepts."""
    if field is None or wanted.negated or wanted.leaf.operator is not Operator.AT_MOST or wanted.operand != 0:
        return wanted
    lowest = field.type.schema.get("minimum") if field.minimum is None else field.minimum
    return wanted._replace(leaf=replace(wanted.leaf, operator=Operator.EQUALS)) if lowest == 0 else wanted


def _says_anything(wanted: ValueConstraint) -> bool:
    """Return whether a text is wanted that says something, however short."""
    is_text = wanted.leaf.operator is Operator.SAYS_SOMETHING and not wanted.negated
    return is_text and for_display(wanted.operand) == 1


def _target(wanted: ValueConstraint, view: View) -> str:
    leaf, words = wanted.leaf, view.words
    side = "should_not" if wanted.negated else "should"
    if wanted.operand is None and isinstance(leaf.operand, FieldOperand):
        name = values.quoted_name(leaf.operand.path, wanted.other, view.fields, words)
        if leaf.operator is Operator.EQUALS and not wanted.negated:
            return words.say("report.same_as", field=name)
        return words.say(f"tests.{sentences.phrase_of(leaf, view)}.{side}", operand=name)
    several = isinstance(wanted.operand, tuple)
    operand = tuple(map(for_display, wanted.operand)) if several else for_display(wanted.operand)
    return sentences.constraint(leaf, operand, view, side=side)
