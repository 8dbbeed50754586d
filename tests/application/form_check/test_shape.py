"""The shape check: what is wrong with spelling and types, and what to write instead."""

import copy
import random
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema
import pytest

from sociallan.application.diagnostic import UNCERTAIN, rewritten
from sociallan.application.document import Document, Gap
from sociallan.application.field import Field, FieldKind
from sociallan.application.form_check import schema_errors
from sociallan.application.form_check.form_schema import form_schema
from sociallan.application.form_check.shape import Shape
from sociallan.application.form_check.string_formats import FORMATS
from sociallan.application.form_check.withheld import without
from sociallan.application.location import START
from sociallan.application.notation.value_words import ONGOING
from sociallan.application.read import read
from sociallan.application.spelling import folded
from sociallan.screening.fixes import is_certain
from tests.application.reading import faults_of, marked, only_finding
from tests.builders import as_json, at, checked, examples, form, of_value, shape, source
from tests.mutants import pointers, set_at, value_of
from tests.sampling import sampled

FIELDS = shape().fields


def application(path: str, value: Any) -> dict[str, Any]:
    """Make an application that states one field, given by the path of the schema."""
    steps = path.split(".") if path else []
    for count in range(len(steps), 0, -1):
        field = FIELDS[".".join(steps[:count])]
        # A list of records lies around all but the last step.
        if count < len(steps) and field.kind is FieldKind.LIST:
            value = [value]
        value = {steps[count - 1]: value}
    assert isinstance(value, dict)
    return value


def stating(path: str, value: Any) -> Document:
    return checked(as_json(application(path, value)))


def test_rules_see_an_application_as_it_stands_if_it_conforms_and_all_that_is_stated_is_an_answer() -> None:
    assert shape().keeps({"social": {"effects": ["increase_safety"]}})
    assert not shape().keeps({"social": {"effects": ["safety"]}})
    assert not shape().keeps({"social": {"effects": []}})


def test_what_answers_nothing_is_taken_away_with_its_reason_and_all_else_is_left_as_it_is() -> None:
    empty = of_value({"social": {"effects": [], "change": "Fler bor kvar"}})
    whole = of_value({"social": {"change": "Fler bor kvar"}})

    meant = shape().as_meant(empty)

    assert meant.value == {"social": {"effects": None, "change": "Fler bor kvar"}}
    assert meant.unanswered == {"/social/effects": Gap.EMPTY}
    assert shape().as_meant(whole) is whole


def test_a_reference_is_spelt_as_the_item_that_it_means() -> None:
    goals = {"investment": {"items": [{"id": "I1"}]}, "social": {"interventions": [{"linked_to": ["i1"]}]}}

    assert shape().as_meant(of_value(goals)).value["social"]["interventions"][0]["linked_to"] == ["I1"]


def misspelt(word: str) -> Iterator[str]:
    """Write a word as hurried fingers do: a letter lost, doubled or swapped, or a hyphen for an underscore."""
    middle = len(word) // 2
    yield word[:middle] + word[middle + 1 :]
    yield word[:middle] + word[middle] + word[middle:]
    yield word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    yield word.replace("_", "-") + " "


def enums() -> list[tuple[str, str]]:
    return [(path, value) for path, field in FIELDS.items() for value in field.values]


def records() -> list[tuple[str, str]]:
    return [
        (path, name)
        for path, field in FIELDS.items()
        if field.kind is FieldKind.RECORD or field.items is FieldKind.RECORD
        for name in field.children
    ]


def as_items(field: Field, value: Any) -> Any:
    return [value] if field.kind is FieldKind.LIST else value


@pytest.mark.parametrize("name", examples("ready", "incomplete", "not_met"))
def test_an_example_outside_invalid_has_the_right_shape(name: str) -> None:
    document = checked(as_json(value_of(name)))

    assert faults_of(document) == []


@pytest.mark.parametrize(("path", "value"), enums())
def test_a_misspelt_value_gets_the_near_one(path: str, value: str) -> None:
    for written in misspelt(value):
        if len(value) < 3 or written.strip() == value or written in FIELDS[path].labels[value].values():
            continue

        finding = only_finding(stating(path, as_items(FIELDS[path], written)))

        assert (finding.code, finding.suggestion) == ("schema.enum", value), written
        assert finding.parameters["allowed"] == FIELDS[path].values


def test_no_key_is_suggested_for_a_word_that_begins_as_a_title_does() -> None:
    finding = only_finding(stating("project", {"projektledare": "Anna Svensson"}))

    assert (finding.code, finding.suggestion) == ("schema.unknown-key", None)
    assert stating("project", {"projektledare": "Anna Svensson"}).withheld == frozenset()


@pytest.mark.parametrize(("path", "name"), records())
def test_a_misspelt_key_gets_the_near_one(path: str, name: str) -> None:
    for written in misspelt(name):
        if len(name) < 4 or written == name:
            continue

        document = stating(path, as_items(FIELDS[path], {written: None}))

        finding = only_finding(document)
        code = "schema.label-key" if folded(written) == name else "schema.unknown-key"
        assert (finding.code, finding.suggestion) == (code, name), written


