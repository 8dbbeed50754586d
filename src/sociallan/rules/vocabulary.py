"""Names that conditions may refer to, in the application and in the pack, and the functions that look them up."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from sociallan.application.field import Catalogue, FieldKind, Unit, is_within
from sociallan.rules.condition import OWN_VALUES, Path, Value


class Vocabulary(NamedTuple):
    """Names that a condition may refer to."""

    fields: Catalogue
    params: Mapping[str, Sequence[Any] | None]
    """All values of each parameter by id; the value ``None`` sets no limit.

    ``None`` for a parameter at fault, which is reported already.
    """
    lists: Mapping[str, bool]
    """Word lists by id; true for those that detect identifiers."""
    values: Mapping[str, Value | None] = OWN_VALUES
    """Computed values by name; ``None`` for those at fault, which are reported already."""
    units: Mapping[str, Unit] = {}
    """Units of the parameters by id."""
    tables: Mapping[str, Sequence[str] | None] = {}
    """The columns of each table by id; ``None`` for those at fault, which are reported already."""
    prose: Mapping[str, Any] = {}
    """Phrases and words of the pack for texts, by key; those that it leaves out are absent."""

    def whole_path(self, ending: str) -> str | None:
        """Return the path of the only value whose path ends so, such as ``derived.NAME``; ``None`` if not just one.

        Values of the items of lists are left out, since their paths begin with the name of an item.
        """
        lists = [path for path, field in self.fields.items() if field.kind is FieldKind.LIST]
        fields = [
            path
            for path in self.fields
            if path.endswith(f".{ending}") and not any(path != part and is_within(path, part) for part in lists)
        ]
        found = [*fields, *(f"derived.{name}" for name in self.values if name == ending)]
        return found[0] if len(found) == 1 else None


class ListItem(NamedTuple):
    """Item of the list at ``path`` that a name inside ``must`` refers to."""

    path: str
    kind: FieldKind


Names = Mapping[str, ListItem]


class ReadPath(Protocol):
    """Function that parses a path at a pointer, and notes a fault where there is no such field."""

    def __call__(self, text: str, pointer: str, names: Names, /) -> Path | None:
        """Return the path."""


class NoteFault(Protocol):
    """Function that notes a fault at a pointer of the rule."""

    def __call__(self, code: str, pointer: str, suggestion: str | None = None, /, **parameters: Any) -> None:
        """Note it."""
