"""Names that conditions may refer to: fields, items at hand, and what stands elsewhere in the pack."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sociallan.application.field import Catalogue, FieldKind, Unit
from sociallan.rules.condition import OWN_VALUES, Value


class Vocabulary(NamedTuple):
    """Names that a condition may refer to."""

    fields: Catalogue
    params: Mapping[str, Sequence[Any]]
    """All values of each parameter by id; the value ``None`` sets no limit."""
    lists: Mapping[str, bool]
    """Word lists by id; true for those that detect identifiers."""
    values: Mapping[str, Value | None] = OWN_VALUES
    """Computed values by name; ``None`` for those that are at fault, of which that is told already."""
    units: Mapping[str, Unit] = {}
    """Units of the parameters by id."""
    tables: Mapping[str, Sequence[str] | None] = {}
    """The columns of each table by id; ``None`` for those that are at fault, of which that is told already."""
    prose: Mapping[str, Any] = {}
    """Phrases and words of the pack for texts, by key; those that it leaves out are absent."""


class ListItem(NamedTuple):
    """Item of the list at ``path`` that a name inside ``must`` refers to."""

    path: str
    kind: FieldKind


Names = Mapping[str, ListItem]
