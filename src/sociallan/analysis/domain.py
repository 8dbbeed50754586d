"""The boundary domain of conditions: small applications that between them show all that the conditions tell apart.

Each application holds only fields that the conditions read: values around each threshold, each
word that is named and a stranger, texts just long enough and just too short, lists of no, one and
two items, and each of them missing, in every combination. Where there are too many combinations, a
part of them stands for all, evenly spread and always the same, and the domain says so.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sociallan.analysis.combinations import combinations
from sociallan.analysis.constraints import Constraints, ResolvedConditions
from sociallan.analysis.dependencies import FREE_TEXT_FIELD, unfolded
from sociallan.application.field import Catalogue, FieldKind
from sociallan.rules import witnesses
from sociallan.rules.boundaries import IDENTIFYING, values
from sociallan.rules.candidates import month, neighbours
from sociallan.rules.derived import DERIVED, Facts

_MOST_CASES = 4_000
_MOST_PAIRS = 600
"""More pairs of items for one list than this, and a part of them stands for all."""
_MONTHS = range(1900 * 12, 2200 * 12)

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
        for name, target in self._interests.targets:
            self._reach(name, target)
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
        derived = [
            DERIVED[name] for name, _ in self._interests.targets if slot.path in map(unfolded, DERIVED[name].inputs)
        ]
        found += filter(fits, (sample for one in derived for sample in one.samples))
        if slot.path == FREE_TEXT_FIELD:
            found += map(IDENTIFYING.__getitem__, self._interests.detectors)
        slot.values = _each_once(found)

    def _reach(self, name: str, target: Any) -> None:
        """Add values to the inputs of a derived number with which it lies just below, at and above a target."""
        slots = [self._slot(path) for path in map(unfolded, DERIVED[name].inputs)]
        if not slots or not isinstance(target, int | float) or not all(slot.values for slot in slots):
            return
        facts = Facts({}, (), self._day).changed((self._pointer(slot.path), slot.values[0]) for slot in slots)
        for goal in (target, *neighbours(target)):
            moved = ((slot, self._moved(facts, name, slot, goal)) for slot in slots)
            slot, value = next(((slot, value) for slot, value in moved if value is not None), (slots[0], None))
            if value is not None and value not in slot.values:
                slot.values.append(value)

    def _moved(self, facts: Facts, name: str, slot: _Slot, goal: Any) -> Any:
        """Find the value of one input with which a derived number is just the goal, ``None`` if there is none."""
        pointer = self._pointer(slot.path)
        if slot.kind is FieldKind.DATE:
            candidates: Iterable[Any] = map(month, _MONTHS)
        else:
            candidates = (witnesses.operand_satisfied_by_moving(facts, name, pointer, goal, self._fields),)
        return next(
            (
                value
                for value in candidates
                if value is not None
                and facts.changed([(pointer, value)]).get(name) == goal
                and self._fits(self._with(slot.path, value))
            ),
            None,
        )

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
