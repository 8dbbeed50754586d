"""Identifiers of persons: found, and masked."""

from datetime import date

import pytest
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


@pytest.mark.parametrize(
    "written",
    [
        "070-123 45 67",
        "0701234567",
        "070 123 45 67",
        "070-1234567",
        "0701-23 45 67",
        "+46 70 123 45 67",
        "+46701234567",
        "+46 (0)70-123 45 67",
        "+46(0)701234567",
        "0046 70 123 45 67",
        "08-123 456 78",
        "08-12 34 56",
        "08 - 123 456 78",
        "08 – 123 456 78",
        "0498-20 35 00",
        "031-12 34 56",
        "(08) 123 456 78",
        "010-470 87 00",
        "08/123 45 67",
        "070/123 45 67",
        "0498/20 35 00",
        "070.123.45.67",
        "08.123.456.78",
        "+46.70.123.45.67",
        "+46 70/123 45 67",
        "073-012 34 56",
        "+46 70 012 34 56",
    ],
)
def test_a_phone_number_is_masked_and_keeps_its_length(written: str) -> None:
    text = f"Ring oss på {written}, eller kom förbi."

    masked = mask(text)

    assert not set(masked) & set(DIGITS)
    assert len(masked) == len(text)
    assert masked.startswith("Ring oss på ")
    assert masked.endswith(", eller kom förbi.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skriv till a.b@kommun.se.", "skriv till *.*@******.**."),
        ("<åsa.öberg+lsh@exempel-kommun.se>", "<***.*****+***@*******-******.**>"),
        ("mailto:x_y@a.b.co", "mailto:***@*.*.**"),
        ("a@b.se, c@d.se", "*@*.**, *@*.**"),
    ],
)
def test_an_email_address_is_masked_and_keeps_its_signs(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "eva.ek(at)hallonfors.se", "eva.ek [at] hallonfors [dot] se", "eva_ek ( AT ) hallonfors.se",
        "eva(snabel-a)norr.hallonfors.se", "eva {at} hallonfors(punkt)se", "eva@hallonfors [dot] se",
        "eva.ek @ hallonfors.se", "eva.ek@ hallonfors.se", "eva.ek @hallonfors.se",
        "eva\u00a0(\u00a0at\u00a0) hallonfors.se",
    ],
)  # fmt: skip
def test_an_address_that_is_spelt_out_is_masked(address: str) -> None:
    text = f"Skriv till oss: {address}, senast i maj."

    assert [(kind, text[start:end]) for kind, start, end in find(text)] == [(Identifier.EMAIL, address)]


def test_addresses_are_found_in_order_however_they_are_written() -> None:
    text = "ab (at) c.se, d@e.se, fg @ h.se"

    assert mask(text) == "** (**) *.**, *@*.**, ** @ *.**"


@pytest.mark.parametrize(
    "text",
    [
        "25 st @ 45.50 kr",
        "Möte @ torget. Alla är med.",
        "tryck (at) 3.5 bar",
        "a (at) b.se",
        "se (att) det.är",
        "vi @ c.se4",
    ],
)
def test_an_at_sign_in_words_is_no_address_by_itself(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "written",
    [
        "1981-12-18, sista fyra 9876", "811218, de fyra sista är 9876", "19811218 (sista fyra: 9876",
        "1981-12-18 och de sista fyra siffrorna 9876", "1981-12-18.\u00a0Sista\u00a0fyra 9876",
    ],
)  # fmt: skip
def test_the_last_four_digits_after_a_date_of_birth_are_a_personal_number(written: str) -> None:
    text = f"Född {written}."

    assert [(kind, text[start:end]) for kind, start, end in find(text)] == [(Identifier.PERSONAL_NUMBER, written)]


