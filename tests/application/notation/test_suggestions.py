"""Suggestions of what someone probably meant."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.notation import suggestions
from sociallan.application.notation.value_words import MULTIPLES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25 Mkr", 25_000_000),
        ("25Mkr", 25_000_000),
        ("25 mkr", 25_000_000),
        ("25.5 mkr", 25_500_000),
        ("25,5 MKR", 25_500_000),
        ("25 ,5 mkr", 25_500_000),
        ("2,5 miljoner", 2_500_000),
        ("Tio miljoner kronor", 10_000_000),
        ("en miljon", 1_000_000),
        ("2,5 miljoner kronor", 2_500_000),
        ("1 miljon kr", 1_000_000),
        ("64,8 milj", 64_800_000),
        ("64,8 milj. kr", 64_800_000),
        ("1,2 miljarder", 1_200_000_000),
        ("1 mdkr", 1_000_000_000),
        ("25 MSEK", 25_000_000),
        ("500 tkr", 500_000),
        ("22 tusen kronor", 22_000),
        ("1,5 million SEK", 1_500_000),
        ("1 500 tkr", 1_500_000),
        ("1 500,250 tkr", 1_500_250),
        ("1.500 kr", 1_500),
        ("25 000 000", 25_000_000),
        ("25\u00a0000\u00a0000", 25_000_000),
        ("25\u202f000\u202f000", 25_000_000),
        ("25 000 000 kr", 25_000_000),
        ("25 000 000:-", 25_000_000),
        ("25.000.000", 25_000_000),
        ("25'000'000", 25_000_000),
        ("25_000_000", 25_000_000),
        ("1_000", 1_000),
        ("1000", 1_000),
        ("0", 0),
        ("-5 000", -5_000),
        ("25 000 000,00", 25_000_000),
        (" 25000000 kr. ", 25_000_000),
        ("25000000 kronor", 25_000_000),
        ("25000000,-", 25_000_000),
        ("25 000 000.-", 25_000_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, expected: int) -> None:
    assert suggestions.amount(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "tjugo",
        "tjugofem miljoner",
        "tio",
        "en halv miljon",
        "cirka 25 Mkr",
        "25-30 Mkr",
        "25 Mkr exkl. moms",
        "2,5",
        "0,333 tkr 1",
        "1 00 000",
        "12 34",
        "1.2.3",
        "1.2.3 mkr",
        "1.2,5 mkr",
        "25 %",
        "25 000 EUR",
        "1,500 tkr",
        "1.500 mkr",
        "12.500 tkr",
        "0,250 mkr",
        "2024-06-01",
        "",
        " ",
        "kr",
        "-",
    ],
)
def test_what_is_no_whole_amount_is_not_guessed(text: str) -> None:
    assert suggestions.amount(text) is None


@given(
    st.integers(0, 10**12), st.sampled_from((" ", "\u00a0", "_", ".", "'", "")), st.sampled_from(("", " kr", " SEK"))
)
def test_a_whole_amount_is_read_back_however_it_is_grouped(amount: int, sign: str, unit: str) -> None:
    assert suggestions.amount(f"{amount:,}".replace(",", sign) + unit) == amount


@pytest.mark.parametrize("text", ["1" + " " * 100_000 + "x", "1 " * 50_000 + "x", "1" * 100_000])
def test_a_long_text_is_no_amount_and_takes_no_time(text: str) -> None:
    assert suggestions.amount(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41,5", 41.5),
        ("41.25", 41.25),
        ("-0,5", -0.5),
        ("1,5000", 1.5),
        ("70 %", 70),
        (" 70 % ", 70),
        ("-3 procent", -3),
        ("1 560", 1560),
        ("1_560 personer", 1560),
        ("4,5 år.", 4.5),
        ("1,560", None),
        ("1 560,125", None),
        ("1 56", None),
        ("cirka 5", None),
        ("5 kr", None),
        ("", None),
        ("1" * 41, None),
    ],
)
def test_a_number_is_read_unless_its_decimals_may_be_thousands(text: str, expected: float | None) -> None:
    found = suggestions.number(text)

    assert (found, found.__class__) == (expected, expected.__class__)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("100 000", "kr", 100_000),
        ("10 mkr", "kr", 10_000_000),
        ("80 %", "percent", 80),
        ("3 år", "years", 3),
        ("25 st", "count", 25),
        (" 25 ST ", "count", 25),
        ("3 år", "months", None),
        ("80 %", "kr", None),
        ("80 %", None, None),
        ("1 mkr", None, 1_000_000),
        ("12,5", None, 12.5),
        ("hundra", "kr", None),
        ("9" * 100, "kr", None),
    ],
)
def test_a_quantity_of_another_unit_is_none(text: str, unit: str | None, expected: float | None) -> None:
    assert suggestions.quantity(text, unit) == expected
    if unit is None:
        assert suggestions.quantity(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3, 10 och 11", ["3", "10", "11"]),
        (" 3;10/11\n12 ", ["3", "10", "11", "12"]),
        ("trygghet samt hälsa", ["trygghet", "hälsa"]),
        ("ro & lugn and order", ["ro", "lugn", "order"]),
        ("mochi", ["mochi"]),
        (" , ", []),
        ("( I1, I2 )", ["I1", "I2"]),
        ("(I1), I2", ["(I1)", "I2"]),
    ],
)
def test_an_enumeration_is_divided_at_its_signs_and_words(text: str, parts: list[str]) -> None:
    assert suggestions.enumerated(text) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3, 10 och 11", "[3, 10, 11]"), ("3", "[3]"), ("3, tio", None), ("tio", None), (" , ", None)],
)
def test_a_list_is_suggested_only_where_each_of_its_items_is_known(text: str, expected: str | None) -> None:
    assert suggestions.items(text, lambda part: part if part.isdecimal() else None) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("inga", True),
        (" Inga ", True),
        ("noll", True),
        ("Nej", True),
        (0, True),
        ("ja", False),
        (10, False),
        ("0 kr", True),
        ("1 kr", False),
        ("-1 kr", False),
    ],
)
def test_a_word_may_say_that_there_is_no_amount(value: object, expected: bool) -> None:
    assert suggestions.is_none(value) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ca 25 Mkr", "25 Mkr"), ("Ca 25", "25"), ("cirka", ""), ("25 ca", "25 ca"), ("cab 25", "cab 25")],
)
def test_only_a_first_word_that_is_one_of_some_is_left_out(text: str, expected: str) -> None:
    assert suggestions.without_first(text, ("ca", "cirka")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("180", '"0180"'),
        ("'0180'", '"0180"'),
        ("1280", '"1280"'),
        ("18", None),
        ("12800", None),
        ("18O", None),
        ("114", '"0114"'),
        ("0114", '"0114"'),
        ("14", None),
        ("12 80", '"1280"'),
        ("1280 0114", None),
        ("Malmö", None),
        ("0995 Ekersberga", '"0995"'),
        ("Malmö (1280)", '"1280"'),
        ("1280-01", None),
        ("114, 115", None),
        ("1280".rjust(80), '"1280"'),
        (f"{'Malmö':<76}1280", '"1280"'),
        (f"{'Malmö':<77}1280", None),
    ],
)
def test_a_municipality_code_gets_back_its_leading_zero(text: str, expected: str | None) -> None:
    assert suggestions.code(text) == expected


@pytest.mark.parametrize(
    ("text", "written", "cell"),
    [
        ("Norr: gårdar", '"Norr: gårdar"', "Norr: gårdar"),
        ('Kallat "Norr"', "'Kallat \"Norr\"'", 'Kallat "Norr"'),
        ('Vi vill "gå\'n" hit', "'Vi vill \"gå''n\" hit'", 'Vi vill "gå\'n" hit'),
    ],
)
def test_a_text_in_quotation_marks_is_that_text_again_as_a_cell_holds_it(text: str, written: str, cell: str) -> None:
    assert suggestions.quoted(text) == written
    assert suggestions.without_quotes(written) == cell
    assert suggestions.without_quotes(cell) == cell


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        *((word, True) for word in ("ja", "Ja", "JA", "yes", "Yes", "on", "y", "sant", " ja ", 1)),
        *((word, True) for word in ("Japp", "jajamän!", "jo", "ja tack", "Ja, tack.", "yes please")),
        *((word, False) for word in ("nej", "Nej", "NO", "no", "off", "falskt", 0)),
        *((word, False) for word in ("nej tack", "Nej, tack!", "nä", "no thank you")),
        *((word, None) for word in ("kanske", "", "ja, delvis", "tack", "ja tack vare värdarna", "jag", 2, 0.5)),
    ],
)
def test_yes_and_no_are_read_in_both_languages(written: object, expected: bool | None) -> None:
    assert suggestions.yes_or_no(written) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5599999991", "559999-9991"),
        ("559999 9991", "559999-9991"),
        ("165599999991", "559999-9991"),
        ("16559999-9991", "559999-9991"),
        ("SE559999999101", "559999-9991"),
        ("559999-999", None),
        ("saknas", None),
    ],
)
def test_an_organisation_number_gets_its_form(text: str, expected: str | None) -> None:
    assert suggestions.org_number(text) == expected


@pytest.mark.parametrize(("digits", "expected"), [(40, int("1" * 40)), (41, None)])
def test_an_amount_has_forty_signs_at_most(digits: int, expected: int | None) -> None:
    assert suggestions.amount("1" * digits) == expected


def test_a_number_is_quoted_as_it_stands() -> None:
    assert suggestions.quoted("1.10") == '"1.10"'


def test_a_backslash_stands_in_single_quotation_marks_where_it_needs_no_escape() -> None:
    assert suggestions.quoted(r"C:\norr") == r"'C:\norr'"


@pytest.mark.parametrize(("length", "expected"), [(40, 7), (41, None)])
def test_a_number_has_forty_signs_at_most(length: int, expected: int | None) -> None:
    assert suggestions.number("7".ljust(length)) == expected


@pytest.mark.parametrize("text", ["'a", "aba", "a'", ""])
def test_what_does_not_begin_and_end_with_a_quotation_mark_is_left_as_it_is(text: str) -> None:
    assert suggestions.without_quotes(text) == text


@pytest.mark.parametrize(
    ("parse", "text", "number"),
    [
        (suggestions.amount, "tio miljoner", 10_000_000),
        (suggestions.amount, "25 tkr", 25_000),
        (suggestions.number, "41,5", 41.5),
        (suggestions.quantity, "320", 320),
    ],
)
def test_a_number_of_forty_characters_is_read_and_no_longer_one(
    parse: Callable[[str], float | None], text: str, number: float
) -> None:
    assert parse(text.ljust(40)) == number
    assert parse(text.ljust(41)) is None
    assert parse(f"{text:<41}eller mer") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21,4", ("21,4 mkr", "21,4 tkr")),
        (" 21.4 ", ("21,4 mkr", "21,4 tkr")),
        ("0,75", ("0,75 mkr", "0,75 tkr")),
        ("38.500 tkr", ("38 500 tkr", "38 500 kr")),
        ("1,500mkr", ("1 500 mkr", "1 500 000 kr")),
        ("1,000 MKR", ("1 000 mkr", "1 000 000 kr")),
        ("0,500 mkr", ()),
        ("21", ()),
        ("21,4 mkr", ()),
        ("21,45 tkr", ()),
        ("21,4567", ()),
        ("21,456", ()),
        ("1 021,4", ()),
        ("cirka 21,4", ()),
        ("21,4" + " " * 60, ()),
    ],
)
def test_an_amount_that_may_mean_several_names_them(text: str, expected: tuple[str, ...]) -> None:
    assert suggestions.amounts_meant(text) == expected


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(sorted(MULTIPLES)))
def test_each_amount_that_is_meant_can_be_read_and_they_are_not_the_same(whole: int, part: int, unit: str) -> None:
    for text in (f"{whole}.{part:03} {unit}", f"{whole},{part % 100:02}"):
        meant = suggestions.amounts_meant(text)

        assert len({suggestions.amount(each) for each in meant} - {None}) == 2
