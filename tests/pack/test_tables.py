"""Tables of a pack: read with every fault at its line, in force by the day, and part of what decides."""

import pytest

from sociallan.pack.calendar import RuleCalendar
from sociallan.pack.pack import Pack
from sociallan.rules.condition import TableOperand
from sociallan.rules.rows import Column
from sociallan.screening.screen import Screener
from tests.builders import (
    TODAY,
    changed_file,
    draft_of,
    loaded,
    outcome,
    rule_requiring,
    shape,
    small_pack,
    source,
    words,
)
from tests.conftest import Golden
from tests.faults_told import faults_told

TABLE = """\
code,name,from,to,source
0180,Stockholm,2020-01-01,,SOURCE#one
0331,Heby,2007-01-01,,SOURCE#one
1917,Heby,1971-01-01,2006-12-31,SOURCE#one
"""
FOUND_IN = "{field: applicant.member.code, found_in: {table: places, column: code}}"


def pack_files(table: str = TABLE, require: str = FOUND_IN) -> dict[str, str]:
    files = small_pack(**{"rules__applicant-named": rule_requiring(require)})
    return {**files, "tables/places.csv": table}


def faults(table: str = TABLE, require: str = FOUND_IN) -> list[tuple[str, str, str | None]]:
    found = draft_of(pack_files(table, require)).faults
    return [(fault.code, f"{fault.place.file}:{fault.place.line}", fault.suggestion) for fault in found]


def test_a_sound_table_has_no_fault() -> None:
    assert faults() == []


