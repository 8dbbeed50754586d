"""Workbooks as applications: values, places and findings of what a spreadsheet and its user write."""

import math
from collections.abc import Sequence
from typing import Any

import pytest

from sociallan.application.diagnostic import Severity
from sociallan.application.document import Document
from sociallan.application.field import FIELD_TYPES
from sociallan.application.node_positions import place_of, positions_in
from sociallan.application.workbook.cell_values import CellReader
from sociallan.application.workbook.read import read_workbook
from sociallan.application.workbook.spreadsheet import CellKind, SheetCell
from sociallan.report import sentences
from tests.builders import form, screen, shape, words
from tests.workbooks import Formula, Number, Rows, Value, answers, items, source, workbook

GOALS = ("social.goals.id", "social.goals.description")
INDICATORS = ("parent", "social.goals.indicators.name", "social.goals.indicators.baseline.value")


def read(**sheets: Rows) -> Document:
    return read_workbook(source(workbook(sheets)), form())


def of_field(path: str, value: Value, **given: Any) -> Any:
    """Return what is read for a value in the cell of a field."""
    document = read_workbook(source(workbook({"A": answers((path, value))}, **given)), form())
    assert document.findings == ()
    found = document.value
    for step in path.split("."):
        found = found[step]
    return found


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("investment.loan", 40000000, 40000000),
        ("investment.loan", 40000000.0, 40000000),
        ("investment.loan", Number(4.0e7, "#,##0"), 40000000),
        ("investment.loan", "40000000", 40000000),
        ("investment.loan", "40 000 000", 40000000),
        ("investment.loan", "40\xa0000\xa0000 ", 40000000),
        ("investment.loan", "40 Mkr", "40 Mkr"),
        ("investment.loan", Formula("40000000"), 40000000),
        ("social.target_group.size", "cirka 600", "cirka 600"),
        ("social.target_group.size", Number(0.35, "0%"), 35),
        ("social.target_group.size", Number(0.415, "0.0%"), 41.5),
        ("social.target_group.size", Number(0.35, "0.00%_);(0.00%)"), 35),
        ("social.target_group.size", Number(0.35, '0 %;-0 %;"–"'), 35),
        ("social.target_group.size", Number(0.35, "0%_-"), 35),
        ("social.target_group.size", Number(35, '0" %"'), 35),
        ("social.target_group.size", "41,5", 41.5),
        ("social.target_group.size", 41.499999999999996, 41.5),
        ("project.start", Number(46096, "yyyy-mm-dd"), "2026-03-15"),
        ("project.start", Number(46082, "MMM-YY"), "2026-03"),
        ("project.start", Number(46082, "mmm-yy"), "2026-03"),
        ("project.start", Number(46082, '[$-41D]yyyy\\-mm;@'), "2026-03"),
        ("project.start", Number(46082, "yyyy"), 2026),
        ("project.start", Number(46096.75, "yyyy-mm-dd hh:mm"), "2026-03-15"),
        ("project.start", Number(2027, "yyyy-mm-dd"), 2027),
        ("project.start", 2027, 2027),
        ("project.start", 46096, "2026-03-15"),
        ("project.start", "2027", 2027),
        ("project.start", "2026-03 ", "2026-03"),
        ("project.title", "  Gårdar", "  Gårdar"),
        ("project.title", 2027, "2027"),
        ("project.title", Number(2027, "#,##0.00"), "2027"),
        ("project.title", "Rad ett\nrad två", "Rad ett\nrad två"),
        ("project.title", "ett_x000D_\ntv_x00e5_", "ett\ntvå"),
        ("applicant.name", "Kommunen ", "Kommunen"),
        ("applicant.member.code", Number(180, "0000"), "0180"),
        ("applicant.member.is_member", True, True),
        ("applicant.member.is_member", False, False),
        ("applicant.member.is_member", "tRUE", True),
        ("applicant.member.is_member", "False", False),
        ("applicant.member.is_member", "ja", "ja"),
        ("project.area", "boende och boendemiljöer", "boende och boendemiljöer"),
        ("social.effects", "increase_safety", ["increase_safety"]),
        ("social.effects", " Jämlikhet ", ["Jämlikhet"]),
        ("social.effects", "ökad trygghet; minskat utanförskap", ["ökad trygghet", "minskat utanförskap"]),
        ("project.other_areas", "trygghet, säkerhet och tillgänglighet", ["trygghet, säkerhet och tillgänglighet"]),
        ("project.other_areas", "nej", []),
        ("social.effects", "nej", ["nej"]),
        ("agenda_2030", 11, [11]),
        ("agenda_2030", " 3, 11 ", [3, 11]),
        ("agenda_2030", "3 och 11", ["3 och 11"]),
        ("agenda_2030", "3, elva", ["3, elva"]),
        ("agenda_2030", Number(45964, "d-mmm"), ["2025-11-03"]),
        ("project.area", "housing, safety", "housing, safety"),
        ("social.effects", True, [True]),
        ("social.interventions.linked_to", "I1, I2", ["I1", "I2"]),
        ("social.interventions.linked_to", "I1;I2;", ["I1", "I2"]),
        ("social.interventions.linked_to", "I1,", ["I1,"]),
        ("social.interventions.linked_to", "huset, I2", ["huset, I2"]),
        ("social.interventions.linked_to", "I1 på taket, I2", ["I1 på taket, I2"]),
        ("social.interventions.linked_to", "hela huset, gården", ["hela huset, gården"]),
        ("project.title", "   ", None),
        ("project.colour", "41,5", "41,5"),
        ("project.title", "A1, B2", "A1, B2"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_writes_is_understood(path: str, value: Value, expected: Any) -> None:
    found = of_field(path, value)

    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize("value", [Number(44634, "yyyy-mm-dd"), 44634])
def test_the_days_of_a_workbook_may_count_from_1904(value: Value) -> None:
    assert of_field("project.start", value, from_1904=True) == "2026-03-15"


def test_a_list_goes_on_in_rows_without_a_name_and_in_copied_ones() -> None:
    rows = answers(("social.effects", "equality"), (None, "education"), ("social.effects", "other"), (None, None))

    assert read(A=rows).value["social"]["effects"] == ["equality", "education", "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ökad trygghet; annan effekt", ["ökad trygghet", "annan effekt"]),
        ("ökad trygghet, lägre hyror", ["ökad trygghet, lägre hyror"]),
        ("lägre hyror, ökad trygghet", ["lägre hyror, ökad trygghet"]),
    ],
)
def test_a_cell_is_divided_only_where_each_of_its_parts_is_a_choice(text: str, expected: list[str]) -> None:
    assert of_field("social.effects", text) == expected


