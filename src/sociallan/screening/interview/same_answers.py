"""Answers that say no more than that they are the same as another one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sociallan.application.document import field_path, steps_of
from sociallan.application.field import Catalogue, Field, FieldKind
from sociallan.application.notation.value_words import ALL, SAME, folded
from sociallan.application.walking import value_at

_LONG_TEXT = "text"
"""The type of texts of which each says something of its own."""


def is_same(typed: str) -> bool:
    """Return whether an answer says that it is the same as another."""
    return folded(typed).rstrip(".") in SAME


def all_meant(typed: str, field: Field, offered: Sequence[str], same: Any) -> list[Any] | None:
    """Return the answers of a list that a word for all means: the items that are offered, or ``same``, chosen before.

    ``None`` of another word, and where there is nothing of which all could be meant.
    """
    if field.kind is not FieldKind.LIST or folded(typed).rstrip(".") not in ALL:
        return None
    return list(offered) or None if field.refers_to is not None else same


def same_answer(field: Field, value: Mapping[str, Any], trail: Sequence[str], fields: Catalogue) -> Any:
    """Return the answer that is meant: the last one to a like question, or the only one there is; ``None`` if unknown.

    Like are the questions with the same choices, and those with the same name and type.
    """
    for pointer in reversed(trail):
        steps = steps_of(pointer)
        other = fields.get(field_path(steps))
        found = value_at(value, steps)
        if other is not None and found not in (None, []) and _is_like(field, other):
            return found
    stated = [each for other, each in _answers(value, fields[""], fields) if _is_like(field, other)]
    return stated[0] if stated and all(each == stated[0] for each in stated) else None


def _is_like(field: Field, other: Field) -> bool:
    if (
        field.type.name == _LONG_TEXT
        or field.type != other.type
        or field.item_type != other.item_type
        or field.values != other.values
    ):
        return False
    return bool(field.values) or field.path.rpartition(".")[2] == other.path.rpartition(".")[2]


def _answers(value: Any, field: Field, fields: Catalogue) -> Iterator[tuple[Field, Any]]:
    """Yield the answers of a record or a list of records, each with its field."""
    if isinstance(value, list) and field.children:
        for item in value:
            yield from _answers(item, field, fields)
    elif isinstance(value, dict) and field.children:
        for name, part in value.items():
            if (known := fields.get(field.path_of(name))) is not None:
                yield from _answers(part, known, fields)
    elif value is not None and value != []:
        yield field, value
