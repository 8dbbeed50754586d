"""The values of one application that are computed from others, each when first asked for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sociallan.application import dates
from sociallan.application.document import field_of, steps_of
from sociallan.application.field import FieldKind, is_within
from sociallan.application.walking import PlacedValue, found_at, strings, texts, value_at, values_at, with_value
from sociallan.rules.condition import ITEM, OWN_VALUES, SCREENING_DATE, SCREENING_YEAR, Input, Value, paths
from sociallan.rules.evaluation.bindings import Bindings
from sociallan.rules.evaluation.compile import Compiler
from sociallan.rules.evaluation.scope import Scope
from sociallan.rules.operations import OPERATIONS
from sociallan.rules.prose.identified import identified
from sociallan.rules.prose.text_words import words_of
from sociallan.rules.prose.word_search import Finder
from sociallan.rules.truth import Truth

_FALSE, _TRUE = Truth.FALSE, Truth.TRUE
_UNKNOWN = object()


class Facts:
    """One application on one ``day``, and the values computed from it, each once when first asked for."""

    __slots__ = ("_known", "_scope", "_texts", "_unread", "day", "root")

    def __init__(self, root: Any, texts: Sequence[str] | None, day: str, unread: Mapping[str, str] = {}) -> None:
        """Take the texts of the application, or, where they are ``None``, find them in ``root`` when asked for.

        ``unread`` has those that are malformed or no answer.
        """
        self.root = root
        self._unread = unread
        self._texts = texts
        self.day = day
        self._known: dict[object, Any] = {OWN_VALUES[SCREENING_DATE]: day}
        self._scope: Scope | None = None

    def get(self, value: Value) -> Any:
        """Return a computed value, ``None`` where something that it is computed from is missing."""
        if (found := self._known.get(value, _UNKNOWN)) is _UNKNOWN:
            found = self._known[value] = _computing(value)(self)
        return found

    def scope(self) -> Scope:
        """Return the names that a condition starts from."""
        records = {name: value for name, value in self.root.items() if value.__class__ is dict}
        return Scope(records, **{"": self.root, "derived": self})

    def once(self, sought: object, find: Callable[[], Any]) -> Any:
        """Return the result of ``find``, kept since it is the same throughout the application."""
        if (found := self._known.get(sought, _UNKNOWN)) is _UNKNOWN:
            found = self._known[sought] = find()
        return found

    def keeps(self, where: Callable[[Scope], Truth], item: Any) -> Truth:
        """Return whether a condition on the item of a list holds."""
        if self._scope is None:
            self._scope = self.scope()
        self._scope[ITEM] = item
        return where(self._scope)

    def behind(self, value: Value) -> tuple[PlacedValue, ...]:
        """Return the values that a value is computed from; of a missing value those that are missing or useless."""
        is_known = self.get(value) is not None
        if is_known and value.operation is not None and OPERATIONS[value.operation].partial:
            places = (
                several if each.path.value is None else self.behind(each.path.value)
                for each, several in zip(value.inputs, self._placed(value), strict=True)
            )
            return tuple(pair for several in places for pair in several)
        found = dict(self._behind(value, missing=not is_known))
        if not found and not is_known and value.operation is not None:
            founded_on = OPERATIONS[value.operation].founded_on
            parts = zip(OPERATIONS[value.operation].parts, value.inputs, strict=False)
            chosen = [each for name, each in parts if name in founded_on] or value.inputs
            found = dict(pair for each in chosen for pair in self._stated(each))
        return tuple(found.items())

    def gathered(self, value: Value) -> list[list[PlacedValue]] | None:
        """Return the values of each input with their pointers, ``""`` of other values; ``None`` if one is missing."""
        inputs = self._placed(value)
        return None if any(found is None for several in inputs for _, found in several) else inputs

    def _placed(self, value: Value) -> list[list[PlacedValue]]:
        """Return the values of each input with their pointers, also those that are missing."""
        left_out = self._left_out(value) if value.where is not None else ()
        placed = (
            self.inputs(each.walk) if each.path.value is None else [("", self.get(each.path.value))]
            for each in value.inputs
        )
        return [[pair for pair in several if not pair[0].startswith(left_out)] for several in placed]

    def _behind(self, value: Value, *, missing: bool) -> Iterator[PlacedValue]:
        if value.where is not None:
            yield from self._chosen(value, missing=missing)
            return
        for each in value.inputs:
            if each.path.value is not None:
                if not (missing and self.get(each.path.value) is not None):
                    yield from self.behind(each.path.value)
            else:
                yield from (found for found in self.inputs(each.walk) if (found[1] is None) is missing)

    def _chosen(self, value: Value, *, missing: bool) -> Iterator[PlacedValue]:
        """Yield the values behind a value over chosen items: those that choose them first."""
        (each,), where = value.inputs, value.where
        assert where is not None
        chosen_by = [path for path in dict.fromkeys(paths(where)) if path.root == ITEM]
        outside = [path for path in dict.fromkeys(paths(where)) if path.root != ITEM]
        of_item = [".".join((f"{each.items}[]", *path.steps)) for path in chosen_by]
        walks = [*(path.field for path in outside), *of_item, each.walk]
        left_out = self._left_out(value) if missing else ()
        for walk in dict.fromkeys(walks):
            for pointer, found in self.inputs(walk):
                if (found is None) is missing and not pointer.startswith(left_out):
                    yield pointer, found

    def _left_out(self, value: Value) -> tuple[str, ...]:
        """Return the pointers of the items that a value's condition leaves out, up to what is in them."""
        (each,), decide = value.inputs, _condition(value)
        lists = ((pointer, items) for pointer, items in self.inputs(each.items) if items is not None)
        return tuple(
            f"{pointer}/{index}/"
            for pointer, items in lists
            for index, item in enumerate(items)
            if self.keeps(decide, item) is _FALSE
        )

    def _stated(self, each: Input) -> Iterator[PlacedValue]:
        """Yield the values behind an input; where a list on the way is empty, that list."""
        if (value := each.path.value) is not None:
            yield from self.behind(value) or (pair for below in value.inputs for pair in self._stated(below))
            return
        yield from self.inputs(each.walk) or self.inputs(each.items)

    def changed(self, values: Iterable[PlacedValue]) -> "Facts":
        """Return the facts of a copy of the application with the given values replaced."""
        root, unread = self.root, self._unread
        for pointer, value in values:
            root = with_value(root, steps_of(pointer), value)
            unread = {at: text for at, text in unread.items() if at != pointer}
        return Facts(root, self._texts, self.day, unread)

    def stands_twice(self, words: str) -> bool:
        """Return whether the same words, by ``words_of``, make up several texts of the application."""
        times: Counter[str] = self.once(Counter, lambda: Counter(map(words_of, texts(self.root))))
        return times[words] > 1

    def mentions(self, finder: Finder) -> list[str]:
        """Return the pointers of all texts of the application that a finder matches."""
        if finder.detects is not None:
            of_kind = self.once(identified, lambda: identified(self.root, self._texts, self._unread))
            found, passed_over = of_kind.get(finder.detects, []), finder.passed_over
            return [pointer for pointer in found if not _stands_in(pointer, passed_over)]
        return [pointer for pointer, text in strings(self.root) if finder.first(text) is not None]

    def written(self, pointer: str) -> Any:
        """Return the value at a pointer as ``at`` does, or the text there that is not in ``root``."""
        return self._unread.get(pointer) or self.at(pointer)

    def at(self, pointer: str) -> Any:
        """Return the value at a pointer, ``None`` if there is none."""
        return value_at(self.root, steps_of(pointer))

    def inputs(self, path: str) -> list[PlacedValue]:
        """Return every value that a path of the schema leads to; one missing list is one missing value."""
        return list(found_at(self.root, path.split(".")))


