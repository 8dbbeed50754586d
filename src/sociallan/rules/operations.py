"""Operations of computed values: one record each, the only place for behaviour that differs by operation.

A new operation needs a name and a record here, sentences under ``operations`` in each words file, and a line in
``tests/cel/derived.py``. ``make schemas`` updates the schema and the page that list it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from sociallan.application import dates
from sociallan.application.field import FieldKind, Unit
from sociallan.application.personal_data import check_digits
from sociallan.rules.exact import exact

Inputs = Sequence[Sequence[Any]]
"""The values of each input, several if its path leads through a list; none is missing unless ``partial`` is set."""

Beginnings = Mapping[str, str]
"""The result by the beginning of a text; ``""`` is the key of the result for any other text."""

_MONTHS_OF_YEAR = 12
_DIGITS_OF_SERIES = 6


class Operation(StrEnum):
    """Name of an operation, as in ``values.yaml``."""

    SUM = "sum"
    DIFFERENCE = "difference"
    SHARE = "share"
    COUNT = "count"
    DISTINCT = "distinct"
    MIN = "min"
    MAX = "max"
    YEARS_BETWEEN = "years_between"
    MONTHS_BETWEEN = "months_between"
    YEAR = "year"
    LIST = "list"
    BEGINNING = "beginning"


class Takes(StrEnum):
    """Form of an operation's inputs in ``values.yaml``."""

    PATHS = "paths"
    """A path or a list of them, which may lead through lists."""
    LIST = "list"
    """The path of a list; it may lead through others."""
    PATH = "path"
    """One path of a single value."""
    PARTS = "parts"
    """A path of a single value for each of the names in ``parts``."""


class OperationSpec(NamedTuple):
    """Properties of one operation. No field has a default, so that none can be forgotten."""

    takes: Takes
    parts: tuple[str, ...]
    """Names of the inputs, in the order in which reports list their fields; empty if they have no names."""
    kinds: frozenset[FieldKind]
    """Allowed kinds of an input; for a list, the kind of its items."""
    kind: FieldKind | None
    """Kind of the result; ``None`` if it is that of the inputs."""
    unit: Unit | None
    """Unit of the result; ``None`` if it is that of the inputs."""
    compute: Callable[[Inputs, Beginnings], Any]
    """Return the result; ``None`` if there is none although no input is missing, as for a share of nothing."""
    counts: bool
    """Whether the result grows with the length of a list."""
    partial: bool
    """Whether missing list items are ignored."""
    founded_on: tuple[str, ...]
    """Names of the inputs that cause a result of ``None``; empty if all of them do."""
    reach: Callable[[Any, Inputs, int, int], Iterable[Any]]
    """Return values for one input that give a wanted result: (result, inputs, index of the input, index in it)."""
    samples: Callable[[Beginnings, str], Iterable[Any]]
    """Return sample inputs, one for each possible result; empty for numbers, whose boundary values are computed."""


_NUMBERS = frozenset((FieldKind.NUMBER,))
_DATES = frozenset((FieldKind.DATE,))
_PLAIN = frozenset((FieldKind.TEXT, FieldKind.NUMBER, FieldKind.DATE))


def _all(inputs: Inputs) -> list[Any]:
    return [value for several in inputs for value in several]


def _sum(inputs: Inputs, _: Beginnings) -> Any:
    return exact(sum(map(exact, _all(inputs))))


def _sum_reach(wanted: Any, inputs: Inputs, which: int, at: int) -> Iterable[Any]:
    return (exact(wanted - _sum(inputs, {}) + exact(inputs[which][at])),)


def _pair(inputs: Inputs) -> tuple[Any, Any]:
    """Return the values of two inputs that have one value each."""
    (first,), (second,) = inputs
    return first, second


def _difference(inputs: Inputs, _: Beginnings) -> Any:
    taken, whole = map(exact, _pair(inputs))
    return exact(whole - taken)


def _difference_reach(wanted: Any, inputs: Inputs, which: int, _at: int) -> Iterable[Any]:
    taken, whole = map(exact, _pair(inputs))
    return (exact(whole - wanted if which == 0 else wanted + taken),)


def _share(inputs: Inputs, _: Beginnings) -> Any:
    part, whole = map(exact, _pair(inputs))
    return exact(Fraction(100 * part) / whole) if whole else None


def _share_reach(wanted: Any, inputs: Inputs, which: int, _at: int) -> Iterable[Any]:
    part, whole = map(exact, _pair(inputs))
    if which == 0:
        return (exact(Fraction(whole) * wanted / 100),)
    return (exact(Fraction(100 * part) / wanted),) if wanted else ()


def _count(inputs: Inputs, _: Beginnings) -> int:
    return len(_all(inputs))


def _distinct(inputs: Inputs, _: Beginnings) -> int:
    return len(set(_comparable(inputs)))


def _comparable(inputs: Inputs) -> Iterable[Any]:
    """Return all values, as texts if one of them is: a bare year is an integer where it is without quotation marks."""
    values = _all(inputs)
    return map(str if any(isinstance(value, str) for value in values) else exact, values)


def _extreme(choose: Callable[..., Any]) -> Callable[[Inputs, Beginnings], Any]:
    return lambda inputs, _: choose(_comparable(inputs), default=None)


def _itself(wanted: Any, *_: Any) -> Iterable[Any]:
    return (wanted,)


