"""Parts of an application that are not checked value by value, and a copy without values of the wrong form."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sociallan.application.schema_errors import Formats, Path, validator
from sociallan.application.source import Limits

_VALUES_A_FAULT = 10
"""In what does not fit, one value of ten is at fault, or more."""


def beyond_counting(value: Any, schema: Mapping[str, Any], formats: Formats) -> Iterator[Path]:
    """Return the paths of items that do not fit, and come after so many that do not that faults enough are told.

    Each fault takes the validator some time, and a hostile file may have fifty thousand.
    """
    looked_at, most = 0, _VALUES_A_FAULT * Limits().findings
    for path, items, of_list in _lists(value, schema, ()):
        of_item = validator(of_list["items"], formats)
        for index, item in enumerate(items):
            if item is None or of_item.is_valid(item):
                continue
            if looked_at >= most:
                yield (*path, index)
            looked_at += _size(item)


def _lists(value: Any, schema: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, list[Any], Mapping[str, Any]]]:
    """Return the lists that no other list holds, each with its path and its schema."""
    if isinstance(value, list) and "items" in schema:
        yield path, value, schema
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in schema.get("properties", ()) and isinstance(part, dict | list):
                yield from _lists(part, schema["properties"][key], (*path, key))


def _size(value: Any) -> int:
    """Return how many values a value is made of."""
    if isinstance(value, dict):
        return 1 + sum(map(_size, value.values()))
    return 1 + sum(map(_size, value)) if isinstance(value, list) else 1


def too_long(value: Any, schema: Mapping[str, Any], path: Path = ()) -> Iterator[Path]:
    """Return the paths of the lists that hold more than they may; what is in them is not looked at."""
    if isinstance(value, list) and "items" in schema:
        if len(value) > schema.get("maxItems", len(value)):
            yield path
            return
        for index, item in enumerate(value):
            yield from too_long(item, schema["items"], (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in schema.get("properties", ()) and isinstance(part, dict | list):
                yield from too_long(part, schema["properties"][key], (*path, key))


def without(value: Any, paths: Iterable[Path]) -> Any:
    """Return a copy with ``None`` where the paths lead, in one walk; what is not on the way is shared, not copied."""
    tree: dict[str | int, Any] = {}
    for path in sorted(paths, key=len, reverse=True):
        if not path:
            return None
        branch = tree
        for step in path[:-1]:
            branch = branch.setdefault(step, {})
        # The longest paths come first, so that what leads to less takes the place of what leads to more.
        branch[path[-1]] = None
    return _pruned(value, tree) if tree else value


def _pruned(value: Any, tree: Mapping[str | int, Any] | None) -> Any:
    if tree is None or value is None:
        return None
    changed = value.copy()
    for step, branch in tree.items():
        changed[step] = _pruned(changed[step], branch)
    return changed