@pytest.mark.parametrize(("path", "name"), records())
def test_a_misspelt_key_in_json_is_told_once_with_a_line_that_is_json(path: str, name: str) -> None:
    for written in misspelt(name):
        if len(name) < 4 or folded(written) == name:
            continue
        text = as_json(application(path, as_items(FIELDS[path], {written: None})))

        in_yaml, in_json = (shape().check(read(source(text, file))) for file in ("a.yaml", "a.json"))

        assert in_json.withheld == in_yaml.withheld != frozenset(), written
        line = rewritten(only_finding(in_json), text)
        assert line == text.replace(as_json(written), as_json(name))


@pytest.mark.parametrize(
    ("path", "swedish", "expected"),
    [
        ("", "låntagare", "applicant"),
        ("", "Låntagare", "applicant"),
        ("", "projekt", "project"),
        ("", "investering", "investment"),
        ("", "uppföljning", "evaluation"),
        ("", "långsiktighet", "long_term"),
        ("applicant", "organisationsnummer", "org_number"),
        ("applicant", "medlem", "member"),
        ("project", "område", "area"),
        ("project", "sammanfattning", "summary"),
        ("investment", "lånebelopp", "loan"),
        ("investment", "bidrag", "grants"),
        ("social", "mål", "goals"),
        ("social", "målgrupp", "target_group"),
        ("social", "insatser", "interventions"),
        ("social", "behov", "need"),
        ("social", "effekter", "effects"),
        ("social", "förändring", "change"),
        ("social.goals", "indikatorer", "indicators"),
        ("social.goals.indicators", "utgångsvärde", "baseline"),
        ("social.goals.indicators", "målvärde", "target"),
    ],
)
def test_a_key_in_swedish_gets_the_english_one(path: str, swedish: str, expected: str) -> None:
    document = stating(path, as_items(FIELDS[path], {swedish: None}))

    assert only_finding(document).suggestion == expected


def test_an_unknown_key_is_shown_where_the_key_stands() -> None:
    document = checked("social:\n  gaols: []\n  need: {}\n")

    finding = only_finding(document)

    assert (finding.pointer, at(finding.place), marked(document, finding)) == ("/social/gaols", "2:3", "gaols")


def test_a_key_that_belongs_elsewhere_is_told_its_place() -> None:
    finding = only_finding(checked("municipality_code: '0114'"))

    assert (finding.code, finding.parameters["belongs"]) == (
        "schema.misplaced-key",
        "project.location.municipality_code",
    )


def test_a_key_that_belongs_in_several_places_is_told_none_of_them() -> None:
    finding = only_finding(checked("description: Torget"))

    assert finding.code == "schema.unknown-key"
    assert "belongs" not in finding.parameters


@pytest.mark.parametrize("title", ["", *FIELDS[""].title.values()])
@pytest.mark.parametrize("written", ["{}: {{}}", "project:\n  {}: Torget\n"])
def test_a_key_that_names_the_whole_form_belongs_nowhere_in_it(title: str, written: str) -> None:
    finding = only_finding(checked(written.format(as_json(title))))

    assert finding.code == "schema.unknown-key"
    assert "belongs" not in finding.parameters


def test_a_key_of_several_places_is_meant_for_that_in_the_part_above() -> None:
    finding = only_finding(checked("project:\n  area: housing\nstart: 2026-03\n"))

    assert (finding.code, finding.parameters["belongs"]) == ("schema.misplaced-key", "project.start")


def test_a_key_of_several_places_is_meant_for_that_in_the_list_above() -> None:
    finding = only_finding(checked("social:\n  goals: [{id: M1}]\n  description: Alla är trygga\n"))

    assert (finding.code, finding.parameters["belongs"]) == ("schema.misplaced-key", "social.goals.description")


def test_a_part_that_is_indented_is_told_with_what_belongs_to_it() -> None:
    findings = checked("applicant:\n  name: Lillvik\n  project:\n  title: Gård\n  start: 2026-03\n").findings

    assert [(each.code, each.parameters["belongs"]) for each in findings] == [
        ("schema.indented-part", "project"),
        ("schema.misplaced-key", "project.title"),
        ("schema.misplaced-key", "project.start"),
    ]


@pytest.mark.parametrize(("name", "code"), [("a.yaml", "schema.indented-part"), ("a.json", "schema.misplaced-key")])
def test_only_yaml_has_parts_that_are_indented(name: str, code: str) -> None:
    document = shape().check(read(source('{"applicant": {"project": {"title": "Gården"}}}', name)))

    assert only_finding(document).code == code


