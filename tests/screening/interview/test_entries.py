"""Answers as people type them: what they are read as, for every kind of field."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sociallan.application.dates import days_later
from sociallan.application.diagnostic import Diagnostic
from sociallan.application.document import Gap
from sociallan.application.field import FieldKind
from sociallan.report import sentences
from sociallan.screening.interview.entries import (
    EmptyEntry,
    EntryReader,
    NotOffered,
    ParsedEntry,
    choice_named,
    cleaned,
)
from tests.builders import TODAY, form, lsh, shape, words

READER = EntryReader(lsh(), shape(), TODAY)


def read(path: str, text: str, offered: tuple[str, ...] | None = None) -> Any:
    return READER.read(path, text, form().fields[path].values if offered is None else offered)


LOAN, SIZE, YEAR = "investment.loan", "social.target_group.size", "social.need.evidence.year"
START, UNTIL, KIND = "project.start", "long_term.until", "applicant.kind"
EFFECTS, AREAS, CODE = "social.effects", "project.other_areas", "applicant.member.code"
VALUE, MEMBER = "social.goals.indicators.baseline.value", "applicant.member.is_member"
ORG, GOALS, CHANGE = "applicant.org_number", "agenda_2030", "social.change"


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (LOAN, "14,2 mkr", 14_200_000),
        (LOAN, "ca 14,2 Mkr", 14_200_000),
        (LOAN, "64,8 milj", 64_800_000),
        (LOAN, "22 700 kkr", 22_700_000),
        (LOAN, "14 200 000", 14_200_000),
        (LOAN, "14200000", 14_200_000),
        ("investment.green_loan", "nej", 0),
        (SIZE, "ca 560", 560),
        (SIZE, "1 560 st", 1560),
        (VALUE, "41,5 %", 41.5),
        (VALUE, "41.5", 41.5),
        (YEAR, "2022–2023", 2023),
        (YEAR, "mars 2023", 2023),
        (YEAR, "hösten 2023", 2023),
        (START, "mars 2026", "2026-03"),
        (START, "1/3 2026", "2026-03-01"),
        (START, "2026", 2026),
        (MEMBER, "ja", True),
        (MEMBER, "N", False),
        (KIND, "3", "municipal_company"),
        (KIND, "Kommunalt bolag", "municipal_company"),
        (KIND, "a municipality's company", "municipal_company"),
        (KIND, "kommun", "municipality"),
        (CODE, "765", "0765"),
        (ORG, "5599999991", "559999-9991"),
        (EFFECTS, "ökad trygghet, minskat utanförskap", ["increase_safety", "reduce_exclusion"]),
        (EFFECTS, "ökad trygghet och minskat utanförskap", ["increase_safety", "reduce_exclusion"]),
        (EFFECTS, "2, 1, 2", ["increase_safety", "reduce_exclusion"]),
        (AREAS, "trygghet, säkerhet och tillgänglighet", ["safety"]),
        (AREAS, "inga", []),
        (AREAS, "nej", []),
        (GOALS, "10, 11", [10, 11]),
        (GOALS, "5 o 11", [5, 11]),
        (GOALS, "5+11", [5, 11]),
        (CHANGE, "”Fler vågar gå ut på kvällen”", "Fler vågar gå ut på kvällen"),
        (CHANGE, "'Fler flickor i parken's dansbana'", "Fler flickor i parken's dansbana"),
        (CHANGE, "”Fler” vågar gå ”ut”", "”Fler” vågar gå ”ut”"),
        (CHANGE, "”Fler vågar gå ut", "”Fler vågar gå ut"),
        (CHANGE, "»Fler vågar gå ut”", "»Fler vågar gå ut”"),
        (LOAN, '"14,2 mkr"', 14_200_000),
        (AREAS, "nej tack", []),
        (MEMBER, "japp", True),
        ("investment.green_loan", "nej, tack", 0),
        (EFFECTS, "2 o 1", ["increase_safety", "reduce_exclusion"]),
        (AREAS, "Boende O trygghet", ["housing", "safety"]),
        (START, "idag", TODAY),
        (START, "I dag", TODAY),
        (START, "i går", days_later(TODAY, -1)),
        (START, "i förrgår", days_later(TODAY, -2)),
        (START, "Imorgon", days_later(TODAY, 1)),
        (START, "i år", int(TODAY[:4])),
        (YEAR, "i fjol", int(TODAY[:4]) - 1),
        (CHANGE, "Fler känner sig trygga på kvällen", "Fler känner sig trygga på kvällen"),
    ],
)
def test_what_people_write_is_read(path: str, text: str, value: Any) -> None:
    assert read(path, text) == ParsedEntry(value)


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        (KIND, "kommunalt bollag", "municipal_company"),
        (KIND, "vi är en kommun", "municipality"),
        (EFFECTS, "vi vill ha ökad trygghet", ["increase_safety"]),
        (EFFECTS, "tryghet, 1", ["increase_safety", "reduce_exclusion"]),
        (KIND, "sti", "foundation"),
        ("contribution.objects", "mål", ["target_group"]),
        (START, "2026-02-30", "2026-02-28"),
        (SIZE, "560 hyresgäster", 560),
    ],
)
def test_what_is_not_certain_is_a_guess(path: str, text: str, value: Any) -> None:
    assert read(path, text) == ParsedEntry(value, guessed=True)


@pytest.mark.parametrize("text", ["64,8", "64.8", "64,8 trojkr", "64 mile"])
def test_a_number_in_an_unknown_unit_is_no_amount(text: str) -> None:
    assert isinstance(read(LOAN, text), Diagnostic)


def test_a_word_that_probably_says_that_there_is_no_end_is_a_guess() -> None:
    assert read(UNTIL, "löpande") == ParsedEntry(None, {"permanent": True}, guessed=True)
    assert isinstance(read(START, "löpande"), Diagnostic)


def test_a_date_that_never_comes_settles_the_field_beside() -> None:
    assert read(UNTIL, "tills vidare") == ParsedEntry(None, {"permanent": True})


@pytest.mark.parametrize(
    ("path", "text", "gap"),
    [
        (LOAN, "0", Gap.ZERO),
        (LOAN, "nej", Gap.ZERO),
        (CHANGE, "se bilaga 3", Gap.REFERS),
        (CHANGE, "samma", Gap.REFERS),
        (LOAN, "samma", Gap.IN_WORDS),
        (SIZE, "okänt", Gap.DECLARED_UNKNOWN),
        (EFFECTS, "vet ej", Gap.DECLARED_UNKNOWN),
        (GOALS, "vet ej", Gap.DECLARED_UNKNOWN),
        (START, "nej tack", Gap.DECLARED_UNKNOWN),
        ("social.goals.indicators.catalogue", "nej", Gap.DECLARED_UNKNOWN),
        ("social.goals.indicators.unit", "inget", Gap.DECLARED_UNKNOWN),
        (SIZE, "ingen", Gap.DECLARED_UNKNOWN),
        (ORG, "nej", Gap.DECLARED_UNKNOWN),
    ],
)
def test_an_answer_that_says_nothing_is_told_why(path: str, text: str, gap: Gap) -> None:
    assert read(path, text) == EmptyEntry(gap)


@pytest.mark.parametrize(
    "path", [path for path, field in form().fields.items() if path != "format" and not field.children]
)
def test_what_no_one_can_read_is_never_taken(path: str) -> None:
    """Any words are an answer to a field for words; elsewhere they are refused, with a sentence or the choices."""
    field = form().fields[path]
    result = read(path, "zxqv wkjq!", ("I1", "I2") if field.refers_to is not None else None)

    if field.values or field.refers_to is not None:
        assert result == NotOffered()
    elif (field.items or field.kind) is FieldKind.TEXT and field.single_type.name in ("name", "sentence", "text"):
        assert isinstance(result, ParsedEntry | EmptyEntry)
    else:
        assert isinstance(result, Diagnostic)


@pytest.mark.parametrize("path", [path for path, field in form().fields.items() if field.values])
def test_each_choice_is_known_by_its_number_its_code_and_its_labels(path: str) -> None:
    field = form().fields[path]
    for number, code in enumerate(field.values, start=1):
        value = [code] if field.kind is FieldKind.LIST else code
        for text in (str(number), code, *field.labels[code].values(), field.labels[code]["sv"].upper()):
            assert read(path, text) == ParsedEntry(value), text
        begun = field.labels[code]["sv"][:9]
        named = choice_named(begun, field)
        assert named is None or named.value == code


def test_words_that_stand_in_several_choices_name_none() -> None:
    assert read("investment.items.paid_by", "lån") == NotOffered()
    assert read("investment.items.type", "trygghet") == NotOffered()
    assert read("evaluation.frequency", "kvartal") == ParsedEntry("quarterly")


def test_a_reference_is_one_of_those_that_there_are_by_number_or_name() -> None:
    path = "social.interventions.linked_to"

    assert read(path, "2, i1", ("I1", "I2")) == ParsedEntry(["I2", "I1"])
    assert read(path, "I3", ("I1", "I2")) == NotOffered()


@pytest.mark.slow
@settings(max_examples=60)
@given(st.sampled_from((LOAN, START, KIND, EFFECTS, CHANGE, CODE, GOALS)), st.text(max_size=60))
def test_any_line_is_read_or_refused(path: str, text: str) -> None:
    line = cleaned(text)

    assert line.isprintable()
    if line:
        assert isinstance(read(path, line), ParsedEntry | EmptyEntry | NotOffered | Diagnostic)


def test_signs_that_keys_send_are_no_part_of_an_answer() -> None:
    assert cleaned("\ufeff Nor\x1b[D\x1b[3~rbacka\t\x07\r\n") == "Norrbacka"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("torget", ["I2"]),
        ("tunneln och Torget", ["I1", "I2"]),
        ("belysning", None),
        ("tor", None),
        ("parken", None),
        ("torget, parken", None),
    ],
)
def test_an_item_that_is_referred_to_is_known_by_words_that_no_other_has(text: str, labels: list[str] | None) -> None:
    texts = ["Gångtunneln, med belysning", "Torget med scen och belysning"]

    found = READER.read("social.interventions.linked_to", text, ("I1", "I2"), texts)

    assert found == (NotOffered() if labels is None else ParsedEntry(labels, guessed=True))


@pytest.mark.parametrize(
    "text", ["kanske", "21,4", "38.500 tkr", "ja och nej", "2027-13-01", "boende och trygghet", "1, x"]
)
def test_what_is_said_of_an_answer_names_no_cell_of_a_workbook(text: str) -> None:
    fields = form().fields
    asked = [path for path, field in fields.items() if path != "format" and not field.children]

    found = [each for each in (read(path, text) for path in asked) if isinstance(each, Diagnostic)]
    cures = {sentences.diagnostic_cure(each, words(), fields, is_answer=True) for each in found}

    assert cures
    assert not [cure for cure in cures if "cell" in cure]
