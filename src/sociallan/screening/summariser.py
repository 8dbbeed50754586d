"""Reader of the fields of an application that every report tells first."""

from typing import Any

from sociallan.application.field import FieldKind
from sociallan.application.identifiers import mask
from sociallan.pack.pack import Pack, Role
from sociallan.rules.walking import value_at
from sociallan.screening.report import ApplicationSummary, SummaryValue


class Summariser:
    """Reader of the fields that a pack's summary names."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._fields = tuple((each, each.field.split("."), pack.form.fields[each.field].kind) for each in pack.summary)
        self._in_role = {role: known.name for role in Role if (known := pack.in_role(role)) is not None}

    def summary(self, value: Any) -> ApplicationSummary:
        """Return the key facts of an application; ``value`` may have any form."""
        values = {each.name: stated(value_at(value, steps), kind) for each, steps, kind in self._fields}
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


def stated(found: Any, kind: FieldKind) -> SummaryValue:
    """Return a value of a kind, masked; ``None`` for one of another kind."""
    match kind:
        case FieldKind.TRUTH:
            return found if isinstance(found, bool) else None
        case FieldKind.NUMBER:
            return found if isinstance(found, int | float) and not isinstance(found, bool) else None
        case FieldKind.DATE:
            return None if found is None else mask(str(found))
        case _:
            return mask(found) if isinstance(found, str) else None
