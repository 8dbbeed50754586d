"""Scopes, the values by name that a compiled condition starts from, and the look-up of a path in one."""

from collections.abc import Callable, Mapping
from typing import Any

from sociallan.rules.condition import Path
from sociallan.rules.truth import Truth


class Scope(dict[str, Any]):
    """Values by name: ``""`` the application, ``derived`` its facts, its records, and the current list items.

    A record that the application lacks is an empty mapping.
    """

    def __missing__(self, name: str) -> Any:
        return _EMPTY


_EMPTY: Mapping[str, Any] = {}


Decide = Callable[[Scope], Truth]
"""Compiled condition: returns its truth in a scope."""


def getter(path: Path) -> Callable[[Scope], Any]:
    """Return the function that looks up a path in a scope; it returns ``None`` if any part of the path is missing."""
    root, steps = path.root, list(path.steps)
    if (value := path.value) is not None:
        return lambda scope: scope["derived"].get(value)

    if not root and len(steps) > 1:
        # The most frequent case by far: a field of one of the application's records.
        root, *steps = steps
    if len(steps) == 1:
        (only,) = steps

        def get_one(scope: Scope) -> Any:
            holder = scope[root]
            return None if holder is None else holder.get(only)

        return get_one

    def get(scope: Scope) -> Any:
        value = scope[root]
        for step in steps:
            if value is None:
                return None
            value = value.get(step)
        return value

    return get