def test_a_near_key_that_is_already_there_is_not_suggested() -> None:
    finding = only_finding(checked("social: {goals: [], goal: []}"))

    assert finding.suggestion != "goals"


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        ("investment: {loan: ca 25 Mkr}", "schema.amount", "25000000"),
        ("investment: {loan: cirka 25.5 mkr}", "schema.amount", "25500000"),
        ("investment: {loan: 'SEK 2,5 miljoner'}", "schema.amount", "2500000"),
        ("investment: {loan: '2,500 mkr'}", "schema.amount-open", None),
        ("investment: {loan: 25_000_000}", "schema.amount", "25000000"),
        ("investment: {loan: 1_000}", "schema.amount", "1000"),
        ("investment: {loan: '25,000,000'}", "schema.amount", "25000000"),
        ("investment: {loan: '25 000 000:-'}", "schema.amount", "25000000"),
        ("investment: {loan: tjugo}", "schema.amount", None),
        ("investment: {green_loan: inget}", "schema.amount", "0"),
        ("investment: {loan: true}", "schema.number", None),
        ("investment: {loan: 25.5}", "schema.amount-open", None),
        ("investment: {loan: '25,5'}", "schema.amount-open", None),
        ("investment: {loan: 999.125}", "schema.amount", None),
        ("social: {target_group: {size: '25,500 tkr'}}", "schema.number", None),
        ("investment: {loan: 1000.6}", "schema.whole-number", "1001"),
        ("social: {need: {evidence: [{year: 2025-03-01}]}}", "schema.number", "2025"),
        ("social: {need: {evidence: [{year: våren 2025}]}}", "schema.number", "2025"),
        ("social: {need: {evidence: [{year: kvartal 2 2025}]}}", "schema.number", "2025"),
        ("social: {need: {evidence: [{year: före 2025}]}}", "schema.number", None),
        ("social: {need: {evidence: [{year: tjugotjugo}]}}", "schema.number", None),
        ("project: {start: pågår}", "schema.date", None),
        ("social: {interventions: [{linked_to: {a: b}}]}", "schema.list", None),
        ("social: {effects: {increase_safety: increase_safety}}", "schema.list", None),
        ("investment: {loan: 25500000.4}", "schema.whole-number", "25500000"),
        ("investment: {loan: -5}", "schema.too-small", None),
        ("systematic_work: {documents: [{year: 22}]}", "schema.too-small", "2022"),
        ("systematic_work: {documents: [{year: -22}]}", "schema.too-small", "2022"),
        ("systematic_work: {documents: [{year: 98}]}", "schema.too-small", "1998"),
        ("systematic_work: {documents: [{year: 220}]}", "schema.too-small", None),
        ("agenda_2030: mål 3 och 10", "schema.list", "[3, 10]"),
        ("agenda_2030: hälsa", "schema.list", None),
        ("investment: {loan: 2000000000000}", "schema.too-large", None),
        ("investment: {loan: [25]}", "schema.single-value", "25"),
        ("investment: {loan: [ 2 mkr , ]}", "schema.single-value", "2 mkr"),
        ("project: {title: ['A, b: c']}", "schema.single-value", "'A, b: c'"),
        ("project: {title: [[a]]}", "schema.single-value", None),
        ("project: {title: [a, b]}", "schema.single-value", None),
        ("project: {title: []}", "schema.single-value", None),
        ("project: {area: [housing]}", "schema.single-value", "housing"),
        ("project: {area: {a: b}}", "schema.single-value", None),
        ("project: {area: 5}", "schema.enum", None),
        ("project:\n  title:\n  - Gården\n", "schema.single-value", None),
        ("project: {title: [a\n]}", "schema.single-value", None),
        ("investment: {loan: {kr: 25}}", "schema.single-value", None),
        ("social: {target_group: {size: kanske 400}}", "schema.number-in-text", "400"),
        ("social: {target_group: {size: nej}}", "schema.number", None),
        ("social: {target_group: {size: 60.4}}", "schema.whole-number", "60"),
        ("social: {target_group: {size: 4 000 personer}}", "schema.number", "4000"),
        ("applicant: {member: {is_member: j}}", "schema.yes-no", "true"),
        ("applicant: {member: {is_member: on}}", "schema.yes-no", "true"),
        ("applicant: {member: {is_member: 0}}", "schema.yes-no", "false"),
        ("applicant: {member: {is_member: kanske}}", "schema.yes-no", None),
        ("applicant: {member: {code: 114}}", "schema.code", '"0114"'),
        ("applicant: {member: {code: 09871}}", "schema.code", None),
        ("applicant: {member: {code: '114'}}", "schema.code", '"0114"'),
        ("applicant: {org_number: 165599999991}", "schema.org-number-form", "559999-9991"),
        ("applicant: {org_number: '55 9999 9991'}", "schema.org-number-form", "559999-9991"),
        ("applicant: {org_number: 559999-9990}", "schema.org-number-digits", None),
        ("applicant: {org_number: 121212-1212}", "schema.org-number-digits", None),
        ("applicant: {member: {code: 280.}}", "schema.text", '"0280"'),
        ("applicant: {member: {code: 28.5}}", "schema.text", None),
        ("applicant: {org_number: 5599999991.}", "schema.text", "559999-9991"),
        ("applicant: {org_number: 5599999991.5}", "schema.text", None),
        ("applicant: {name: 1984}", "schema.text", '"1984"'),
        ("applicant: {name: true}", "schema.text", '"true"'),
        ("decision: {reference: 12.10}", "schema.text", '"12.10"'),
        ("decision: {reference: 12e3}", "schema.text", '"12e3"'),
        ("submitted: 2024-02-30", "schema.date-impossible", "2024-02-29"),
        ("submitted: 2024-13-01", "schema.date", None),
        ("submitted: 2024/06/01", "schema.date", "2024-06-01"),
        ("submitted: 20240601", "schema.date", "2024-06-01"),
        ("submitted: 1/6 2024", "schema.date", "2024-06-01"),
        ("submitted: 1 juni 2024", "schema.date", "2024-06-01"),
        ("submitted: 24", "schema.date", None),
        ("submitted: hösten 2024", "schema.date-open", None),
        ("project: {area: boende och trygghet}", "schema.one-choice", None),
        ("project: {status: planerat/pågår}", "schema.one-choice", None),
        ("project: {area: 'hälsa, utbildning, idrott'}", "schema.enum", "health"),
        ("project: {other_areas: ['trygghet, boende']}", "schema.enum", None),
        ("systematic_work: {documents: [{year: år 2023}]}", "schema.number", "2023"),
        ("systematic_work: {documents: [{year: senast år 2023}]}", "schema.number", "2023"),
        ("systematic_work: {documents: [{year: i slutet av 2023}]}", "schema.number", "2023"),
        ("systematic_work: {documents: [{year: by the end of 2023}]}", "schema.number", "2023"),
        ("systematic_work: {documents: [{year: efter 2023}]}", "schema.number", None),
        ("long_term: {until: minst 10 år}", "schema.date-length", None),
        ("submitted: 12:30", "schema.date", None),
        ("submitted: true", "schema.date", None),
        ("submitted: [2024]", "schema.single-value", "2024"),
        ("format: 2", "schema.enum", None),
        ("agenda_2030: [18]", "schema.too-large", None),
        ("agenda_2030: [0]", "schema.too-small", None),
        ("agenda_2030: 11", "schema.list", "[11]"),
        ("agenda_2030: 'elva, tolv'", "schema.list", None),
        ("agenda_2030: [11, 11]", "schema.repeated", None),
        ("social: {goals: fler i arbete}", "schema.list", None),
        ("social: {interventions: [{linked_to: 'I1, I2'}]}", "schema.list", '["I1", "I2"]'),
        ("social: {interventions: [{linked_to: 'I1,'}]}", "schema.list", '["I1,"]'),
        ("social: {interventions: [{linked_to: ' , '}]}", "schema.list", '[" , "]'),
        ("investment: {grants: nej}", "schema.list", "[]"),
        ("project: {other_areas: inga}", "schema.list", "[]"),
        ("contribution: {objects: 'insatsen, lokalen'}", "schema.list", None),
        ("social: {interventions: [{linked_to: I1 och I2}]}", "schema.list", '["I1", "I2"]'),
        ("social: {interventions: [{linked_to: 'hela huset, gården'}]}", "schema.list", None),
        ("social: {interventions: [{linked_to: torget}]}", "schema.list", None),
        ("social: {goals: [fler i arbete]}", "schema.record", None),
        ("social: ett behov", "schema.record", None),
        ("social: []", "schema.record", None),
        ("agenda_2030: [[11]]", "schema.single-value", "11"),
        ("social: {interventions: [{linked_to: [[I1]]}]}", "schema.single-value", "I1"),
        ("social: {effects: {a: b}}", "schema.list", None),
        ("social: {target_group: {size: '12,5'}}", "schema.whole-number", "12"),
        ("social: {target_group: {size: '12,0'}}", "schema.number", "12"),
        ("[]", "schema.record", None),
        ("42", "schema.record", None),
        ("Ansökan", "schema.record", None),
        (f"applicant: {{name: {'å' * 501}}}", "schema.too-long", None),
        (f"agenda_2030: [{'null, ' * 1001}]", "schema.too-many", None),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(text: str, code: str, suggestion: str | None) -> None:
    finding = only_finding(checked(text))

    assert (finding.code, finding.suggestion) == (code, suggestion)