def _between(months: int) -> Callable[[Any, Inputs, int, int], Iterable[Any]]:
    def reach(wanted: Any, inputs: Inputs, which: int, _at: int) -> Iterable[Any]:
        until, since = _pair(inputs)
        if not isinstance(wanted, int):
            return ()
        other, moved = (str(since), wanted) if which == 0 else (str(until), -wanted)
        if months == 1 and len(other) == len("2020"):
            # A bare year counts to its last month.
            other += "-12"
        found = dates.months_later(other, moved * months)
        # Where the month has no such day, the month itself is as far away.
        return (found, found[:7], found[:4])

    return reach


def _beginning(inputs: Inputs, beginnings: Beginnings) -> Any:
    ((text,),) = inputs
    # Of the beginnings of one text the longest, which is the most specific, comes last.
    return beginnings[max(start for start in beginnings if text.startswith(start))]


def _samples(beginnings: Beginnings, field_type: str) -> Iterable[Any]:
    """Yield a text for each beginning, and one with another first digit for any other text."""
    starts = [start for start in beginnings if start]
    stranger = next((digit for digit in "987654321" if not any(start.startswith(digit) for start in starts)), "")
    for start in (*starts, *((stranger,) if "" in beginnings and stranger else ())):
        is_number = field_type == "organisation_number" and start.isdecimal() and len(start) <= _DIGITS_OF_SERIES
        # The third digit is at least 2 in all but a person's number; nines do for any.
        yield check_digits.org_number(start.ljust(_DIGITS_OF_SERIES, "9")) if is_number else start


def _nothing(*_: Any) -> Iterable[Any]:
    return ()


def _extreme_spec(choose: Callable[..., Any]) -> OperationSpec:
    return OperationSpec(
        takes=Takes.PATHS, parts=(), kinds=frozenset((FieldKind.NUMBER, FieldKind.DATE)), kind=None, unit=None,
        compute=_extreme(choose), counts=False, partial=False, founded_on=(), reach=_itself, samples=_nothing,
    )  # fmt: skip


def _between_spec(count: Callable[[Any, Any], int], unit: Unit, months: int) -> OperationSpec:
    return OperationSpec(
        takes=Takes.PARTS, parts=("to", "from"), kinds=_DATES, kind=FieldKind.NUMBER, unit=unit,
        compute=lambda inputs, _: count(*reversed(_pair(inputs))), counts=False, partial=False, founded_on=(),
        reach=_between(months), samples=_nothing,
    )  # fmt: skip


OPERATIONS: Mapping[Operation, OperationSpec] = {
    Operation.SUM: OperationSpec(
        takes=Takes.PATHS, parts=(), kinds=_NUMBERS, kind=FieldKind.NUMBER, unit=None,
        compute=_sum, counts=False, partial=False, founded_on=(), reach=_sum_reach, samples=_nothing,
    ),
    Operation.DIFFERENCE: OperationSpec(
        takes=Takes.PARTS, parts=("less", "of"), kinds=_NUMBERS, kind=FieldKind.NUMBER, unit=None,
        compute=_difference, counts=False, partial=False, founded_on=(), reach=_difference_reach, samples=_nothing,
    ),
    Operation.SHARE: OperationSpec(
        takes=Takes.PARTS, parts=("part", "whole"), kinds=_NUMBERS, kind=FieldKind.NUMBER, unit=Unit.PERCENT,
        compute=_share, counts=False, partial=False, founded_on=("whole",), reach=_share_reach, samples=_nothing,
    ),
    Operation.COUNT: OperationSpec(
        takes=Takes.LIST, parts=(), kinds=frozenset(FieldKind), kind=FieldKind.NUMBER, unit=Unit.COUNT,
        compute=_count, counts=True, partial=False, founded_on=(), reach=_nothing, samples=_nothing,
    ),
    Operation.DISTINCT: OperationSpec(
        takes=Takes.PATHS, parts=(), kinds=_PLAIN, kind=FieldKind.NUMBER, unit=Unit.COUNT,
        compute=_distinct, counts=True, partial=False, founded_on=(), reach=_nothing, samples=_nothing,
    ),
    Operation.MIN: _extreme_spec(min),
    Operation.MAX: _extreme_spec(max),
    Operation.YEARS_BETWEEN: _between_spec(dates.years_between, Unit.YEARS, _MONTHS_OF_YEAR),
    Operation.MONTHS_BETWEEN: _between_spec(dates.months_between, Unit.MONTHS, 1),
    Operation.YEAR: OperationSpec(
        takes=Takes.PATH, parts=(), kinds=_DATES, kind=FieldKind.NUMBER, unit=Unit.NONE,
        compute=lambda inputs, _: dates.year(*_all(inputs)), counts=False, partial=False, founded_on=(),
        reach=lambda wanted, *_: (f"{wanted:04}",) if isinstance(wanted, int) else (), samples=_nothing,
    ),
    Operation.LIST: OperationSpec(
        takes=Takes.PATHS, parts=(), kinds=_PLAIN, kind=FieldKind.LIST, unit=None,
        compute=lambda inputs, _: None if _all(inputs) == [None] else _all(inputs), counts=False, partial=True,
        founded_on=(), reach=_nothing, samples=_nothing,
    ),
    Operation.BEGINNING: OperationSpec(
        takes=Takes.PATH, parts=(), kinds=frozenset((FieldKind.TEXT,)), kind=FieldKind.TEXT, unit=Unit.NONE,
        compute=_beginning, counts=False, partial=False, founded_on=(), reach=_nothing, samples=_samples,
    ),
}  # fmt: skip
