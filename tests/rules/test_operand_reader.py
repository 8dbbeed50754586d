"""Operands as written: each fault is told with its code, its place and the nearest right word."""

import re

import pytest

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.field import FieldKind, Unit
from sociallan.application.location import PackLocation
from sociallan.application.read import read as read_document
from sociallan.files.languages import LANGUAGES
from sociallan.report.sentences import diagnostic_line
from sociallan.rules.condition import (
    Condition,
    FieldOperand,
    ItemOperand,
    Leaf,
    Literal,
    Operand,
    ParamOperand,
    Path,
    Quantified,
    SignalOperand,
    TableOperand,
)
from sociallan.rules.doubts import Signal
from sociallan.rules.parse import ConditionReader
from sociallan.rules.prose.prose_words import ProseWords
from sociallan.rules.vocabulary import Vocabulary
from tests.builders import ROOT, condition, parsed, shape, source, table, words
from tests.conftest import Golden
from tests.faults_told import faults_told

PARAMS = {
    "limit": 10,
    "none": None,
    "several": (1, 2),
    "below": -1,
    "zero": 0,
    "area": "housing",
    "typo": "huosing",
    "start": "2020-01",
    "amount": "10 mkr",
    "mixed": (1, "a"),
}
UNITS = {"limit": Unit.KR}
OF_EVIDENCE = "{each: social.need.evidence, as: one, must: %s}"
PROSE = ProseWords(counted={Unit.PEOPLE: ("personer",)})
TABLES = table("places", code=("0180",))
LISTS = {"words": False}