FAULTS = [
    ("0180,Stockholm", '0180,"Stock"holm', "table.quotes", 4, None),
    ("code,name,from,to,source", "code;name;from;to;source", "table.column-name", 1, None),
    ("code,name,from,to,source", "code,code,from,to,source", "table.column-repeated", 1, None),
    ("code,name,from,to,source", "code,name,from,too,source", "table.column-missing", 1, "too"),
    ("0180,Stockholm,2020-01-01,,", "0180,Stockholm,2020-01-01,", "table.row-length", 2, None),
    ("0180,Stockholm,2020-01-01,,", "0180,Stockholm,2020-01-01,,,", "table.row-length", 2, None),
    ("2020-01-01", "2020-13-01", "table.date", 2, None),
    ("2020-01-01", "2020", "table.date", 2, None),
    ("2020-01-01", "", "table.date", 2, None),
    ("2006-12-31", "2006-02-30", "table.date", 4, None),
    ("2006-12-31", "1970-12-31", "table.dates-crossed", 4, None),
    ("0331,", ",", "table.key-missing", 3, None),
    ("0331,", "0180,", "table.key-repeated", 3, None),
    ("0331,Heby,2007-01-01,", "0331,Heby,2007-01-01,2010-12-31", "", 0, None),
    ("0180,Stockholm,2020-01-01,,SOURCE#one", "0180,Stockholm,2020-01-01,,SOURCE#two", "rule.unknown-passage", 2,
     "SOURCE#one"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line", "suggestion"), FAULTS)
def test_a_fault_is_told_at_its_line(old: str, new: str, code: str, line: int, suggestion: str | None) -> None:
    assert old in TABLE

    expected = [(code, f"tables/places.csv:{line}", suggestion)] if code else []
    assert faults(TABLE.replace(old, new, 1))[: max(1, len(expected))] == expected


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    faulty = (pack_files(TABLE.replace(old, new, 1)) for old, new, *_ in FAULTS)

    golden("faults/tables.txt", faults_told((files, draft_of(files).faults) for files in faulty))


@pytest.mark.parametrize(
    ("table", "code"), [("", "table.empty"), ("\n\n", "table.empty"), ("from,to,source\n", "table.no-values")]
)
def test_a_table_without_values_is_a_fault(table: str, code: str) -> None:
    assert (code, "tables/places.csv:1", None) in faults(table)


def test_every_fault_of_tables_is_tried_above() -> None:
    codes = {code for code in words("sv").codes("faults") if code.startswith("table.")}

    elsewhere = {"table.empty", "table.no-values", "table.unknown-value"}
    assert codes <= {code for _, _, code, _, _ in FAULTS} | elsewhere


def test_all_faults_of_a_table_are_told_at_once_and_no_rule_that_names_it_is_blamed() -> None:
    table = TABLE.replace("2007-01-01", "2007-13-01").replace("2006-12-31", "1970-12-31")

    assert [(code, place) for code, place, _ in faults(table)] == [
        ("table.date", "tables/places.csv:3"),
        ("table.dates-crossed", "tables/places.csv:4"),
    ]


def test_a_row_over_several_lines_is_told_of_at_its_first() -> None:
    table = TABLE.replace("Stockholm", '"Stock\nholm"').replace("2007-01-01", "2007")

    assert faults(table) == [("table.date", "tables/places.csv:4", None)]


@pytest.mark.parametrize(
    ("asked", "code", "suggestion"),
    [
        ("{table: plaecs, column: code}", "rule.unknown-table", "places"),
        ("{table: places, column: coed}", "rule.unknown-column", "code"),
        ("{table: places, column: from}", "rule.unknown-column", None),
    ],
)
def test_a_rule_names_a_table_and_a_column_that_there_are(asked: str, code: str, suggestion: str | None) -> None:
    require = FOUND_IN.replace("{table: places, column: code}", asked)

    assert faults(require=require) == [(code, "rules/applicant-named.yaml:8", suggestion)]


def test_the_same_key_may_stand_in_two_rows_that_are_in_force_after_each_other() -> None:
    table = TABLE + "0114,Upplands Väsby,2007-01-01,2019-12-31,SOURCE#one\n0114,Väsby,2020-01-01,,SOURCE#one\n"

    assert faults(table) == []
    assert faults(table.replace("2019-12-31", "2020-01-01"))[0][:2] == ("table.key-repeated", "tables/places.csv:6")


@pytest.mark.parametrize("name", ["tables/Places.csv", "tables/a/b.csv", "places.csv", "tables/places.yaml"])
def test_a_table_stands_in_its_folder_under_a_name_that_rules_can_use(name: str) -> None:
    files = small_pack() | {name: TABLE}

    assert [fault.code for fault in draft_of(files).faults][:1] == ["pack.file-unknown"]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("1970-12-31", set()),
        ("1971-01-01", {"1917"}),
        ("2006-12-31", {"1917"}),
        ("2007-01-01", {"0331"}),
        ("2019-12-31", {"0331"}),
        ("2020-01-01", {"0331", "0180"}),
    ],
)
def test_the_rows_in_force_are_those_of_the_day(day: str, codes: set[str]) -> None:
    bindings = RuleCalendar(loaded(pack_files())).on(day).bindings

    assert bindings.operand(TableOperand("places", "code")) == Column("places", "code", frozenset(codes))


def kind(pack: Pack, day: str, code: str) -> str:
    given = source(f'applicant: {{member: {{code: "{code}"}}}}')
    return outcome(Screener(pack, shape(), today=TODAY, as_of=day).screen(given), "applicant-named").kind


def test_an_application_is_judged_by_the_rows_of_its_day() -> None:
    pack = loaded(pack_files(TABLE.replace("2006-12-31", "2024-12-31")))

    assert kind(pack, "2024-12-31", "1917") == "met"
    assert kind(pack, "2025-01-01", "1917") == "not_met"
    assert kind(pack, "2025-01-01", "0180") == "met"


