"""Outcomes: which of the fields that are missing a report asks for."""

import pytest

from sociallan.rules.outcome import filled_in
from sociallan.rules.truth import OutcomeKind
from tests.builders import example, examples, screen
from tests.sampling import sampled


@pytest.mark.parametrize(
    ("edited", "pointers"),
    [
        ("/until", ["/until"]),
        ("/goals/0", ["/goals", "/goals/1/name"]),
        ("/goals/1/name", ["/goals", "/goals/1/name"]),
        ("/goals/12/indicators", ["/goals"]),
        ("/untilled", []),
    ],
)
def test_an_edit_fills_in_its_field_what_is_part_of_it_and_what_it_is_part_of(edited: str, pointers: list[str]) -> None:
    assert filled_in(["/until", "/goals", "/goals/1/name"], [edited]) == tuple(pointers)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 12))
def test_what_is_asked_for_is_among_the_reasons_and_is_never_nothing(name: str) -> None:
    for outcome in screen(example(name)).outcomes:
        assert set(outcome.asked) <= set(outcome.reasons)
        assert bool(outcome.asked) == bool(outcome.reasons)
        if outcome.kind is not OutcomeKind.MISSING:
            assert outcome.asked == outcome.reasons


def test_where_one_answer_would_do_the_others_are_not_asked_for() -> None:
    (horizon,) = (
        each for each in screen(example("incomplete/no-horizon.yaml")).outcomes if each.rule.id == "G4-horizon"
    )

    assert [reason.pointers for reason in horizon.asked] == [("/long_term/until",)]
    assert ("/long_term/permanent",) in [reason.pointers for reason in horizon.reasons]
