"""Sample values by kind: any value, a different one, its neighbours, a text of a given length.

Edits and boundary domains use them; reports never show them.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, cycle, islice, permutations, product
from typing import Any, NamedTuple

from sociallan.application import dates
from sociallan.application.field import FieldKind

TEXTS = ("Den ena texten", "Den andra texten")
"""Two texts that no rule names."""
FORMATTED = {"organisation_number": ("212000-1355", "559999-9991"), "authority_code": ("0269", "0999")}
"""Two texts of each type that the form allows few texts of."""
_LONG_TEXT = "Beskrivningen fortsätter så att texten får den längd som ska prövas, "
_LONGEST_TEXT = 20_001
"""Length that exceeds the limit of every text field."""
_MONTHS = 12
_MANY = 1_000_000
_FIRST_YEAR = 1950
_BY_KIND: Mapping[FieldKind | None, Any] = {
    FieldKind.NUMBER: 1,
    FieldKind.TRUTH: True,
    FieldKind.DATE: "2020",
    FieldKind.LIST: ["x"],
    FieldKind.RECORD: {},
}


class ValueType(NamedTuple):
    """Type of a value: its kind, the allowed words, and the kind of the items of a list."""

    kind: FieldKind
    values: tuple[str, ...] = ()
    items: FieldKind | None = None


_OTHERS: Mapping[FieldKind, Sequence[Any]] = {
    FieldKind.NUMBER: (0, 1, 2, -1),
    FieldKind.DATE: (str(_FIRST_YEAR), str(_FIRST_YEAR + 1)),
}
"""Values to choose from where some are refused, by kind."""


def any_value(values: tuple[str, ...], kind: FieldKind | None) -> Any:
    """Return a value of a kind, a text of none: the first allowed word, if words are given."""
    return values[0] if values else _BY_KIND.get(kind, "x")


def some(target: ValueType) -> Any:
    """Return a value for a target; a list has one item."""
    return [_item(target)] if target.kind is FieldKind.LIST else any_value(target.values, target.kind)


def items(target: ValueType, count: int) -> list[Any]:
    """Return a list of ``count`` items."""
    return [_item(target) for _ in range(count)]


def item_with(key: str | bool, target: ValueType) -> Any:
    """Return an item of a list with a value: its own, or that of the field ``key``."""
    return _item(target) if key is True else {key: any_value((), FieldKind.TEXT)}


def _item(target: ValueType) -> Any:
    return {} if target.items is FieldKind.RECORD else any_value(target.values, target.items)


def inside(column: Any, target: ValueType) -> Any:
    """Return a value of a column of a table that a field may have, ``None`` if there is none."""
    return next((value for value in sorted(column.values) if not target.values or value in target.values), None)


def outside(column: Any, target: ValueType) -> Any:
    """Return a value that a field may have and a column of a table has not, ``None`` if there is none."""
    options: Iterable[str] = target.values or _strangers(column)
    return next((value for value in options if value not in column.values), None)


def inside_and_outside(columns: Sequence[Any], _kind: FieldKind) -> Iterator[str]:
    """Yield values of each column, some that no other version of it has, and one like them that it has not."""
    for column in columns:
        several = [column.values, *(column.values - other.values for other in columns)]
        yield from (end(values) for values in several if values for end in (min, max))
        yield from (next(value for value in _strangers(column) if value not in column.values), TEXTS[0])


def _strangers(column: Any) -> Iterator[str]:
    """Yield texts in the form of the values of a column, with another last digit, and at last one of another form."""
    yield from (f"{value[:-1]}{digit}" for value in sorted(column.values) for digit in "9876543210")
    yield next(text for text in ("x" * length for length in count(1)) if text not in column.values)


def numbered(number: int, kind: FieldKind) -> Iterator[Any]:
    """Yield values of a kind that those of another number are not."""
    match kind:
        case FieldKind.NUMBER:
            yield from (number + 1, _MANY + number)
        case FieldKind.DATE:
            yield from (str(_FIRST_YEAR + number), f"{_FIRST_YEAR + number}-07")
        case _:
            yield from (f"x{number}", f"x{number} x")


def other_than(refused: Iterable[Any], target: ValueType) -> Any:
    """Return a value that is not among the refused ones, ``None`` if there is none."""
    refused = tuple(refused)
    options: Sequence[Any] = target.values or _OTHERS.get(target.kind, ("x", "xx"))
    return next((option for option in options if option not in refused), None)


def above(limit: Any, target: ValueType) -> Any:
    """Return a number or date greater than a limit."""
    return str(dates.year(limit) + 1) if target.kind is FieldKind.DATE else limit + 1


def below(limit: Any, target: ValueType) -> Any:
    """Return a number or date less than a limit."""
    return str(dates.year(limit) - 1) if target.kind is FieldKind.DATE else limit - 1


def neighbours(value: Any) -> tuple[Any, Any]:
    """Return the nearest whole numbers below and above a number, or the dates before and after one in its precision."""
    if isinstance(value, int | float):
        return math.ceil(value) - 1, math.floor(value) + 1
    match len(value):
        case 4:
            return f"{int(value) - 1:04}", f"{int(value) + 1:04}"
        case 7:
            months = int(value[:4]) * _MONTHS + int(value[5:]) - 1
            return month(months - 1), month(months + 1)
        case _:
            return dates.days_later(value, -1), dates.days_later(value, 1)


def month(months: int) -> str:
    """Return a month, counted from January of year 0, as a partial date."""
    return f"{months // _MONTHS:04}-{months % _MONTHS + 1:02}"


def text_of(length: int) -> str:
    """Return a text of a length, limited to one that is too long for any field."""
    length = min(length, _LONGEST_TEXT)
    text = "".join(islice(cycle(_LONG_TEXT), length))
    return text[:-1] + "." if text.endswith(" ") else text


def text_of_words(count: int) -> str:
    """Return a text of at least one word, and of ``count`` different ones."""
    syllables = ["".join(pair) for pair in product("bdfghklmnprstv", "aeiou")]
    words = map("".join, permutations(syllables, 3))
    return " ".join(islice(words, max(1, count))).capitalize()


def around(operands: Iterable[Any], kind: FieldKind) -> Iterator[Any]:
    """Yield each operand with the neighbours of numbers and dates; for texts one additional text."""
    if kind is FieldKind.TEXT:
        yield from (*map(str, operands), TEXTS[0])
    else:
        for value in operands:
            yield from (value, *reversed(neighbours(value)))


def around_each(operands: Iterable[Any], kind: FieldKind) -> Iterator[Any]:
    """Yield each member of the operands, which are lists, with its neighbours."""
    return around((value for several in operands for value in several if value is not None), kind)


def texts_with_words(lists: Sequence[Sequence[str]], _kind: FieldKind) -> Iterator[str]:
    """Yield a text without the words, and texts that begin with the first word of each list.

    Include a word found in only one version of a list, so that the versions give different outcomes.
    """
    yield TEXTS[0]
    for words in lists:
        found = [words[:1], *(tuple(word for word in words if word not in others)[:1] for others in lists)]
        yield from (f"{word}, så börjar texten" for several in found for word in several)


def near_limits(limit: Any, kind: FieldKind) -> Iterator[Any]:
    """Yield the non-negative neighbours of a limit; none for a text."""
    if kind is not FieldKind.TEXT:
        yield from _near(limit)


def near_counts(count: int, _kind: FieldKind) -> Iterator[Any]:
    """Yield the non-negative neighbours of a count."""
    return _near(count)


def _near(limit: Any) -> Iterator[Any]:
    return (near for near in neighbours(limit) if not isinstance(near, int) or near >= 0)


def less_one_member(operand: tuple[Any, ...], _kind: FieldKind) -> Iterator[Any]:
    """Yield the list without each of its members; nothing for a list of one."""
    shorter = (tuple(other for other in operand if other != member) for member in operand)
    yield from filter(None, shorter)
