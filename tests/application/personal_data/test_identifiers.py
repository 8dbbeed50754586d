"""Identifiers of persons: found, and masked."""

import pytest

from sociallan.application.personal_data.check_digits import DIGITS
from sociallan.application.personal_data.identifiers import Identifier, find, kinds, mask, suspicious


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
        ("a@b.se+c@d.se", "*@*.**+*@*.**"),
        ("a@b.se+c@d.x3", "*@*.**+*@*.**"),
    ],
)
def test_an_email_address_is_masked_and_keeps_its_signs(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "eva.ek(at)hallonfors.se", "eva.ek [at] hallonfors [dot] se", "eva_ek ( AT ) hallonfors.se",
        "eva(snabel-a)norr.hallonfors.se", "eva {at} hallonfors(punkt)se", "eva@hallonfors [dot] se",
        "eva {at} hallonfors.se", "eva [at] hallonfors.se", "eva.ek @ hallonfors.se",
        "eva.ek@ hallonfors.se", "eva.ek @hallonfors.se",
        "eva\u00a0(\u00a0at\u00a0) hallonfors.se",
    ],
)  # fmt: skip
def test_an_address_that_is_spelt_out_is_masked(address: str) -> None:
    text = f"Skriv till oss: {address}, senast i maj."

    assert [(kind, text[start:end]) for kind, start, end in find(text)] == [(Identifier.EMAIL, address)]


def test_addresses_are_found_in_order_however_they_are_written() -> None:
    text = "ab (at) c.se, d@e.se, fg @ h.se"

    assert mask(text) == "** (**) *.**, *@*.**, ** @ *.**"
    assert mask(f"{text}, 070-123 45 67") == "** (**) *.**, *@*.**, ** @ *.**, ***-*** ** **"


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


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        # What a number stands after: a mark is part of it only where digits are before the mark.
        ("tel-070-123 45 67", "tel-***-*** ** **"),
        ("tel.070-123 45 67", "tel.***-*** ** **"),
        ("tel/070-123 45 67", "tel/***-*** ** **"),
        ("-070-123 45 67", "-***-*** ** **"),
        ("2-070-123 45 67", "2-070-123 45 67"),
        ("sid 12/070-123 45 67", "sid 12/070-123 45 67"),
        ("1 070-123 45 67", "1 ***-*** ** **"),
        ("1 070 123 456", "1 070 123 456"),
        ("Summa 1 070 123 456.", "Summa 1 070 123 456."),
        ("0812 070-123 45 67 08-123 456 78", "0812 ***-*** ** ** **-*** *** **"),
        # An amount without its unit may be a number.
        ("070 123 456", "*** *** ***"),
        ("070 123 456 kr", "070 123 456 kr"),
        ("070-123 45 67 kr", "***-*** ** ** kr"),
        # The digits after the area code.
        ("0498-2035", "0498-2035"),
        ("0498-20 350", "****-** ***"),
        ("0498-20350", "****-*****"),
        ("01-23 45 67", "01-23 45 67"),
        ("08-23 45 67", "**-** ** **"),
        ("031 0 80 2014 57", "031 * ** **** **"),
        ("031-012 34 56", "031-012 34 56"),
        ("073-012 34 56", "***-*** ** **"),
        ("073-012 345", "073-012 345"),
        ("07012-34567", "07012-34567"),
        ("07012-345 67", "*****-*** **"),
        ("0701-234567", "****-******"),
        ("0910-12 2026", "0910-12 2026"),
        ("091-123 2026", "***-*** ****"),
        ("091-12 2226", "***-** ****"),
        ("070-12 20261", "***-** *****"),
        ("070-123 45.67", "***-*** **.**"),
        ("08-12 34.56", "08-12 34.56"),
        ("+46 498-2035", "+46 498-2035"),
        ("+46 498-20 350", "+** ***-** ***"),
        ("rum 12/+46 70 123 45 67", "rum 12/+** ** *** ** **"),
        ("5:070 123 456", "5:*** *** ***"),
        ("öppet 08-17 08-16", "öppet 08-17 08-16"),
    ],
)
def test_a_phone_number_is_as_the_numbering_plan_has_it(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_a_personal_number_is_found_behind_digits_that_are_none() -> None:
    assert mask("1912 811218 9876") == "1912 ****** ****"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("640823-0107 150005", "******-**** 150005"),
        ("08-12 070 12 34 56", "**-** *** ** 34 56"),
        ("0701234567@hallonfors.se", "**********@**********.**"),
    ],
)
def test_of_two_identifiers_that_share_digits_the_first_is_found(text: str, masked: str) -> None:
    assert len(list(find(text))) == 1
    assert mask(text) == masked


