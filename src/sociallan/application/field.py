"""A field of the application, as its schema describes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Text = Mapping[str, str]
"""The same sentence by language, not necessarily in every one of the program's."""

DEFAULT_LANGUAGE = "sv"
"""Where nothing chooses a language, and that of a schema's own titles and descriptions."""


class FieldKind(StrEnum):
    """What sort of value a field holds, as the application schema says."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    LIST = "list"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``path`` is dotted with lists unfolded: ``social.goals.id`` is the id of each goal.

    ``kind`` is what the field holds; ``items`` what the items of a list are. ``values`` are the
    words that may stand there, and ``labels`` what each of them means. ``unit`` is ``kr`` for
    amounts in whole kronor, else ``None``. ``minimum`` and ``maximum`` bound a number, or the year of
    a date; of a list of numbers they bound each.
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
