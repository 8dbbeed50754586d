"""Why a rule is not met, in words: of lists as lists, of alternatives as alternatives, of gaps what is missing."""

import pytest

from sociallan.report.sentences import reason_messages
from tests.builders import lsh, outcome, screen, view


@pytest.mark.parametrize(
    ("given", "rule", "expected"),
    [
        # A list of which no item fits is told of the list, for each value that is looked for.
        (
            "{social: {effects: [education, participation], goals: [{effect: better_health}, {effect: equality}]}}",
            "social-effect-every-effect-has-goal",
            [
                "Ingen post i ”Mål” har ”Effekt som målet hör till”: bättre utbildning.",
                "Ingen post i ”Mål” har ”Effekt som målet hör till”: större delaktighet.",
            ],
        ),
        # Alternatives are told together, with what is stated.
        (
            "{project: {status: planned, start: 2020-01, end: 2022-06}}",
            "financing-status-fits-dates",
            [
                (
                    "Antingen ska ”Projektets läge” vara något annat än planerat (är planerat) eller "
                    "”Projektets start” vara 2025-06-01 eller senare (är 2020-01)."
                )
            ],
        ),
        # Of a list with a gap the gap is told, not the field that is looked for in it.
        (
            "{social: {effects: [education, null], goals: [{effect: equality}]}}",
            "social-effect-goals-belong-to-effects",
            ["”Sociala effekter” (social.effects nr 2) är inte ifyllt."],
        ),
        # What cannot be read is there, and is told apart from what is missing.
        (
            "{investment: {loan: mycket}}",
            "financing-loan-within-cost",
            [
                (
                    "”Lånebelopp (kr)” går inte att läsa i sin nuvarande form (se felet i formen). "
                    "”Total kostnad (kr)” saknas."
                )
            ],
        ),
        # Where one test alone decides it is told as it is.
        (
            "{applicant: {kind: other}}",
            "applicant-kind",
            [
                (
                    "”Typ av låntagare” ska vara kommun, region, kommunalt bolag, regionalt bolag, kommunalförbund "
                    "eller stiftelse, men är annan låntagare."
                )
            ],
        ),
    ],
)
def test_what_decided_is_told(given: str, rule: str, expected: list[str]) -> None:
    assert reason_messages(outcome(screen(given), rule).reasons, lsh(), view()) == expected
