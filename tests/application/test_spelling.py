"""The known word that a misspelt one is nearest to."""

import pytest

from sociallan.application import spelling


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("housng", "housing"),
        ("Housing", "housing"),
        ("HEALTH", "health"),
        ("helth", "health"),
        ("boende", "housing"),
        ("Trygghet", "safety"),
        ("kultur", "health"),
        ("safty ", "safety"),
    ],
)
def test_the_nearest_word_is_found_by_spelling_or_by_name(word: str, expected: str) -> None:
    names = {
        "housing": ["boende och boendemiljöer"],
        "safety": ["trygghet, säkerhet och tillgänglighet"],
        "health": ["hälsa, utbildning, idrott och kultur"],
    }

    assert spelling.nearest(word, ("housing", "safety", "health"), names) == expected


@pytest.mark.parametrize("word", ["", "parkering", "x", "12", "å" * 100_000])
def test_a_word_that_is_near_nothing_has_no_nearest(word: str) -> None:
    assert spelling.nearest(word, ("housing", "safety", "health")) is None


def test_hyphens_and_spaces_stand_for_underscores() -> None:
    assert spelling.nearest("Municipal company", ("municipality", "municipal_company")) == "municipal_company"
    assert spelling.nearest("municipal-company", ("municipality", "municipal_company")) == "municipal_company"


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("horizon_yeas", "horizon_years"),
        ("horizn_years", "horizon_years"),
        ("HORIZON-YEARS", "horizon_years"),
        ("horizonyears", "horizon_years"),
        ("grants_total", None),
        ("items_years", None),
        ("horizon_total", None),
    ],
)
def test_a_compound_name_is_meant_only_where_each_part_is_alike(word: str, meant: str | None) -> None:
    assert spelling.nearest_name(word, ["items_total", "horizon_years"]) == meant


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("parti", "participation"),
        ("part", None),
        ("incre", None),
        ("increase_s", "increase_safety"),
        ("partx", None),
    ],
)
def test_a_word_may_be_known_by_five_letters_with_which_it_alone_begins(word: str, expected: str | None) -> None:
    assert spelling.nearest(word, ("participation", "increase_safety", "increase_equality_and_more")) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("bostader", True), ("BOSTÄDER ", True), ("bo städer", True), ("bostad", False), ("bostaden", False), ("", False)],
)
def test_a_word_resembles_a_name_from_which_it_differs_by_a_letter_or_two(word: str, expected: bool) -> None:
    assert spelling.resembles(word, ("bostäder",)) is expected
