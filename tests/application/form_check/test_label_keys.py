"""Keys that are the label of a field: read as its name, told, and written anew."""

from typing import Any

import pytest

from sociallan.application.document import Document
from sociallan.application.field import FieldKind
from sociallan.application.form_check.label_keys import LabelKeys
from sociallan.application.read import read
from sociallan.application.source import Limits, Source
from sociallan.files.languages import LANGUAGES
from sociallan.screening.fixes import fixed
from tests.application.reading import marked
from tests.builders import as_json, checked, form, of_value, screener, shape, source

FIELDS = form().fields
RECORDS = [path for path, field in FIELDS.items() if field.children]


def faults_of(document: Document) -> list[tuple[str, str | None, str]]:
    return [(each.code, each.suggestion, marked(document, each)) for each in document.findings]


@pytest.mark.parametrize("path", RECORDS)
def test_every_label_in_either_language_is_read_as_the_name(path: str) -> None:
    for name in FIELDS[path].children:
        for title in FIELDS[FIELDS[path].path_of(name)].title.values():
            for written in (title, title.upper(), title.partition(" (")[0]):
                document = checked(as_json(standing(path, {written: None})))

                assert faults_of(document) == [("schema.label-key", name, f'"{written}"')]
                assert document.value == standing(path, {name: None})


def standing(path: str, record: object) -> object:
    """Return an application with a record at a path, alone in each list around it."""
    while path:
        path, _, name = path.rpartition(".")
        is_list = FIELDS[f"{path}.{name}" if path else name].kind is FieldKind.LIST
        record = {name: [record] if is_list else record}
    return record


def test_what_stands_under_a_label_is_checked_and_read() -> None:
    document = checked(
        "Social inriktning:\n  Mål:\n  - Beteckning på målet: M1\n    level: högt\n    effect: ökad trygghet\n"
    )

    assert document.value == {"social": {"goals": [{"id": "M1", "level": None, "effect": "increase_safety"}]}}
    assert faults_of(document) == [
        ("schema.label-key", "social", "Social inriktning"),
        ("schema.label-key", "goals", "Mål"),
        ("schema.label-key", "id", "Beteckning på målet"),
        ("schema.enum", None, "högt"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "investment:\n  loan: 5\n  Lånebelopp: 6\n",
        "investment:\n  Lånebelopp: 5\n  Loan amount: 6\n",
    ],
)
def test_a_label_of_a_name_that_stands_there_too_is_no_certain_one(text: str) -> None:
    assert "schema.label-key" not in {each.code for each in checked(text).findings}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Målgrupp:\n  description: Unga\n", "social.target_group"),
        ("Lånebelopp (kr): 5\n", "investment.loan"),
        ("Lånebelopp: 5\n", "investment.loan"),
    ],
)
def test_a_label_that_belongs_elsewhere_is_told_its_place(text: str, path: str) -> None:
    (finding,) = checked(text).findings

    assert (finding.code, finding.parameters["belongs"]) == ("schema.misplaced-key", path)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({"PROJECT": {"title": "Torget"}}, ""),
        ({"Projekt": {"title": "Torget"}}, ""),
        ({"project": {"Title": "Torget"}}, "project"),
        ({"social": {"goals": [None, "x", {"ID": "M1"}]}}, "social.goals"),
        ({"Projekt" + " " * 193: {}}, ""),
    ],
)
def test_a_finding_has_the_key_and_the_path_of_the_record_that_it_stands_in(written: Any, path: str) -> None:
    document = checked(as_json(written))

    (finding,) = (each for each in document.findings if each.code == "schema.label-key")
    assert finding.parameters["path"] == path
    # A pointer is that of what is not read.
    assert finding.pointer == ""
    assert f'"{finding.parameters["key"]}"' in as_json(written)
    assert document.malformed


def test_a_label_below_another_is_told_with_the_path_of_its_record_by_the_names() -> None:
    document = checked("Social inriktning:\n  Mål:\n  - Beteckning på målet: M1\n")

    assert [(each.parameters["key"], each.parameters["path"]) for each in document.findings] == [
        ("Social inriktning", ""),
        ("Mål", "social"),
        ("Beteckning på målet", "social.goals"),
    ]


@pytest.mark.parametrize("written", [{"Projekt" + " " * 194: {}}, {"project": {"title": {"Projektets namn": 1}}}])
def test_what_is_too_long_for_a_label_or_stands_in_no_record_is_none(written: Any) -> None:
    assert "schema.label-key" not in {each.code for each in checked(as_json(written)).findings}