@pytest.mark.parametrize(
    ("text", "path", "parameters"),
    [
        ("investment: {loan: -5}", "investment.loan", {"limit": 0}),
        ("social: {target_group: {size: kanske 400}}", "social.target_group.size", {"found": "kanske 400"}),
        ("submitted: 2024-02-30", "submitted", {"found": "2024-02-30"}),
        ("submitted: 31 juni 2022", "submitted", {"found": "31 juni 2022"}),
        ("submitted: 2024-13-01", "submitted", {"found": "2024-13-01"}),
        ("submitted: 24", "submitted", {"found": "24"}),
        (
            "submitted: våren 2024",
            "submitted",
            {"found": "våren 2024", "meant": ("2024-03", "2024-04", "2024-05", "2024")},
        ),
        ("long_term: {until: minst 10 år}", "long_term.until", {"found": "minst 10 år"}),
        ("long_term: {until: pågår}", "long_term.until", {"found": "pågår", "pointers": ("/long_term/permanent",)}),
        ("project: {area: odd}", "project.area", {"allowed": FIELDS["project.area"].values}),
        ("social: {effects: [odd]}", "social.effects", {"allowed": FIELDS["social.effects"].values}),
        ("project: {area: boende och trygghet}", "project.area", {"allowed": ("housing", "safety")}),
        ("social: {goals: [fler i arbete]}", "social.goals", {"allowed": FIELDS["social.goals"].children}),
        (f"applicant: {{name: {'å' * 501}}}", "applicant.name", {"limit": 500, "length": 501}),
        (f"agenda_2030: [{'null, ' * 1001}]", "agenda_2030", {"limit": 1000, "length": 1001}),
        ("agenda_2030: 11", "agenda_2030", {}),
        ("project: {titel: A}", "project", {"key": "titel", "allowed": FIELDS["project"].children}),
    ],
)
def test_a_fault_has_the_path_of_its_field_and_what_the_sentence_on_it_names(
    text: str, path: str, parameters: Mapping[str, object]
) -> None:
    assert only_finding(checked(text)).parameters == {"path": path, **parameters}


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ("investment:\n  loan: ca 25 Mkr\n", "/investment/loan", "2:9"),
        ("agenda_2030: [11, 99]", "/agenda_2030/1", "1:19"),
        ("social:\n  goals: fler\n", "/social/goals", "2:10"),
        ("social:\n  goals:\n  - fler\n", "/social/goals/0", "3:5"),
        ("social:\n  - x\n", "/social", "1:1"),
        ("social: [x]", "/social", "1:9"),
        ("- a\n- b\n", "", "1:1"),
    ],
)
def test_a_wrong_value_is_shown_where_it_stands(text: str, pointer: str, expected: str) -> None:
    finding = only_finding(checked(text))

    assert (finding.pointer, at(finding.place)) == (pointer, expected)


