"""Comparison of the values that two applications state, however their files are written."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from sociallan.application.document import pointer_to
from sociallan.application.field import Field, Form


def stated(value: Any, form: Form) -> Any:
    """Return a value without what states nothing: no value, empty parts, and lists whose emptiness is no answer."""
    return _stated(value, form.fields[""], form)


def differences(first: Any, second: Any) -> tuple[str, ...]:
    """Return the pointers of the values that two applications do not state alike."""
    return tuple(pointer_to(*path) for path in _differing(first, second, ()))


def _stated(value: Any, field: Field | None, form: Form) -> Any:
    match value:
        case dict():
            parts = {name: _stated(part, _below(name, field, form), form) for name, part in value.items()}
            return {name: part for name, part in parts.items() if part is not None} or None
        case list():
            items = [item for part in value if (item := _stated(part, field, form)) is not None]
            return items if items or (field is not None and field.may_be_empty and not value) else None
        case str() if not value.strip():
            return None
        case _:
            return value


def _below(name: str, field: Field | None, form: Form) -> Field | None:
    return None if field is None else form.fields.get(field.path_of(name))


def _differing(first: Any, second: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    match first, second:
        case dict(), dict():
            for name, part in first.items():
                yield from _differing(part, second.get(name), (*path, name))
        case list(), list():
            for index, (one, other) in enumerate(zip_longest(first, second)):
                yield from _differing(one, other, (*path, index))
        case _ if first != second or isinstance(first, bool) is not isinstance(second, bool):
            yield path
        case _:
            pass