def test_a_document_without_labels_or_without_a_text_is_itself() -> None:
    for document in (read(source("project: {title: x}\n")), of_value({"Projekt": {}})):
        assert LabelKeys(FIELDS).named(document) is document


def test_a_label_that_two_fields_have_is_read_as_neither() -> None:
    title = FIELDS["project.title"]
    twice = {**FIELDS, "project.summary": FIELDS["project.summary"]._replace(title=title.title)}
    document = read(source(as_json({"project": {title.title["sv"]: "x"}})))

    assert LabelKeys(twice).named(document) is document
    assert LabelKeys(FIELDS).named(document) is not document


@pytest.mark.parametrize("label", FIELDS[""].children)
def test_a_label_is_read_as_the_name_in_its_record_whatever_field_of_another_is_called_so(label: str) -> None:
    summary = FIELDS["project.summary"]._replace(title=dict.fromkeys(LANGUAGES, label))
    document = read(source(as_json({"project": {label: "x"}})))

    named = LabelKeys({**FIELDS, "project.summary": summary}).named(document)

    assert named.value == {"project": {"summary": "x"}}


def test_what_stands_below_a_label_keeps_its_place() -> None:
    label = FIELDS["social.goals.level"].title["sv"]
    document = LabelKeys(FIELDS).named(read(source(f"social:\n  goals:\n  - id: M1\n    {label}: fel\n")))

    mark, exact = document.mark("/social/goals/0/level")
    assert mark is not None
    assert (mark.start.line, exact) == (3, True)
    whole, _ = document.mark("/none")
    assert whole is not None
    assert whole.start.line == 0


def test_what_stands_below_a_label_in_a_later_item_keeps_its_place() -> None:
    labels = "  - Beteckning på målet: M1\n  - id: M2\n    Beskrivning av målet: x\n    level: fel\n"
    document = checked(f"Social inriktning:\n  goals:\n{labels}")

    (fault,) = (each for each in document.findings if each.code == "schema.enum")
    assert (fault.pointer, fault.place.span.line) == ("/social/goals/1/level", 6)


def test_labels_stand_in_the_order_in_which_they_were_written() -> None:
    investment = "{Lånebelopp: 5, total_cost: 7, Grönt lån för samma investering: 3}"
    document = checked(f"investment: {investment}\nProjekt: {{title: Torget}}\n")

    assert as_json(document.value) == as_json(
        {"investment": {"loan": 5, "total_cost": 7, "green_loan": 3}, "project": {"title": "Torget"}}
    )


@pytest.mark.parametrize("unit", ["", " (kr)", " (SEK)", " (miljoner kronor)"])
def test_a_label_may_have_another_unit_than_the_form_says_or_none(unit: str) -> None:
    document = checked(as_json({"investment": {f"Lånebelopp{unit}": 5}}))

    assert document.value == {"investment": {"loan": 5}}


def test_a_name_is_written_in_quotation_marks_where_the_file_has_them() -> None:
    document = shape().check(read(source('{"Projekt": {"Projektets namn": "x"}}', "a.json")))

    assert [each.suggestion for each in document.findings] == ['"project"', '"title"']


def test_what_was_told_before_is_told_at_its_place_by_the_names() -> None:
    place = FIELDS["project.location"]._replace(title={"sv": "Plats/läge"})
    text = "project:\n  unknown: 007\n  Plats/läge:\n    unknown: 008\n    other: 009\n"

    document = LabelKeys({**FIELDS, "project.location": place}).named(read(source(text)))

    assert [each.pointer for each in document.findings] == [
        "/project/unknown",
        "/project/location/unknown",
        "/project/location/other",
        "",
    ]


def test_only_so_many_labels_are_told_as_findings_are() -> None:
    items = "".join(f"    - Beteckning på målet: M{number}\n" for number in range(2 * Limits().findings))

    codes = [each.code for each in checked(f"social:\n  goals:\n{items}").findings]

    assert codes.count("schema.label-key") == Limits().findings


def test_a_digit_with_a_zero_before_it_under_a_label_is_a_text() -> None:
    document = checked("applicant:\n  Medlem bakom låntagaren:\n    Medlemmens kommunkod eller länskod: 0180\n")

    assert {each.code for each in document.findings} == {"schema.label-key"}
    assert document.value == {"applicant": {"member": {"code": "0180"}}}


def test_labels_and_faults_of_syntax_among_them_are_written_anew() -> None:
    text = "Projekt:\n  Projektets namn: Parken: en dröm\n\tProjektets start: mars 2026\n"

    found = fixed(Source("a.yaml", text.encode()), screener())

    assert found.text == 'project:\n  title: "Parken: en dröm"\n  start: 2026-03\n'
    assert found.left == ()
