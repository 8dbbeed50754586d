"""Traversal of an application's values by paths through lists and records, and copies with replaced values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sociallan.application.document import pointer_to

_MOST_DIGITS = 6
"""Maximum number of digits of an index, far beyond the length of any list."""

PlacedValue = tuple[str, Any]
"""A JSON pointer and the value there, ``None`` where it is missing."""


def is_index(step: str) -> bool:
    """Return whether a step may be the index of an item."""
    return step.isdecimal() and len(step) <= _MOST_DIGITS


def value_at(value: Any, steps: Iterable[str]) -> Any:
    """Return the value at the end of a path with indexes of items; ``None`` if there is none, whatever the form."""
    for step in steps:
        if value.__class__ is dict:
            value = value.get(step)
        elif value.__class__ is list:
            value = value[int(step)] if is_index(step) and int(step) < len(value) else None
        else:
            return None
    return value


def values_at(value: Any, steps: Sequence[str]) -> list[Any]:
    """Return every value at the end of a path through lists; a missing list counts as one missing value."""
    found = [value]
    for step in steps:
        below: list[Any] = []
        for each in found:
            if each.__class__ is list:
                below += [item.get(step) if item.__class__ is dict else None for item in each]
            else:
                below.append(each.get(step) if each.__class__ is dict else None)
        found = below
    return found


def _rest(steps: Sequence[str]) -> str:
    """Return the pointer to what is missing: a field of a missing record, or a missing list rather than its items."""
    named = []
    for step in steps[1:] if not steps[0].endswith("[]") else ():
        named.append(step.removesuffix("[]"))
        if step.endswith("[]"):
            break
    return pointer_to(*named)


def found_at(value: Any, steps: Sequence[str], pointer: str = "") -> Iterator[PlacedValue]:
    """Yield the values of ``values_at`` with their pointers; ``[]`` marks lists in the steps."""
    for count, step in enumerate(steps):
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from found_at(item, steps[count:], f"{pointer}/{index}")
            return
        name = step.removesuffix("[]")
        pointer += pointer_to(name)
        value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            yield pointer + _rest(steps[count:]), None
            return
    yield pointer, value


def with_value(holder: Any, steps: Sequence[str], value: Any) -> Any:
    """Return a copy with a value at the end of a path, adding records; ``-`` or an index past the end appends.

    What is not on the way is shared with the original, not copied.
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


def without_value(holder: Any, steps: Sequence[str]) -> Any:
    """Return a copy without the value at the steps; parts that are not on the path are shared, not copied."""
    step, *rest = steps
    if isinstance(holder, dict) and step in holder:
        if rest:
            return {**holder, step: without_value(holder[step], rest)}
        return {key: value for key, value in holder.items() if key != step}
    if isinstance(holder, list) and is_index(step) and int(step) < len(holder):
        index = int(step)
        return [*holder[:index], *([without_value(holder[index], rest)] if rest else ()), *holder[index + 1 :]]
    return holder


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


def texts(value: Any) -> tuple[str, ...]:
    """Return every text of an application, in order."""
    found: list[str] = []
    _add_texts(value, found)
    return tuple(found)


def _add_texts(value: Any, found: list[str]) -> None:
    # Not by way of `strings`, whose pointers cost several times what the texts do.
    if isinstance(value, str):
        found.append(value)
    elif isinstance(value, dict):
        for part in value.values():
            _add_texts(part, found)
    elif isinstance(value, list):
        for part in value:
            _add_texts(part, found)
