"""Dates in words that leave something open: every date that may be meant, and never one of them for certain."""

import pytest

from sociallan.application.notation import written_dates
from sociallan.application.notation.vague_dates import vague, year_of

AUTUMN = ("2027-09", "2027-10", "2027-11", "2027")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("hösten 2027", AUTUMN),
        ("Höst, 2027", AUTUMN),
        ("autumn of 2027", AUTUMN),
        ("hösten -27", AUTUMN),
        ("hösten 27", AUTUMN),
        ("Maj 27", ("2027-05", "2027")),
        ("v. 34 2027", ("2027-08", "2027")),
        ("vecka 9 2027", ("2027-03", "2027")),
        ("week 13, 2027", ("2027-03", "2027-04", "2027")),
        ("v. 1 2027", ("2027-01", "2027")),
        ("v. 53 2027", ("2027",)),
        # Of a week that two months or two years share.
        ("v. 31 2026", ("2026-07", "2026-08", "2026")),
        ("v. 36 2026", ("2026-08", "2026-09", "2026")),
        ("v. 44 2026", ("2026-10", "2026-11", "2026")),
        ("v. 1 2026", ("2026-01", "2026")),
        ("v. 53 2026", ("2026-12", "2026")),
        ("våren 2026", ("2026-03", "2026-04", "2026-05", "2026")),
        ("tredje kvartalet 2027", ("2027-07", "2027-08", "2027-09", "2027")),
        ("fjärde kvartalet 2027", ("2027-10", "2027-11", "2027-12", "2027")),
        ("femte kvartalet 2027", ("2027",)),
        ("Q1 2027", ("2027-01", "2027-02", "2027-03", "2027")),
        ("kv. 4 2027", ("2027-10", "2027-11", "2027-12", "2027")),
        ("ca mars 2026", ("2026-03", "2026")),
        ("maj/juni 2026", ("2026-05", "2026-06", "2026")),
        ("vintern 2027/2028", ("2027", "2028")),
        ("2027–2029", ("2027", "2029")),
        ("tidigast 2027", ("2027",)),
        ("i början av 2027", ("2027",)),
        ("KF den 15 juni 2026, § 84", ("2026-06-15", "2026-06", "2026")),
        ("KF 2026-06-15", ("2026-06-15", "2026")),
        ("2026-06-15 enligt protokollet", ("2026-06-15", "2026")),
        ("beslut lördagen den 15:e juni 2024, § 84", ("2024-06-15", "2024-06", "2024")),
        ("15/6 2026 (§ 84)", ("2026-06-15", "2026")),
        ("mellan 1 maj 2026 och 3 juni 2026.", ("2026-05-01", "2026-06-03", "2026-05", "2026-06", "2026")),
        ("31 juni 2026, § 84", ("2026-06", "2026")),
        ("minst 10 år", ()),
        ("i tio år", ()),
        ("i elva månader", ()),
        ("18 months", ()),
        ("flera år framåt", ()),
    ],
)
def test_words_name_the_dates_that_may_be_meant(text: str, dates: tuple[str, ...]) -> None:
    found = vague(text)

    assert found is not None
    assert found == dates
    assert written_dates.date(text) is None


@pytest.mark.parametrize(
    "text",
    ["2024-13-01", "i fjol", "i höst", "vid behov", "nr 20271", "vecka 27", "27 maj", "", "årligen", "-" * 1_000],
)
def test_words_without_a_year_or_a_length_of_time_name_none(text: str) -> None:
    assert vague(text) is None


def test_of_a_long_text_the_beginning_is_read() -> None:
    assert vague(f"{'x' * 75} 2027") == ("2027",)
    assert vague(f"{'x' * 76} 2027") is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025-03-01", 2025),
        ("2025-03", 2025),
        ("v. 34 2025", 2025),
        ("1 mars 2025", 2025),
        ("senast år 2023", 2023),
        ("våren 2025", 2025),
        ("kvartal 2 2025", 2025),
        ("2022/2024 eller 2026", None),
        ("före 2025", None),
        ("2024 ", 2024),
        ("12,5", 12.5),
        ("pågår", None),
    ],
)
def test_the_year_of_a_date_a_season_or_a_quarter_is_read(text: str, year: float | None) -> None:
    assert year_of(text) == year
