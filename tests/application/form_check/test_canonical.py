"""Canonical values: whatever the form allows for a value is read as the one that is meant."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.field import FieldKind
from sociallan.application.form_check.canonical import Canonical, answers_of_open_end, choices_by_spelling, is_ongoing
from sociallan.application.form_check.schema_errors import Steps
from sociallan.application.notation.value_words import ONGOING
from sociallan.formats import render
from tests.application.form_check.test_shape import FIELDS, JUNK, application, as_items, stating
from tests.application.reading import faults_of
from tests.builders import as_json, checked, examples, form, of_value, report, screen, view
from tests.mutants import value_of

CHOICES = [path for path, field in FIELDS.items() if field.values]
TRUTHS = [path for path, field in FIELDS.items() if field.single_type.kind is FieldKind.TRUTH]
NUMBERS = [path for path, field in FIELDS.items() if field.single_type.kind is FieldKind.NUMBER and path != "format"]
YEARS = [path for path in NUMBERS if FIELDS[path].single_type.name == "year"]
CANONICAL = Canonical(form())


def stated(text: str | int, path: str) -> Any:
    """Return the value that a field has where an application says something of it, which must be sound."""
    document = stating(path, as_items(FIELDS[path], text))
    assert faults_of(document) == [], text
    return value_at(document.value, path)


def value_at(value: Any, path: str) -> Any:
    for step in path.split("."):
        value = (value[0] if isinstance(value, list) else value)[step]
    return value[0] if isinstance(value, list) else value


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_may_be_written_by_its_code_or_by_what_it_means_in_small_or_capital_letters(path: str) -> None:
    words = [(code, word) for code in FIELDS[path].values for word in FIELDS[path].spellings(code)]

    for code, word in words:
        for written in (word, word.upper(), word.capitalize(), f"  {word.replace(' ', '  ')} "):
            assert stated(written, path) == code, written


@pytest.mark.parametrize("path", TRUTHS)
@pytest.mark.parametrize(("words", "meant"), [(form().yes, True), (form().no, False)])
def test_every_word_for_yes_and_no_is_a_truth_value(path: str, words: frozenset[str], *, meant: bool) -> None:
    assert words
    for word in words:
        assert [stated(written, path) for written in (word, word.upper(), word.capitalize())] == [meant] * 3


@pytest.mark.parametrize("path", NUMBERS)
def test_an_estimate_is_its_number(path: str) -> None:
    number = FIELDS[path].minimum or int(not FIELDS[path].may_be_zero)

    for word in form().about:
        for written in (word, word.upper(), word.capitalize()):
            found = stated(f"{written} {number}", path)
            assert (found, found.__class__) == (number, int)


AMOUNT, NUMBER, SIZE = "investment.loan", "social.goals.indicators.baseline.value", "social.target_group.size"


@pytest.mark.parametrize(
    ("written", "path", "code"),
    [
        ("årligen", "evaluation.frequency", "yearly"),
        ("utfall", "social.goals.level", "outcome"),
        ("utvecklat arbetssätt", "contribution.routes", "practice"),
        ("ingår i", "systematic_work.mode", "part_of"),
    ],
)
def test_a_word_that_can_mean_one_choice_alone_is_that_choice(written: str, path: str, code: str) -> None:
    assert stated(written, path) == code


@pytest.mark.parametrize(
    ("written", "path", "expected"),
    [
        ("190 Mkr", AMOUNT, 190_000_000),
        ("14,2 mkr", AMOUNT, 14_200_000),
        ("14.25 MKR", AMOUNT, 14_250_000),
        ("22 700 000", AMOUNT, 22_700_000),
        ("22\u00a0700\u202f000 kr", AMOUNT, 22_700_000),
        ("22 700 kkr", AMOUNT, 22_700_000),
        ("2,5 miljoner kronor", AMOUNT, 2_500_000),
        ("1,2 mdkr", AMOUNT, 1_200_000_000),
        ("25Mkr", AMOUNT, 25_000_000),
        ("1 250.5 tkr", AMOUNT, 1_250_500),
        ("25000000kr", AMOUNT, 25_000_000),
        ("1 000 000 000 000", AMOUNT, 10**12),
        ("123 456", SIZE, 123_456),
        ("0,1234", NUMBER, 0.1234),
        ("0,123456", NUMBER, 0.123456),
        ("cirka 0.123456", NUMBER, 0.123456),
        ("25000000", AMOUNT, 25_000_000),
        ("41,5", NUMBER, 41.5),
        ("-0,25", NUMBER, -0.25),
        ("1 560", NUMBER, 1_560),
        ("41.5", NUMBER, 41.5),
        ("4 000", SIZE, 4_000),
        ("0", NUMBER, 0),
        ("0,0", NUMBER, 0.0),
        ("0 kr", "investment.green_loan", 0),
        ("2024", "social.need.evidence.year", 2024),
        (5599999991, "applicant.org_number", "559999-9991"),
        ("5599999991", "applicant.org_number", "559999-9991"),
        (" 5599999991 ", "applicant.org_number", "559999-9991"),
        ("559999–9991", "applicant.org_number", "559999-9991"),
        ("559999 9991", "applicant.org_number", "559999-9991"),
    ],
)
def test_another_way_of_writing_a_number_is_that_number(written: str | int, path: str, expected: Any) -> None:
    found = stated(written, path)

    assert (found, found.__class__) == (expected, expected.__class__)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        *(
            (written, AMOUNT)
            for written in ("ca 25 Mkr", "2,500 mkr", "1.500", "25,000,000", "14,2", "25 Mkr exkl. moms")
        ),
        *((written, AMOUNT) for written in ("1 000 000 000 000 mdkr", "25_000_000", "25 0000", "SEK 25", "0600")),
        *((written, NUMBER) for written in ("70 %", "1,560", "2.500", "1 56", "41,5 procent", "0,1234567")),
        ("cirka 0.1234567", NUMBER),
        *((written, SIZE) for written in ("60,5", "60,0", "560 st", "1,560")),
        *((written, "social.need.evidence.year") for written in ("2 024", "24")),
        *((written, "applicant.org_number") for written in ("165599999991", "55999999910", "5599-999991")),
    ],
)
def test_what_can_be_read_in_two_ways_is_a_fault(written: str, path: str) -> None:
    assert faults_of(stating(path, as_items(FIELDS[path], written))) != []


@pytest.mark.parametrize("length", [39, 40, 41, 42])
def test_a_number_has_room_for_forty_characters(length: int) -> None:
    faults = faults_of(stating(SIZE, as_items(FIELDS[SIZE], "7".ljust(length))))

    assert [code for code, _, _ in faults] == (["schema.number"] if length > 40 else [])


@pytest.mark.parametrize("text", ["unknown: 007\n", "investment: {unknown: 007}\n", "submitted: 0114\n"])
def test_a_leading_zero_is_told_where_no_field_decides(text: str) -> None:
    assert "value.leading-zero" in [code for code, _, _ in faults_of(checked(text))]


def test_of_several_leading_zeros_each_is_told_where_no_field_decides() -> None:
    document = checked("unknown: 007\napplicant: {member: {code: 0180}}\nother: 008\nproject: {unknown: 009}\n")

    told = [each.pointer for each in document.findings if each.code == "value.leading-zero"]
    assert told == ["/unknown", "/other", "/project/unknown"]


def test_an_estimate_of_a_number_with_decimals_keeps_them() -> None:
    assert stated("cirka 41.5", "social.goals.indicators.baseline.value") == 41.5


@pytest.mark.parametrize("path", YEARS)
@pytest.mark.parametrize("period", ["2022–2023", "2022-2023", "2022 – 2023", "2022/2023", "2022—2023"])
def test_a_period_counts_by_its_last_year(path: str, period: str) -> None:
    assert stated(period, path) == 2023


@pytest.mark.parametrize(
    ("written", "path", "expected"),
    [
        ("0180", "project.location.municipality_code", "0180"),
        ("1280", "project.location.municipality_code", "1280"),
        ('"0180"', "project.location.municipality_code", "0180"),
        ("0099", "decision.reference", "0099"),
        ("[{linked_to: [007]}]", "social.interventions", {"linked_to": ["007"]}),
    ],
)
def test_a_code_is_text_with_and_without_quotation_marks(written: str, path: str, expected: Any) -> None:
    *above, name = path.split(".")
    document = checked("".join(f"{step}: {{" for step in above) + f"{name}: {written}" + "}" * len(above))

    assert (faults_of(document), value_at(document.value, path)) == ([], expected)


@pytest.mark.parametrize("text", ["inte mätt än", "Ej mätt", "mäts inte än", "not measured yet", "okänt"])
def test_a_figure_may_be_said_not_to_be_measured_yet(text: str) -> None:
    assert stated(text, "social.goals.indicators.baseline.value") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("project: {area: boendet}", "schema.enum"),
        ("project: {area: [housing]}", "schema.single-value"),
        ("applicant: {kind: kommun eller region}", "schema.enum"),
        ("social: {effects: minskat utanförskap}", "schema.list"),
        ("applicant: {name: cirka 600}", None),
        ("applicant: {member: {is_member: kanske}}", "schema.yes-no"),
        ("applicant: {member: {is_member: 1}}", "schema.yes-no"),
        ("applicant: {member: {is_member: cirka ja}}", "schema.yes-no"),
        ("social: {target_group: {size: cirka}}", "schema.number"),
        ("social: {target_group: {size: cirka sexhundra}}", "schema.number"),
        ("social: {target_group: {size: cirka 2022–2023}}", "schema.number"),
        ("social: {target_group: {size: 600 cirka}}", "schema.number-in-text"),
        ("social: {target_group: {size: 2022–2023}}", "schema.number"),
        ("social: {target_group: {size: cirka -600}}", "schema.too-small"),
        ("social: {target_group: {size: '-5'}}", "schema.too-small"),
        ("social: {target_group: {size: cirka 60.5}}", "schema.whole-number"),
        ("investment: {loan: cirka 25 Mkr}", "schema.amount"),
        ("investment: {loan: 0600}", "schema.amount"),
        ("investment: {loan: 999999 mdkr}", "schema.too-large"),
        ("investment: {loan: 1000000 mdkr}", "schema.amount"),
        ("investment: {loan: 999999999999999 kr}", "schema.too-large"),
        ("systematic_work: {documents: [{year: 2023–2022}]}", "schema.number"),
        ("systematic_work: {documents: [{year: 2022–2022}]}", "schema.number"),
        ("systematic_work: {documents: [{year: 2199–2300}]}", "schema.too-large"),
        ("systematic_work: {documents: [{year: läsåret 2022–2023}]}", "schema.number"),
        ("format: ja", "schema.enum"),
        ("format: cirka 1", "schema.enum"),
        ("project: {location: {municipality_code: 180}}", "schema.code"),
        ("project: {location: {municipality_code: 09871}}", "schema.code"),
        ("project: {location: {municipality_code: -987}}", "schema.code"),
        (f"project: {{location: {{municipality_code: {'1' * 5_000}}}}}", "value.number-too-large"),
    ],
)
def test_what_is_not_allowed_for_a_value_is_a_fault_as_before(text: str, code: str | None) -> None:
    assert {finding for finding, _, _ in faults_of(checked(text))} == ({code} if code else set())


@pytest.mark.parametrize("name", examples("ready", "incomplete", "not_met"))
def test_a_canonical_value_is_left_as_it_is(name: str) -> None:
    document = of_value(value_of(name))

    assert CANONICAL.document(document) is document


@given(st.sampled_from([path for path in FIELDS if path]), st.sampled_from(JUNK))
def test_the_canonical_form_of_a_canonical_form_is_itself(path: str, junk: Any) -> None:
    once = CANONICAL.document(of_value(application(path, junk)))

    assert CANONICAL.document(once) is once


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("social.effects", "Ökad trygghet"),
        ("project.area", ["Boende och boendemiljöer"]),
        ("project.start", "tills vidare"),
        ("applicant.org_number", None),
        ("applicant.org_number", 5599999991.5),
        ("applicant.member.code", True),
    ],
)
def test_a_value_of_another_type_stays_as_it_is(path: str, value: Any) -> None:
    document = of_value(application(path, value))

    assert CANONICAL.document(document) is document


def test_what_the_form_does_not_know_stays_beside_what_is_read() -> None:
    value: Any = {"project": {"unknown": 5, "area": "Hälsa", "odd": None}, "other": "Ja"}

    assert CANONICAL.document(of_value(value)).value == {**value, "project": {**value["project"], "area": "health"}}


def test_an_item_of_a_list_is_read_as_a_value_of_its_type() -> None:
    codes = FIELDS["agenda_2030"]._replace(item_type=FIELDS["applicant.org_number"].type)
    canonical = Canonical(form()._replace(fields={**FIELDS, "agenda_2030": codes}))

    found = canonical.document(of_value({"agenda_2030": [5599999991, "559999 9991", None, True]})).value

    assert found == {"agenda_2030": ["559999-9991", "559999-9991", None, True]}


def test_a_label_with_capitals_may_be_written_without() -> None:
    labels = {"kiruna": {"sv": "Kommunen i Norr"}, "malmo": {"sv": "Staden i Söder"}}
    towns = FIELDS["project.area"]._replace(values=tuple(labels), labels=labels, also={})

    found = choices_by_spelling(towns)

    assert (found["kommunen i norr"], found["staden i söder"]) == ("kiruna", "malmo")


def test_what_was_read_is_not_changed() -> None:
    value = {"project": {"area": "boende och boendemiljöer", "other_areas": ["safety", "Hälsa"]}}
    before = json.dumps(value)

    CANONICAL.document(of_value(value))

    assert json.dumps(value) == before


@pytest.mark.slow
def test_the_report_in_json_shows_the_canonical_value() -> None:
    value = value_of("ready/housing-norrbykoping-varsam-renovering.yaml")
    meant = FIELDS["project.area"].labels["housing"]["sv"].upper()
    value["project"]["area"] = meant
    value["applicant"]["member"]["is_member"] = "Ja"

    text = render("json", report(screen(as_json(value))), view("sv", explain=True))

    found = [trace["found"] for trace in traces(json.loads(text)) if trace.get("fields") == ["/project/area"]]
    assert "housing" in str(found)
    assert meant not in text
    assert json.loads(text)["applications"][0]["verdict"] == "ready"


def traces(part: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a report that tells what was found."""
    if isinstance(part, dict) and "found" in part:
        yield part
    for below in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from traces(below)


