"""The boundary domain of conditions: small applications that between them show all that the conditions tell apart.

Each application holds only fields that the conditions read: values around each threshold, each
word that is named and a stranger, texts just long enough and just too short, lists of no, one and
two items, and each of them missing, in every combination. Where there are too many combinations, a
part of them stands for all, evenly spread and always the same, and the domain says so.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any, NamedTuple

from sociallan.analysis.combinations import combinations
from sociallan.analysis.constraints import Constraints, ResolvedConditions
from sociallan.analysis.dependencies import FREE_TEXT_FIELD
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules import witnesses
from sociallan.rules.boundaries import IDENTIFYING, values
from sociallan.rules.candidates import neighbours
from sociallan.rules.condition import Path, Value, fields_behind
from sociallan.rules.derived import Facts

_MOST_CASES = 4_000
_MOST_PAIRS = 600
"""More pairs of items for one list than this, and a part of them stands for all."""
_MOST_CHOICES = 200
"""More combinations of what chooses among the items of a list than this are not tried for one value."""

Fits = Callable[[Any], bool]
"""Whether an application has the right form, so that the rules see all of it."""


class Domain(NamedTuple):
    """Applications to try conditions on, on one day; ``sampled`` where they are not every combination."""

    cases: tuple[Mapping[str, Any], ...]
    day: str
    sampled: bool


def domain(asked: Iterable[ResolvedConditions], day: str, fields: Catalogue, fits: Fits) -> Domain:
    """Return the boundary domain of conditions on a day (``YYYY-MM-DD``)."""
    builder = _Builder(asked, day, fields, fits)
    return Domain(builder.cases(), day, builder.sampled)


@dataclass(slots=True)
class _Slot:
    """A field to fill in: its values, or those of its items where it is a list of plain values.

    ``parts`` are the fields of its items where it is a list of records, by the steps from the item:
    the records on the way are unfolded.
    """

    path: str
    kind: FieldKind
    values: list[Any] = field(default_factory=list)
    parts: "_Level" = field(default_factory=dict)


_Level = dict[tuple[str, ...], _Slot]


class _Builder:
    def __init__(self, asked: Iterable[ResolvedConditions], day: str, fields: Catalogue, fits: Fits) -> None:
        self._interests = Constraints(asked, day, fields)
        self._day = day
        self._fields = fields
        self._fits = fits
        self._root: _Level = {}
        self.sampled = False

    def cases(self) -> tuple[Mapping[str, Any], ...]:
        for path in self._interests.mentions:
            self._slot(path)
        for slot in _slots(self._root):
            self._fill(slot)
        for value, target in self._interests.targets:
            self._reach(value, target)
        return tuple(self._records(self._root, _MOST_CASES))

    def _slot(self, path: str) -> _Slot:
        """Return the slot of a field, made where it is new, with the lists on the way to it."""
        level, before = self._root, ""
        for holder in (*self._lists_above(path), path):
            steps = tuple(holder.removeprefix(before).strip(".").split("."))
            slot = level.setdefault(steps, _Slot(holder, self._fields[holder].kind))
            level, before = slot.parts, holder
        return slot

    def _lists_above(self, path: str) -> list[str]:
        """Return the paths of the lists that a field stands in, outermost first."""
        steps = path.split(".")
        above = (".".join(steps[:count]) for count in range(1, len(steps)))
        return [prefix for prefix in above if self._fields[prefix].kind is FieldKind.LIST]

    def _with(self, path: str, value: Any, *, in_item: bool = True) -> Any:
        """Return the application that holds nothing but one value, or one item of a list of plain values."""
        return Facts({}, (), self._day).changed([(self._pointer(path, in_item=in_item), value)]).root

    def _pointer(self, path: str, *, in_item: bool = True) -> str:
        """Point to a field in the first item of every list on the way, and to the first item of a list itself."""
        pointer, walked = "", ""
        for step in path.split("."):
            walked = f"{walked}.{step}" if walked else step
            of_list = self._fields[walked].kind is FieldKind.LIST and (in_item or walked != path)
            pointer += f"/{step}/0" if of_list else f"/{step}"
        return pointer

    def _fill(self, slot: _Slot) -> None:
        """Set the values of a plain field, or of the items of a list of plain values."""
        known = self._fields[slot.path]
        if known.kind is FieldKind.LIST and known.items is FieldKind.RECORD:
            return
        family = self._interests.linked_fields(slot.path)
        mentions = [mention for name in sorted(family) for mention in self._interests.mentions.get(name, ())]
        in_list = known.kind is FieldKind.LIST or bool(self._lists_above(slot.path))

        def fits(value: Any) -> bool:
            return self._fits(self._with(slot.path, value))

        found = values(known, mentions, linked=len(family) > 1, in_list=in_list, fits=fits)
        targets = (value for value, _ in self._interests.targets)
        found += filter(fits, (sample for value in targets if slot.path in _behind(value) for sample in value.samples))
        if slot.path == FREE_TEXT_FIELD:
            found += map(IDENTIFYING.__getitem__, self._interests.detectors)
        slot.values = _each_once(found)

    def _reach(self, value: Value, target: Any) -> None:
        """Add values to what a number or a date comes from with which it lies just below, at and above a target."""
        slots = [self._slot(path) for path in _behind(value)]
        of_plain = [slot for slot in slots if not self._is_of_records(slot)]
        if value.kind not in (FieldKind.NUMBER, FieldKind.DATE) or not all(slot.values for slot in of_plain):
            return
        for goal in (target, *neighbours(target)):
            slot, moved = next(self._moved(value, of_plain, goal), (None, None))
            if slot is not None and moved not in slot.values:
                slot.values.append(moved)

    def _is_of_records(self, slot: _Slot) -> bool:
        return slot.kind is FieldKind.LIST and self._fields[slot.path].items is FieldKind.RECORD

    def _moved(self, value: Value, slots: Sequence[_Slot], goal: Any) -> Iterator[tuple[_Slot, Any]]:
        """Yield each field with what it may be for a computed value to be just the goal."""
        choices = product(*(slot.values for slot in slots))
        for choice in islice(choices, _MOST_CHOICES if slots else 0):
            stated = [(self._pointer(slot.path), each) for slot, each in zip(slots, choice, strict=True)]
            facts = Facts({}, (), self._day).changed(stated)
            for slot in slots:
                pointer = self._pointer(slot.path)
                for moved in witnesses.moved(facts, value, pointer, goal, self._fields):
                    if facts.changed([(pointer, moved)]).get(value) == goal and self._fits(
                        self._with(slot.path, moved)
                    ):
                        yield slot, moved

    def _alternatives(self, slot: _Slot) -> list[Any]:
        """Return what may stand in a field; last that nothing does."""
        if slot.kind is not FieldKind.LIST:
            return [*slot.values, None]
        of_records = self._fields[slot.path].items is FieldKind.RECORD
        items: list[Any] = list(self._records(slot.parts, _MOST_PAIRS)) if of_records else [*slot.values, None]
        lists: list[Any] = [[item] for item in items]
        lists += ([items[one], items[other]] for one, other in self._chosen((len(items),) * 2, _MOST_PAIRS))
        lists.append([])
        for length in sorted(self._interests.lengths.get(slot.path, set()) - {0, 1, 2}):
            # Long lists of items that are all alike, and two of items that are not.
            lists += ([items[index]] * length for (index,) in self._chosen((len(items),), _MOST_PAIRS))
            lists += ([items[(start + step) % len(items)] for step in range(length)] for start in range(2))
        return [*(several for several in lists if self._fits(self._with(slot.path, several, in_item=False))), None]

    def _records(self, parts: _Level, most: int) -> Iterator[dict[str, Any]]:
        """Yield the records that the parts make; what is missing is left out of them."""
        alternatives = [self._alternatives(slot) for slot in parts.values()]
        for choice in self._chosen([len(several) for several in alternatives], most):
            record: dict[str, Any] = {}
            for steps, several, index in zip(parts, alternatives, choice, strict=True):
                if several[index] is not None:
                    _put(record, steps, several[index])
            yield record

    def _chosen(self, sizes: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
        self.sampled = self.sampled or math.prod(sizes) > most
        return combinations(sizes, most)


def _behind(value: Value) -> tuple[str, ...]:
    return fields_behind(Path("derived", (value.name,), value.kind, f"derived.{value.name}", value))


def _slots(level: _Level) -> Iterator[_Slot]:
    for slot in level.values():
        yield slot
        yield from _slots(slot.parts)


def _each_once(found: Iterable[Any]) -> list[Any]:
    return list({(value.__class__, str(value)): value for value in found}.values())


def _put(record: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    *holders, last = steps
    for step in holders:
        record = record.setdefault(step, {})
    record.setdefault(last, value)
