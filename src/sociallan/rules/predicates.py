"""Predicates of operators on a value and an operand: true, false, or ``None`` where something within is missing."""

from collections.abc import Iterable, Sequence
from typing import Any

from sociallan.rules.exact import exact


def is_in(value: Any, values: Any) -> bool | None:
    """Return whether a value is among several."""
    # The missing item of a list may be equal to the value.
    return True if value in values else None if None in values else False


def is_not_in(value: Any, values: Any) -> bool | None:
    """Return whether a value is none of several."""
    return False if value in values else None if None in values else True


def in_column(value: Any, column: Any) -> bool:
    """Return whether a value is in a column of a table."""
    return value in column.values


def at_least_chars(text: str, length: int) -> bool:
    """Return whether a text has at least so many characters."""
    return len(text.strip()) >= length


def at_most_chars(text: str, length: int) -> bool:
    """Return whether a text has at most so many characters."""
    return len(text.strip()) <= length


def at_least_items(value: Any, count: int) -> bool:
    """Return whether a list has at least so many items."""
    return len(value) >= count


def at_most_items(value: Any, count: int) -> bool:
    """Return whether a list has at most so many items."""
    return len(value) <= count


def values_of_items(items: Iterable[Any], key: Any) -> list[Any]:
    """Return the values of a list to tell apart: its items, or with a name as ``key`` that field of each."""
    return [item if key is True or item is None else item.get(key) for item in items]


def repeated(values: Sequence[Any]) -> tuple[int, ...]:
    """Return the indexes of the values that stand in several places; a missing one is like no other."""
    return tuple(sorted(index for several in _places_of_each(values) if len(several) > 1 for index in several))


def repeating(values: Sequence[Any]) -> tuple[int, ...]:
    """Return the indexes of the values that stand at an earlier place too; a missing one is like no other."""
    return tuple(sorted(index for several in _places_of_each(values) for index in several[1:]))


def _places_of_each(values: Sequence[Any]) -> Iterable[list[int]]:
    found: dict[Any, list[int]] = {}
    for index, value in enumerate(values):
        if value is not None:
            found.setdefault(value if isinstance(value, str) else exact(value), []).append(index)
    return found.values()


def holds_each_once(items: Sequence[Any], key: Any) -> bool | None:
    """Return whether a list holds no value twice."""
    values = values_of_items(items, key)
    # A missing value may be equal to another one.
    return False if repeated(values) else None if None in values and len(items) > 1 else True


def finds_nothing(text: str, search: Any) -> bool:
    """Return whether a search finds nothing in a text."""
    return search.first(text) is None


def says_something(text: str, substance: Any) -> bool:
    """Return whether a text says something."""
    return substance.gap(text) is None


def is_stated(_value: Any, wanted: bool) -> bool:
    """Return whether a stated value is wanted."""
    return wanted
