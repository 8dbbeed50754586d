"""Reader of the key facts of an application for the head of every report."""

from collections.abc import Callable
from typing import Any

from sociallan.application.field import FieldKind
from sociallan.application.personal_data.identifiers import mask
from sociallan.application.scalars import is_number
from sociallan.application.walking import value_at
from sociallan.pack.pack import Pack, Role
from sociallan.screening.report import ApplicationSummary, SummaryValue


class Summariser:
    """Reader of the fields that a pack's summary names."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        fields = pack.form.fields
        self._fields = tuple(
            (each.name, each.field.split("."), reader_of(fields[each.field].kind)) for each in pack.summary
        )
        self._in_role = {role: known.name for role in Role if (known := pack.in_role(role)) is not None}

    def summary(self, value: Any) -> ApplicationSummary:
        """Return the key facts of an application; ``value`` may have any form."""
        values = {name: read(value_at(value, steps)) for name, steps, read in self._fields}
        found: dict[Role, Any] = {role: values[name] for role, name in self._in_role.items()}
        date = self._pack.date_of(value)
        return ApplicationSummary(
            applicant=found.get(Role.APPLICANT),
            title=found.get(Role.TITLE),
            classification=found.get(Role.CLASS),
            amount=found.get(Role.AMOUNT),
            submitted=None if date is None else str(date),
            stated=values,
            number=found.get(Role.NUMBER),
            place=found.get(Role.PLACE),
        )


def reader_of(kind: FieldKind) -> Callable[[Any], SummaryValue]:
    """Return the function that reads a value of a kind, masked; it returns ``None`` for one of another kind."""
    match kind:
        case FieldKind.TRUTH:
            return _truth
        case FieldKind.NUMBER:
            return _number
        case FieldKind.DATE:
            return _date
        case _:
            return _text


def _truth(found: Any) -> SummaryValue:
    return found if isinstance(found, bool) else None


def _number(found: Any) -> SummaryValue:
    return found if is_number(found) else None


def _date(found: Any) -> SummaryValue:
    return None if found is None else mask(str(found))


def _text(found: Any) -> SummaryValue:
    return mask(found) if isinstance(found, str) else None
