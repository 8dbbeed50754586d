"""Steps that would meet one rule, as they are told."""

from collections.abc import Iterable
from typing import Any

from sociallan.application.document import field_of
from sociallan.application.location import PackLocation
from sociallan.rules.condition import Literal, Operand
from sociallan.rules.outcome import Edit, EditKind, Outcome, ValueConstraint
from sociallan.rules.smallest_change.plans import is_item
from sociallan.rules.smallest_change.trial_values import kind_at
from sociallan.screening.screen import Screener
from tests.builders import TODAY, loaded, rule_requiring, shape, small_pack, source, values_text

ADD, CHANGE = EditKind.ADD, EditKind.CHANGE

PLACES = """\
code,name,county,from,to,source
0180,Storstad,Norr,2020-01-01,,SOURCE#one
0269,Mellanby,Väst,2020-01-01,,SOURCE#one
0270,Mellanby,Syd,2020-01-01,,SOURCE#one
0281,Östby,Syd,2020-01-01,,SOURCE#one
0282,Dalby,Syd,2020-01-01,,SOURCE#one
0283,Åby,Syd,2020-01-01,,SOURCE#one
0284,Berga,Syd,2020-01-01,,SOURCE#one
0285,Alby,Syd,2020-01-01,,SOURCE#one
0286,Ortboda,municipality,2020-01-01,,SOURCE#one
"""


def outcome_of(require: str, given: str, **also: str) -> Outcome:
    """Screen an application by one rule, which has other keys too."""
    rule = rule_requiring(require) + "".join(f"{key}: {value}\n" for key, value in also.items())
    files = small_pack(**{"rules__applicant-named": rule, "values": values_text()})
    files["tables/places.csv"] = PLACES
    outcome = Screener(loaded(files), shape(), today=TODAY).screen(source(given)).outcomes[0]
    assert names_its_places(outcome.edits or ())
    return outcome


def names_its_places(edits: Iterable[Edit]) -> bool:
    """Return whether each condition that is told of a field, and not of a computed value, is one of that field."""
    return all(names_its_places(edit.parts) and all(map(is_of_its_place, edit.wanted)) for edit in edits)


def is_of_its_place(wanted: ValueConstraint) -> bool:
    """Return whether a condition reads its place as a rule does, and holds it against what is told."""
    path, operand = wanted.leaf.path, wanted.leaf.operand
    if path.value is not None:
        return True
    known = shape().fields[field_of(wanted.subject)]
    is_read = (path.field, path.kind) == (known.path, kind_at(known, of_item=is_item(wanted.subject)))
    is_told = wanted.operand == operand.value if isinstance(operand, Literal) else isinstance(operand, Operand)
    return is_read and is_told and isinstance(wanted.leaf.at, PackLocation)


def steps_of(require: str, given: str) -> list[tuple[EditKind, str, list[tuple[str, Any]]]] | None:
    """Return of each step that would meet a rule its kind and place, and what is told of it: tests with operands."""
    edits = outcome_of(require, given).edits
    if edits is None:
        return None
    return [
        (edit.kind, edit.pointer, [(str(each.leaf.operator), each.operand) for each in edit.wanted]) for edit in edits
    ]