@pytest.mark.parametrize("value", ["2024", 2024, "2024-06", "2024-06-15", None, "tbd", "okänt", "", 1900, 2200])
def test_partial_dates_years_and_gaps_are_dates(value: Any) -> None:
    assert faults_of(stating("submitted", value)) == []


def test_a_wrong_value_is_withheld_from_the_rules_and_the_rest_is_kept() -> None:
    document = checked("investment: {loan: ca 25 Mkr, total_cost: 30000000}\nsocial: ett behov\n")

    assert document.value == {"investment": {"loan": None, "total_cost": 30_000_000}, "social": None}
    assert document.gap("/investment/loan") is Gap.INVALID
    assert document.malformed
    assert document.gap("/social/goals") is Gap.INVALID
    assert document.gap("/project/title") is Gap.ABSENT


@pytest.mark.parametrize(("text", "codes"), [("", ["yaml.empty"]), ("a: [", ["yaml.open-bracket"])])
def test_of_what_cannot_be_read_nothing_is_said_of_its_shape(text: str, codes: list[str]) -> None:
    assert [code for code, _, _ in faults_of(checked(text))] == codes


def test_what_the_reader_of_a_workbook_withholds_stays_withheld() -> None:
    formula_failed = of_value({"investment": {"loan": "mycket"}})._replace(withheld=frozenset({"/project/title"}))

    assert shape().check(formula_failed).withheld == {"/project/title", "/investment/loan"}
    # It may be withheld for the misspelt name of another value as well.
    misspelt = of_value({"project": {"titel": "Torget"}})._replace(withheld=frozenset({"/project/title"}))
    assert shape().check(misspelt).withheld == {"/project/title"}


def test_an_application_that_is_no_record_is_told_beside_a_fault_of_the_whole_file() -> None:
    codes = [code for code, _, _ in faults_of(checked("- a\n---\n- b\n"))]

    assert codes == ["yaml.several-documents", "schema.record"]


@pytest.mark.parametrize(
    "text",
    [
        "investment: {loan: 5}",
        "investment: {loan: 25 Mkr}",
        "investment: {loan: mycket}",
        "{investment: {loan: mycket, total_cost: 0, items: [{id: I1}]}, social: {interventions: [{linked_to: [i1]}]}}",
    ],
)
def test_without_findings_the_values_are_the_same(text: str) -> None:
    unchecked = read(source(text))

    assert shape().sift(unchecked) == shape().check(unchecked)._replace(findings=())


def test_a_text_that_is_withheld_is_kept_with_its_place() -> None:
    document = checked("project: {start: ring Anna}\ninvestment: {loan: true}\n")

    assert document.withheld_texts == {"/project/start": "ring Anna"}


def test_what_is_no_list_is_told_what_a_list_may_hold() -> None:
    choices, records = (only_finding(stating(path, {"x": 1})) for path in ("social.effects", "investment.items"))

    assert choices.parameters["allowed"] == FIELDS["social.effects"].values
    assert records.parameters["allowed"] == FIELDS["investment.items"].children


def test_the_document_that_was_checked_is_not_changed() -> None:
    before = checked("investment: {loan: 5}")
    value = copy.deepcopy(before.value)

    shape().check(before)

    assert before.value == value


def test_all_faults_are_found_at_once() -> None:
    document = checked("investment: {loan: ca 25 Mkr, lown: 5}\nproject: {area: houses}\nagenda_2030: [99]\n")

    assert [(code, pointer) for code, pointer, _ in faults_of(document)] == [
        ("schema.too-large", "/agenda_2030/0"),
        ("schema.unknown-key", "/investment/lown"),
        ("schema.amount", "/investment/loan"),
        ("schema.enum", "/project/area"),
    ]


def test_faults_are_told_in_the_order_of_their_names_and_numbers() -> None:
    document = checked(f"health: ett\ncontribution: två\nagenda_2030: [{', '.join(map(str, range(1, 11)))}, 98, 99]\n")

    assert [pointer for _, pointer, _ in faults_of(document)] == [
        "/agenda_2030/10",
        "/agenda_2030/11",
        "/contribution",
        "/health",
    ]


def test_digits_with_a_leading_zero_are_told_by_the_type_of_their_field() -> None:
    document = checked("investment: {loan: 0114}\nproject: {location: {municipality_code: 0180}}\nsubmitted: 0114")

    assert [(finding.code, finding.suggestion) for finding in document.findings] == [
        ("value.leading-zero", '"0114"'),
        ("schema.amount", "114"),
    ]


def test_a_code_with_a_leading_zero_is_right_where_nothing_else_is_wrong() -> None:
    document = checked("applicant: {member: {code: 0180}}")

    assert (document.findings, document.value) == ((), {"applicant": {"member": {"code": "0180"}}})


def test_what_the_reader_has_told_is_not_told_again() -> None:
    document = checked(f"social: {{target_group: {{size: {'9' * 400}}}}}")

    assert [code for code, _, _ in faults_of(document)] == ["value.number-too-large"]