FAULTS = [
    ("{field: applicant.members, unique: is_member}", "rule.part-needed", "1:36", None),
    ("{field: investment.loan, at_most: {field: derived.screening_year}}", "unit.differ", "1:43", None),
    (
        "{field: project.title, found_in: {table: places, column: code, where: {code: {field: derived.free_text}}}}",
        "rule.free-text",
        "1:86",
        None,
    ),
    ("{field: derived.org_number_series, no_doubt: numbers}", "rule.no-number-beside", "1:46", None),
    (OF_EVIDENCE % "{field: one.source, no_doubt: numbers}", "rule.no-number-beside", "1:75", None),
    ("{field: social.target_group.size, at_least: {param: limit}}", "unit.differ", "1:53", None),
    ("{field: social.goals, min_items: {param: limit}}", "unit.differ", "1:42", None),
    ("{field: investment.loan, at_most: 10 mkr}", "rule.value-does-not-fit", "1:35", "10000000"),
    ("{field: investment.loan, at_most: {param: amount}}", "rule.value-does-not-fit", "1:43", None),
    ("{field: investment.loan, one_of: {param: mixed}}", "rule.value-does-not-fit", "1:42", None),
    (OF_EVIDENCE % "{field: one.source, equals: {field: one.year}}", "rule.kinds-differ", "1:73", None),
    ("{field: investment.loan, at_most: {field: investment.lona}}", "rule.unknown-field", "1:43", "investment.loan"),
    ("{field: social.goals, unique: true}", "rule.part-needed", "1:31", None),
    ("{field: social.goals, unique: ids}", "rule.part-needed", "1:31", "id"),
    ("{field: social.goals, unique: indicators}", "rule.part-needed", "1:31", None),
    ("{field: social.effects, unique: id}", "rule.no-such-part", "1:33", "true"),
    ("{field: social.effects, unique: false}", "rule.no-such-part", "1:33", "true"),
    ("{field: derived.item_ids, unique: id}", "rule.no-such-part", "1:35", "true"),
    ("{field: social.goals, min_items: {param: area}}", "rule.value-does-not-fit", "1:42", None),
    ("{field: social.goals, min_items: {param: below}}", "rule.value-does-not-fit", "1:42", None),
    ("{field: project.start, at_most: {field: derived.screening_year}}", "rule.kinds-differ", "1:33", None),
    ("{field: project.summary, equals: {field: derived.free_text}}", "rule.free-text", "1:34", None),
    ("{field: project.summary, mentions_none: wrods}", "rule.unknown-list", "1:41", "words"),
    ("{field: project.title, found_in: {table: palces, column: code}}", "rule.unknown-table", "1:42", "places"),
    ("{field: project.title, found_in: {table: places, column: cod}}", "rule.unknown-column", "1:58", "code"),
    (
        "{field: project.title, found_in: {table: places, column: code, where: {coed: {field: project.title}}}}",
        "rule.unknown-column",
        "1:78",
        "code",
    ),
    (
        "{field: project.title, found_in: {table: places, column: code, where: {code: {field: project.titel}}}}",
        "rule.unknown-field",
        "1:86",
        "project.title",
    ),
    (
        "{field: project.title, found_in: {table: places, column: code, where: {code: {field: investment.loan}}}}",
        "rule.cell-no-text",
        "1:86",
        None,
    ),
    ("{field: project.summary, no_doubt: denial}", "rule.no-phrases", "1:36", None),
    ("{field: project.summary, no_doubt: numbers}", "rule.no-number-beside", "1:36", None),
    ("{field: investment.loan, at_most: {param: limti}}", "rule.unknown-param", "1:43", "limit"),
    ("{field: investment.loan, at_most: {field: project.start}}", "rule.kinds-differ", "1:35", None),
    ("{field: investment.loan, one_of: {field: investment.total_cost}}", "rule.kinds-differ", "1:34", None),
    ("{field: investment.loan, one_of: {field: social.effects}}", "rule.kinds-differ", "1:34", None),
    ("{field: derived.horizon_years, one_of: {field: derived.item_ids}}", "rule.kinds-differ", "1:40", None),
    ("{field: project.title, one_of: {field: social.goals}}", "rule.kinds-differ", "1:32", None),
    ("{field: investment.loan, at_most: 2020-01}", "rule.value-does-not-fit", "1:35", None),
    ("{field: investment.loan, at_most: {param: several}}", "rule.value-does-not-fit", "1:43", None),
    ("{field: investment.loan, at_most: {param: area}}", "rule.value-does-not-fit", "1:43", None),
    ("{field: investment.loan, one_of: {param: limit}}", "rule.value-does-not-fit", "1:42", None),
    ("{field: project.start, at_least: 2020-13}", "rule.value-does-not-fit", "1:34", None),
    ("{field: project.start, at_least: 0}", "rule.value-does-not-fit", "1:34", None),
    ("{field: project.area, equals: 3}", "rule.value-does-not-fit", "1:31", None),
    ("{each: agenda_2030, as: number, must: {field: number, one_of: [1, a]}}", "rule.value-does-not-fit", "1:67", None),
    ("{field: project.area, equals: huosing}", "rule.value-unknown", "1:31", "housing"),
    ("{field: project.area, one_of: [housing, boende]}", "rule.value-unknown", "1:41", "housing"),
    ("{field: project.area, equals: xyzzy}", "rule.value-unknown", "1:31", None),
    ("{field: project.area, equals: {param: typo}}", "rule.value-unknown", "1:39", "housing"),
    ("{field: derived.org_number_series, equals: municpality}", "rule.value-unknown", "1:44", "municipality"),
    ("{field: social.target_group.size, at_least: 2.5}", "unit.not-whole", "1:45", None),
    ("{field: project.start, at_least: 10 mkr}", "rule.value-does-not-fit", "1:34", None),
    ("{field: project.start, at_least: 2020.5}", "rule.value-does-not-fit", "1:34", None),
    ("{field: project.start, at_least: -2020}", "rule.value-does-not-fit", "1:34", None),
    ("{field: project.start, at_least: {field: investment.loan}}", "rule.kinds-differ", "1:34", None),
    ("{each: agenda_2030, as: n, must: {field: n, one_of: {field: n}}}", "rule.kinds-differ", "1:53", None),
]


NAMED = ("path", "name", "other", "table", "column")
"""The parameters of faults that name what the rule says."""


def read(text: str) -> tuple[Condition | None, list[Diagnostic[PackLocation]]]:
    return parsed(text, params=PARAMS, lists=LISTS, tables=TABLES, prose=PROSE, units=UNITS)


@pytest.mark.parametrize(("text", "code", "at", "suggestion"), FAULTS)
def test_an_operand_at_fault_is_told_where_it_stands_and_not_read(
    text: str, code: str, at: str, suggestion: str | None
) -> None:
    asked, faults = read(text)

    assert asked is None
    assert [(fault.code, f"{fault.place.line}:{fault.place.column}", fault.suggestion) for fault in faults] == [
        (code, at, suggestion)
    ]