def test_a_choice_that_is_named_with_a_comma_is_no_two_choices() -> None:
    cell = SheetCell(3, 3, CellKind.TEXT, "lugnt, tryggt", "General", is_formula=False)
    effects = form().fields["social.effects"]._replace(values=("lugnt", "tryggt"), labels={}, also={})

    for also, texts in (({}, ["lugnt", "tryggt"]), ({"lugnt": ("lugnt, tryggt",)}, ["lugnt, tryggt"])):
        found = CellReader(form()).values(cell, effects._replace(also=also), from_1904=False)
        assert [value.text for value in found] == texts


def test_a_list_that_has_items_does_not_lose_them_by_a_no_below() -> None:
    rows = answers(("project.other_areas", "housing"), ("project.other_areas", "nej"))

    assert read(A=rows).value["project"]["other_areas"] == ["housing", "nej"]


def test_each_row_of_a_list_is_an_item_and_empty_rows_are_none() -> None:
    document = read(Mål=items("social.goals", GOALS, ["M1", "Trygga"], [], [" ", None], ["M2"]))

    assert document.value["social"]["goals"] == [
        {"id": "M1", "description": "Trygga"},
        {"id": "M2", "description": None},
    ]


@pytest.mark.parametrize("reference", ["M2", " m2", "#2"])
def test_a_row_of_an_inner_list_belongs_to_the_item_that_it_names(reference: str) -> None:
    inner = items("social.goals.indicators", INDICATORS, [reference, "Trygga", 41.5])
    document = read(Indikatorer=inner, Mål=items("social.goals", GOALS, ["M1"], ["M2"]))

    first, second = document.value["social"]["goals"]
    assert first["indicators"] is None
    assert second["indicators"] == [{"name": "Trygga", "baseline": {"value": 41.5}}]


