"""Fields of the application, as described by its schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Text = Mapping[str, str]
"""A text by language; some of the program's languages may be absent."""

DEFAULT_LANGUAGE = "sv"
"""The language used if none is chosen, and that of a schema's own titles and descriptions."""


class FieldKind(StrEnum):
    """Kinds of value that a field can hold, derived from the application schema."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    LIST = "list"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``path`` is dotted and omits list indexes: ``social.goals.id`` is the id of each goal.

    ``kind`` is the kind of its value, ``items`` the kind of the items of a list. ``values`` are the
    allowed words of an enumeration, ``labels`` their texts. ``unit`` is ``kr`` for amounts in whole kronor,
    else ``None``. ``minimum`` and ``maximum`` bound a number, the year of a date, or each number of a list.
    """

    path: str
    kind: FieldKind
    items: FieldKind | None
    title: Text
    description: Text
    values: tuple[str, ...]
    labels: Mapping[str, Text]
    prose: bool
    unit: str | None
    children: tuple[str, ...]
    minimum: int | None = None
    maximum: int | None = None
    max_chars: int | None = None
    max_items: int | None = None


Catalogue = Mapping[str, Field]
"""All fields of the application by path; ``""`` is the application itself."""
