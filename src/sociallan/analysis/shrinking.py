"""Reduction of an application to a smaller one with the same result."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sociallan.application.walking import without_value

Shows = Callable[[Mapping[str, Any]], bool]
"""Whether an application shows what is wanted."""


def shrunk(application: Mapping[str, Any], shows: Shows) -> Mapping[str, Any]:
    """Return an application without each part that it does without, the largest parts first."""
    for path in tuple(_paths(application)):
        smaller = without_value(application, path)
        if smaller != application and shows(smaller):
            application = smaller
    return application


def _paths(value: Any) -> Iterator[tuple[str, ...]]:
    """Yield the place of each part, before those of its own parts; of the items of a list the last first."""
    if isinstance(value, Mapping):
        steps: list[Any] = list(value)
    else:
        steps = [*reversed(range(len(value)))] if isinstance(value, list) else []
    for step in steps:
        yield (str(step),)
        yield from ((str(step), *rest) for rest in _paths(value[step]))
