"""The report as one fact a line, for screen readers and for searching."""

import pytest

from sociallan.formats import render
from tests.builders import view
from tests.conftest import Golden
from tests.formats.samples import LANGS, SAMPLES, sample


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_report_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    golden(f"plain/{name}.{lang}.txt", render("plain", sample(name), view(lang)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_says_something_by_itself(name: str, lang: str) -> None:
    lines = render("plain", sample(name), view(lang)).rstrip("\n").split("\n")

    assert all(line.strip() == line and line for line in lines)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_there_are_no_ornaments(name: str, lang: str) -> None:
    shown = render("plain", sample(name), view(lang, width=80, colour=True))

    assert not set(shown) & set("✓✗○│═\x1b")


def test_each_thing_to_mend_is_numbered_of_how_many() -> None:
    shown = render("plain", sample("incomplete"), view("sv"))

    numbers = [line.partition(": ")[0] for line in shown.splitlines() if line.startswith("Att åtgärda ")]
    count = int(numbers[0].rpartition("/")[2])
    assert set(numbers) == {f"Att åtgärda {number}/{count}" for number in range(1, count + 1)}


@pytest.mark.parametrize("lang", LANGS)
def test_an_explained_report_says_how_each_rule_was_checked(lang: str) -> None:
    without = render("plain", sample("not_met"), view(lang)).splitlines()

    explained = render("plain", sample("not_met"), view(lang, explain=True)).splitlines()

    screening = sample("not_met").screenings[0]
    rules = {outcome.rule.id for outcome in screening.outcomes}
    added = {line.partition(": ")[0] for line in explained if line not in without}
    # All questions are told too, and the sources of those that are not told otherwise.
    told = view(lang).words
    beside = (told.say("report.questions"), told.say("report.source_label"))
    assert {part for part in added if not part.startswith(beside)} == rules


@pytest.mark.parametrize("lang", LANGS)
def test_a_summary_reads_as_it_did(lang: str, golden: Golden) -> None:
    shown = view(lang, full=False, rows=3, statistics=True)

    golden(f"plain/summary.{lang}.txt", render("plain", sample("several"), shown))
