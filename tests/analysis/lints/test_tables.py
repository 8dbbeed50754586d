"""Lint of tables: every table and column that the sentences of a rule name has words for people."""

import pytest

from sociallan.analysis.pack_check import pack_check
from tests.analysis.sound_pack import found, rule, sound_pack
from tests.builders import TODAY, draft_of, pack_schemas

CONDITION = "{field: applicant.name, found_in: {table: places, column: name, where: {kind: town}}}"
TABLE = "name,kind,from,to,source\nUmeå,town,2020-01-01,,SOURCE#one\n"
TEXTS = """\
tables:
  places:
    title: {sv: Orter, en: Places}
    columns:
      name: {label: {sv: Namn, en: Name}}
      kind: {label: {sv: Slag, en: Kind}}
"""


def codes(texts: str) -> list[tuple[str, str]]:
    """Return what is found of tables, with its place, in a pack where two rules look in one table."""
    files = {**sound_pack(), "tables/places.csv": TABLE}
    files |= {f"rules/{name}.yaml": rule(name, CONDITION) for name in ("first", "second")}
    files["pack.yaml"] += texts
    wanted = ("check.table-untitled", "check.column-unlabelled")
    return [(code, place.rpartition(":")[0]) for code, place in found(files) if code in wanted]


def test_nothing_is_found_where_all_that_is_named_has_words() -> None:
    assert codes(TEXTS) == []


@pytest.mark.parametrize("left_out", ["name", "kind"])
def test_a_column_without_a_label_is_found_once_where_a_rule_looks_in_it(left_out: str) -> None:
    lines = TEXTS.splitlines(keepends=True)
    texts = "".join(line for line in lines if not line.strip().startswith(f"{left_out}:"))

    assert codes(texts) == [("check.column-unlabelled", "rules/first.yaml:8")]


def test_a_table_of_which_the_pack_says_nothing_has_no_title_either() -> None:
    assert codes("") == [
        ("check.table-untitled", "rules/first.yaml:8"),
        ("check.column-unlabelled", "rules/first.yaml:8"),
        ("check.column-unlabelled", "rules/first.yaml:8"),
    ]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("", "table.empty"),
        (TABLE.replace(",", ";"), "table.column-name"),
        (TABLE + "Umeå,town,2021-01-01,,SOURCE#one\n", "table.key-repeated"),
        (TABLE + "Boden,town\n", "table.row-length"),
        (TABLE.replace("2020-01-01", "1/1 2020"), "table.date"),
        (TABLE.replace("SOURCE#one", "SOURCE#oen"), "rule.unknown-passage"),
    ],
)
def test_a_table_at_fault_is_told_alone_and_the_rules_that_look_in_it_are_neither_blamed_nor_explored(
    table: str, code: str
) -> None:
    files = {**sound_pack(), "tables/places.csv": table, "rules/first.yaml": rule("first", CONDITION)}
    files["pack.yaml"] += TEXTS
    files["sources.yaml"] += "    two: {summary: {sv: Säger annat., en: Says more.}, mark: stated}\n"

    told = pack_check(draft_of(files), pack_schemas(), TODAY).faults

    assert {fault.code for fault in told if not fault.place.file.startswith("rules/")} == {code}
    assert "rules/first.yaml" not in {fault.place.file for fault in told}
