"""Notes on documents whose own period is over."""

from typing import Any

import pytest

from sociallan.screening.past_periods import PERIOD_OVER
from tests.builders import as_json, screen


def over(title: str, submitted: str = "2024-11-04") -> list[object]:
    document = {"title": title, "year": 2010}
    screening = screen(as_json({"submitted": submitted, "systematic_work": {"documents": [document]}}))
    return [each.parameters["text"] for each in screening.findings if each.code == PERIOD_OVER]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Program för social hållbarhet 2010–2015", "2010–2015"),
        ("Program 2010-15", "2010-15"),
        ("Plan 2010 – 2015, förlängd 2016–2020", "2016–2020"),
        ("Plan 2019–2023", "2019–2023"),
    ],
)
def test_a_document_whose_period_is_over_is_told(title: str, found: str) -> None:
    assert over(title) == [found]


@pytest.mark.parametrize(
    "title",
    [
        "Program för social hållbarhet",
        "Program 2015",
        "Program 2020–2024",
        "Program 2020–2030",
        "Plan 2010–2015, förlängd 2016–2024",
        "Beslut 2015-06",
        "Beslut 2010-11-03",
        "Dnr 2010-1511",
        "Plan 2015–2010",
    ],
)
def test_a_document_that_may_hold_is_left_alone(title: str) -> None:
    assert over(title) == []


def test_the_day_of_the_application_decides() -> None:
    assert over("Plan 2019–2023", "2023-12-31") == []


@pytest.mark.parametrize(
    "application",
    [
        {"project": {"title": "Hallen 1910–1915"}},
        {
            "social": {
                "need": {"evidence": [{"id": "E1", "source": "Enkät 2010–2015", "unit": "2010–2015", "year": 2015}]}
            }
        },
    ],
)
def test_a_name_that_has_no_period_in_the_form_is_left_alone(application: Any) -> None:
    assert PERIOD_OVER not in {each.code for each in screen(as_json(application)).findings}