@pytest.mark.parametrize(
    "text",
    [
        "social: {effects: [tbd, okänt]}",
        "social: {effects: [null, ~, participation]}",
        "agenda_2030: [okänt, 11, okänt]",
        "project: {other_areas: ['', ' ']}",
    ],
)
def test_two_gaps_in_a_list_are_not_a_repetition(text: str) -> None:
    assert faults_of(checked(text)) == []


@pytest.mark.parametrize(
    ("effects", "fits"), [([None, None], True), (["education", None, None], True), (["education"] * 2, False)]
)
def test_a_list_with_two_gaps_fits_and_one_with_a_repetition_does_not(effects: list[Any], fits: bool) -> None:
    assert shape().fits({"social": {"effects": effects}}) is fits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("social: {effects: [education, okänt, education, okänt]}", ["schema.repeated"]),
        ("agenda_2030: [11, 11.0]", ["schema.repeated"]),
        ("social: {interventions: [{linked_to: [I1, I1]}]}", []),
    ],
)
def test_a_repeated_value_is_told_once(text: str, expected: list[str]) -> None:
    assert [code for code, _, _ in faults_of(checked(text))] == expected


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"tgoal{number}: 1" for number in range(20_000)),
        "social: {goals: [" + ", ".join(f"{{effect: x{number}, level: [x]}}" for number in range(999)) + "]}",
        "social: {goals: [" + ", ".join("{indicators: [1, {value: x}]}" for _ in range(999)) + "]}",
    ],
    ids=["keys", "words", "types"],
)
def test_thousands_of_faults_are_told_up_to_two_hundred_in_a_moment(text: str) -> None:
    document = checked(text)

    assert len(document.findings) == 201
    assert document.findings[-1].code == "file.too-many-faults"
    assert document.findings[-1].parameters == {"limit": 200}


def test_the_limit_of_what_is_told_falls_within_a_record_too() -> None:
    goals = ", ".join("{level: wrong}" for _ in range(150))
    unknown = ", ".join(f"q{number}: 1" for number in range(100))

    document = checked(f"social: {{goals: [{goals}]}}\nsystematic_work: {{{unknown}}}\n")

    assert [finding.code for finding in document.findings] == [
        *["schema.enum"] * 150,
        *["schema.unknown-key"] * 50,
        "file.too-many-faults",
    ]
    assert (document.findings[-1].place.span, document.findings[-1].pointer) == (START, "")


def test_what_is_wrong_after_a_list_that_is_not_looked_at_to_its_end_is_told() -> None:
    goal = f"{{level: wrong, indicators: [{', '.join(['null'] * 700)}]}}"

    document = checked(f"social: {{goals: [{', '.join([goal] * 5)}]}}\nsystematic_work: {{quite_unknown: 1}}\n")

    assert [finding.code for finding in document.findings] == [
        *["schema.enum"] * 3,
        "schema.unknown-key",
        "file.too-many-faults",
    ]


def test_items_that_are_wrong_in_a_format_alone_are_withheld_whole_after_as_many() -> None:
    efforts = ", ".join(["{start: 2024-02-31, end: 2024-02-31}"] * 999)

    document = checked(f"social: {{interventions: [{efforts}]}}\n")

    assert document.findings[-1].code == "file.too-many-faults"
    assert "/social/interventions/0/start" in document.withheld
    assert "/social/interventions/998" in document.withheld


def test_just_as_many_faults_as_are_told_are_all_told() -> None:
    unknown = ", ".join(f"q{number}: 1" for number in range(199))

    assert len(checked(f"systematic_work: {{{unknown}}}").findings) == 199


@pytest.mark.parametrize(("loan", "suggestion"), [("25000.5", "25000"), ("ca 25 Mkr", "25000000")])
def test_nothing_but_the_value_itself_is_withheld_where_another_is_suggested(loan: str, suggestion: str) -> None:
    document = checked(f"investment: {{loan: {loan}}}\n")

    assert only_finding(document).suggestion == suggestion
    assert document.withheld == {"/investment/loan"}


def test_the_limit_of_a_year_is_no_quantity() -> None:
    year = only_finding(checked("systematic_work: {documents: [{year: 1000}]}\n"))
    loan = only_finding(checked("investment: {loan: -5}\n"))

    assert isinstance(year.parameters["limit"], str)
    assert loan.parameters["limit"] == 0


JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 1.0, 1.5, 17, 18, 1899, 1900, 2024, 2200, 2201, 10**12, 10**12 + 1, 2**53, 1e14),
    *(
        "",
        "x",
        "2024",
        "2024-02-30",
        "2024-06",
        "0114",
        "114",
        "٠١١٤",
        "559999-9991",
        "559999-9990",
        "housing",
        "other",
    ),
    *("å" * 500, "å" * 501, "😀" * 500, "x" * 20_001, "\u0000", "1\n", "2024\n", "0114\n", "559999-9991\n"),
    *([], [None], [None, None], [1, 1], [1, 1.0], [1, True], [0, False], ["a", "a"], [[]], [{}], [{}, {}], [11, 8]),
    *({}, {"x": 1}, {"id": 1}, {"value": 1.5, "year": 2020}, [None] * 1000, [None] * 1001),
)


