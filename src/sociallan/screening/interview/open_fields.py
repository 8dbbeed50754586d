"""Fields of an application that the rules in force still ask for, in the order in which an interview asks them."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, count, islice
from typing import Any, NamedTuple

from sociallan.application.document import field_path, pointer_to, steps_of
from sociallan.application.field import Catalogue, Field, FieldKind, Form, contact_fields, is_within, parts_around
from sociallan.application.form_check.links import referred
from sociallan.application.walking import value_at, values_at
from sociallan.pack.pack import Pack
from sociallan.rules.outcome import Edit, EditKind, Outcome
from sociallan.rules.rule import Level, Rule
from sociallan.rules.truth import UNMET, OutcomeKind
from sociallan.screening.applying_fields import ApplyingFields
from sociallan.screening.report import Screening

_MOST_OPEN = 5_000
"""Most open fields that are looked at in a turn: a hostile file may have a hundred thousand."""
_MOST_KEPT = 64
"""Most sets of fields that are kept: another comes when an answer settles what applies."""
_LABEL = re.compile(r"[A-Z]+[0-9]+")


class OpenField(NamedTuple):
    """Field that is not answered; a pointer that ends with an index is that of an item to add to its list.

    ``rule`` asks for it, ``None`` where none does. ``required`` is true if it is a requirement. A reference
    ``waits`` while there is nothing to refer to.
    """

    pointer: str
    rule: Rule | None
    required: bool
    waits: bool = False


class OpenFields:
    """Finds the open fields of applications by a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._fields: Catalogue = pack.form.fields
        self._applying_fields = ApplyingFields(pack)
        self._leaves = lru_cache(_MOST_KEPT)(self._leaves_without)
        first = (
            field.path_of(field.children[0]) for field in self._fields.values() if field.item_type and field.children
        )
        numbered = (path for path in first if _LABEL.fullmatch(str(_example(self._fields[path]))))
        self.labels = frozenset((*referred(self._fields), *numbered))
        """The paths of labels of items, to which other fields refer or which could be: the program can give them."""

    def of(self, screening: Screening, value: Any) -> list[OpenField]:
        """Return the open fields in their order; ``value`` is the application without what says nothing."""
        found: dict[str, OpenField] = {}
        several = chain(self._asked_for(screening, value), self._applying(screening, value))
        for each in islice(several, _MOST_OPEN):
            known = found.get(each.pointer)
            if known is None or (each.required and not known.required):
                found[each.pointer] = each
        known_waits = (each._replace(waits=self._waits(each.pointer, value)) for each in found.values())
        return sorted(known_waits, key=lambda each: (each.waits, place(steps_of(each.pointer), self._pack.form)))

    def labels_for(self, pointer: str, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield a label for each item around a field that has none, if other fields refer to such labels."""
        steps = steps_of(pointer)
        for end, step in enumerate(steps, start=1):
            if step.isdecimal():
                path, item = field_path(steps[:end]), steps[:end]
                for name in self._fields[path].children:
                    label = self._fields[self._fields[path].path_of(name)]
                    if label.path in self.labels and value_at(value, [*item, name]) is None:
                        yield pointer_to(*item, name), _label(label, values_at(value, label.path.split(".")))

    def _asked_for(self, screening: Screening, value: Any) -> Iterator[OpenField]:
        for outcome in screening.outcomes:
            if outcome.kind in UNMET:
                required = outcome.rule.level is Level.REQUIREMENT
                for pointer in dict.fromkeys(_named(outcome)):
                    for at in self._questions(pointer, value):
                        yield OpenField(at, outcome.rule, required)

    def _applying(self, screening: Screening, value: Any) -> Iterator[OpenField]:
        """Yield the other fields that apply, in the records and items that there are.

        How to reach those who answer for the application is not asked for: it may be left out.
        """
        for path in self._leaves(self._applying_fields.not_applying(screening)):
            for pointer in _places(path.split("."), value, self._fields):
                yield from (OpenField(at, None, required=False) for at in self._questions(pointer, value))

    def _leaves_without(self, not_applying: frozenset[str]) -> tuple[str, ...]:
        left_out = not_applying.union(contact_fields(self._fields))
        leaves = (path for path, field in self._fields.items() if not field.children)
        return tuple(path for path in leaves if left_out.isdisjoint((path, *parts_around(path))))

    def _questions(self, pointer: str, value: Any) -> Iterator[str]:
        """Yield the pointers of the questions that a pointer leads to: those of fields that can be answered."""
        steps = steps_of(pointer)
        for end, step in enumerate(steps):
            if step.isdecimal():
                holder = steps[:end]
                field = self._fields[field_path(holder)]
                if not field.children:
                    steps = holder
                    break
                if int(step) >= len(value_at(value, holder) or ()):
                    steps = [*holder, str(len(value_at(value, holder) or ()))]
                    break
        if steps and steps[-1].isdecimal():
            yield pointer_to(*steps)
            return
        path = field_path(steps)
        if path in self._fields:
            yield from self._of_field(self._fields[path], steps, value)

    def _of_field(self, field: Field, steps: Sequence[str], value: Any) -> Iterator[str]:
        if field.type.name == "version" or field.path in self.labels:
            return
        if field.kind is FieldKind.LIST and field.children:
            yield pointer_to(*steps, len(value_at(value, steps) or ()))
        elif field.children:
            for name in field.children:
                yield from self._of_field(self._fields[field.path_of(name)], [*steps, name], value)
        elif value_at(value, steps) is None and not self._never_comes(field, steps, value):
            yield pointer_to(*steps)

    def _never_comes(self, field: Field, steps: Sequence[str], value: Any) -> bool:
        """Return whether the field beside a date says that there is none."""
        return field.open_end is not None and value_at(value, [*steps[:-1], field.open_end]) is True

    def _waits(self, pointer: str, value: Any) -> bool:
        target = self._fields[field_path(steps_of(pointer))].refers_to
        return target is not None and not any(values_at(value, target.split(".")))


def _example(field: Field) -> Any:
    return None if field.example is None else next(iter(field.example.values()))


def _label(field: Field, used: Iterable[Any]) -> str:
    """Return a label that is not used, in the manner of the field's example: I1, I2."""
    letters, taken = str(_example(field) or "").rstrip("0123456789"), set(used)
    return next(label for number in count(1) if (label := f"{letters}{number}") not in taken)


def part_of(path: str, form: Form) -> str:
    """Return the part of the form under whose heading a field is asked for."""
    return next((part for part in form.asked_first if is_within(path, part)), path.partition(".")[0])


def place(steps: Sequence[str], form: Form) -> tuple[int, ...]:
    """Return the place of a field in the order of the interview."""
    part = part_of(field_path(steps), form)
    first = form.asked_first.index(part) if part in form.asked_first else len(form.asked_first)
    numbers, at = [first], ""
    for step in steps:
        if step.isdecimal():
            numbers.append(int(step))
        else:
            numbers.append(form.fields[at].children.index(step))
            at = form.fields[at].path_of(step)
    return tuple(numbers)


def _named(outcome: Outcome) -> Iterator[str]:
    """Yield the pointers of what an outcome lacks: of what to add, or of all that it reads in vain."""
    added = [edit for edit in outcome.edits or () if edit.kind is EditKind.ADD]
    yield from (pointer for edit in added for pointer in _leaves(edit))
    if outcome.kind is OutcomeKind.MISSING:
        yield from (pointer for reason in outcome.reasons for pointer in reason.pointers)


def _leaves(edit: Edit) -> Iterator[str]:
    yield from (pointer for part in edit.parts for pointer in _leaves(part))
    if not edit.parts:
        yield edit.pointer


def _places(steps: Sequence[str], value: Any, fields: Catalogue) -> Iterable[str]:
    """Return the pointers of a field: in each item where there are some, and nowhere in a list without."""
    found: list[tuple[str, ...]] = [()]
    at = ""
    for step in steps:
        if at and fields[at].kind is FieldKind.LIST:
            found = [(*each, str(index)) for each in found for index in range(len(value_at(value, each) or ()))]
        found = [(*each, step) for each in found]
        at = fields[at].path_of(step)
    return [pointer_to(*each) for each in found]


def stripped(value: Any, kept: Collection[str], at: str = "") -> Any:
    """Return a value without the items at the end of lists in which nothing stands, but for those that are ``kept``.

    The template has one such item in each list.
    """
    if isinstance(value, dict):
        return {name: stripped(part, kept, at + pointer_to(name)) for name, part in value.items()}
    if not isinstance(value, list) or not value:
        return value
    items = [stripped(item, kept, f"{at}/{index}") for index, item in enumerate(value)]
    while items and is_empty(items[-1]) and f"{at}/{len(items) - 1}" not in kept:
        items.pop()
    return items or None


def is_empty(value: Any) -> bool:
    """Return whether nothing stands in a value."""
    if isinstance(value, dict | list):
        return all(map(is_empty, value.values() if isinstance(value, dict) else value))
    return value is None
