"""What became of findings, in words: what is mended is told by its field."""

from dataclasses import replace

import pytest

from sociallan.formats import render
from sociallan.report.run_lines import run_lines
from sociallan.report.since import counted_titles, mended_items
from sociallan.screening.report import Screening
from sociallan.screening.since import Finding, Since
from sociallan.screening.totals import TotalsBuilder
from tests.builders import lsh, report, screen, view, words


def after_mending(code: str, pointer: str) -> Screening:
    mended = Finding(code, "error", (pointer,), 3)
    since = Since(is_known=True, mended=(mended,), new=(), left=())
    return replace(screen("project:\n  title: Gårdar\n"), since=since)


@pytest.mark.parametrize(
    ("code", "pointer", "told"),
    [
        ("schema.list", "/social/effects", "I ”Sociala effekter” ska det stå en lista, även om den bara har en post."),
        ("schema.unknown-key", "/project/colour", "”colour” är inget av de namn som kan stå här."),
        ("yaml.tab", "/project/title", "(”Projektets namn”)"),
        ("schema.list", "", "I … ska det stå en lista, även om den bara har en post."),
    ],
)
def test_a_mended_finding_is_told_by_its_field(code: str, pointer: str, told: str) -> None:
    (item,) = mended_items(after_mending(code, pointer), lsh(), view("sv"))

    assert item.title.endswith(told)
    assert pointer == "" or "…" not in item.title


def compared(path: str, *, mended: int = 0, new: int = 0, is_known: bool = True) -> Screening:
    finding = Finding("yaml.tab", "error", ("",), 3)
    since = Since(is_known, (finding,) * mended, (finding,) * new, ())
    return replace(screen("project:\n  title: Gårdar\n"), since=since, path=path)


def test_the_files_in_which_something_is_mended_or_new_are_named() -> None:
    tally = TotalsBuilder()
    for each in (
        compared("a.yaml", mended=2, new=1),
        compared("b.yaml", new=3),
        compared("c.yaml"),
        compared("d.yaml", new=2, is_known=False),
    ):
        tally.add(each)

    assert run_lines(tally.totals(), words("sv"))[-4:] == (
        "Åtgärdat sedan sist: 2 · nytt: 6 · kvar: 0",
        "Åtgärdat i a.yaml (2).",
        "Nytt i a.yaml (1) och b.yaml (3).",
        "Inte i den tidigare rapporten: en ansökan (d.yaml). Allt där räknas som nytt.",
    )


def test_of_many_files_the_first_are_named() -> None:
    tally = TotalsBuilder()
    for number in range(8):
        tally.add(compared(f"{number}.yaml", new=1))

    assert "Nytt i 0.yaml (1), 1.yaml (1), 2.yaml (1), 3.yaml (1), 4.yaml (1) och 3 till." in run_lines(
        tally.totals(), words("sv")
    )


def test_what_is_mended_in_several_places_is_counted_titles() -> None:
    assert counted_titles(["Tabb", "Kolon", "Tabb"], words("sv")) == ["Tabb (2 ställen)", "Kolon"]


def test_under_the_heading_of_what_is_new_no_line_says_so_again() -> None:
    screening = screen("investment: {loan: 99}\n")
    finding = Finding("financing-amounts-plausible", "judgement", ("/investment/loan",), 1)
    shown = render(
        "text",
        report(replace(screening, since=Since(is_known=True, mended=(), new=(finding,), left=()))),
        view("sv", whole=False),
    )

    _, heading, below = shown.partition("Nytt (1)")
    section, _, _ = below.strip().partition("\n\n")
    assert (heading, section.count("- ")) == ("Nytt (1)", 1)
    assert "Nytt:" not in section