@pytest.mark.parametrize("text", [text for text, *_ in FAULTS])
def test_a_fault_has_all_that_its_sentences_name(text: str) -> None:
    (fault,) = read(text)[1]

    for language in LANGUAGES:
        assert diagnostic_line(fault, words(language))
        assert diagnostic_line(fault._replace(suggestion=None), words(language))


@pytest.mark.parametrize("text", [text for text, *_ in FAULTS])
def test_what_a_fault_names_stands_in_the_rule(text: str) -> None:
    (fault,) = read(text)[1]

    named = {key: fault.parameters[key] for key in NAMED if key in fault.parameters}

    assert [key for key, name in named.items() if str(name) not in text] == []


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    golden("faults/operands.txt", faults_told(({"rule.yaml": text}, read(text)[1]) for text, *_ in FAULTS))


def test_a_key_that_is_no_name_is_told_as_it_is_written() -> None:
    (fault,) = read("{field: social.effects, unique: false}")[1]

    assert fault.parameters["name"] == "false"


def test_every_fault_code_of_operands_is_tried_above() -> None:
    texts = [(ROOT / f"src/sociallan/rules/{name}.py").read_text("utf-8") for name in ("operand_reader", "operand_fit")]

    codes = {code for text in texts for code in re.findall(r'"(rule\.[a-z-]+)"', text)}

    assert codes <= {code for _, code, _, _ in FAULTS}


EVIDENCE_NUMBERS = (
    (Unit.NONE, Path("one", ("year",), FieldKind.NUMBER, "social.need.evidence.year")),
    (Unit.NONE, Path("one", ("value",), FieldKind.NUMBER, "social.need.evidence.value")),
)
PEOPLE = (Unit.PEOPLE, Path("", ("social", "target_group", "size"), FieldKind.NUMBER, "social.target_group.size"))


@pytest.mark.parametrize(
    ("text", "operand"),
    [
        ("{field: investment.loan, at_most: {param: none}}", ParamOperand("none")),
        ("{field: investment.loan, one_of: {param: none}}", ParamOperand("none")),
        ("{field: investment.loan, one_of: {param: several}}", ParamOperand("several")),
        ("{field: investment.loan, at_most: {param: limit}}", ParamOperand("limit")),
        ("{field: investment.loan, one_of: [1, 2]}", Literal((1, 2))),
        ("{field: project.start, at_least: {param: start}}", ParamOperand("start")),
        ("{field: project.start, equals: 2020}", Literal(2020)),
        ("{field: project.start, at_least: 1}", Literal(1)),
        ("{field: social.target_group.size, at_least: 2.0}", Literal(2.0)),
        ("{field: investment.loan, at_least: 2.5}", Literal(2.5)),
        ("{field: derived.org_number_series, equals: region}", Literal("region")),
        ("{field: project.area, equals: {param: area}}", ParamOperand("area")),
        ("{field: project.summary, says_something: 3}", Literal(3)),
        ("{field: derived.item_ids, min_items: 1}", Literal(1)),
        ("{field: social.goals, min_items: {param: zero}}", ParamOperand("zero")),
        ("{field: social.goals, min_items: {param: none}}", ParamOperand("none")),
        ("{field: social.effects, unique: true}", Literal(value=True)),
        ("{field: social.change, not_placeholder: true}", Literal(value=True)),
        ("{field: applicant.member.is_member, is: false}", Literal(value=False)),
        (
            "{field: investment.items, unique: cost}",
            ItemOperand(Path.to_field("investment.items.cost", FieldKind.NUMBER)),
        ),
        (
            "{field: social.interventions, unique: start}",
            ItemOperand(Path.to_field("social.interventions.start", FieldKind.DATE)),
        ),
        (
            "{field: project.title, found_in: {table: places, column: code, where: {code: '0180'}}}",
            TableOperand("places", "code", (("code", Literal("0180")),)),
        ),
        ("{field: project.summary, no_doubt: same_text}", SignalOperand(Signal.SAME_TEXT)),
        ("{field: social.target_group.description, no_doubt: numbers}", SignalOperand(Signal.NUMBERS, (PEOPLE,))),
    ],
)
def test_an_operand_that_fits_is_taken(text: str, operand: Operand) -> None:
    asked, faults = read(text)

    assert isinstance(asked, Leaf)
    assert (asked.operand, faults) == (operand, [])


