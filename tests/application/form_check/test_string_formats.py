"""The formats that the application's schema names."""

import calendar
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.form_check.form_schema import form_schema
from sociallan.application.form_check.string_formats import (
    FORMATS,
    is_day,
    is_municipality_code,
    is_organisation_number,
    is_partial_date,
    is_path,
)
from tests.builders import form

NO_TEXT: list[object] = [None, 1, 2024, 1.5, True, [], {}]


@pytest.mark.parametrize("value", NO_TEXT)
@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_nothing_of_what_is_no_text(name: str, value: object) -> None:
    assert FORMATS[name](value)


@pytest.mark.parametrize("text", ["2024", "2024-06", "2024-12-31", "2024-02-29", "2000-02-29", "0001-01-01"])
def test_a_year_a_month_or_a_day_that_exists_is_a_date(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-13",
        "2024-00",
        "2024-04-31",
        "2024-01-00",
        "0000",
        "24",
        "2024-6",
        "2024-06-1",
        "2024/06/01",
        "20240601",
        "2024-06-01T12:00",
        " 2024",
        "2024\n",
        "",
    ],
)
def test_what_is_no_day_in_the_calendar_is_no_date(text: str) -> None:
    assert not is_partial_date(text)


@given(year=st.integers(1, 9999), month=st.integers(0, 14), day=st.integers(0, 33))
def test_a_day_is_a_date_when_the_calendar_has_it(year: int, month: int, day: int) -> None:
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]

    assert is_partial_date(f"{year:04}-{month:02}-{day:02}") is exists


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2024-02-29", True), ("2024-02-30", False), ("2024-02", False), ("2024", False), ("", False), (2024, True)],
)
def test_a_day_has_a_year_a_month_and_a_day(value: object, expected: bool) -> None:
    assert is_day(value) is expected


@pytest.mark.parametrize(("text", "expected"), [("559999-9991", True), ("559999-9990", False), ("55999-9991", False)])
def test_an_organisation_number_has_its_check_digit(text: str, expected: bool) -> None:
    assert is_organisation_number(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"), [("0114", True), ("2584", True), ("114", False), ("٠١١٤", False), ("O114", False)]
)
def test_a_municipality_code_is_four_digits(text: str, expected: bool) -> None:
    assert is_municipality_code(text) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("bilaga/1.pdf", True),
        ("", True),
        ("a\nb", False),
        ("\x7f", False),
        ("a\x00", False),
        ("\x1fa", False),
        (5, True),
    ],
)
def test_a_path_has_no_control_characters(value: object, expected: bool) -> None:
    assert is_path(value) is expected


@pytest.mark.parametrize(
    ("name", "text"), [("partial-date", "2024-06"), ("org-number", "559999-9991"), ("municipality-code", "0000")]
)
def test_a_text_in_one_format_is_in_no_other(name: str, text: str) -> None:
    assert [each for each, check in FORMATS.items() if check(text)] == [name]


def test_every_format_that_the_schema_of_a_form_names_is_checked() -> None:
    assert set(re.findall(r'"format": "([a-z-]+)"', json.dumps(form_schema(form())))) == set(FORMATS)
