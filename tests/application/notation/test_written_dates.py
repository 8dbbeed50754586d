"""Dates are read as applicants write them, and none is guessed."""

import pytest

from sociallan.application.notation import written_dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-6-1", "2024-06-01"),
        ("2024/06/01", "2024-06-01"),
        ("2024.06.01", "2024-06-01"),
        ("20240601", "2024-06-01"),
        (20240601, "2024-06-01"),
        ("1/6 2024", "2024-06-01"),
        ("1.6.2024", "2024-06-01"),
        ("01-06-2024", "2024-06-01"),
        ("2024-6", "2024-06"),
        ("2024 06", "2024-06"),
        ("202406", "2024-06"),
        ("2024-0601", "2024-06-01"),
        ("202406-01", "2024-06-01"),
        (" 2024 ", "2024"),
        ("1 juni 2024", "2024-06-01"),
        ("den 1 juni 2024", "2024-06-01"),
        ("1:a  Juni 2024", "2024-06-01"),
        ("1 jun. 2024", "2024-06-01"),
        ("June 1, 2024", "2024-06-01"),
        ("juni 2024", "2024-06"),
        ("mar-26", "2026-03"),
        ("dec.-00", "2000-12"),
        ("augusti -27", "2027-08"),
        ("den 2 mars -26", "2026-03-02"),
        ("maj ’26", "2026-05"),
        ("1st March -26", "2026-03-01"),
        ("15/3-26", "2026-03-15"),
        ("2/3 -26", "2026-03-02"),
        ("2026, maj", "2026-05"),
        ("den 2022-05-09", "2022-05-09"),
        ("måndagen den 9 maj 2022", "2022-05-09"),
        ("10/2023", "2023-10"),
        ("8.2022", "2022-08"),
        ("2024-02-29", "2024-02-29"),
        ("2023-11-30", "2023-11-30"),
        ("2027–10", "2027-10"),
        ("2027—10–01", "2027-10-01"),
        ("2011–12–01", "2011-12-01"),
        ("2027-10-01 00:00:00", "2027-10-01"),
        ("2027-10-01T14:30", "2027-10-01"),
        ("2027-okt", "2027-10"),
        ("okt/2027", "2027-10"),
        ("oktober månad 2027", "2027-10"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: object, expected: str) -> None:
    assert written_dates.date(written) == expected


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("2024-02-30", "2024-02-29"),
        ("2023-02-29", "2023-02-28"),
        ("2024-06-00", "2024-06-01"),
        ("2023-10-32", "2023-10-31"),
        ("31/9 2023", "2023-09-30"),
        ("31 juni 2022", "2022-06-30"),
    ],
)
def test_a_date_that_is_not_in_the_calendar_is_none_though_another_is_near(written: str, nearest: str) -> None:
    assert written_dates.date(written) is None
    assert written_dates.nearest_date(written) == nearest


@pytest.mark.parametrize("lang", ["sv_SE", "en_GB"])
def test_every_month_is_read_by_its_name(lang: str) -> None:
    names = {
        "sv_SE": "januari februari mars april maj juni juli augusti september oktober november december",
        "en_GB": "January February March April May June July August September October November December",
    }[lang].split()

    assert [written_dates.date(f"{name} 2024") for name in names] == [f"2024-{month:02}" for month in range(1, 13)]
    assert [written_dates.date(f"3 {name[:3]} 2024") for name in names] == [
        f"2024-{month:02}-03" for month in range(1, 13)
    ]


@pytest.mark.parametrize(
    "written",
    [
        "hösten 2024",
        "2024-13-01",
        "24-06-01",
        "2024123",
        "2024111",
        "20249",
        "2024-1-231",
        "1 juno 2024",
        "juni",
        "x" * 500 + " 2024",
        "",
        "1800",
        "2500-01",
        3.5,
        "1/2/26",
        "2011–12",
        "2027-2028",
        "2027–2028",
    ],
)
def test_what_is_no_date_is_not_guessed(written: object) -> None:
    assert written_dates.date(written) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1899-1-1", None), ("1900-1-1", "1900-01-01"), ("2200-1-1", "2200-01-01"), ("2201-1-1", None)],
)
def test_a_date_is_of_a_year_that_someone_may_mean(text: str, expected: str | None) -> None:
    assert written_dates.date(text) == expected


def test_a_date_is_looked_for_in_the_first_forty_signs() -> None:
    assert written_dates.date(f"{'2024':<39}9") == "2024-09"
    assert written_dates.date(f"{'2024-09-01':<40}x") == "2024-09-01"


@pytest.mark.parametrize("text", ["2024-00", "2024-13"])
def test_a_month_that_there_is_not_is_none_without_a_day_either(text: str) -> None:
    assert written_dates.date(text) is None


@pytest.mark.parametrize(("text", "expected"), [("2024-06", "2024-06"), ("2024-06-30", "2024-06-30"), ("hej", None)])
def test_a_date_of_the_calendar_and_a_word_have_no_nearest_one(text: str, expected: str | None) -> None:
    assert written_dates.nearest_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("senast år 2030", "2030"), ("slutet av  2028", "2028"), ("2031", "2031"), ("efter 2030", None), ("1830", None)],
)
def test_the_words_around_a_year_leave_it_as_it_is(text: str, expected: str | None) -> None:
    assert written_dates.year_in_words(text) == expected


@pytest.mark.parametrize("weekday", ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"])
@pytest.mark.parametrize("ending", ["", "en", "en den", ", den"])
def test_any_weekday_may_stand_before_a_date(weekday: str, ending: str) -> None:
    assert written_dates.date(f"{weekday}{ending} 9 maj 2022") == "2022-05-09"


@pytest.mark.parametrize("part", ["början av", "mitten av", "slutet av", "beginning of", "middle of", "end of"])
def test_a_part_of_a_year_is_in_that_year(part: str) -> None:
    befores = ("", "i ") if part.endswith("av") else ("", "the ", "in ", "in the ")

    assert {written_dates.year_in_words(f"{before}{part} 2028") for before in befores} == {"2028"}
    assert written_dates.year_in_words(f"tidigast {part} 2028") is None
