"""The report as GitHub's workflow commands: read back as the runner reads them, the worst first, ten of each."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.location import Span
from sociallan.formats import render
from sociallan.formats.github import MOST, _command, command
from sociallan.report.notices import notices
from sociallan.report.provenance import notes
from tests.builders import example, examples, report, screen, view
from tests.formats.samples import LANGS, SAMPLES, sample

COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>[^\n\r]*?)::(?P<message>[^\n\r]*)")
PROPERTIES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
DATA = {"%0D": "\r", "%0A": "\n", "%25": "%"}


def read(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: to the next ``::``, properties by commas, percent last."""
    match = COMMAND.fullmatch(line)
    assert match is not None, line
    pairs = (pair.partition("=") for pair in match["properties"].split(","))
    return (
        match["name"],
        {key: unescaped(value, PROPERTIES) for key, _, value in pairs},
        unescaped(match["message"], DATA),
    )


def unescaped(text: str, table: dict[str, str]) -> str:
    for written, sign in table.items():
        text = text.replace(written, sign)
    return text


def commands(shown: str) -> list[tuple[str, dict[str, str], str]]:
    return [read(line) for line in shown.splitlines() if line.startswith("::")]


@given(st.text(), st.text(), st.text(alphabet="%0DA2C3:,\r\n=; é"))
def test_any_text_comes_back_as_it_was(message: str, title: str, file: str) -> None:
    written = command("error", {"file": file, "line": 3, "title": title}, message)

    assert "\n" not in written
    assert "\r" not in written
    assert read(written) == ("error", {"file": file, "line": "3", "title": title}, message)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_but_those_of_the_head_and_the_last_ones_is_a_command(name: str, lang: str) -> None:
    told = notes(sample(name).head, view(lang).words)
    shown = render("github", sample(name), view(lang)).splitlines()

    assert tuple(shown[: len(told)]) == told
    shown = shown[len(told) :]
    kinds = [line.startswith("::") for line in shown]
    assert kinds == sorted(kinds, reverse=True)
    assert all(int(properties["line"]) >= 1 for _, properties, _ in commands("\n".join(shown)))


@pytest.mark.slow
def test_ten_of_each_kind_are_shown_and_the_last_line_counts_the_rest() -> None:
    shown = render("github", report(*(screen(example(name)) for name in examples())), view("sv"))

    kinds = [name for name, _, _ in commands(shown)]
    assert (kinds.count("error"), kinds.count("warning")) == (MOST, MOST)
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    assert re.search(r"^GitHub visar högst 10 av varje slag\. Här visas inte: \d+ fel, ", shown.splitlines()[-1])


@pytest.mark.slow
def test_the_worst_applications_come_first() -> None:
    listed = [screen(example(name)) for name in (*examples("incomplete"), *examples("not_met"), *examples("invalid"))]
    invalid = {screening.path for screening in listed if screening.verdict == "invalid"}

    shown = commands(render("github", report(*listed), view("sv")))

    assert {properties["file"] for name, properties, _ in shown if name == "error"} <= invalid


def test_a_single_application_that_is_ready_gives_no_command() -> None:
    lines = render("github", sample("ready"), view("sv")).splitlines()

    assert lines[0] == "En ansökan granskad."
    assert [line.partition(":")[0] for line in lines[1:]] == ["Uppfyllda krav"]


@pytest.mark.parametrize(("end_line", "columns"), [(1, True), (2, False)])
def test_columns_are_told_within_one_line_alone_as_github_takes_them(end_line: int, columns: bool) -> None:
    screening = screen("format: x\n")
    notice = notices(screening, report(screening).head, view())[0]
    place = notice.place._replace(span=Span(1, 1, end_line, 9))

    _, properties, _ = read(_command(notice._replace(item=notice.item._replace(places=(place,))), view()))

    assert ("col" in properties, "endColumn" in properties) == (columns, columns)