def mutated(count: int, *, seed: int = 2030, most: int = 3) -> Iterator[dict[str, Any]]:
    """Return one section of a ready application at a time, changed in one to some places."""
    chance = random.Random(seed)
    wholes = [value_of(name) for name in examples("ready")]
    for _ in range(count):
        whole = chance.choice(wholes)
        section = chance.choice(list(whole))
        changed = {section: whole[section]}
        for _ in range(chance.randint(1, most)):
            pointer = chance.choice(list(pointers(changed)))
            changed = set_at(changed, pointer, copy.deepcopy(chance.choice((None, None, chance.choice(JUNK)))))
        yield changed


def gaps_repeat(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(gaps_repeat, value.values()))
    return isinstance(value, list) and (value.count(None) > 1 or any(map(gaps_repeat, value)))


@pytest.mark.slow
def test_both_validators_agree_on_thousands_of_changed_applications() -> None:
    checker = jsonschema.FormatChecker(formats=())
    for name, check in FORMATS.items():
        checker.checks(name)(check)
    authority = jsonschema.Draft202012Validator(form_schema(form()), format_checker=checker)
    verdicts = []

    for value in mutated(2_000):
        right = authority.is_valid(value)
        verdicts.append(right)

        assert shape()._validator.is_valid(value) == right, value
        if not gaps_repeat(value):
            assert shape().fits(value) == right, value

    assert 300 < sum(verdicts) < 1_700


@pytest.mark.law
def test_jsonschema_finds_the_same_faults_in_thousands_of_changed_applications(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = shape()
    monkeypatch.setattr(schema_errors, "jsonschema_rs", None)
    authority = Shape(form())
    assert isinstance(authority._validator, schema_errors.ReferenceValidator)
    number = len(sampled(range(3_000), 500))
    found = 0

    for value in mutated(number, seed=2031, most=6):
        document = checked("format: 1")._replace(value=value, marks=None)

        expected = authority.check(document)

        assert quick.check(document) == expected, value
        assert (quick._validator.mismatch(value) is None) == (authority._validator.mismatch(value) is None), value
        assert quick.sift(document).value == expected.value
        found += len(expected.findings)

    assert found > number // 3


@pytest.mark.slow
def test_a_list_past_its_limit_is_one_fault_and_withheld_whole() -> None:
    document = checked("social: {effects: [" + ", ".join(f"x{number}" for number in range(45_000)) + "], goals: [1]}")

    assert [(code, pointer) for code, pointer, _ in faults_of(document)] == [
        ("schema.record", "/social/goals/0"),
        ("schema.too-many", "/social/effects"),
    ]
    assert document.value == {"social": {"effects": None, "goals": [None]}}


@pytest.mark.slow
def test_of_fifty_thousand_faults_no_more_are_looked_at_than_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    mismatches = schema_errors.RustValidator.mismatches

    def counted(self: schema_errors.RustValidator, value: Any) -> Iterator[schema_errors.Mismatch]:
        nonlocal looked_at
        for mismatch in mismatches(self, value):
            looked_at += 1
            yield mismatch

    monkeypatch.setattr(schema_errors.RustValidator, "mismatches", counted)
    document = checked("social: {goals: [" + ", ".join(["{indicators: [" + "1, " * 980 + "]}"] * 48) + "]}")

    assert looked_at < 4_000
    assert len(document.findings) == 201
    assert document.value["social"]["goals"][3:] == [None] * 45


@pytest.mark.slow
def test_what_fits_is_kept_however_much_does_not() -> None:
    goals = ", ".join("{id: M, effect: wrong, level: wrong}" if number % 3 else "{id: M}" for number in range(999))
    document = checked(f"social: {{goals: [{goals}]}}")

    assert document.findings[-1].code == "file.too-many-faults"
    assert document.value["social"]["goals"][::3] == [{"id": "M"}] * 333
    assert document.value["social"]["goals"][-1] is None


class Counted(dict[str, Any]):
    """A record that counts how often it is copied."""

    copies = 0

    def copy(self) -> "Counted":
        Counted.copies += 1
        return Counted(self)


@pytest.mark.slow
def test_what_is_wrong_is_taken_out_in_one_walk() -> None:
    value = Counted({str(number): 1 for number in range(5_000)})
    Counted.copies = 0

    taken = without(value, [(str(number),) for number in range(5_000)])

    assert set(taken.values()) == {None}
    assert Counted.copies == 1


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([], {"a": [1, {"b": 2}], "c": 3}),
        ([("a", 1, "b")], {"a": [1, {"b": None}], "c": 3}),
        ([("a",), ("a", 1, "b")], {"a": None, "c": 3}),
        ([("a", 1, "b"), ("a",)], {"a": None, "c": 3}),
        ([("a", 0), ("c",)], {"a": [None, {"b": 2}], "c": None}),
        ([(), ("c",)], None),
    ],
)
def test_paths_are_taken_out_and_the_rest_stays(paths: list[tuple[str | int, ...]], expected: Any) -> None:
    value = {"a": [1, {"b": 2}], "c": 3}

    assert without(value, paths) == expected
    assert value == {"a": [1, {"b": 2}], "c": 3}


@pytest.mark.slow
def test_a_changed_application_is_always_given_back_without_what_is_wrong() -> None:
    for value in mutated(300):
        document = checked(as_json(value))

        again = shape().check(document)

        assert all(finding.code == "schema.unknown-key" for finding in again.findings[len(document.findings) :])
        assert document.readable


