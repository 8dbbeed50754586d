"""Selection of values to withhold without checking each, and copies with values removed or replaced."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sociallan.application.form_check.schema_errors import Formats, Steps, validator
from sociallan.application.source import Limits

_VALUES_PER_FAULT = 10
"""Assumed number of values per fault in an invalid item: at least one value of ten is invalid."""


def unchecked_items(value: Any, schema: Mapping[str, Any], formats: Formats) -> Iterator[Steps]:
    """Yield the paths of the invalid items after enough earlier ones to reach the limit of findings.

    They are not validated further: each fault takes time, and a hostile file may have fifty thousand.
    """
    checked, most = 0, _VALUES_PER_FAULT * Limits().findings
    if _size(value) < most:
        return
    for path, items, list_schema in _lists(value, schema, ()):
        item_validator = validator(list_schema["items"], formats)
        for index, item in enumerate(items):
            if item is None or item_validator.is_valid(item):
                continue
            if checked >= most:
                yield (*path, index)
            checked += _size(item)


def _lists(value: Any, schema: Mapping[str, Any], path: Steps) -> Iterator[tuple[Steps, list[Any], Mapping[str, Any]]]:
    """Yield the outermost lists, each with its path and schema."""
    if isinstance(value, list) and "items" in schema:
        yield path, value, schema
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in schema.get("properties", ()) and isinstance(part, dict | list):
                yield from _lists(part, schema["properties"][key], (*path, key))


def _size(value: Any) -> int:
    """Return the number of values in a value, itself included."""
    if isinstance(value, dict):
        return 1 + sum(map(_size, value.values()))
    return 1 + sum(map(_size, value)) if isinstance(value, list) else 1


def oversized_lists(value: Any, schema: Mapping[str, Any], path: Steps = ()) -> Iterator[Steps]:
    """Yield the paths of the lists with more items than allowed; lists within them are not examined."""
    if isinstance(value, list) and "items" in schema:
        if len(value) > schema.get("maxItems", len(value)):
            yield path
            return
        for index, item in enumerate(value):
            yield from oversized_lists(item, schema["items"], (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in schema.get("properties", ()) and isinstance(part, dict | list):
                yield from oversized_lists(part, schema["properties"][key], (*path, key))


def without(value: Any, paths: Iterable[Steps]) -> Any:
    """Return a copy with ``None`` at the paths, in one traversal; parts not on a path are shared, not copied."""
    return replaced(value, dict.fromkeys(paths))


def replaced(value: Any, changes: Mapping[Steps, Any]) -> Any:
    """Return a copy with other values at some paths, in one traversal; parts not on a path are shared, not copied."""
    tree: dict[str | int, Any] = {}
    for path, new in sorted(changes.items(), key=lambda change: len(change[0]), reverse=True):
        if not path:
            return new
        branch = tree
        for step in path[:-1]:
            branch = branch.setdefault(step, {})
        # Longest first, so that the path of a parent replaces the paths below it.
        branch[path[-1]] = _New(new)
    return _with_branches(value, tree) if tree else value


class _New(NamedTuple):
    """A value to put at a path."""

    value: Any


def _with_branches(value: Any, tree: Mapping[str | int, Any] | _New) -> Any:
    if isinstance(tree, _New):
        return tree.value
    if value is None:
        return None
    changed = value.copy()
    for step, branch in tree.items():
        changed[step] = _with_branches(value[step], branch)
    return changed
