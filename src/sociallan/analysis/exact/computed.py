"""Computed values as expressions of Z3: their inputs, gathered from the application, and the items chosen."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sociallan.analysis.exact import operations
from sociallan.analysis.exact.application import Symbols
from sociallan.analysis.exact.logic import Formula, Three, both, either, no
from sociallan.analysis.exact.operations import Gathered
from sociallan.analysis.exact.values import MISSING, Date, Items, SymbolicNumber, SymbolicText, SymbolicValue
from sociallan.application.field import FieldKind
from sociallan.rules import condition
from sociallan.rules.condition import ITEM, SCREENING_DATE, SCREENING_YEAR, Condition
from sociallan.rules.operations import OPERATIONS

Truths = Callable[[Condition, Mapping[str, str]], Three]
"""Function to the truth of a condition, given the place that each name of an item stands for."""


class ComputedValues:
    """Values of an application as one side reads it; ``gaps`` are the texts that this side alone reads as missing."""

    def __init__(self, symbols: Symbols, truth: Truths, today: Date, gaps: frozenset[str]) -> None:
        self._symbols = symbols
        self._truth = truth
        self._today = today
        self._gaps = [symbols.code(gap) for gap in sorted(gaps)]
        self._known: dict[condition.Value, SymbolicValue] = {}

    def at(self, place: str, kind: FieldKind) -> SymbolicValue:
        """Return the value at a place of the application."""
        value = self._symbols.value(place)
        if kind is FieldKind.LIST:
            return value._replace(stated=self._symbols.items(place))
        if isinstance(value.stated, SymbolicText) and self._gaps and not self._symbols.at(place).field.values:
            gap = either(*(value.stated.code == code for code in self._gaps))
            return value._replace(missing=either(value.missing, gap))
        return value

    def value(self, value: condition.Value) -> SymbolicValue:
        """Return a computed value."""
        known = self._known.get(value)
        if known is None:
            known = self._known[value] = self._compute(value)
        return known

    def _compute(self, value: condition.Value) -> SymbolicValue:
        if value.name == SCREENING_DATE and value.operation is None:
            return SymbolicValue(missing=False, stated=self._today)
        if value.name == SCREENING_YEAR and value.operation is None:
            return SymbolicValue(missing=False, stated=SymbolicNumber(self._today.year))
        if value.operation is None:
            return MISSING
        gathered = [self._gathered(value, each) for each in value.inputs]
        return operations.ENCODINGS[value.operation](gathered, value, self._symbols)

    def _gathered(self, value: condition.Value, each: condition.Input) -> Gathered:
        if each.path.value is not None:
            other = self.value(each.path.value)
            return Gathered(other.missing, ((True, other),))
        if value.where is not None:
            return self._chosen(value, each)
        steps = each.walk.replace("[]", "").split(".")
        found = list(self._walked("", steps))
        if each.path.kind is FieldKind.LIST:
            found = [part for guard, one in found for part in self._flattened(guard, one)]
        is_partial = value.operation is not None and OPERATIONS[value.operation].partial
        missing = False if is_partial else either(*(both(guard, one.missing) for guard, one in found))
        return Gathered(missing, tuple(found))

    def _flattened(self, guard: Formula, one: SymbolicValue) -> Iterator[tuple[Formula, SymbolicValue]]:
        """Yield the items of a list that is an input; one missing value for a missing list."""
        assert isinstance(one.stated, Items)
        if one.missing is not False:
            yield both(guard, one.missing), MISSING._replace(stated=one.stated.items[0][1].stated)
        yield from ((both(guard, exists), item) for exists, item in one.stated.items)

    def _walked(
        self, place: str, steps: list[str], *, guard: Formula = True
    ) -> Iterator[tuple[Formula, SymbolicValue]]:
        """Yield the values at the end of a path through lists, as ``walking.values_at`` finds them."""
        for count, step in enumerate(steps):
            place = f"{place}.{step}" if place else step
            kind = self._symbols.at(place).kind
            rest = steps[count + 1 :]
            if kind is FieldKind.LIST and rest:
                end = self._end(place, rest)
                yield both(guard, no(self._symbols.at(place).present)), SymbolicValue(missing=True, stated=end)
                for index, (exists, _) in enumerate(self._symbols.items(place).items):
                    yield from self._walked(f"{place}[{index}]", rest, guard=both(guard, exists))
                return
        yield guard, self.at(place, self._symbols.at(place).kind)

    def _end(self, place: str, rest: list[str]) -> Any:
        """Return the variables of some value at the end of a path, which stand for one that is missing."""
        return next(iter(self._walked(f"{place}[0]", rest)))[1].stated

    def _chosen(self, value: condition.Value, each: condition.Input) -> Gathered:
        assert value.where is not None
        steps = each.items.replace("[]", "").split(".")
        rest = each.walk.removeprefix(each.items).removeprefix("[].")
        missing: list[Formula] = []
        values: list[tuple[Formula, SymbolicValue]] = []
        for guard, items in self._walked("", steps):
            missing.append(both(guard, items.missing))
        for guard, place in self._list_places("", steps):
            for index, (exists, _) in enumerate(self._symbols.items(place).items):
                item = f"{place}[{index}]"
                truth = self._truth(value.where, {ITEM: item})
                kept = both(guard, exists, no(truth.false))
                missing.append(both(kept, no(truth.true)))
                if not rest:
                    found = [(kept, self.at(item, self._symbols.at(item).kind))]
                else:
                    found = list(self._walked(item, rest.split("."), guard=kept))
                missing += [both(inner, one.missing) for inner, one in found]
                values += found
        return Gathered(either(*missing), tuple(values))

    def _list_places(self, place: str, steps: list[str], *, guard: Formula = True) -> Iterator[tuple[Formula, str]]:
        """Yield the places of the lists at the end of a path through lists."""
        for count, step in enumerate(steps):
            place = f"{place}.{step}" if place else step
            rest = steps[count + 1 :]
            if self._symbols.at(place).kind is FieldKind.LIST and rest:
                for index, (exists, _) in enumerate(self._symbols.items(place).items):
                    yield from self._list_places(f"{place}[{index}]", rest, guard=both(guard, exists))
                return
        yield guard, place
