"""The report for people: golden files at 80 columns, and what holds of it whatever is in it."""

import re
import unicodedata

import pytest

from sociallan.formats import render
from tests.builders import example, examples, report, screen, view
from tests.conftest import Golden
from tests.formats.samples import HOSTILE, LANGS, SAMPLES, rendered, sample
from tests.sampling import sampled

ESCAPE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
ADDRESS = re.compile(r"https?://\S+")


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    golden(f"text/{name}.{lang}.txt", rendered("text", name, lang, width=80))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_an_explained_report_reads_as_it_did(lang: str, golden: Golden) -> None:
    golden(f"text/explained.{lang}.txt", rendered("text", "not_met", lang, width=80, explain=True))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_line_is_longer_than_the_screen_is_wide(name: str, lang: str) -> None:
    lines = rendered("text", name, lang, width=80, explain=name == "not_met").split("\n")

    too_long = [line for line in lines if columns(line) > 80 and not ADDRESS.search(line)]
    assert too_long == []


def columns(line: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
    return len(line) + wide


@pytest.mark.parametrize("width", [40, 60, 100])
def test_other_widths_are_kept_too(width: int) -> None:
    lines = rendered("text", "incomplete", "sv", width=width).split("\n")

    # A word of its own that is longer than the line, such as a file's name, is not cut.
    assert [line for line in lines if columns(line) > width and " " in line.strip() and not ADDRESS.search(line)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_without_colour_nothing_steers_the_terminal(name: str) -> None:
    for width in (None, 80):
        assert ESCAPE.search(rendered("text", name, "sv", width=width, explain=width is None)) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_colour_only_adds_escapes(name: str) -> None:
    plain = rendered("text", name, "sv", width=80)
    coloured = rendered("text", name, "sv", width=80, colour=True)

    assert "\x1b[" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured).split() == plain.split()


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_narrow_stream_gets_no_signs_that_it_cannot_carry(name: str, lang: str) -> None:
    text = rendered("text", name, lang, ascii_only=True, explain=True)

    odd = {character for character in text if not character.isascii() and not character.isalpha()}
    assert odd <= {"\N{REPLACEMENT CHARACTER}", "§"}


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_pipe_gets_one_line_for_each_thing_said(name: str) -> None:
    broken = rendered("text", name, "sv", width=60)
    unbroken = rendered("text", name, "sv")

    assert len(unbroken.split("\n")) <= len(broken.split("\n"))
    assert len(max(unbroken.split("\n"), key=len)) > 100


def test_nothing_that_points_to_a_person_is_shown() -> None:
    for form in ("text", "plain", "json"):
        shown = render(form, sample("hostile"), view("sv", explain=True))
        assert "070-123" not in shown
        assert "anna@" not in shown
        assert "9876" not in shown
        assert "anna@exempel.se" in HOSTILE


@pytest.mark.slow
def test_markup_in_a_value_is_shown_as_it_stands() -> None:
    assert "[/b]" in rendered("text", "hostile", "sv", width=80, colour=True)


@pytest.mark.law
@pytest.mark.parametrize("name", sampled(examples(), 8))
def test_every_example_can_be_shown(name: str) -> None:
    shown = render("text", report(screen(example(name))), view("sv", explain=True))

    assert f"examples/{name}" in shown


def test_the_worst_comes_first_in_the_summary() -> None:
    shown = rendered("text", "several", "sv")

    files = re.findall(r"examples/(\w+)/", shown.rpartition("Sammanfattning")[2])
    assert files == ["invalid", "not_met", "incomplete", "ready"]


def test_the_most_common_to_mend_comes_first_be_it_a_fault_of_form() -> None:
    several = (*["invalid/misspelt-key.yaml"] * 3, "incomplete/early-sketch.yaml")

    shown = render("text", report(*(screen(example(name)) for name in several)), view("sv"))

    first = shown.rpartition("felet i skrivsättet finns:")[2].split("\n")[1]
    assert re.fullmatch(r" +3  .*\(schema\.unknown-key\)", first)


def test_verdicts_are_said_in_words() -> None:
    shown = rendered("text", "several", "sv")

    verdicts = ("Redo för kommittén", "Behöver kompletteras", "Uppfyller inte kraven", "Måste rättas först")
    assert all(f"Omdöme: {verdict}" in shown for verdict in verdicts)


@pytest.mark.parametrize("width", [None, 80])
@pytest.mark.parametrize("lang", LANGS)
def test_a_summary_reads_as_it_did(lang: str, width: int | None, golden: Golden) -> None:
    shown = view(lang, width=width, full=False, rows=3, statistics=True)

    golden(f"text/summary-{width or 'unbroken'}.{lang}.txt", render("text", sample("several"), shown))


def test_a_summary_keeps_within_the_width_but_for_what_is_one_word() -> None:
    lines = rendered("text", "several", "sv", width=60, full=False).split("\n")

    assert max(map(len, lines)) <= 60
