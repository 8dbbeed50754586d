"""Figures in a text that are none of those that the fields state which the text tells of."""

from typing import Any

import pytest

from sociallan.rules.evaluation.derived import Facts
from sociallan.screening.repeated_figures import RepeatedFigures
from tests.builders import lsh

FIGURES = RepeatedFigures(lsh())
GOAL = "/social/goals/0/description"
VALUES = {"unit": "procent", "baseline": {"value": 71, "year": 2020}, "target": {"value": 90, "year": 2029}}
AT = "/social/goals/0/indicators/0"


def told(text: str, *indicators: Any, pointer: str = GOAL, **beside: Any) -> tuple[str, tuple[str, ...]] | None:
    """Return the figure that is told of a text in an application, and the fields that it is none of."""
    root = {"social": {"goals": [{"description": text, "indicators": [*indicators]}]}, **beside}
    found = FIGURES.of_another(pointer, text, Facts(root, None, "2024-11-04"))
    return None if found is None else (text[slice(*found.match)], tuple(pointer for pointer, _ in found.fields))


BOTH = (f"{AT}/baseline/value", f"{AT}/target/value")
EIGHTY = "Av hyresgästerna bor 80 procent kvar."


@pytest.mark.parametrize(
    ("text", "indicators", "expected"),
    [
        (EIGHTY, [VALUES], ("80 procent", BOTH)),
        (EIGHTY.replace("80", "90"), [VALUES], None),
        (EIGHTY.replace("80", "71"), [VALUES], None),
        (EIGHTY.replace("80 procent", "80 personer"), [VALUES], None),
        (EIGHTY.replace("80", "75"), [VALUES], ("75 procent", BOTH)),
        (EIGHTY.replace("80", "nästan 75"), [VALUES], None),
        (EIGHTY, [], None),
        (EIGHTY, [None, "x", 5], None),
        # The text may tell the number that is not stated.
        (EIGHTY, [VALUES, {"unit": "procent"}], None),
        (EIGHTY, [{**VALUES, "unit": None}], None),
        (EIGHTY, [{**VALUES, "unit": 5}], None),
        (EIGHTY, [{**VALUES, "target": {"year": 2029}}], None),
        (EIGHTY, [VALUES, {"unit": "personer", "baseline": {"value": 5}}], ("80 procent", BOTH)),
        (EIGHTY.replace("procent", "personer"),
         [VALUES, {"unit": "procent"}, {**VALUES, "unit": "personer"}],
         ("80 personer", tuple(each.replace("s/0/b", "s/2/b").replace("s/0/t", "s/2/t") for each in BOTH))),
        (EIGHTY, [VALUES, VALUES], ("80 procent", (BOTH[0], BOTH[0].replace("s/0/b", "s/1/b"), BOTH[1]))),
    ],
)  # fmt: skip
def test_a_number_of_the_unit_of_an_indicator_is_told_where_it_is_none_of_its_values(
    text: str, indicators: list[Any], expected: Any
) -> None:
    assert told(text, *indicators) == expected


BY_2035 = "Hyresgästerna bor kvar år 2035."
YEAR = (f"{AT}/target/year",)


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ({}, ("2035", YEAR)),
        # The year of something else that has one, as a date or as a number, in a record or a list.
        ({"long_term": {"until": "2035-06"}}, None),
        ({"plan": {"years": [2035]}}, None),
        ({"plan": [{"year": "2035"}]}, None),
        # Not of a text that begins with it.
        ({"plan": "2035 blir torget klart"}, ("2035", YEAR)),
        ({"plan": [None, 2034, 2.5, True]}, ("2035", YEAR)),
    ],
)
def test_a_year_is_told_where_it_is_none_of_the_targets_nor_of_anything_else(beside: Any, expected: Any) -> None:
    assert told(BY_2035, VALUES, **beside) == expected


@pytest.mark.parametrize("indicator", [{"unit": "procent"}, {**VALUES, "target": {"value": 90, "year": 2035}}])
def test_a_year_of_a_target_or_beside_targets_without_years_is_not_told(indicator: Any) -> None:
    assert told(BY_2035, indicator) is None


def test_a_year_that_is_over_is_told_of_no_target() -> None:
    assert told(BY_2035.replace("2035", "2019"), VALUES) is None


def test_a_figure_of_evidence_is_that_of_its_own_record() -> None:
    finding, evidence = "/social/need/evidence/0/finding", {"value": 183, "unit": "personer"}
    root = {"social": {"need": {"evidence": [evidence]}}}
    text = "Av de som svarade är 138 personer otrygga."

    found = FIGURES.of_another(finding, text, Facts(root, None, "2024-11-04"))

    assert found is not None
    assert (text[slice(*found.match)], found.fields) == ("138 personer", (("/social/need/evidence/0/value", 183),))
    assert FIGURES.of_another(finding, text.replace("138", "183"), Facts(root, None, "2024-11-04")) is None


def test_of_many_targets_the_first_are_told() -> None:
    found = told(BY_2035, *[VALUES] * 5)

    assert found == ("2035", tuple(f"/social/goals/0/indicators/{number}/target/year" for number in range(3)))


LOAN = "Hela lånet på 45 miljoner kronor går till gården."


@pytest.mark.parametrize(
    ("investment", "expected"),
    [
        ({"loan": 54_000_000}, ("lånet på 45 miljoner kronor", ("/investment/loan",))),
        ({"loan": 45_000_000}, None),
        ({"loan": 27_000_000, "green_loan": 18_000_000}, None),
        ({"loan": 27_000_000, "green_loan": 17_000_000}, ("lånet på 45 miljoner kronor", ("/investment/loan",))),
        ({"loan": 45_000_000, "green_loan": 18_000_000}, None),
        ({"loan": None}, None),
        ({"loan": "54 mkr"}, None),
        ({}, None),
    ],
)
def test_an_amount_is_told_in_any_text_where_it_is_not_the_one_stated(investment: Any, expected: Any) -> None:
    assert told(LOAN, investment=investment) == expected
    assert told(LOAN, pointer="/project/summary", investment=investment) == expected


@pytest.mark.parametrize(("amount", "is_told"), [(4, True), (5, False), (6, True)])
def test_a_loan_that_is_not_stated_adds_nothing_to_the_other(amount: int, is_told: bool) -> None:
    assert (told(f"Hela lånet på {amount} kr går till gården.", investment={"loan": 5}) is not None) is is_told


def test_a_text_that_tells_of_no_field_has_no_number_or_year_of_another() -> None:
    assert told(EIGHTY, VALUES, pointer="/project/summary") is None
    assert told(BY_2035, VALUES, pointer="/project/summary") is None