@pytest.mark.parametrize(
    "text",
    ["1981-12-18, sista fyra 9877", "Den 1981-12-18. Sista fyra åren", "2025-12-18, fyra av 9876", "sista fyra 9876"],
)
def test_four_digits_are_no_personal_number_without_a_day_and_their_check_digit(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("text", ["a@b", "@kommun.se", "a @ b.se", "pris 25 kr@styck", "e-post saknas"])
def test_what_is_no_email_address_is_not_masked(text: str) -> None:
    assert mask(text) == text


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


@pytest.mark.parametrize(
    "text",
    [
        "kommunkod 0114",
        'code: "0180"',
        "1 070 123 456 kr",
        "12 050 000 000 kronor",
        "0,75 procent",
        "0-6 år, 13-16 år",
        "2012-12-12",
        "ISBN 978-91-7000-123-4",
        "kl. 08-17",
        "288 lägenheter, 640 hyresgäster",
        "fastigheten Humlan 1:23",
        "LSH 2020-08-24",
    ],
)
def test_other_numbers_are_not_masked(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "IBAN SE35 5000 0000 0549 1000 0003",
        "konto SE4550000000058398257466",
        "GB29 NWBK 6016 1331 9268 19",
        "ISSN 0349-8417",
        "0283-4154 och 1101-0290",
        "v. 08–12 2026",
        "vecka 08-10 2027",
        "veckorna 08 09 10 11 12",
        "kommunkoderna 0127 0136 0180",
        "0114, 0115, 0117; 0120/0123",
        "länskoderna 01 03 04 05 06 07",
        "öppet 08-17 08-16",
        "08.30–16.30",
        "08.12.2026",
        "050.000.000 kronor",
        "1.070.123.456 kr",
        "Dnr 20-0812-1234",
        "Artikelnummer 0701234567",
        "Art. nr: 070-1234567",
        "Serienr 0731234567",
        "Mätpunkt 0910-736000",
        "mätarnummer 0910736000",
        "Anläggnings-id: 0910-736000",
        "diarienummer 2008 12 1234",
        "Ärendenr: 010-1234-56",
        "objektnummer 010-1234-56",
        "Projektnummer 070123-4567",
        "070123-4567",
        "Projektnummer 0701234567",
        "031-012 34 56",
        "KS 0812/2026-1234",
        "läsåret 08/09 2026",
    ],
)
def test_numbers_of_things_are_not_masked(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize("name", ["tel.nr", "Telefonnummer:", "mobilnummer", "mobil-nr", "personnummer", "Faxnr"])
@pytest.mark.parametrize("number", ["010-1234-56", "20-0812-1234"])
def test_a_name_of_a_persons_number_hides_nothing(name: str, number: str) -> None:
    assert not set(mask(f"{name} {number}")) & set(DIGITS)


@pytest.mark.parametrize("number", ["070-123 45 67", "640823-3234"])
def test_a_number_in_its_usual_form_is_masked_whatever_it_is_called(number: str) -> None:
    assert not set(mask(f"Dnr {number}")) & set(DIGITS)


def test_two_numbers_with_a_slash_between_them_are_both_masked() -> None:
    assert not set(mask("tel 0701234567/0701234568")) & set(DIGITS)


@pytest.mark.parametrize("start", ["08-", "0", "070-123 ", "+46 8 "])
def test_a_phone_number_has_eight_to_ten_digits(start: str) -> None:
    digits = len("08") if "46" in start else sum(map(str.isdecimal, start))
    found = {
        count: [kind for kind, *_ in find(start + "4567891234"[: count - digits])] for count in range(digits + 1, 13)
    }

    assert {count for count, kinds in found.items() if kinds == [Identifier.PHONE]} == {8, 9, 10}


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


def test_each_kind_is_told_with_its_place() -> None:
    text = "a@b.se 070-123 45 67 121212-1212"

    found = [(kind, text[start:end]) for kind, start, end in find(text)]

    assert found == [
        (Identifier.EMAIL, "a@b.se"),
        (Identifier.PHONE, "070-123 45 67"),
        (Identifier.PERSONAL_NUMBER, "121212-1212"),
    ]


INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2064\u2066\u2069\ufeff\u061c"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
SPACES = " \t\u00a0\u2007\u2009\u202f\u3000"


@pytest.mark.parametrize("day", ["640823", "19640823", "1964-08-23", "1964 0823", "18640823", "64 08 23"])
def test_a_personal_number_is_masked_whatever_stands_before_its_last_four(day: str) -> None:
    for sign in [*INVISIBLE, *DASHES, *SPACES, "/", "+", " - ", "\u202a-", "-\u200b", "  "]:
        text = f"Hyresgästen {day}{sign}3234 bor kvar."

        assert not set(mask(text)) & set(DIGITS), ascii(sign)
        assert len(mask(text)) == len(text), ascii(sign)
        assert suspicious(text), ascii(sign)


@pytest.mark.parametrize(
    "form", ["{}-A", "A-{}", "pnr_{}", "p{}", "{}a", "({})", "{}-", "-{}", "\ufeff{}\u200b", "{}."]
)
def test_a_personal_number_is_masked_whatever_stands_around_it(form: str) -> None:
    assert not set(mask(form.format("640823-3234"))) & set(DIGITS)


@pytest.mark.parametrize("sign", INVISIBLE)
@pytest.mark.parametrize("number", ["640823-3234", "19640823-3234", "070-123 45 67", "+46 (0)70-123 45 67"])
def test_what_nobody_sees_hides_no_digit(number: str, sign: str) -> None:
    assert not set(mask(sign.join(number))) & set(DIGITS)
    assert not set(mask(f"{sign}{number}{sign}")) & set(DIGITS)


@pytest.mark.parametrize("sign", [*DASHES, *SPACES])
def test_a_phone_number_is_masked_whatever_stands_within_it(sign: str) -> None:
    assert not set(mask(f"Ring 070{sign}123{sign}45{sign}67.")) & set(DIGITS)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_from_one_date_to_another_is_never_masked(first: date, last: date) -> None:
    text = f"{first} - {last}, {first}–{last}, {first} {last}, {first}/{last}"

    assert mask(text) == text


def test_an_email_address_after_a_number_without_a_space_is_masked() -> None:
    assert not set(mask("08 123 456 78abc@b.se")) & set("12345678abcse")


def test_numbers_with_nothing_but_an_invisible_sign_between_them_are_both_masked() -> None:
    assert not set(mask("121212-1212\u200b0701234567")) & set(DIGITS)


def test_an_email_address_of_any_length_is_masked() -> None:
    assert set(mask("a" * 100 + "@b.se")) == set("*@.")
