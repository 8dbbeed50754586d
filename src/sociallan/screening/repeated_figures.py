"""Figures in an application's texts that are not what the fields state that the texts tell of."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sociallan.application.document import field_of, pointer_to
from sociallan.application.walking import value_at
from sociallan.pack.pack import Pack
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.prose.counted_numbers import PhrasesBeside
from sociallan.rules.prose.other_figures import PhrasedAmount, figure_of_another, may_hold_amount, year_of_another
from sociallan.rules.prose.prose import Match

_MOST_SHOWN = 3
Stated = tuple[str, Any]
"""The pointer of a field and what it states."""


class OtherFigure(NamedTuple):
    """Place of a figure in a text, and the fields that it is none of."""

    match: Match
    fields: tuple[Stated, ...]


class _Repeated(NamedTuple):
    """A number that a text tells: its name and that of its unit from the record of the text, ``()`` of a year."""

    name: tuple[str, ...]
    unit: tuple[str, ...]


class RepeatedFigures:
    """Search for the figures of one pack's texts."""

    def __init__(self, pack: Pack) -> None:
        self._groups = pack.prose.counted
        self._changes = _beside_number(pack.prose.changes)
        self._deadlines = _beside_number(pack.prose.deadlines)
        self._estimates = _beside_number([f"{about} #" for about in pack.form.about])
        self._repeated: dict[str, list[_Repeated]] = {}
        for field in pack.form.fields.values():
            if field.told_in is not None:
                record = field.told_in.rpartition(".")[0]
                told = _Repeated(_below(record, field.path), _below(record, field.unit_in))
                self._repeated.setdefault(field.told_in, []).append(told)
        self._amounts = {
            path: (PhrasedAmount(field.told_as, pack.form.about), field.told_as.with_)
            for path, field in pack.form.fields.items()
            if field.told_as is not None
        }

    def of_another(self, pointer: str, text: str, facts: Facts) -> OtherFigure | None:
        """Find a figure in a text that is not what is stated in the fields that it tells of."""
        told = self._repeated.get(field_of(pointer), ())
        record = pointer.rpartition("/")[0]
        years = [each for one in told if not one.unit for each in _under(facts.at(record), record, one.name)]
        return (
            self._number(text, told, record, facts)
            or (self._year(text, years, facts) if years else None)
            or self._amount(text, facts)
        )

    def _number(self, text: str, told: Sequence[_Repeated], record: str, facts: Facts) -> OtherFigure | None:
        by_unit: dict[str, list[Stated]] = {}
        for one in (each for each in told if each.unit):
            for stated in _under(facts.at(record), record, one.name):
                unit = facts.at(_beside(stated[0], one))
                if isinstance(unit, str):
                    by_unit.setdefault(unit, []).append(stated)
        for unit, numbers in by_unit.items():
            # The text may tell the number that is not stated.
            if len(numbers) < sum(
                value == unit for one in told if one.unit for _, value in _under(facts.at(record), record, one.unit)
            ):
                continue
            found = figure_of_another(
                text, [number for _, number in numbers], unit, self._groups, self._changes, self._estimates
            )
            if found is not None:
                return OtherFigure(found, tuple(numbers[:_MOST_SHOWN]))
        return None

    def _year(self, text: str, years: Sequence[Stated], facts: Facts) -> OtherFigure | None:
        found = year_of_another(text, [year for _, year in years], int(facts.day[:4]), self._deadlines)
        # It may be that of something else which has a date.
        if found is None or any(str(found[0]) == each[:4] for each in _written(facts.root)):
            return None
        return OtherFigure(found[1], tuple((pointer, str(year)) for pointer, year in years[:_MOST_SHOWN]))

    def _amount(self, text: str, facts: Facts) -> OtherFigure | None:
        if not may_hold_amount(text):
            return None
        for path, (told, counted_in) in self._amounts.items():
            stated = value_at(facts.root, path.split("."))
            if not isinstance(stated, int):
                continue
            others = [value_at(facts.root, each.split(".")) or 0 for each in counted_in]
            found = told.of_another(text, (stated, stated + sum(others)))
            if found is not None:
                return OtherFigure(found, ((pointer_to(*path.split(".")), stated),))
        return None


def _beside_number(phrases: Sequence[str]) -> PhrasesBeside | None:
    return PhrasesBeside(phrases, before=r"\s+$", after=r"\s*") if phrases else None


def _below(record: str, path: str | None) -> tuple[str, ...]:
    return () if path is None else tuple(path.removeprefix(record).strip(".").split("."))


def _under(value: Any, pointer: str, name: Sequence[str]) -> Iterator[Stated]:
    """Yield what is stated under a name in a record and its lists, with the pointers."""
    if isinstance(value, list):
        for at, item in enumerate(value):
            yield from _under(item, pointer + pointer_to(at), name)
    elif not name:
        if value is not None:
            yield pointer, value
    elif isinstance(value, dict):
        yield from _under(value.get(name[0]), pointer + pointer_to(name[0]), name[1:])


def _beside(pointer: str, told: _Repeated) -> str:
    """Return the pointer of the unit of a number, in the record that both stand in."""
    names = len(told.name) - len(told.unit) + 1
    while names:
        pointer, _, step = pointer.rpartition("/")
        names -= not step.isdigit()
    return pointer + pointer_to(told.unit[-1])


def _written(value: Any) -> Iterator[str]:
    """Yield the numbers and one-word texts of an application, as they are written."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _written(each)
    elif isinstance(value, int) or (isinstance(value, str) and " " not in value):
        yield str(value)