def test_a_row_that_names_no_item_belongs_to_the_only_one() -> None:
    inner = items("social.goals.indicators", INDICATORS, [None, "Trygga"])

    assert read(I=inner, M=items("social.goals", GOALS, ["M1"])).value["social"]["goals"][0]["indicators"]
    assert [each.code for each in read(I=inner, M=items("social.goals", GOALS, ["M1"], ["M2"])).findings] == [
        "workbook.no-parent-stated"
    ]


@pytest.mark.parametrize(
    ("reference", "goals", "meant"),
    [("1", ["M1"], "M1"), ("Målet", ["M1"], "M1"), ("Mål 2", ["M1", "M2"], "M2"), ("2", ["M1", "M2"], "M2")],
)
def test_a_row_whose_item_is_misspelt_is_told_and_read(reference: str, goals: Sequence[str], meant: str) -> None:
    inner = items("social.goals.indicators", INDICATORS, [reference, "Trygga"])
    document = read(I=inner, M=items("social.goals", GOALS, *([each] for each in goals)))

    assert [(each.code, each.suggestion) for each in document.findings] == [("workbook.no-parent", meant)]
    assert document.value["social"]["goals"][-1]["indicators"] == [{"name": "Trygga", "baseline": {"value": None}}]


def test_a_number_is_that_of_the_item_where_none_has_a_name() -> None:
    inner = items("social.goals.indicators", INDICATORS, ["2", "Trygga"], ["3", "Sedda"])
    document = read(I=inner, M=items("social.goals", ("social.goals.description",), ["Först"], ["Sedan"]))

    assert [(each.code, str(each.place.cell)) for each in document.findings] == [("workbook.no-parent", "I!B4")]
    assert [len(goal["indicators"] or ()) for goal in document.value["social"]["goals"]] == [0, 1]


@pytest.mark.parametrize("reference", ["Målet", "3", "M"])
def test_a_row_that_may_belong_to_several_items_is_not_read(reference: str) -> None:
    inner = items("social.goals.indicators", INDICATORS, [reference, "Trygga"])
    document = read(I=inner, M=items("social.goals", GOALS, ["M1"], ["M2"]))

    assert [(each.code, each.suggestion) for each in document.findings] == [("workbook.no-parent", None)]
    assert all(goal["indicators"] is None for goal in document.value["social"]["goals"])


def test_a_list_that_may_be_empty_says_so_in_its_first_cell() -> None:
    columns = ("investment.grants.from", "investment.grants.amount")

    assert read(A=items("investment.grants", columns, ["nej"])).value["investment"]["grants"] == []


@pytest.mark.parametrize(
    ("pointer", "cell"),
    [
        ("/project/title", "'Vårt projekt'!C3"),
        ("/project/start", "'Vårt projekt'!C4"),
        ("/social/goals/1/description", "Mål!C4"),
        ("/social/goals/1", "Mål!B4"),
        ("/social/goals", "Mål!B3"),
        ("/social/goals/0/indicators", "Indikatorer!C3"),
    ],
)
def test_the_place_of_a_value_is_its_cell_also_of_one_to_come(pointer: str, cell: str) -> None:
    project = answers(("project.title", "Gårdar"), ("project.start", None))
    goals = items("social.goals", GOALS, ["M1"], ["M2", "Trygga"])
    indicators = items("social.goals.indicators", INDICATORS)
    document = read(**{"Vårt projekt": project, "Mål": goals, "Indikatorer": indicators})

    place = place_of(document, pointer, positions_in(document))

    assert (str(place.cell), place.exact) == (cell, True)


def test_an_item_to_come_has_the_first_empty_row_of_its_sheet() -> None:
    goals = items("social.goals", GOALS, ["M1"], ["M2"])
    indicators = items("social.goals.indicators", INDICATORS, ["M1", "Trygga"], [], ["M1", "Nöjda"])
    document = read(A=goals, B=indicators)

    place = place_of(document, "/social/goals/1/indicators", positions_in(document))

    assert (str(place.cell), place.exact) == ("B!C4", True)


