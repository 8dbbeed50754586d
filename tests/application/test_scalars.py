"""Unquoted words and numbers: YAML 1.2, less what people write by mistake."""

from typing import Any

import pytest

from sociallan.application.scalars import CONSTANTS, number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("25000000", 25_000_000),
        ("-3", -3),
        ("+3", 3),
        ("-0", 0),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("-2.25", -2.25),
        ("1e3", 1000.0),
        ("1.5E-1", 0.15),
        ("0x1F", 31),
        ("0o17", 15),
        ("999999999999999", 999_999_999_999_999),
    ],
)
def test_the_numbers_of_yaml_1_2_are_numbers(text: str, expected: float) -> None:
    value, problem = number(text)

    assert (value, type(value), problem) == (expected, type(expected), None)


@pytest.mark.parametrize(
    "text",
    [
        "1_000",
        "25 000 000",
        "25 Mkr",
        "2,5",
        "12:30",
        "2024-06-01",
        "2024-02-30",
        "1.2.3",
        "0b101",
        "0o8",
        "0xZ",
        "-",
        "+",
        ".",
        "..",
        "-.inf",
        ".inf",
        ".nan",
        "1e",
        "559999-9991",
        "١٢٣",
    ],
)
def test_what_only_begins_as_a_number_does_is_text(text: str) -> None:
    assert number(text) == (text, None)


@pytest.mark.parametrize("text", ["0114", "0180", "00", "007", "-01", "+01"])
def test_a_leading_zero_is_kept_and_told(text: str) -> None:
    assert number(text) == (text, "value.leading-zero")


@pytest.mark.parametrize("text", ["1000000000000000", "9" * 400, "1e15", "1e400", "-1e400", "0." + "1" * 30])
def test_a_number_that_a_double_cannot_hold_is_kept_as_text_and_told(text: str) -> None:
    assert number(text) == (text, "value.number-too-large")


@pytest.mark.parametrize("text", ["yes", "no", "NO", "on", "off", "y", "n", "tRue", "nULL", "none", "None"])
def test_the_words_of_yaml_1_1_are_text(text: str) -> None:
    assert text not in CONSTANTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("null", None), ("~", None), ("", None)],
)
def test_the_words_of_yaml_1_2_stand_for_values(text: str, expected: Any) -> None:
    assert CONSTANTS[text] is expected