@pytest.mark.parametrize(
    ("written", "read"),
    [("t.o.m. 2035", "2035"), ("Till och med 2035-06", "2035-06"), ("through 2035", "2035"), ("tidigast 2035", None)],
)
def test_words_before_the_date_of_an_end_are_not_read(written: str, read: str | None) -> None:
    document = checked(f"long_term:\n  until: {written}\n")

    assert (document.value["long_term"].get("until"), not document.findings) == (read, read is not None)


@pytest.mark.parametrize(("written", "read"), [("t.o.m. 2x", "2x"), ("t.o.m. juni", "t.o.m. juni")])
def test_words_before_what_begins_with_no_figure_stay(written: str, read: str) -> None:
    assert CANONICAL.document(of_value({"long_term": {"until": written}})).value == {"long_term": {"until": read}}


@pytest.mark.parametrize(
    ("path", "value", "is_in_words"),
    [
        (("social", "target_group", "size"), "många", True),
        (("social", "target_group", "size"), "  MÅNGA ", True),
        (("social", "goals", 0, "indicators", 1, "baseline", "value"), "många", True),
        (("social", "goals", 0, "description"), "många", False),
        (("social", "target_group", "size"), "640", False),
        (("social", "target_group", "size"), 640, False),
        (("agenda_2030",), "många", False),
        (("agenda_2030", 0), "många", False),
        (("project", "title"), "många", False),
        (("project", "unknown"), "många", False),
    ],
)
def test_words_describe_a_number_in_the_place_of_one_alone(path: Steps, value: Any, is_in_words: bool) -> None:
    assert CANONICAL.is_in_words(value, path) is is_in_words


