"""The concise report: a line for each finding, which the patterns in the documentation read."""

import json
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from sociallan.application.source import NOT_FOUND, Source
from sociallan.formats import render
from sociallan.report.notices import notices
from sociallan.screening.report import Report
from tests.builders import ROOT, report, screen, source, view
from tests.formats.samples import LANGS, SAMPLES, sample

DOCS = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
PATHS = (
    "ansökan.yaml",
    "Älvsbyn/år 2026/ansökan (1).yaml",
    "C:/Kommuner/Växjö/ansökan.yaml",
    "C:\\Kommuner\\Växjö\\ansökan.yaml",
    "//server/Gemensam/ansökan.yaml",
    "/srv/a:b/12:3.yaml",
)
VIM = {"%f": "(.+?)", "%l": r"(\d+)", "%v": r"(\d+)", "%t": "(.)", "%*[a-z]": "[a-z]*", "%m": "(.+)"}
"""Patterns of the items of an errorformat."""


class Read(NamedTuple):
    """A line as an editor reads it."""

    file: str
    line: int
    column: int
    level: str
    text: str


@cache
def matcher() -> dict[str, int | str]:
    (block,) = re.findall(r"```json\n(\{.*?)```", DOCS, re.DOTALL)
    pattern: dict[str, int | str] = json.loads(block)["tasks"][0]["problemMatcher"]["pattern"]
    return pattern


def by_vs_code(line: str) -> Read:
    pattern = matcher()
    found = re.fullmatch(str(pattern["regexp"]).removeprefix("^").removesuffix("$"), line)
    assert found, line
    file, number, column, level, text = (
        found[int(pattern[key])] for key in ("file", "line", "column", "severity", "message")
    )
    return Read(file, int(number), int(column), level, f"{text} [{found[int(pattern['code'])]}]")


@cache
def errorformat() -> re.Pattern[str]:
    (written,) = re.findall(r"^setlocal errorformat=(.*)$", DOCS, re.MULTILINE)
    parts = re.split(r"(%\*\[a-z\]|%[a-z])", re.sub(r"\\(.)", r"\1", written))
    return re.compile("".join(VIM[part] if part in VIM else re.escape(part) for part in parts))


def by_vim(line: str) -> Read:
    found = errorformat().fullmatch(line)
    assert found, line
    file, number, column, level, text = found.groups()
    levels = {"e": "error", "w": "warning", "n": "note"}
    return Read(file, int(number), int(column), levels[level], text)


READERS = (by_vs_code, by_vim)


def lines(given: Report, lang: str = "sv") -> list[str]:
    return render("concise", given, view(lang)).splitlines()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_line_is_a_finding_that_both_patterns_read(name: str, lang: str) -> None:
    given = sample(name)
    expected = [
        (notice.item.path, notice.place.span.line, notice.place.span.column, str(notice.weight), notice.item.id)
        for screening in given.screenings
        for notice in notices(screening, given.head, view(lang))
    ]

    for read in map(list, ([reader(line) for line in lines(given, lang)] for reader in READERS)):
        # An id may be a key of the application, which is made visible.
        assert [each[:4] for each in read] == [each[:4] for each in expected]
        assert Counter(each.text.rpartition("[")[2].rstrip("]") for each in read) == Counter(e[4] for e in expected)


@pytest.mark.parametrize("path", PATHS)
def test_both_patterns_find_the_file_whatever_its_name(path: str) -> None:
    (line,) = lines(report(screen(source("project: {titel: Ny park i Älvsbyn}\n", path))))[:1]

    for reader in READERS:
        assert reader(line)[:4] == (path, 1, 11, "error")


def test_a_finding_of_the_whole_file_stands_at_its_first_sign() -> None:
    (line,) = lines(report(screen(Source("borta.yaml", b"", NOT_FOUND))))

    for reader in READERS:
        assert reader(line)[:4] == ("borta.yaml", 1, 1, "error")
        assert reader(line).text.endswith("[file.not-found]")


def test_nothing_is_written_of_an_application_without_findings() -> None:
    assert lines(sample("ready")) == []


def test_a_fault_of_form_says_what_to_write() -> None:
    (line,) = (each for each in lines(sample("invalid")) if "schema.unknown-key" in each)

    assert line.startswith("examples/invalid/misspelt-key.yaml:128:1: error: Skrivsätt: ”evalution” är inget")
    assert "Skriv evaluation" in line
