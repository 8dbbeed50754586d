"""Symbolic application: a variable of Z3 for each value that the form leaves open, with lists up to some length."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import z3

from sociallan.analysis.exact.logic import Formula, both, either, neither, no
from sociallan.analysis.exact.values import (
    Date,
    Items,
    SymbolicNumber,
    SymbolicText,
    SymbolicValue,
    date,
    dates_compared,
    equal,
)
from sociallan.application.field import Catalogue, Field, FieldKind

_INDEX = re.compile(r"\[[0-9]+\]")
_MONTHS_OF_30_DAYS = (4, 6, 9, 11)
_FEBRUARY = 2


@dataclass(frozen=True)
class Place:
    """A place of the application: a field, or an item of a list, which ends with its index in brackets."""

    path: str
    field: Field
    kind: FieldKind
    exists: Formula
    """Whether the list has the item; of a field, whether the record around it may be stated."""
    present: Formula
    """Whether it is stated."""
    value: Any = None
    """The stated value; ``None`` for a record."""


@dataclass
class Symbols:
    """The variables of one application, each made when it is first asked for, and what holds of them."""

    fields: Catalogue
    longest: int
    places: dict[str, Place] = field(default_factory=dict)
    constraints: list[Formula] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    """The numbers of the texts that conditions name."""
    anywhere: dict[Any, Formula] = field(default_factory=dict)
    """Whether any text of the application has a word of a list, by its words."""
    measured: set[str] = field(default_factory=set)
    """The names of the texts whose length is asked for."""
    opaque: dict[Any, tuple[Formula, Formula]] = field(default_factory=dict)
    """Variables for what has no encoding, by what it is."""

    def code(self, text: str) -> int:
        """Return the number of a text."""
        return self.codes.setdefault(text, len(self.codes))

    @cached_property
    def today(self) -> Date:
        """The day of screening."""
        return self._date("today", 1, 9999, has_day=True)

    def between(self, first: str, last: str) -> Formula:
        """Return the formula that the day of screening lies between two days."""
        return both(
            dates_compared(lambda one, other: one >= other, self.today, date(first)),
            dates_compared(lambda one, other: one <= other, self.today, date(last)),
        )

    def at(self, path: str) -> Place:
        """Return the variables of a place."""
        known = self.places.get(path)
        if known is None:
            known = self.places[path] = self._item(path) if path.endswith("]") else self._field(path)
            self._answer(known)
        return known

    def value(self, path: str) -> SymbolicValue:
        """Return the value at a place."""
        place = self.at(path)
        return SymbolicValue(no(place.present), place.value)

    def items(self, path: str) -> Items:
        """Return the items of the list at a place."""
        places = [self.at(f"{path}[{index}]") for index in range(self.longest)]
        return Items(tuple((place.exists, SymbolicValue(no(place.present), place.value)) for place in places))

    def free(self, key: Any) -> tuple[Formula, Formula]:
        """Return two free variables for something without an encoding."""
        if key not in self.opaque:
            name = f"opaque{len(self.opaque)}"
            self.opaque[key] = z3.Bool(f"{name}a"), z3.Bool(f"{name}b")
        return self.opaque[key]

    def mentions(self, text: SymbolicText, words: Any) -> Formula:
        """Return the formula that a text has one of some words."""
        if words not in text.hits:
            text.hits[words] = z3.Bool(f"{text.name}~{len(text.hits)}")
        return text.hits[words]

    def mentions_anywhere(self, words: Any) -> Formula:
        """Return the formula that any text has one of some words."""
        if words not in self.anywhere:
            self.anywhere[words] = z3.Bool(f"anywhere~{len(self.anywhere)}")
        return self.anywhere[words]

    def _field(self, path: str) -> Place:
        parent, _, _ = path.rpartition(".")
        around = self.at(parent).present if parent else True
        known = self.fields[_INDEX.sub("", path)]
        present = z3.Bool(f"{path}?")
        self._hold(present, around)
        return Place(path, known, known.kind, around, present, self._value(path, known, known.kind))

    def _item(self, path: str) -> Place:
        base, _, index = path.rpartition("[")
        number = int(index[:-1])
        before = self.at(base).present if number == 0 else self.at(f"{base}[{number - 1}]").exists
        known = self.fields[_INDEX.sub("", path)]
        exists, present = z3.Bool(f"{path}!"), z3.Bool(f"{path}?")
        self._hold(exists, before)
        self._hold(present, exists)
        kind = known.single_type.kind
        place = Place(path, known, kind, exists, present, self._value(path, known, kind))
        if known.unique:
            for earlier in (self.at(f"{base}[{other}]") for other in range(number)):
                alike = either(
                    both(present, earlier.present, equal(place.value, earlier.value)),
                    neither(present, earlier.present),
                )
                self.constraints.append(z3.Implies(exists, no(alike)))
        return place

    def _answer(self, place: Place) -> None:
        """Constrain a stated value to one that counts as filled in."""
        known = place.field
        if place.kind is FieldKind.LIST and not known.may_be_empty:
            self._hold(place.present, self.at(f"{place.path}[0]").exists)
        if place.kind is FieldKind.NUMBER and not known.may_be_zero:
            self.constraints.append(place.value.top != 0)

    def _hold(self, one: Formula, other: Formula) -> None:
        if other is not True:
            self.constraints.append(z3.Implies(one, other))

    def _value(self, path: str, known: Field, kind: FieldKind) -> Any:
        match kind:
            case FieldKind.NUMBER:
                whole = known.single_type.schema["type"] == "integer"
                variable = z3.Int(path) if whole else z3.Real(path)
                self._within(variable, known.minimum, known.maximum)
                return SymbolicNumber(variable)
            case FieldKind.DATE:
                return self._date(path, known.minimum or 1, known.maximum or 9999)
            case FieldKind.TRUTH:
                return z3.Bool(path)
            case FieldKind.TEXT:
                return self._text(path, known)
            case FieldKind.LIST | FieldKind.RECORD:
                return None

    def _text(self, path: str, known: Field) -> SymbolicText:
        code = z3.Int(path)
        if known.values:
            self.constraints.append(z3.Or(*(code == self.code(value) for value in known.values)))
            length: Any = z3.Int(f"{path}#")
            self.constraints += [z3.Implies(code == self.code(each), length == len(each)) for each in known.values]
            return SymbolicText(code, length, path)
        length = z3.Int(f"{path}#")
        self._within(code, 0, None)
        self._within(length, 1, known.max_chars)
        return SymbolicText(code, length, path)

    def _date(self, path: str, first: int, last: int, *, has_day: bool = False) -> Date:
        year, month, day = (z3.Int(f"{path}/{part}") for part in "ymd")
        has_month, day_too = (True, True) if has_day else (z3.Bool(f"{path}/m?"), z3.Bool(f"{path}/d?"))
        self._hold(day_too, has_month)
        self._within(year, first, last)
        self._within(month, 1, 12)
        self._within(day, 1, 31)
        leap = z3.And(year % 4 == 0, z3.Or(year % 100 != 0, year % 400 == 0))
        self.constraints += [
            z3.Implies(z3.Or(*(month == short for short in _MONTHS_OF_30_DAYS)), day <= 30),
            z3.Implies(month == _FEBRUARY, z3.Or(day <= 28, z3.And(day == 29, leap))),
        ]
        return Date(year, month, day, has_month, day_too)

    def _within(self, variable: Any, lowest: int | None, highest: int | None) -> None:
        if lowest is not None:
            self.constraints.append(variable >= lowest)
        if highest is not None:
            self.constraints.append(variable <= highest)
