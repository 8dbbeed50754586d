"""Check of whether an operand fits the field that it is compared with: in its kind, its unit and its choices."""

from collections.abc import Collection, Mapping
from typing import Any

from sociallan.application import dates, spelling
from sociallan.application.field import Field, FieldKind, Unit
from sociallan.application.form_check import string_formats
from sociallan.application.notation import suggestions
from sociallan.application.scalars import is_number
from sociallan.rules.condition import Path, Value
from sociallan.rules.vocabulary import NoteFault, Vocabulary


class OperandFit:
    """Checks of the operands of one rule file."""

    def __init__(self, vocabulary: Vocabulary, fault: NoteFault) -> None:
        self._vocabulary = vocabulary
        self._fault = fault

    def kind_of_items(self, path: Path) -> FieldKind | None:
        """Return the kind of the items of a list, ``None`` if the path does not lead to a list."""
        return self._known(path).items if path.kind is FieldKind.LIST else None

    def is_year(self, path: Path) -> bool:
        """Return whether a path leads to a year, which is a date without a month."""
        return path.value is None and self._vocabulary.fields[path.field].single_type.is_year

    def unit(self, path: Path) -> Unit:
        """Return the unit of a number, or of each number of a list."""
        return self._known(path).unit

    def _known(self, path: Path) -> Field | Value:
        """Return the field or the computed value that a path leads to."""
        return self._vocabulary.fields[path.field] if path.value is None else path.value

    def has_unit(self, path: Path, unit: Unit, other: str, pointer: str) -> bool:
        """Return whether a field counts in the unit of what it is compared with; note a fault if it does not."""
        own = self.unit(path)
        if unit is own:
            return True
        self._fault("unit.differ", pointer, path=str(path), unit=own, other=other, other_unit=unit)
        return False

    def fits(self, value: Any, pointer: str, path: Path, *, own: bool = True) -> bool:
        """Return whether a value, the rule's ``own`` or a parameter's, fits a field; note a fault if it does not."""
        about = {"path": str(path), "value": str(value)}
        if not _is_of_kind(value, path.kind):
            meant = suggestions.quantity(value) if own and isinstance(value, str) else None
            near = str(meant) if meant is not None and path.kind is FieldKind.NUMBER else None
            self._fault("rule.value-does-not-fit", pointer, near, kind=path.kind.value, **about)
            return False
        if path.kind is FieldKind.NUMBER and self.unit(path).whole and value != int(value):
            self._fault("unit.not-whole", pointer, unit=self.unit(path), **about)
            return False
        choices = self._choices(path)
        if choices and value not in choices:
            near = spelling.nearest(str(value), tuple(choices), choices)
            self._fault("rule.value-unknown", pointer, near, allowed=", ".join(choices), **about)
            return False
        return True

    def _choices(self, path: Path) -> Mapping[str, Collection[str]]:
        """Return the values that a field may have, each with its labels; nothing if it may have any."""
        if path.value is not None:
            return {choice: label.values() for choice, label in path.value.labels.items()}
        known = self._vocabulary.fields[path.field]
        return {choice: known.labels.get(choice, {}).values() for choice in known.values}


def _is_of_kind(value: Any, kind: FieldKind) -> bool:
    match kind:
        case FieldKind.NUMBER:
            return is_number(value)
        case FieldKind.DATE:
            return isinstance(value, str | int) and string_formats.is_partial_date(value) and dates.year(value) > 0
        case _:
            return isinstance(value, str)
