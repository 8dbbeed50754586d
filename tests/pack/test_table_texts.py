"""Texts of pack.yaml on tables: read beside them, held to their columns and cells, and no part of the logic."""

import pytest

from sociallan.pack.load import survey
from sociallan.pack.table import TableColumn
from tests.builders import changed_file, draft_of, loaded, pack_schemas, rule_requiring, small_pack, sources
from tests.conftest import Golden
from tests.faults_told import faults_told

TEXTS = """\
tables:
  places:
    title: {sv: Orter, en: Places}
    note: {sv: Var det är., en: Where it is.}
    columns:
      code: {label: {sv: Kod, en: Code}}
      kind: {label: {sv: Slag, en: Kind}, values: {t: {sv: stad, en: town}, v: {sv: by, en: village}}}
"""
TABLE = """\
code,kind,from,to,source
0180,t,2020-01-01,,SOURCE#one
0331,v,2007-01-01,,SOURCE#one
1917,,2007-01-01,,SOURCE#one
"""


def described_table(texts: str = TEXTS, table: str = TABLE) -> dict[str, str]:
    require = "{field: applicant.member.code, found_in: {table: places, column: code}}"
    files = small_pack(**{"rules__applicant-named": rule_requiring(require)})
    return {**files, "pack.yaml": files["pack.yaml"] + texts, "tables/places.csv": table}


def faults(files: dict[str, str]) -> list[tuple[str, str, str | None]]:
    found = draft_of(files).faults
    return [(fault.code, fault.place.file, fault.suggestion) for fault in found]


def test_a_table_has_its_texts() -> None:
    texts = loaded(described_table()).tables["places"].texts

    assert (texts.title["sv"], texts.note["en"]) == ("Orter", "Where it is.")
    assert texts.columns["code"] == TableColumn({"sv": "Kod", "en": "Code"}, {})
    assert texts.columns["kind"].values["v"] == {"sv": "by", "en": "village"}


FAULTS: list[tuple[str, str, list[tuple[str, str, str | None]]]] = [
    ("  places:", "  plaecs:", [("rule.unknown-table", "pack.yaml", "places")]),
    ("      code:", "      coed:", [("rule.unknown-column", "pack.yaml", "code")]),
    ("      code:", "      source:", [("rule.unknown-column", "pack.yaml", None)]),
    ("{t: {sv: stad", "{town: {sv: stad", [("table.unknown-value", "tables/places.csv", None)]),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS)
def test_a_name_or_a_code_that_the_table_has_not_is_a_fault(
    old: str, new: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert faults(described_table(TEXTS.replace(old, new, 1))) == expected


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (described_table(TEXTS.replace(old, new, 1)) for old, new, _ in FAULTS)

    golden("faults/table_texts.txt", faults_told((files, draft_of(files).faults) for files in faulty))


def test_a_cell_that_is_none_of_the_codes_is_told_at_its_line_with_the_nearest() -> None:
    found = survey(sources(described_table(TEXTS.replace("t: {sv", "town: {sv"), TABLE.replace(",t,", ",tovn,"))),
                   pack_schemas()).faults  # fmt: skip

    assert [(fault.code, fault.place.line, fault.suggestion) for fault in found] == [("table.unknown-value", 2, "town")]


def test_the_texts_count_in_the_digest_of_texts_alone() -> None:
    before = loaded(described_table())

    after = loaded(changed_file(described_table(), "pack.yaml", "sv: stad", "sv: ort"))

    assert before.logic_digest == after.logic_digest
    assert before.text_digest != after.text_digest
