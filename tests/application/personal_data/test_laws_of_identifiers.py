"""Laws of identifiers of persons: what is one is masked however it is written, and nothing else is."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from sociallan.application.personal_data.check_digits import DIGITS
from sociallan.application.personal_data.identifiers import Identifier, find, kinds, mask, suspicious
from tests.application.personal_data.test_check_digits import days, nine_digits, personal_number, serials

pieces = (
    "070-123 45 67",
    "0701234567",
    "082345-6789",
    "+46701234567",
    "a.b@c.se",
    "@b.se",
    "(at)",
    " [dot] se",
    "ab [ at ] c.se",
    "1981-12-18, sista fyra 9876",
    "121212-1212",
    "559999-9991",
)
prose = st.lists(
    st.sampled_from((*pieces, *"0123456789 +-–@.,()/:*aåZ_\n\t\u00a0\u00ad\u200b\u2212")), max_size=20
).map("".join)


@given(days, serials)
def test_a_coordination_number_is_masked(day: date, serial: str) -> None:
    number = personal_number(day, serial, coordination=True)

    assert mask(f"Kontakt: {number[:6]}-{number[6:]}.") == "Kontakt: ******-****."


@given(
    days, serials, st.sampled_from(("{0}{1}-{2}", "{0}{1}{2}", "{1}-{2}", "{1}{2}", "{1}+{2}", "{1} {2}", "{1}–{2}"))
)
def test_a_personal_number_is_masked_however_it_is_written(day: date, serial: str, form: str) -> None:
    number = personal_number(day, serial)
    written = form.format(f"{day:%Y}"[:2], number[:6], number[6:])

    masked = mask(f"Hyresgästen {written}, som bor kvar.")

    assert not set(masked) & set(DIGITS)
    assert len(masked) == len(f"Hyresgästen {written}, som bor kvar.")


def grouped(amount: int, sign: str) -> str:
    return f"{amount:,}".replace(",", sign)


@given(
    st.integers(0, 10**12),
    st.sampled_from((" ", "\u00a0", ".", "'", "\u202f")),
    st.sampled_from((" kr", " kronor", ".", "")),
)
def test_an_amount_in_groups_is_never_masked(amount: int, sign: str, unit: str) -> None:
    text = f"Lånet är {grouped(amount, sign)}{unit}"

    assert mask(text) == text


@given(st.integers(0, 10**9 - 1))
def test_an_amount_without_groups_is_never_masked(amount: int) -> None:
    assert mask(f"loan: {amount}") == f"loan: {amount}"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_is_never_masked(day: date) -> None:
    text = f"{day:%Y-%m-%d}, {day:%Y-%m}, {day:%d/%m %Y}, {day:%Y%m%d}, {day:%d.%m.%Y}"

    assert mask(text) == text


@given(st.integers(1900, 2100), st.integers(1900, 2100))
def test_years_are_never_masked(first: int, last: int) -> None:
    text = f"år {first}, {first}-{last}, {first}–{last}, {first} - {last}, {first}/{last}, mellan {first} {last}"

    assert mask(text) == text


@given(nine_digits.filter(lambda digits: digits[0] != "0" and digits[2] >= "2"))
def test_an_organisation_number_is_never_masked(digits: str) -> None:
    number = digits + luhn.calc_check_digit(digits)
    text = f"org_number: {number[:6]}-{number[6:]}, {number}, 16{number[:6]}-{number[6:]}"

    assert mask(text) == text


@given(st.integers(2000, 2035), st.integers(0, 99_999))
def test_a_registration_number_is_never_masked(year: int, number: int) -> None:
    text = f"KS {year}/{number:05}, Dnr KS-{year}-{number:05}, KSN {year}:{number}, {number}/{year}, {number:04}/{year}"

    assert mask(text) == text


@given(st.integers(0, 9_999_999))
def test_a_serial_number_is_never_masked(number: int) -> None:
    digits = f"{number:07}"
    last = -sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True)) % 11
    text = f"ISSN {digits[:4]}-{digits[4:]}{'X' if last == 10 else last}"

    assert mask(text) == text


@given(st.text(DIGITS, min_size=20, max_size=20), st.booleans())
def test_an_account_number_is_never_masked(digits: str, grouped: bool) -> None:
    number = f"SE{98 - int(f'{digits}281400') % 97:02}{digits}"
    text = " ".join(number[start : start + 4] for start in range(0, 24, 4)) if grouped else number

    assert mask(text) == text


@given(st.lists(st.integers(114, 2584).map("{:04}".format), min_size=2, max_size=6), st.sampled_from(" ,;/–"))
def test_a_list_of_codes_is_never_masked_as_a_phone_number(codes: list[str], sign: str) -> None:
    assert not any(kind is Identifier.PHONE for kind, *_ in find(sign.join(codes)))


@given(st.integers(1, 53), st.integers(1, 53), st.integers(2019, 2040), st.sampled_from("-–"))
def test_weeks_are_never_masked(first: int, last: int, year: int, sign: str) -> None:
    text = f"v. {first:02}{sign}{last:02} {year}, vecka {first:02}{sign}{last:02}, {year}-W{first:02}-1"

    assert mask(text) == text


@given(prose)
def test_the_kinds_of_a_text_are_those_that_are_found_in_it(text: str) -> None:
    found = [*kinds(text)]
    assert set(found) == {kind for kind, _, _ in find(text)}
    assert len(found) == len(set(found))


@given(prose)
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(prose)
def test_masking_changes_only_letters_and_digits_into_stars(text: str) -> None:
    masked = mask(text)

    assert len(masked) == len(text)
    assert all(
        after == before or (after == "*" and (before.isalnum() or before == "_"))
        for before, after in zip(text, masked, strict=True)
    )


@given(prose)
def test_what_is_found_is_always_suspected(text: str) -> None:
    assert suspicious(text) or not list(find(text))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_from_one_date_to_another_is_never_masked(first: date, last: date) -> None:
    text = f"{first} - {last}, {first}–{last}, {first} {last}, {first}/{last}"

    assert mask(text) == text
