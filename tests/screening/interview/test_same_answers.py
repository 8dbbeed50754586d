"""Answers that are the same as another one."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from sociallan.screening.interview.same_answers import all_meant, is_same, same_answer
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


@pytest.mark.parametrize(
    ("path", "typed", "offered", "same", "meant"),
    [
        ("social.interventions.linked_to", "Båda.", ("I1", "I2"), None, ["I1", "I2"]),
        ("social.interventions.linked_to", "alla", (), None, None),
        ("social.interventions.linked_to", "torget", ("I1",), None, None),
        ("social.interventions.aims_at", "båda", ("a", "b", "c"), ["a", "b"], ["a", "b"]),
        ("social.interventions.aims_at", "båda", ("a", "b", "c"), None, None),
        ("investment.items.paid_by", "båda", ("social", "green", "both"), "green", None),
    ],
)
def test_a_word_for_all_means_the_items_or_what_was_chosen_before(
    path: str, typed: str, offered: tuple[str, ...], same: object, meant: list[str] | None
) -> None:
    assert all_meant(typed, lsh().form.fields[path], offered, same) == meant