@pytest.mark.parametrize("word", sorted(ONGOING))
def test_what_goes_on_is_said_in_small_or_capital_letters_and_by_no_other_word(word: str) -> None:
    assert all(map(is_ongoing, (word, word.upper(), f" {word.replace(' ', '  ')} ")))
    assert not is_ongoing(f"{word} x")


def test_a_date_that_is_no_end_is_not_read_so() -> None:
    assert [each.code for each in checked("project:\n  start: t.o.m. 2035\n").findings] == ["schema.date-open"]


@pytest.mark.parametrize("beside", ["", "  permanent: ja\n"])
@pytest.mark.parametrize("written", ["tills vidare", "Tills  vidare", "until further notice"])
def test_a_date_that_never_comes_says_yes_in_the_field_beside_it(written: str, beside: str) -> None:
    document = checked(f"long_term:\n  until: {written}\n{beside}")

    assert document.value["long_term"] == {"until": None, "permanent": True}
    assert document.findings == ()


def test_that_there_is_no_end_says_yes_to_whether_something_is_permanent_and_to_no_other_question() -> None:
    document = checked("long_term:\n  permanent: tills vidare\napplicant:\n  member:\n    is_member: tills vidare\n")

    assert document.value["long_term"] == {"permanent": True}
    assert [finding.code for finding in document.findings] == ["schema.yes-no"]


def test_every_date_that_may_never_come_has_its_answer() -> None:
    ends = [path for path, field in FIELDS.items() if field.open_end is not None]

    assert answers_of_open_end(FIELDS) == {f"{path.rpartition('.')[0]}.{FIELDS[path].open_end}" for path in ends}
    for path in ends:
        assert answers_of_open_end({each: FIELDS[each] for each in (path.rpartition(".")[0], path)})


def test_a_date_that_never_comes_is_a_fault_where_the_field_beside_it_says_no() -> None:
    document = checked("long_term:\n  until: tills vidare\n  permanent: nej\n")

    assert [finding.code for finding in document.findings] == ["schema.date"]
