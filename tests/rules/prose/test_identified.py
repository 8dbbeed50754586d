"""The texts that hold identifiers of persons, those that no rule reads as a value among them."""

import pytest

from sociallan.application.personal_data.identifiers import Identifier
from sociallan.rules.evaluation.derived import Facts
from sociallan.rules.prose.identified import identified
from sociallan.rules.truth import OutcomeKind
from tests.builders import DAY, detector, outcome, screen

NUMBER = "070-174 06 05"


def test_texts_are_searched_whether_or_not_they_are_values() -> None:
    root = {"project": {"summary": f"Ring {NUMBER}.", "title": None}}

    assert identified(root, None, {"/project/title": "a@b.se"}) == {
        Identifier.PHONE: ["/project/summary"],
        Identifier.EMAIL: ["/project/title"],
    }


@pytest.mark.parametrize(
    "answer",
    [
        f'evaluation:\n  method: "Se bilaga 3, eller ring {NUMBER}"',
        f'evaluation:\n  method: "Vet ej, fråga {NUMBER}"',
        f'investment:\n  loan: "ring {NUMBER}"',
    ],
)
def test_a_number_in_a_text_that_is_no_answer_is_a_remark_at_its_line_and_masked(answer: str) -> None:
    found = outcome(screen(f"format: 1\n{answer}\n"), "privacy-phone")

    assert found.kind is OutcomeKind.JUDGEMENT
    (place,) = (place for reason in found.reasons for place in reason.places)
    assert place.span.line == 3
    assert NUMBER not in place.excerpt


def test_a_number_that_is_written_over_is_no_longer_found() -> None:
    facts = Facts({"evaluation": {"method": None}}, None, DAY, {"/evaluation/method": NUMBER})
    finder = detector("phones", Identifier.PHONE)

    assert facts.mentions(finder) == ["/evaluation/method"]
    assert facts.changed([("/evaluation/method", "Enkäter varje år.")]).mentions(finder) == []
