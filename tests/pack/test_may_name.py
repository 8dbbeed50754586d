"""The names of a table that a field may have: what the form says of them, and faults in it."""

import pytest

from sociallan.application.may_name import MayName
from tests.builders import draft_of, loaded
from tests.conftest import Golden
from tests.faults_told import faults_told
from tests.pack.test_form import FORM, pack

MAY_NAME = "{table: towns, name: name, code: code, code_in: kind, where: {kind: town}, before: [i], unless: [Ale]}"
NAMED = "        type: name\n        example: Exempelstad\n"
TABLE = """\
code,name,kind,from,to,source
1280,Malmö,town,2007-01-01,,SOURCE#one
0012,Skåne,county,2007-01-01,,SOURCE#one
"""


def files(may_name: str) -> dict[str, str]:
    form = FORM.replace(NAMED, f"{NAMED}        may_name: {may_name}\n")
    assert form != FORM
    return {**pack(form), "tables/towns.csv": TABLE}


def test_a_field_has_the_names_that_it_may_have() -> None:
    field = loaded(files(MAY_NAME)).form.fields["applicant.name"]

    assert field.may_name == MayName(
        "towns", "name", "code", "kind", where={"kind": "town"}, before=("i",), unless=("Ale",)
    )


FAULTS = [
    ("table: towns", "table: town", "rule.unknown-table", "towns"),
    ("name: name", "name: nam", "rule.unknown-column", "name"),
    ("code: code", "code: cod", "rule.unknown-column", "code"),
    ("where: {kind:", "where: {knid:", "rule.unknown-column", "kind"),
    ("code_in: kind", "code_in: knid", "form.unknown-field", "applicant.kind"),
    ("code_in: kind, ", "", "pack.key-missing", None),
    ("before: [i]", "before: []", "pack.empty", None),
]


@pytest.mark.parametrize(("old", "new", "code", "suggestion"), FAULTS)
def test_what_there_is_not_is_told_at_its_place(old: str, new: str, code: str, suggestion: str | None) -> None:
    assert old in MAY_NAME
    told = draft_of(files(MAY_NAME.replace(old, new))).faults

    assert [(fault.code, fault.suggestion, fault.place.file) for fault in told] == [(code, suggestion, "form.yaml")]
    assert told[0].place.line == FORM[: FORM.index(NAMED)].count("\n") + 3


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (files(MAY_NAME.replace(old, new)) for old, new, *_ in FAULTS)

    golden("faults/may_name.txt", faults_told((pack_files, draft_of(pack_files).faults) for pack_files in faulty))