@pytest.mark.parametrize(("blanks", "is_named"), [(1, True), (38, True), (39, False)])
def test_a_number_is_called_something_by_the_word_before_it(blanks: int, is_named: bool) -> None:
    text = f"nr{' ' * blanks}20-0812-1234"

    assert (mask(text) == text) is is_named
    assert (mask(f"Kommunens {text}") == f"Kommunens {text}") is is_named


@pytest.mark.parametrize(
    "text",
    [
        *("Ett hus för alla", "2024-01-15 och 2025-02-16", "2024–2026", "2024 - 2026", "556036-0793", "1234567"),
        *("Fyra av fyra (se bilaga)", "de sista [rummen] {fyra}", "FYRA", "att (vid) torget"),
        *("12\n34\n56\n78\n90", "12\r34\r56\r78", "12a34b56c78d", "12 345 kr, 67 890 kr"),
    ],
)
def test_what_has_no_row_of_digits_but_a_date_or_an_organisation_number_is_not_suspected(text: str) -> None:
    assert not suspicious(text)


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


@pytest.mark.parametrize("number", ["070-123 45 67", "640823-3234", "6408233234", "196408233234"])
def test_a_number_in_its_usual_form_is_masked_whatever_it_is_called(number: str) -> None:
    assert not set(mask(f"Dnr {number}")) & set(DIGITS)


def test_a_number_in_one_piece_is_masked_unless_a_file_is_named() -> None:
    assert mask("ocr 070-1234567") == "ocr ***-*******"
    assert mask("ocr 0498-20 35 00") == "ocr ****-** ** **"
    assert mask("dnr 070-1234567") == "dnr 070-1234567"
    assert mask("Se projektnummer 070-1234567") == "Se projektnummer 070-1234567"
    assert mask("dnr 070-123 456") == "dnr ***-*** ***"


def test_two_numbers_with_a_slash_between_them_are_both_masked() -> None:
    assert not set(mask("tel 0701234567/0701234568")) & set(DIGITS)


@pytest.mark.parametrize("start", ["08-", "0", "070-123 ", "+46 8 "])
def test_a_phone_number_has_eight_to_ten_digits(start: str) -> None:
    digits = len("08") if "46" in start else sum(map(str.isdecimal, start))
    found = {
        count: [kind for kind, *_ in find(start + "4567891234"[: count - digits])] for count in range(digits + 1, 13)
    }

    assert {count for count, kinds in found.items() if kinds == [Identifier.PHONE]} == {8, 9, 10}


def test_what_looks_like_an_account_number_may_end_in_a_phone_number() -> None:
    assert mask("konto NL91 ABNA 0417 1643 00") == "konto NL91 ABNA 0417 1643 00"
    assert mask("konto NL91ABNA0417164300") == "konto NL91ABNA0417164300"
    assert mask("konto CZ65 0800 0000 1920 0014 5399") == "konto CZ65 0800 0000 1920 0014 5399"
    assert mask("avdelning NL92 ABNA 0417 1643 00") == "avdelning NL92 ABNA **** **** **"


def test_the_kinds_of_a_text_are_told_once_each() -> None:
    assert list(kinds("Ring 070-123 45 67 eller 08-123 456 78")) == [Identifier.PHONE]
    assert list(kinds("070-123 45 67 121212-1212 a@b.se")) == [
        Identifier.EMAIL,
        Identifier.PERSONAL_NUMBER,
        Identifier.PHONE,
    ]
    assert list(kinds("Ett hus, 12345678")) == []


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


def test_an_email_address_after_a_number_without_a_space_is_masked() -> None:
    assert not set(mask("08 123 456 78abc@b.se")) & set("12345678abcse")


def test_numbers_with_nothing_but_an_invisible_sign_between_them_are_both_masked() -> None:
    assert not set(mask("121212-1212\u200b0701234567")) & set(DIGITS)


def test_an_email_address_of_any_length_is_masked() -> None:
    assert set(mask("a" * 100 + "@b.se")) == set("*@.")