@pytest.mark.parametrize(
    ("old", "new", "logic"),
    [
        ("0331", "0332", True),
        ("2007-01-01", "2007-01-02", True),
        ("Stockholm", "Sthlm", True),
        (",,SOURCE#one", ",,SOURCE#two", False),
        ("\n", "\r\n", None),
        ("Stockholm", '"Stockholm"', None),
    ],
)
def test_a_table_counts_in_the_digest_of_the_logic_and_its_sources_in_that_of_texts(
    old: str, new: str, logic: bool | None
) -> None:
    passage = "  passages:\n    two: {summary: {sv: Annat., en: Other.}, mark: stated}"
    files = changed_file(pack_files(), "sources.yaml", "  passages:", passage)
    before = loaded(files)

    after = loaded({**files, "tables/places.csv": TABLE.replace(old, new)})

    changed = (before.logic_digest != after.logic_digest, before.text_digest != after.text_digest)
    assert changed == {True: (True, False), False: (False, True), None: (False, False)}[logic]


WHERE = "{field: applicant.member.code, found_in: {table: places, column: code, where: %s}}"
OF_NAME = WHERE % "{name: {field: applicant.member.name}}"


@pytest.mark.parametrize(
    ("where", "code", "suggestion"),
    [
        ("{nmae: Stockholm}", "rule.unknown-column", "name"),
        ("{from: Stockholm}", "rule.unknown-column", None),
        ("{name: {field: applicant.member.nmae}}", "rule.unknown-field", "applicant.member.name"),
        ("{name: {field: applicant.member.is_member}}", "rule.cell-no-text", None),
        ("{name: {field: derived.free_text}}", "rule.free-text", None),
    ],
)
def test_rows_are_chosen_by_columns_that_there_are_and_by_texts(where: str, code: str, suggestion: str | None) -> None:
    assert faults(require=WHERE % where) == [(code, "rules/applicant-named.yaml:8", suggestion)]


def test_every_unknown_column_of_a_look_up_is_told() -> None:
    require = (WHERE % "{nmae: Heby, cdoe: '0331'}").replace("column: code", "column: coed")

    assert [suggestion for _, _, suggestion in faults(require=require)] == ["code", "name", "code"]


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("{code: '0180', name: Stockholm}", "met"),
        ("{code: '0180', name: Heby}", "not_met"),
        ("{code: '0331', name: Heby}", "met"),
        # The row is no longer in force.
        ("{code: '1917', name: Heby}", "not_met"),
        ("{code: '0180', name: Solna}", "not_met"),
        ("{code: '0180'}", "missing"),
        ("{name: Stockholm}", "missing"),
        ("{}", "missing"),
    ],
)
def test_a_look_up_in_chosen_rows_is_true_only_of_them_and_unknown_without_what_chooses(
    member: str, expected: str
) -> None:
    pack = loaded(pack_files(require=OF_NAME))
    given = source(f"applicant: {{member: {member}}}")

    assert outcome(Screener(pack, shape(), today=TODAY).screen(given), "applicant-named").kind == expected


def test_both_fields_of_a_look_up_are_told_where_it_is_false_and_the_absent_one_where_it_is_unknown() -> None:
    screener = Screener(loaded(pack_files(require=OF_NAME)), shape(), today=TODAY)
    code, name = "/applicant/member/code", "/applicant/member/name"

    def told(member: str) -> tuple[str, ...]:
        found = outcome(screener.screen(source(f"applicant: {{member: {member}}}")), "applicant-named")
        return found.reasons[0].pointers

    assert told("{code: '0180', name: Heby}") == (code, name)
    assert told("{code: '0180'}") == (name,)
    assert told("{name: Heby}") == (code,)
    assert told("{}") == (code, name)


def test_rows_are_chosen_by_texts_of_the_rule_too() -> None:
    pack = loaded(pack_files(require=WHERE % "{name: Stockholm}"))

    assert kind(pack, TODAY, "0180") == "met"
    assert kind(pack, TODAY, "0331") == "not_met"


def test_packs_whose_rows_differ_in_what_stands_beside_each_other_do_not_decide_alike() -> None:
    swapped = TABLE.replace("0180,Stockholm", "0180,Heby").replace("0331,Heby", "0331,Stockholm")

    assert loaded(pack_files(swapped)).tables["places"].on(TODAY) != loaded(pack_files()).tables["places"].on(TODAY)
