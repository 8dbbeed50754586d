"""Answers in words: which fields they stand in, and an application without those that say nothing."""

import pickle
from functools import cache
from typing import Any

import pytest

from sociallan.application.any_format import read_application
from sociallan.application.document import Gap
from sociallan.rules.prose.answers import Answers, EmptyText, FoundAnswers
from sociallan.rules.prose.prose_words import ProseWords
from tests.builders import example, examples, form, lsh

ANSWERS = lsh().answers
GIVEN = {
    "applicant": {"name": "Se bilaga"},
    "project": {"summary": "Fler bor kvar.", "area": "housing"},
    "social": {"goals": [{"description": "Se bilaga 3"}, {"description": None}]},
}


def test_answers_are_the_texts_of_fields_for_prose() -> None:
    assert list(ANSWERS.of(GIVEN)) == [
        ("/project/summary", "Fler bor kvar."),
        ("/social/goals/0/description", "Se bilaga 3"),
    ]


def test_what_says_nothing_is_found_with_its_reason_and_taken_away() -> None:
    assert ANSWERS.unanswered(GIVEN) == {"/social/goals/0/description": EmptyText("Se bilaga 3", Gap.REFERS)}
    assert ANSWERS.answered(GIVEN)["social"] == {"goals": [{"description": None}, {"description": None}]}
    assert GIVEN["social"] == {"goals": [{"description": "Se bilaga 3"}, {"description": None}]}


def test_an_answer_that_is_named_without_a_value_is_empty() -> None:
    assert list(ANSWERS.found(GIVEN).empty) == ["/social/goals/1/description"]


def test_an_application_of_any_form_has_no_answers() -> None:
    several = None, [1], {"project": "text", "social": [3]}, {"project": {"summary": 5}, "applicant": {"name": 5}}

    assert [ANSWERS.found(each) for each in several] == [FoundAnswers([], [], [])] * 4


def test_several_answers_in_the_place_of_one_are_all_found() -> None:
    found = ANSWERS.found({"project": {"summary": ["Fler bor kvar.", None, ["Ett torg."]]}})

    assert found.texts == [("/project/summary/0", "Fler bor kvar."), ("/project/summary/2/0", "Ett torg.")]
    assert found.empty == ["/project/summary/1"]


def test_what_is_found_is_kept_until_another_application_is_asked_of() -> None:
    other = {"project": {"summary": "Ett torg."}}
    found = ANSWERS.found(GIVEN)

    assert ANSWERS.found(GIVEN) is found
    assert ANSWERS.of(other) == [("/project/summary", "Ett torg.")]
    assert ANSWERS.found(GIVEN) == found


@pytest.mark.parametrize(
    ("pointer", "is_long"),
    [("/project/summary", True), ("/social/goals/12/description", True), ("/applicant/name", False)],
)
def test_an_answer_to_a_field_of_text_may_be_long(pointer: str, is_long: bool) -> None:
    assert [lsh().answers.is_long(pointer) for _ in range(2)] == [is_long, is_long]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ett torg. summary: Fler bor kvar", "summary"),
        ("location:", "location"),
        ("Ett torg, cost: 5", "cost"),
        ("Ett torg : fler bor kvar", None),
        ("Ett torg summary:fler", "summary"),
        ("source://example.org", None),
        ("Ett torgsummary: fler", None),
    ],
)
def test_the_name_of_a_field_in_a_text_is_a_word_with_a_colon(text: str, name: str | None) -> None:
    found = ANSWERS.names.search(text)

    assert (found and found[1]) == name


@cache
def parsed_examples() -> list[Any]:
    documents = [read_application(example(each), lsh().form, gaps=lsh().gaps) for each in examples("ready", "not_met")]
    return [document.value for document in documents]


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("Meddelas senare", Gap.DEFERS),
        ("Ej klart", Gap.DEFERS),
        ("Anna formulerar texten", Gap.DEFERS),
        ("Okänd", Gap.DECLARED_UNKNOWN),
        ("Kommunen", None),
        ("Se Människan", None),
        ("Senare delen av kvarteret", None),
    ],
)
def test_what_is_put_off_is_no_name_and_a_short_name_is_one(name: str, gap: Gap | None) -> None:
    value = {"project": {"location": {"place": name}}, "decision": {"body": name}}
    found = lsh().answers.unanswered(value)

    pointers = ("/project/location/place", "/decision/body")
    assert found == ({} if gap is None else {pointer: EmptyText(name, gap) for pointer in pointers})


@pytest.mark.slow
def test_what_is_stored_finds_the_same() -> None:
    value = parsed_examples()[0]
    stored = pickle.loads(pickle.dumps(lsh())).answers

    assert stored.found(value) == lsh().answers.found(value)
    assert stored.unanswered(GIVEN) == ANSWERS.unanswered(GIVEN)


def test_no_name_of_an_example_or_a_table_is_put_off() -> None:
    answers = lsh().answers
    values = [
        read_application(example(each), lsh().form, gaps=lsh().gaps).value for each in examples("ready", "not_met")
    ]
    names = [name for value in values for _, name in answers.found(value).names]
    names += [cell for row in lsh().tables["municipality_names"].rows for cell in row.cells.values() if cell]

    assert len(names) > 500
    assert [name for name in names if answers.put_off(name)] == []


def test_a_name_that_says_that_it_is_the_same_as_another_refers_elsewhere() -> None:
    answers = lsh().answers

    assert [answers.put_off(name) for name in ("samma", "Se ovan.", "d:o", "Sammanhållet boende")] == [
        *(Gap.REFERS,) * 3,
        None,
    ]


def test_a_name_of_several_words_stands_for_a_field_without_its_colon_too() -> None:
    names = lsh().answers.names

    assert [
        names.search(text) is not None for text in ("Fler går ut.\nfuture_state", "a future state", "start: 2026")
    ] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize("names", [("start", "carried_on_by"), ("start", "end")])
def test_a_name_of_one_word_is_one_of_a_field_with_its_colon_alone(names: tuple[str, ...]) -> None:
    fields = form().fields
    answers = Answers({path: fields[path] for path in fields if path.rpartition(".")[2] in ("", *names)}, ProseWords())

    assert answers.names.search("en start  till våren ") is None
    assert (answers.names.search("en carried_on_by nämnden") is not None) is ("carried_on_by" in names)
    assert answers.names.search("en start: till våren") is not None