def test_a_date_may_be_compared_with_a_year() -> None:
    assert condition(OF_EVIDENCE % "{field: project.end, at_least: {field: one.year}}")


def test_a_text_is_compared_with_the_numbers_of_its_record_alone() -> None:
    """A number without a unit is counted too where the pack has words for that; other fields are no numbers for it."""
    prose = ProseWords(counted={Unit.NONE: ("procent",)})
    of_source = condition(OF_EVIDENCE % "{field: one.source, no_doubt: numbers}", prose=prose)
    of_item = "{each: one.effects, as: effect, must: {field: effect, no_doubt: numbers}}"

    assert isinstance(of_source, Quantified)
    assert isinstance(of_source.must, Leaf)
    assert of_source.must.operand == SignalOperand(Signal.NUMBERS, EVIDENCE_NUMBERS)
    assert [fault.code for fault in parsed(OF_EVIDENCE % of_item, prose=prose)[1]] == ["rule.no-number-beside"]


def test_nothing_more_is_told_of_a_table_or_parameter_that_is_at_fault_itself() -> None:
    vocabulary = Vocabulary(shape().fields, {"limit": None}, {}, tables={"places": None})
    of_param = "{field: investment.loan, at_most: {param: limit}}"
    of_table = "{field: project.title, found_in: {table: places, column: cod, where: {nam: Heby}}}"

    for text in (of_param, of_table):
        document = read_document(source(text))
        reader = ConditionReader(document, "rule.yaml", vocabulary)
        reader.read(document.value, "")
        assert reader.faults == []


def test_a_text_that_a_form_gives_the_unit_of_a_number_is_still_a_text() -> None:
    """The form has a fault then, and the rules are read all the same."""
    title = shape().fields["project.title"]._replace(unit=Unit.PEOPLE)
    document = read_document(source("{field: project.title, equals: Torget}"))
    reader = ConditionReader(document, "rule.yaml", Vocabulary({**shape().fields, "project.title": title}, {}, {}))

    assert reader.read(document.value, "") is not None


@pytest.mark.parametrize("labels", [{}, {"housing": {}}])
def test_a_choice_without_a_label_is_called_by_its_name_alone(labels: dict[str, dict[str, str]]) -> None:
    area = shape().fields["project.area"]._replace(labels=labels)
    document = read_document(source("{any: [{field: project.area, equals: x}, {field: project.area, equals: hosing}]}"))
    reader = ConditionReader(document, "rule.yaml", Vocabulary({**shape().fields, "project.area": area}, {}, {}))

    reader.read(document.value, "")

    assert [fault.suggestion for fault in reader.faults] == [None, "housing"]


def test_another_field_is_read_as_its_path() -> None:
    compared = condition("{field: investment.loan, at_most: {field: investment.total_cost}}")
    in_table = condition(
        "{field: project.title, found_in: {table: codes, column: code, where: {name: {field: project.summary}}}}",
        tables=table("codes", code=("0999",), name=("Almby",)),
    )

    assert isinstance(compared, Leaf)
    assert isinstance(in_table, Leaf)
    assert compared.operand == FieldOperand(Path.to_field("investment.total_cost", FieldKind.NUMBER))
    of_row = ("name", FieldOperand(Path.to_field("project.summary", FieldKind.TEXT)))
    assert in_table.operand == TableOperand("codes", "code", (of_row,))


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        (
            "{field: investment.items, max_items: {param: amount_of}}",
            {"path": "investment.items", "unit": Unit.COUNT, "other": "amount_of", "other_unit": Unit.KR},
        ),
        (
            "{field: investment.loan, at_most: {field: social.target_group.size}}",
            {
                "path": "investment.loan",
                "unit": Unit.KR,
                "other": "social.target_group.size",
                "other_unit": Unit.PEOPLE,
            },
        ),
    ],
)
def test_units_that_differ_are_told_with_both(text: str, parameters: dict[str, object]) -> None:
    _, (fault,) = parsed(text, params={"amount_of": 5}, units={"amount_of": Unit.KR})

    assert (fault.code, fault.parameters) == ("unit.differ", parameters)
