"""The boundary domain of conditions: small applications that cover the boundary values of the fields read.

Each application holds only fields that the conditions read. Their values lie around each threshold; they include
each named word and another one, texts just long enough and just too short, lists of zero, one and two items, and
missing fields, in every combination. If there are too many combinations, the domain is a deterministic and evenly
spaced sample of them, and is marked as sampled.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, product
from typing import Any, NamedTuple

from sociallan.analysis.constraints import Constraints, ResolvedConditions
from sociallan.analysis.dependencies import free_text_field
from sociallan.application.document import pointer_to, steps_of
from sociallan.application.field import Catalogue, FieldKind, first_place, lists_around
from sociallan.application.walking import with_value
from sociallan.rules.boundaries import IDENTIFYING, values
from sociallan.rules.candidates import neighbours
from sociallan.rules.condition import Path, Value, input_fields
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.smallest_change import witnesses

_MAX_CASES = 4_000
"""Maximum number of applications in a domain, before it is sampled."""
_MAX_PAIRS = 600
"""Maximum number of item pairs for a list, before they are sampled."""
_MAX_STARTS = 200
"""Maximum number of combinations of inputs from which a wanted value is searched."""
_GOLDEN = (math.sqrt(5) - 1) / 2

Fits = Callable[[Any], bool]
"""Whether rules see an application as it stands: they do not see invalid values, nor those that answer nothing."""


class Domain(NamedTuple):
    """Applications to evaluate conditions on, on one day; ``sampled`` is true if combinations are left out."""

    cases: tuple[Mapping[str, Any], ...]
    day: str
    sampled: bool


def domain(resolved: Iterable[ResolvedConditions], day: str, fields: Catalogue, fits: Fits) -> Domain:
    """Return the boundary domain of conditions on a day (``YYYY-MM-DD``)."""
    builder = _Builder(resolved, day, fields, fits)
    return Domain(builder.cases(), day, builder.sampled)


@dataclass(slots=True)
class _Slot:
    """A field to generate: its values, or those of its items if it is a list of plain values.

    ``parts`` are the fields of its items if it is a list of records, by their steps from the item; nested records
    are flattened.
    """

    path: str
    kind: FieldKind
    values: list[Any] = field(default_factory=list)
    parts: "_Level" = field(default_factory=dict)


_Level = dict[tuple[str, ...], _Slot]


class _Builder:
    def __init__(self, resolved: Iterable[ResolvedConditions], day: str, fields: Catalogue, fits: Fits) -> None:
        self._constraints = Constraints(resolved, day, fields)
        self._day = day
        self._fields = fields
        self._fits = fits
        self._root: _Level = {}
        self.sampled = False

    def cases(self) -> tuple[Mapping[str, Any], ...]:
        for path in self._constraints.by_field:
            self._slot(path)
        for slot in _slots(self._root):
            self._fill(slot)
        for value, target in self._constraints.targets:
            self._add_target_values(value, target)
        return tuple(self._records(self._root, _MAX_CASES))

    def _slot(self, path: str) -> _Slot:
        """Return the slot of a field; create it and those of the lists around it if needed."""
        level, outer = self._root, ""
        for inner in (*lists_around(path, self._fields), path):
            steps = tuple(inner.removeprefix(outer).strip(".").split("."))
            slot = level.setdefault(steps, _Slot(inner, self._fields[inner].kind))
            level, outer = slot.parts, inner
        return slot

    def _with_only(self, pointer: str, value: Any) -> Any:
        """Return an application with a single value at a pointer."""
        return with_value({}, steps_of(pointer), value)

    def _pointer(self, path: str, *, in_item: bool = True) -> str:
        """Return the pointer to a field in the first items of lists, with ``in_item`` also to its own first item."""
        pointer = pointer_to(*first_place(path, self._fields).split("."))
        return f"{pointer}/0" if in_item and self._fields[path].kind is FieldKind.LIST else pointer

    def _fill(self, slot: _Slot) -> None:
        """Set the values of a plain field, or of the items of a list of plain values."""
        known = self._fields[slot.path]
        if known.kind is FieldKind.LIST and known.items is FieldKind.RECORD:
            return
        linked = self._constraints.linked_fields(slot.path)
        constraints = [one for name in sorted(linked) for one in self._constraints.by_field.get(name, ())]
        in_list = known.kind is FieldKind.LIST or bool(lists_around(slot.path, self._fields))

        pointer = self._pointer(slot.path)

        def fits(value: Any) -> bool:
            return self._fits(self._with_only(pointer, value))

        found = values(known, constraints, linked=self._constraints.is_linked(slot.path), in_list=in_list, fits=fits)
        targets = (value for value, _ in self._constraints.targets)
        found += filter(fits, (sample for value in targets if slot.path in _behind(value) for sample in value.samples))
        if slot.path == free_text_field(self._fields):
            found += map(IDENTIFYING.__getitem__, self._constraints.detectors)
        slot.values = _distinct(found)

    def _add_target_values(self, value: Value, target: Any) -> None:
        """Add values to the inputs of a number or a date so that it lies just below, at and just above a target."""
        slots = [self._slot(path) for path in _behind(value)]
        of_plain = [slot for slot in slots if not self._is_of_records(slot)]
        if value.kind not in (FieldKind.NUMBER, FieldKind.DATE) or not all(slot.values for slot in of_plain):
            return
        for goal in (target, *neighbours(target)):
            # One of each input: the others then keep the values around their own thresholds.
            solutions = {slot.path: solution for slot, solution in reversed([*self._solutions(value, of_plain, goal)])}
            for slot in of_plain:
                if slot.path in solutions and solutions[slot.path] not in slot.values:
                    slot.values.append(solutions[slot.path])

    def _is_of_records(self, slot: _Slot) -> bool:
        return slot.kind is FieldKind.LIST and self._fields[slot.path].items is FieldKind.RECORD

    def _solutions(self, value: Value, slots: Sequence[_Slot], goal: Any) -> Iterator[tuple[_Slot, Any]]:
        """Yield each input with a value at which the computed value equals ``goal``."""
        starts = product(*(slot.values for slot in slots))
        for start in islice(starts, _MAX_STARTS if slots else 0):
            stated = [(self._pointer(slot.path), each) for slot, each in zip(slots, start, strict=True)]
            facts = Facts({}, (), self._day).changed(stated)
            for slot in slots:
                pointer = self._pointer(slot.path)
                for moved in witnesses.moved(facts.gathered, value, pointer, goal, self._fields):
                    if facts.changed([(pointer, moved)]).get(value) == goal and self._fits(
                        self._with_only(pointer, moved)
                    ):
                        yield slot, moved

    def _alternatives(self, slot: _Slot) -> list[Any]:
        """Return the possible values of a field, with ``None`` (missing) last."""
        if slot.kind is not FieldKind.LIST:
            return [*slot.values, None]
        of_records = self._fields[slot.path].items is FieldKind.RECORD
        items: list[Any] = list(self._records(slot.parts, _MAX_PAIRS)) if of_records else [*slot.values, None]
        lists: list[Any] = [[item] for item in items]
        lists += ([items[one], items[other]] for one, other in self._combinations((len(items),) * 2, _MAX_PAIRS))
        lists.append([])
        for length in sorted(self._constraints.lengths.get(slot.path, set()) - {0, 1, 2}):
            # Long lists of equal items, and two of different items.
            lists += ([items[index]] * length for (index,) in self._combinations((len(items),), _MAX_PAIRS))
            lists += ([items[(start + step) % len(items)] for step in range(length)] for start in range(2))
        pointer = self._pointer(slot.path, in_item=False)
        return [*(value for value in lists if self._fits(self._with_only(pointer, value))), None]

    def _records(self, parts: _Level, most: int) -> Iterator[dict[str, Any]]:
        """Yield the records of all combinations of the parts' values, without the missing ones."""
        alternatives = [self._alternatives(slot) for slot in parts.values()]
        for choice in self._combinations([len(choices) for choices in alternatives], most):
            record: dict[str, Any] = {}
            for steps, choices, index in zip(parts, alternatives, choice, strict=True):
                if choices[index] is not None:
                    _set(record, steps, choices[index])
            yield record

    def _combinations(self, sizes: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
        self.sampled = self.sampled or math.prod(sizes) > most
        return combinations(sizes, most)


def _behind(value: Value) -> tuple[str, ...]:
    return input_fields(Path("derived", (value.name,), value.kind, f"derived.{value.name}", value))


def _slots(level: _Level) -> Iterator[_Slot]:
    for slot in level.values():
        yield slot
        yield from _slots(slot.parts)


def _distinct(found: Iterable[Any]) -> list[Any]:
    return list({(value.__class__, str(value)): value for value in found}.values())


def _set(record: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    *outer_steps, last = steps
    for step in outer_steps:
        record = record.setdefault(step, {})
    record.setdefault(last, value)


def combinations(sizes: Sequence[int], most: int) -> Iterator[tuple[int, ...]]:
    """Yield the index tuples of a product; above ``most``, every single choice plus an evenly spaced sample."""
    total = math.prod(sizes)
    if total <= most:
        yield from product(*map(range, sizes))
        return
    single = (
        tuple(index if place == varied else 0 for place in range(len(sizes)))
        for varied, size in enumerate(sizes)
        for index in range(size)
    )
    # Multiples of the golden section of a range, modulo the range, are evenly spaced in it.
    stride = int(total * _GOLDEN)
    while math.gcd(stride, total) > 1:
        stride += 1
    sample = (_digits(number * stride % total, sizes) for number in range(most))
    yield from dict.fromkeys(chain(single, sample))


def _digits(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the digits of a number in a mixed base, one base per digit."""
    digits = []
    for size in sizes:
        number, digit = divmod(number, size)
        digits.append(digit)
    return tuple(digits)
