"""Answers in sentences: which fields they stand in, and an application without those that say nothing."""

from sociallan.application.document import Gap
from sociallan.rules.answers import EmptyText
from tests.builders import lsh

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
    assert [*ANSWERS.of(None), *ANSWERS.of([1]), *ANSWERS.of({"project": "text", "social": [3]})] == []
