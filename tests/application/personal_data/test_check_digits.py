"""Swedish numbers with a check digit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.se import orgnr, personnummer

from sociallan.application.personal_data.check_digits import (
    DIGITS,
    check_digit_holds,
    is_org_number,
    is_personal_number,
    org_number,
)

ten_digits = st.text(DIGITS, min_size=10, max_size=10)
nine_digits = st.text(DIGITS, min_size=9, max_size=9)
days = st.dates(min_value=date(1915, 1, 1), max_value=date(2014, 12, 31))
serials = st.integers(0, 999).map("{:03}".format)


def personal_number(day: date, serial: str, *, coordination: bool = False) -> str:
    """Write a personal identity number ``YYMMDDNNNC`` with its check digit."""
    number = f"{day:%y%m}{day.day + 60 * coordination:02}{serial}"
    return number + luhn.calc_check_digit(number)


@given(st.text(DIGITS, min_size=1, max_size=20))
def test_the_check_digit_agrees_with_python_stdnum(digits: str) -> None:
    assert check_digit_holds(digits) == luhn.is_valid(digits)


@given(ten_digits)
def test_an_org_number_agrees_with_python_stdnum_and_has_a_third_digit_of_two_or_more(digits: str) -> None:
    assert is_org_number(f"{digits[:6]}-{digits[6:]}") == (orgnr.is_valid(digits) and digits[2] >= "2")


@pytest.mark.parametrize("at", range(11))
def test_a_dash_changes_nothing_of_an_org_number_wherever_it_stands(at: int) -> None:
    digits = org_number("559999").replace("-", "")

    assert is_org_number(f"{digits[:at]}-{digits[at:]}")


@pytest.mark.parametrize("length", [length for length in range(3, 20) if length != 10])
def test_a_number_with_its_check_digit_is_none_of_another_length(length: int) -> None:
    digits = "2" * (length - 1)
    number = digits + luhn.calc_check_digit(digits)

    assert check_digit_holds(number)
    assert not is_org_number(number)


@pytest.mark.parametrize("text", ["", "1", "12", "1212", "121212", "12121212", "121212121"])
def test_what_has_fewer_than_ten_digits_is_no_personal_number(text: str) -> None:
    assert not is_personal_number(text)


@given(nine_digits)
def test_one_last_digit_makes_an_org_number_right(digits: str) -> None:
    right = [last for last in DIGITS if is_org_number(f"{digits[:6]}-{digits[6:]}{last}")]

    assert right == ([luhn.calc_check_digit(digits)] if digits[2] >= "2" else [])


@pytest.mark.parametrize("first", [f"21{digit}00{other}" for digit in range(2, 10) for other in DIGITS])
def test_an_invented_org_number_begins_as_asked_and_is_right(first: str) -> None:
    number = org_number(first)

    assert number.startswith(f"{first}-999")
    assert is_org_number(number)


@pytest.mark.parametrize("text", ["", "5560", "556036-079", "556036-07933", "55603A-0793", "------"])
def test_what_is_not_ten_digits_is_no_org_number(text: str) -> None:
    assert not is_org_number(text)


@given(days, serials)
def test_a_personal_number_agrees_with_python_stdnum(day: date, serial: str) -> None:
    number = personal_number(day, serial)

    assert personnummer.is_valid(f"{day:%Y}{number[2:6]}-{number[6:]}")
    assert is_personal_number(number)
    assert is_personal_number(f"{number[:6]}-{number[6:]}")
    assert is_personal_number(f"{day:%Y}{number[2:6]}-{number[6:]}")


@given(days, serials)
def test_a_coordination_number_has_sixty_added_to_its_day(day: date, serial: str) -> None:
    assert is_personal_number(personal_number(day, serial, coordination=True))


@pytest.mark.parametrize("digits", ["000229123", "960229123", "121231123", "120101123"])
def test_the_days_that_only_some_calendars_have_are_of_personal_numbers(digits: str) -> None:
    assert is_personal_number(digits + luhn.calc_check_digit(digits))


@given(st.dates(date(1900, 1, 1), date(2029, 12, 31)), st.text(DIGITS, min_size=4, max_size=4))
def test_what_python_stdnum_refuses_for_its_check_digit_is_no_personal_number(day: date, last: str) -> None:
    assert is_personal_number(f"{day:%y%m%d}{last}") == luhn.is_valid(f"{day:%y%m%d}{last}")


@pytest.mark.parametrize("digits", ["990230", "991301", "990015", "990100", "990132", "990192", "990160"])
def test_a_day_that_no_calendar_has_is_no_personal_number(digits: str) -> None:
    number = f"{digits}123"

    assert not is_personal_number(number + luhn.calc_check_digit(number))
