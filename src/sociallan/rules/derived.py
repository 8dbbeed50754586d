"""Derived values: all arithmetic of the rule language, declared with kind, unit and inputs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sociallan.application import dates, identifiers
from sociallan.application.document import pointer_to, steps_of
from sociallan.application.field import FieldKind
from sociallan.rules.word_search import Finder

Found = tuple[str, Any]
"""A JSON pointer and its value, ``None`` if it is missing."""

FREE_TEXT = "free_text"
"""All text of an application, searched by the privacy rules."""

SCREENING_DATE = "screening_date"
"""The day whose rules are in force for the application."""

# First digits of organisation numbers and the form of organisation (domain.md 4.1): by practice, not law.
_SERIES = (
    ("212000", "municipality"),
    ("232100", "region"),
    ("222000", "municipal_federation"),
    ("55", "company"),
    ("8", "foundation"),
    ("7", "association"),
)


@dataclass(frozen=True, slots=True)
class Derived:
    """Value computed from others. ``samples`` are inputs for analyses, one for each value of interest.

    ``inputs`` are paths of the application's schema, with ``[]`` after a list. ``compute`` takes a list of values for
    each input (a path through a list yields several) and the day of screening; it is not called if a value is missing.
    """

    name: str
    kind: FieldKind
    unit: str | None
    inputs: tuple[str, ...]
    compute: Callable[[Sequence[Sequence[Any]], str], Any]
    samples: tuple[str, ...] = ()
    partial: bool = False
    """Whether ``compute`` accepts missing values among its inputs."""


def _operating(values: Sequence[Sequence[Any]]) -> int:
    return sum(cost for nature, cost in zip(values[0], values[1], strict=True) if nature == "operating")


def _listed(values: Sequence[Any]) -> list[Any] | None:
    """Return a list with its missing items; ``None`` if its only item is missing."""
    return None if values == [None] else list(values)


def _series(number: str) -> str:
    return next((form for start, form in _SERIES if number.startswith(start)), "other")


_ALL = (
    Derived("items_total", FieldKind.NUMBER, "kr", ("investment.items[].cost",), lambda v, _: sum(v[0])),
    Derived(
        "operating_total",
        FieldKind.NUMBER,
        "kr",
        ("investment.items[].nature", "investment.items[].cost"),
        lambda v, _: _operating(v),
    ),
    Derived(
        "cost_without_operating",
        FieldKind.NUMBER,
        "kr",
        ("investment.items[].nature", "investment.items[].cost", "investment.total_cost"),
        lambda v, _: v[2][0] - _operating(v),
    ),
    Derived(
        "financing_total",
        FieldKind.NUMBER,
        "kr",
        ("investment.loan", "investment.green_loan", "investment.grants[].amount"),
        lambda v, _: v[0][0] + v[1][0] + sum(v[2]),
    ),
    Derived(
        "loan_share",
        FieldKind.NUMBER,
        "percent",
        ("investment.loan", "investment.total_cost"),
        lambda v, _: round(100 * v[0][0] / v[1][0], 1) if v[1][0] else 0,
    ),
    Derived(
        "horizon_years",
        FieldKind.NUMBER,
        "years",
        ("long_term.until", "project.end"),
        lambda v, _: dates.year(v[0][0]) - dates.year(v[1][0]),
    ),
    Derived(
        "months_since_completion",
        FieldKind.NUMBER,
        "months",
        ("project.end",),
        lambda v, day: dates.months(day) - dates.months(v[0][0]),
    ),
    Derived("item_ids", FieldKind.LIST, None, ("investment.items[].id",), lambda v, _: _listed(v[0]), partial=True),
    Derived(SCREENING_DATE, FieldKind.DATE, None, (), lambda _, day: day),
    Derived(
        "org_number_series",
        FieldKind.TEXT,
        None,
        ("applicant.org_number",),
        lambda v, _: _series(v[0][0]),
        samples=tuple(
            map(identifiers.org_number, ("212000", "232100", "222000", "559999", "899999", "769999", "969999"))
        ),
    ),
    Derived(FREE_TEXT, FieldKind.TEXT, None, (), lambda _v, _d: None),
)

DERIVED: Mapping[str, Derived] = {derived.name: derived for derived in _ALL}


class Facts:
    """Derived values of one application on one day, each computed on first use."""

    __slots__ = ("_day", "_identified", "_known", "_texts", "root")

    def __init__(self, root: Any, texts: Sequence[str], day: str) -> None:
        self.root = root
        self._texts = texts
        self._day = day
        self._known: dict[str, Any] = {}
        self._identified: Mapping[str, list[str]] | None = None

    def get(self, name: str) -> Any:
        """Return a derived value, ``None`` if one of its inputs is missing."""
        if name not in self._known:
            derived = DERIVED[name]
            values = [_values(self.root, path.replace("[]", "").split(".")) for path in derived.inputs]
            known = derived.partial or not any(None in several for several in values)
            self._known[name] = derived.compute(values, self._day) if known else None
        return self._known[name]

    def changed(self, values: Iterable[Found]) -> "Facts":
        """Return the facts of a copy of the application with the given values replaced."""
        root = self.root
        for pointer, value in values:
            root = with_value(root, steps_of(pointer), value)
        return Facts(root, self._texts, self._day)

    def mentions(self, finder: Finder) -> list[str]:
        """Return the pointers of all texts of the application that a finder matches."""
        if finder.detects is not None:
            return self._identifiers().get(finder.detects, [])
        return [pointer for pointer, text in strings(self.root) if finder.first(text) is not None]

    def _identifiers(self) -> Mapping[str, list[str]]:
        """Return the pointers of the texts with identifiers, by kind; searched once for all detectors."""
        if self._identified is None:
            found: dict[str, list[str]] = {}
            # One search through the joined texts: nearly every application needs no slower one.
            if identifiers.suspicious("\n".join(self._texts)):
                for pointer, text in strings(self.root):
                    for kind in {kind for kind, _, _ in identifiers.find(text)}:
                        found.setdefault(kind, []).append(pointer)
            self._identified = found
        return self._identified

    def at(self, pointer: str) -> Any:
        """Return the value at a pointer, ``None`` if there is none."""
        value = self.root
        for step in steps_of(pointer):
            if isinstance(value, list):
                value = value[int(step)] if int(step) < len(value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value

    def inputs(self, path: str) -> list[Found]:
        """Return every value at a path of the schema; a missing list is one missing value."""
        return list(_expand(self.root, path.split("."), ""))


def _values(value: Any, steps: Sequence[str]) -> list[Any]:
    """Return the values of ``Facts.inputs`` without the pointers."""
    for count, step in enumerate(steps):
        if value.__class__ is list:
            return [found for item in value for found in _values(item, steps[count:])]
        value = value.get(step) if value.__class__ is dict else None
        if value is None:
            return [None]
    return [value]


def _rest(steps: Sequence[str]) -> str:
    """Return the pointer of the steps below a missing value, up to and including the first list."""
    named = []
    for step in steps[1:] if not steps[0].endswith("[]") else ():
        named.append(step.removesuffix("[]"))
        if step.endswith("[]"):
            break
    return pointer_to(*named)


def _expand(value: Any, steps: Sequence[str], pointer: str) -> Iterator[Found]:
    for count, step in enumerate(steps):
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _expand(item, steps[count:], f"{pointer}/{index}")
            return
        name = step.removesuffix("[]")
        pointer += pointer_to(name)
        value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            yield pointer + _rest(steps[count:]), None
            return
    yield pointer, value


def with_value(holder: Any, steps: Sequence[str], value: Any) -> Any:
    """Return a copy with a value set at a path of steps; ``-`` or an index past the end appends.

    Missing records on the path are created. Parts that are not on the path are shared with the original.
    """
    if not steps:
        return value
    step, *rest = steps
    is_item = step == "-" or step.isdecimal()
    if isinstance(holder, list) or (holder is None and is_item):
        items = list(holder or ())
        if step == "-" or int(step) >= len(items):
            return [*items, with_value(None, rest, value)]
        items[int(step)] = with_value(items[int(step)], rest, value)
        return items
    record = holder if isinstance(holder, dict) else {}
    return {**record, step: with_value(record.get(step), rest, value)}


def strings(value: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of an application with its pointer, in order."""
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from strings(part, pointer + pointer_to(key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from strings(part, f"{pointer}/{index}")