def test_the_excerpt_of_a_place_is_what_stands_in_the_cell() -> None:
    finding = screen(source(workbook({"A": answers(("investment.loan", "ca 40 Mkr"))}))).findings[0]

    assert (finding.code, finding.place.excerpt, finding.suggestion) == ("schema.amount", "ca 40 Mkr", "40000000")


def test_a_code_is_suggested_without_quotation_marks() -> None:
    finding = screen(source(workbook({"A": answers(("applicant.member.code", "180"))}))).findings[0]

    assert (finding.code, finding.suggestion) == ("schema.code", "0180")


@pytest.mark.parametrize(
    ("formula", "code"), [(Formula("#REF!", "e"), "workbook.error-value"), (Formula(), "workbook.no-result")]
)
def test_the_value_of_a_formula_that_fails_is_withheld_and_not_called_missing(formula: Formula, code: str) -> None:
    document = read(A=answers(("investment.loan", formula)))

    assert [(each.code, str(each.place.cell), each.pointer) for each in document.findings] == [
        (code, "A!C3", "/investment/loan")
    ]
    assert document.gap("/investment/loan") == "invalid"


@pytest.mark.parametrize("value", ["grön", 5, Number(45964, "d-mmm"), True])
def test_what_belongs_to_no_field_is_told_with_its_cell(value: Value) -> None:
    screening = screen(source(workbook({"A": answers(("project.colour", value), ("project.shape", None))})))

    assert [(each.code, str(each.place.cell)) for each in screening.findings] == [("schema.unknown-key", "A!C3")]


@pytest.mark.parametrize("path", ["a." * 5_000 + "a", "social", "social.goals", "social.goals.id", "..", "project.."])
def test_an_odd_path_is_no_failure_of_the_program(path: str) -> None:
    goals = items("social.goals", (path, *GOALS), ["Gårdar", "M1"])

    assert screen(source(workbook({"A": answers((path, "Gårdar")), "B": goals}))).verdict == "invalid"


def test_sheets_of_ones_own_are_not_read() -> None:
    document = read(Budget=[["Summa", 17], ["project.title", "fel"]], A=answers(("project.title", "Gårdar")))

    assert document.value == {"project": {"title": "Gårdar"}}


def test_only_a_list_of_references_is_parted_at_the_signs_between_them() -> None:
    reader, cell = CellReader(form()), SheetCell(3, 3, CellKind.TEXT, "I1, I2", "General", is_formula=False)
    links = form().fields["social.interventions.linked_to"]
    texts, reference = links._replace(refers_to=None), links._replace(type=FIELD_TYPES["name"], item_type=None)

    found = [reader.values(cell, field, from_1904=False) for field in (links, texts, reference)]

    assert [[value.text for value in values] for values in found] == [["I1", "I2"], ["I1, I2"], ["I1, I2"]]


PARTS = ("investment.items.description", "investment.items.nature", "investment.items.cost")


@pytest.mark.parametrize(
    ("last", "count"),
    [
        (["Summa", None, 150], 2),
        ([None, None, 150], 2),
        (["Totalt", None, Formula("150")], 2),
        (["Larm", None, 151], 3),
        (["Larm", None, "150"], 3),
        (["Larm", "investment", 150], 3),
        (["Larm", None, None], 3),
    ],
)
def test_the_sum_of_a_list_is_noted_and_is_no_item(last: list[Value], count: int) -> None:
    document = read(
        A=items("investment.items", PARTS, ["Tak", "investment", 100], ["Dörrar", "investment", 50.0], last)
    )

    assert len(document.value["investment"]["items"]) == count
    assert [each.code for each in document.findings] == ["workbook.total"] * (count == 2)
    assert all(each.severity is Severity.NOTE for each in document.findings)


def test_one_number_is_no_list_to_sum() -> None:
    document = read(A=items("investment.items", PARTS, ["Tak", None, 100], ["Dörrar", None, 100]))

    assert (len(document.value["investment"]["items"]), document.findings) == (2, ())