def test_what_stands_under_a_misspelt_name_waits_and_is_not_missing() -> None:
    document = checked("social: {gaols: [{id: M1}]}\n")

    assert document.gap("/social/goals") is Gap.INVALID
    assert document.gap("/social/effects") is Gap.ABSENT


def test_a_wrong_value_stays_withheld_beside_a_misspelling_of_its_name() -> None:
    document = checked("health: {access: [1], acces: Öppet}\n")

    assert [(finding.code, finding.suggestion) for finding in document.findings] == [
        ("schema.unknown-key", "access"),
        ("schema.single-value", "1"),
    ]
    assert document.gap("/health/access") is Gap.INVALID


def test_words_in_the_place_of_a_number_are_missing_and_other_values_of_the_wrong_type_are_not() -> None:
    document = checked("social: {target_group: {size: många}}\ninvestment: {loan: mycket}\napplicant: {kind: odd}\n")

    assert [finding.pointer for finding in document.findings] == ["/applicant/kind", "/investment/loan"]
    assert document.value["social"]["target_group"]["size"] is None
    assert document.unanswered == {"/social/target_group/size": Gap.IN_WORDS}
    assert document.unanswered_texts == {"/social/target_group/size": "många"}


def test_words_in_the_place_of_a_number_are_missing_beside_what_is_empty() -> None:
    document = checked("social: {target_group: {size: många}, goals: []}\n")

    assert document.unanswered == {"/social/target_group/size": Gap.IN_WORDS, "/social/goals": Gap.EMPTY}


@pytest.mark.parametrize("written", ["{a: 1}", "\n    trygghet,\n    delaktighet"])
def test_what_is_no_text_of_one_line_is_not_written_as_a_list(written: str) -> None:
    (finding,) = checked(f"social:\n  effects: {written}\n").findings

    assert (finding.code, finding.suggestion) == ("schema.list", None)


def test_a_value_of_the_wrong_type_alone_is_no_answer_in_words() -> None:
    document = checked("social: {goals: []}\ninvestment: {loan: mycket}\n")

    assert [finding.pointer for finding in document.findings] == ["/investment/loan"]
    assert document.unanswered == {"/social/goals": Gap.EMPTY}


@pytest.mark.parametrize(
    ("text", "suggestion", "certain"),
    [
        ("trygghet, delaktighet", "[increase_safety, participation]", True),
        ("Ökad trygghet och bättre hälsa", "[increase_safety, better_health]", True),
        ("bättre skola", None, True),
        ("ökad trygghet, bätre hälsa", "[increase_safety, better_health]", False),
        ("lugnt", None, True),
        ("nej", None, True),
    ],
)
def test_a_list_of_choices_is_certain_where_each_is_written_as_it_may_be(
    text: str, suggestion: str | None, *, certain: bool
) -> None:
    finding = only_finding(checked(f"social: {{effects: '{text}'}}"))

    assert (finding.code, finding.suggestion) == ("schema.list", suggestion)
    assert (UNCERTAIN not in finding.parameters) is certain


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("project: {other_areas: inga}", True),
        ("project: {other_areas: 'bostäder, tryghet'}", False),
        ("{investment: {items: [{id: I1}, {id: I2}]}, social: {interventions: [{linked_to: I1 och i2}]}}", True),
        ("{investment: {items: [{id: I1}]}, social: {interventions: [{linked_to: I1}]}}", True),
        # Whether what is no label of an item is one, or its name, a person has to see.
        ("{investment: {items: [{id: I1}]}, social: {interventions: [{linked_to: I1 och I2}]}}", False),
        ("social: {interventions: [{linked_to: torget}]}", False),
        ("agenda_2030: 11, 12", True),
    ],
)
def test_the_list_that_an_answer_is_or_of_what_is_no_choice_is_certain(text: str, *, certain: bool) -> None:
    finding = only_finding(checked(text))

    assert finding.code == "schema.list"
    assert (UNCERTAIN not in finding.parameters) is certain


@pytest.mark.parametrize(("text", "suggestion"), [("nej", None), ("något nyt", "[innovation]")])
def test_a_short_word_is_no_misspelling_of_another(text: str, suggestion: str | None) -> None:
    finding = only_finding(checked(f"contribution: {{routes: {text}}}"))

    assert (finding.code, finding.suggestion) == ("schema.list", suggestion)


@pytest.mark.parametrize("path", [path for path, field in FIELDS.items() if field.open_end is not None])
@pytest.mark.parametrize("word", sorted(ONGOING))
def test_a_word_for_what_goes_on_in_place_of_an_end_is_told_to_be_a_yes_which_is_accepted(path: str, word: str) -> None:
    finding = only_finding(stating(path, word.capitalize()))
    pointers_to_answer = finding.parameters["pointers"]
    assert isinstance(pointers_to_answer, tuple)
    (answer,) = pointers_to_answer

    emptied = set_at(application(path, word), finding.pointer, None)
    document = checked(as_json(set_at(emptied, answer, new=True)))

    assert finding.code == "schema.date-ongoing"
    assert answer != finding.pointer
    assert not document.findings


@pytest.mark.parametrize("text", ["systematic_work: {documents: [{year: 22}]}", "agenda_2030: mål 3"])
def test_a_number_that_only_may_be_meant_is_for_a_person_to_decide(text: str) -> None:
    assert not is_certain(only_finding(checked(text)))
    assert is_certain(only_finding(checked("agenda_2030: 3, 10")))
