"""Smaller applications that still show what a larger one shows."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Shows = Callable[[Mapping[str, Any]], bool]
"""Whether an application shows what is wanted."""


def shrunk(application: Mapping[str, Any], shows: Shows) -> Mapping[str, Any]:
    """Return an application without each part that it does without, the largest parts first."""
    for path in tuple(_paths(application)):
        smaller = _without(application, path)
        if smaller != application and shows(smaller):
            application = smaller
    return application


def _paths(value: Any) -> Iterator[tuple[str | int, ...]]:
    """Yield the place of each part, before those of its own parts; of the items of a list the last first."""
    if isinstance(value, Mapping):
        steps: list[Any] = list(value)
    else:
        steps = [*reversed(range(len(value)))] if isinstance(value, list) else []
    for step in steps:
        yield (step,)
        yield from ((step, *rest) for rest in _paths(value[step]))


def _without(value: Any, path: tuple[str | int, ...]) -> Any:
    """Return a copy without the part at a place; the same value if there is no such place."""
    step, *rest = path
    if isinstance(value, list):
        parts: dict[str | int, Any] = dict(enumerate(value))
    else:
        parts = dict(value) if isinstance(value, Mapping) else {}
    if step not in parts:
        return value
    if rest:
        parts[step] = _without(parts[step], tuple(rest))
    else:
        del parts[step]
    return [*parts.values()] if isinstance(value, list) else parts
