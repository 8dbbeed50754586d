"""The reasons why a rule is not met, in words: lists as lists, alternatives as alternatives, gaps as what lacks."""

import pytest

from sociallan.report.sentences import reason_messages
from sociallan.screening.screen import Screener
from tests.builders import TODAY, loaded, lsh, outcome, rule_requiring, screen, shape, small_pack, source, view


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
        # What a value of a table may have been meant to be is told; what a rule takes as given is not.
        (
            "{social: {goals: [{indicators: [{catalogue: n07608}]}]}}",
            "G5-cited-indicator-exists",
            [
                (
                    "”Indikatorns beteckning i katalogen” (Mål nr 1, Målets indikatorer nr 1) är ”n07608”, som inte "
                    "finns i tabellen ”Indikatorer som kan anges med beteckning” (kolumnen Beteckning). "
                    "Menade ni ”N07609”?"
                )
            ],
        ),
        (
            "{social: {goals: [{indicators: [{name: Andel, unit: procent, target: {value: 720}}]}]}}",
            "G5-values-within-unit",
            ["”Målvärdets storlek” (Mål nr 1, Målets indikatorer nr 1) ska vara högst 100, men är 720."],
        ),
        # Of a list with a gap the gap is told, not the field that is looked for in it.
        (
            "{social: {effects: [education, null], goals: [{effect: equality}]}}",
            "social-effect-goals-belong-to-effects",
            ["”Sociala effekter” (nr 2) är inte ifyllt."],
        ),
        # What cannot be read is there, and is told apart from what is missing.
        (
            "{investment: {loan: mycket}}",
            "financing-loan-within-cost",
            [("”Lånebelopp (kr)” går inte att läsa (se felet i skrivsättet). ”Total kostnad (kr)” saknas.")],
        ),
        # What is missing for one test is not told again where more is missing for another.
        (
            "{investment: {green_loan: 5, grants: [{from: Boverket}]}}",
            "financing-sources-within-cost",
            ["”Lånebelopp (kr)”, ”Bidragets belopp (kr)” (Bidrag nr 1) och ”Total kostnad (kr)” saknas."],
        ),
        # Where one test alone decides it is told as it is.
        (
            "{applicant: {kind: municipal_company, influence: none}}",
            "applicant-influence",
            [
                (
                    "”Bestämmande inflytande över bolaget” ska vara en medlem ensam eller flera medlemmar tillsammans, "
                    "men är ingen medlem."
                )
            ],
        ),
    ],
)
def test_what_decided_is_told(given: str, rule: str, expected: list[str]) -> None:
    assert reason_messages(outcome(screen(given), rule).reasons, lsh(), view()) == expected


@pytest.mark.parametrize(("joined", "conjunction"), [("all", "och"), ("any", "eller")])
def test_what_no_item_meets_is_told_with_the_word_that_joins_it(joined: str, conjunction: str) -> None:
    tests = "[{field: goal.level, equals: outcome}, {field: goal.effect, equals: reduce_exclusion}]"
    require = f"{{some: social.goals, as: goal, must: {{{joined}: {tests}}}}}"
    pack = loaded(small_pack(**{"rules__applicant-named": rule_requiring(require)}))
    given = "{social: {goals: [{id: M1, level: output, effect: increase_safety}]}}"

    found = Screener(pack, shape(), today=TODAY).screen(source(given)).outcomes[0]

    both = f"”Målets nivå”: resultat {conjunction} ”Effekt som målet hör till”: minskat utanförskap"
    assert reason_messages(found.reasons, pack, view()) == [f"Ingen post i ”Mål” har {both}."]


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        # Where one more would do they are alternatives.
        (
            "area: health, title: Torget",
            [
                (
                    "Antingen ska ”Projektets område” vara trygghet, säkerhet och tillgänglighet (är hälsa, "
                    "utbildning, idrott och kultur) eller ”Projektets läge” vara avslutat (är planerat)."
                )
            ],
        ),
        # Where two more are needed each is told.
        (
            "area: health, title: Gatan",
            [
                (
                    "”Projektets område” ska vara trygghet, säkerhet och tillgänglighet, men är hälsa, utbildning, "
                    "idrott och kultur."
                ),
                "”Projektets läge” ska vara avslutat, men är planerat.",
                "”Projektets namn” ska vara ”Torget”, men är ”Gatan”.",
            ],
        ),
    ],
)
def test_of_at_least_so_many_parts_what_lacks_one_is_told_as_alternatives(project: str, expected: list[str]) -> None:
    require = """{at_least_of: {count: 2, of: [
        {field: project.area, equals: safety},
        {field: project.status, equals: completed},
        {field: project.title, equals: Torget}]}}"""
    text = rule_requiring(require)
    pack = loaded(small_pack(**{"rules__applicant-named": text}))
    given = f"{{project: {{status: planned, {project}}}}}"
    found = Screener(pack, shape(), today=TODAY).screen(source(given)).outcomes[0]

    assert reason_messages(found.reasons, pack, view()) == expected