def _stands_in(pointer: str, parts: Iterable[str]) -> bool:
    """Return whether a pointer leads into one of the parts of an application, which are dotted paths."""
    return any(is_within(field_of(pointer), part) for part in parts)


_Gather = Callable[[Facts], list[Any] | None]
"""From facts to the values of an input; ``None`` where one of them is missing that may not be."""


@cache
def _computing(value: Value) -> Callable[[Facts], Any]:
    """Return the function that computes a value."""
    if value.operation is None:
        return lambda facts: dates.year(facts.day) if value.name == SCREENING_YEAR else None
    spec, beginnings = OPERATIONS[value.operation], value.beginnings
    gather = [_gathering(value, each, partial=spec.partial) for each in value.inputs]

    def compute(facts: Facts) -> Any:
        inputs = []
        for of_input in gather:
            found = of_input(facts)
            if found is None:
                return None
            inputs.append(found)
        return spec.compute(inputs, beginnings)

    return compute


def _gathering(value: Value, each: Input, *, partial: bool) -> _Gather:
    if (other := each.path.value) is not None:

        def of_value(facts: Facts) -> list[Any] | None:
            found = facts.get(other)
            return None if found is None else [found]

        return of_value
    steps = each.walk.replace("[]", "").split(".")
    if value.where is not None:
        return _choosing(value, each)
    is_list = each.path.kind is FieldKind.LIST

    def of_field(facts: Facts) -> list[Any] | None:
        found = values_at(facts.root, steps)
        if is_list:
            found = [part for several in found for part in ([None] if several is None else several)]
        return None if None in found and not partial else found

    return of_field


def _choosing(value: Value, each: Input) -> _Gather:
    steps = each.items.replace("[]", "").split(".")
    rest = each.walk.removeprefix(each.items).removeprefix("[].")
    decide, below = _condition(value), rest.split(".") if rest else []

    def of_chosen(facts: Facts) -> list[Any] | None:
        chosen: list[Any] = []
        for items in values_at(facts.root, steps):
            for item in (None,) if items is None else items:
                truth = facts.keeps(decide, item) if items is not None else None
                if truth is _FALSE:
                    continue
                found = values_at(item, below)
                if truth is not _TRUE or None in found:
                    return None
                chosen += found
        return chosen

    return of_chosen


@cache
def _condition(value: Value) -> Callable[[Scope], Truth]:
    assert value.where is not None
    return Compiler(Bindings()).compile(value.where)