def test_a_row_that_holds_a_sum_in_the_middle_is_an_item() -> None:
    document = read(
        A=items("investment.items", PARTS, ["Tak", None, 1], ["Port", None, 1], ["A", None, 2], ["B", None, 9])
    )

    assert (len(document.value["investment"]["items"]), document.findings) == (4, ())


@pytest.mark.parametrize("value", [Number(45658, "yyyy-mm-dd"), Number(2025, "yyyy-mm-dd"), 2025, "2025"])
def test_a_year_is_read_as_one_whatever_format_its_cell_was_left_in(value: Value) -> None:
    rows = items("systematic_work.documents", ("systematic_work.documents.year",), (value,))

    document = read(A=rows)

    assert document.value["systematic_work"]["documents"] == [{"year": 2025}]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("project.start", Number(1900, "yyyy-mm-dd"), 1900),
        ("project.start", Number(2200, "yyyy-mm-dd"), 2200),
        ("project.start", Number(1899, "yyyy-mm-dd"), "1905-03-13"),
        ("project.start", Number(2201, "yyyy-mm-dd"), "1906-01-09"),
        ("project.start", Number(2027.5, "yyyy-mm-dd"), "1905-07-19"),
        ("social.target_group.size", Number(2000, "yyyy-mm-dd"), "1905-06-22"),
        ("social.target_group.size", 46_096, 46_096),
        ("project.start", 10_000, "1927-05-18"),
        ("project.start", 9_999, 9_999),
        ("project.start", 120_000, "2228-07-18"),
        ("project.start", 120_001, 120_001),
        ("project.title", 123_456_789_012_345, "123456789012345"),
        ("project.title", 10**15, "1e+15"),
        ("project.title", 10**16, "1e+16"),
        ("project.start", Number(1e9, "yyyy-mm-dd"), 1_000_000_000),
        ("project.start", Number(math.nan, "yyyy-mm-dd"), "nan"),
        ("project.area", 5, "5"),
        ("social.target_group.size", Number(0.123456789012345, "0.00%"), 12.3456789012),
        ("social.target_group.size", Formula("1,5"), "1,5"),
        ("social.target_group.size", "0x1f", 31),
        ("social.target_group.size", "x", "x"),
    ],
)
def test_a_number_is_a_year_or_a_day_within_the_limits_of_both(path: str, value: Value, expected: Any) -> None:
    assert of_field(path, value) == expected


def test_several_choices_in_one_cell_of_a_list_are_suggested_together() -> None:
    data = workbook({"A": answers(("social.effects", "trygheten, delaktigheten"))})

    (finding,) = shape().check(read_workbook(source(data), form())).findings

    assert (finding.code, finding.suggestion) == ("schema.enum", "increase_safety, participation")
    assert "ökad trygghet, större delaktighet" in sentences.diagnostic_cure(finding, words("sv"), form().fields)


def test_several_choices_in_one_cell_are_not_suggested_together_where_one_is_unknown() -> None:
    data = workbook({"A": answers(("social.effects", "trygghet, delaktighet, xyzzyx"))})

    (finding,) = shape().check(read_workbook(source(data), form())).findings

    assert finding.code == "schema.enum"
    assert finding.suggestion in (None, *form().fields["social.effects"].values)


def test_for_a_field_of_one_choice_none_of_several_in_its_cell_is_suggested() -> None:
    data = workbook({"A": answers(("project.area", "tryghet, boende"))})

    (finding,) = shape().check(read_workbook(source(data), form())).findings

    assert (finding.code, finding.suggestion) == ("schema.one-choice", None)
    assert finding.parameters["allowed"] == ("safety", "housing")


def test_a_decimal_number_is_suggested_for_a_cell_as_the_language_writes_it() -> None:
    path = "social.need.evidence"
    data = workbook({"A": items(path, (f"{path}.value",), ("41,5 procent",))})

    (finding,) = shape().check(read_workbook(source(data), form())).findings

    cures = {lang: sentences.diagnostic_cure(finding, words(lang), form().fields) for lang in ("sv", "en")}
    assert "41,5" in cures["sv"]
    assert "41.5" in cures["en"]
