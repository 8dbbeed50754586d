"""Answers that are the same as another one."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from sociallan.screening.interview.same_answers import is_same, same_answer
from tests.builders import lsh

FIELDS = lsh().form.fields
SOCIAL: Mapping[str, Any] = {
    "social": {
        "effects": ["increase_safety"],
        "need": {"description": "Var tredje är ensam.", "evidence": [{"source": "Enkäten", "unit": "procent"}]},
        "interventions": [{"responsible": "Fritid", "aims_at": []}, {"responsible": "Skolan"}],
    }
}


@pytest.mark.parametrize("typed", ["samma", "Samma som ovan.", "d:o", "same"])
def test_some_answers_say_that_they_are_another_one(typed: str) -> None:
    assert is_same(typed)
    assert not is_same(f"{typed} lokal")


@pytest.mark.parametrize(
    ("path", "trail", "meant"),
    [
        ("social.interventions.aims_at", ("/social/effects",), ["increase_safety"]),
        ("social.interventions.aims_at", (), ["increase_safety"]),
        ("social.goals.indicators.source", (), "Enkäten"),
        ("social.goals.indicators.unit", ("/social/effects",), "procent"),
        ("evaluation.responsible", (), None),
        ("evaluation.responsible", ("/social/interventions/0/responsible", "/social/effects"), "Fritid"),
        ("social.goals.effect", (), None),
        ("social.target_group.description", ("/social/need/description",), None),
        ("project.title", ("/social/need/evidence/0/source",), None),
    ],
)
def test_the_last_answer_to_a_like_question_is_meant_or_the_only_one(
    path: str, trail: Sequence[str], meant: object
) -> None:
    assert same_answer(FIELDS[path], SOCIAL, trail, FIELDS) == meant


def test_an_empty_list_is_no_answer_to_take() -> None:
    trail = ("/social/effects", "/social/interventions/0/aims_at")

    assert same_answer(FIELDS["social.interventions.aims_at"], SOCIAL, trail, FIELDS) == ["increase_safety"]
