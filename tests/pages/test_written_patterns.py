"""Patterns of what applicants write, against what the reader and the canonical form make of it."""

import re
from typing import Any

import pytest

from sociallan.application.form_check.canonical import Canonical
from sociallan.application.form_check.string_formats import is_partial_date
from sociallan.application.read import read
from sociallan.pages import written_patterns
from tests.builders import form, lsh, of_value, source

DASHES = ("-", "–", " — ", "/")


def matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


@pytest.mark.parametrize("year", ["0000", "0004", "1900", "1904", "2000", "2023", "2024", "2100", "2400"])
def test_a_date_matches_if_the_calendar_has_it(year: str) -> None:
    months = [f"{year}-{month:02}" for month in range(14)]
    days = [f"{month}-{day:02}" for month in months for day in range(33)]

    for text in (year, *months, *days):
        assert matches(written_patterns.PARTIAL_DATE, text) == is_partial_date(text), text


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (0, 17), (1, 17), (5, 5), (9, 110), (85, 2201), (-17, 3), (-30, -12)]
)
@pytest.mark.parametrize("whole", [True, False])
def test_an_estimate_matches_within_its_limits(low: int, high: int, whole: bool) -> None:
    pattern = written_patterns.estimate(form(), low, high, whole=whole)

    for number in range(low - 120, high + 120):
        for written in (f"{number}", f"{number}.0", f"{number}.5"):
            fits = low <= float(written) <= high and not (whole and written.endswith(".5"))
            assert matches(pattern, f"cirka {written}") == fits or written.startswith("-0"), written


@pytest.mark.parametrize("text", ["600", "cirka", "cirka600", "cirka 0600", "cirka 6 00", "minst 600", "cirka 600 st"])
def test_what_is_no_estimate_does_not_match(text: str) -> None:
    assert not matches(written_patterns.estimate(form(), 0, 1000, whole=True), text)


@pytest.mark.parametrize("dash", DASHES)
def test_a_period_matches_if_its_years_are_in_order_and_the_last_within_the_limits(dash: str) -> None:
    pattern = written_patterns.period(1990, 2103)
    years = (0, 1, 999, 1899, 1900, 1989, 1990, 1991, 1999, 2000, 2009, 2010, 2019, 2022, 2099, 2103, 2104, 9999)

    for first in years:
        for last in years:
            fits = first < last and 1990 <= last <= 2103
            assert matches(pattern, f"{first:04}{dash}{last:04}") == fits, (first, last)


@pytest.mark.parametrize("gap", [*lsh().gaps, ""])
def test_a_text_that_stands_for_no_answer_matches_as_it_is_read(gap: str) -> None:
    pattern = written_patterns.unanswered(lsh().gaps)

    for text in (gap, gap.upper(), f" {gap}", f"{gap}.", f"{gap}. ", f"{gap}x", f"x {gap}", f"{gap}. ."):
        is_read_as_gap = read(source(f'a: "{text}"'), gaps=lsh().gaps).value == {"a": None}
        assert matches(pattern, text) == is_read_as_gap, text


def test_a_label_matches_as_it_is_made_canonical() -> None:
    area = form().fields["project.area"]
    label = area.labels["health"]["sv"]
    pattern = written_patterns.one_of(
        [*area.values, *(text for labels in area.labels.values() for text in labels.values())]
    )

    for text in (
        label,
        label.upper(),
        f"  {label} ",
        label.replace(" ", "  "),
        label.replace(",", ""),
        label[1:],
        "health",
    ):
        document = Canonical(form()).document(read(source(f'project: {{area: "{text}"}}')))
        is_label = document.value["project"]["area"] in area.values
        assert matches(pattern, text) == is_label, text


WHOLE = ("0", "7", "012", "999", "1000", "2024", "1 000", "12 345", "12  345", "1 23", "1 000 000", "1 000 000 000 000")
PARTS = ("", ",5", ".25", ",500", ",0", ",0000")
CANONICAL = Canonical(form())


def made(text: str, path: str) -> Any:
    """Return the value of a field, outside of any list, of an application where it has a text."""
    *above, name = path.split(".")
    holder: dict[str, Any] = {name: text}
    for step in reversed(above):
        holder = {step: holder}
    value = CANONICAL.document(of_value(holder)).value
    for step in path.split("."):
        value = value[step]
    return value


@pytest.mark.parametrize(
    "unit", ["", "kr", " kr", " Mkr", "mkr", " tkr", " miljoner kr", " mdkr", " SEK", " st", " kr kr"]
)
def test_an_amount_matches_as_it_is_made_canonical(unit: str) -> None:
    pattern = written_patterns.amount(0, 10**12)

    for text in (f"{sign}{whole}{part}{unit}" for sign in ("", " ", "-") for whole in WHOLE for part in PARTS):
        value = made(text, "investment.loan")
        assert matches(pattern, text) == (isinstance(value, int) and 0 <= value <= 10**12), text


@pytest.mark.parametrize(
    ("path", "low", "high"), [("social.target_group.size", 1, 10_000), ("social.target_group.size", -5, 1_500)]
)
def test_a_whole_number_matches_as_it_is_made_canonical_within_its_limits(path: str, low: int, high: int) -> None:
    pattern = written_patterns.number(low, high, whole=True, in_groups=True)

    for text in (f"{sign}{whole}{part}" for sign in ("", " ", "-") for whole in WHOLE for part in PARTS):
        value = made(text, path)
        assert matches(pattern, text) == (isinstance(value, int) and low <= value <= high), text


@pytest.mark.parametrize(
    "text", ["5599999991", "559999 9991", "559999–9991", "559999-9991", "55999-9991", " 5599999991"]
)
def test_an_organisation_number_matches_as_it_is_made_canonical_but_for_the_canonical_one(text: str) -> None:
    pattern = written_patterns.organisation_number(but="^[0-9]{6}-[0-9]{4}$")

    assert matches(pattern, text) == (made(text, "applicant.org_number") != text)


def test_a_code_is_left_out_of_the_labels_though_it_is_one() -> None:
    pattern = written_patterns.one_of(["preschool", "skola"], but=["preschool", "a.b"])

    assert [matches(pattern, text) for text in ("preschool", "Preschool", "skola", "a.b")] == [False, True, True, False]
