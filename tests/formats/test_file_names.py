"""Files whose names are no text, and several applications in one file: every format stays what its readers take."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest

from sociallan.application.documents import documents
from sociallan.files import resources
from sociallan.formats import RENDERERS, render
from sociallan.report.runner_commands import Notation
from sociallan.screening.stored.replayed import StoredReport
from sociallan.screening.stored.stored_report import stored_applications, stored_report
from tests.builders import report, screen, source, view

ODD = ("bost\udc84der.yaml", "\ud800\udfff.yaml", "\ufffe\uffff\ufdd0\U0010ffff.yaml", "a\x00\x1b\x85\r\n\u2028.yaml")
TEXTS = [name for name, form in RENDERERS.items() if form.notation is not Notation.BINARY]
TWO = "project: {title: Ett}\n---\nproject: {title: Två}\n"


def shown(name: str, *paths: str) -> str:
    """Return a report of an application by each name, which has odd signs in its texts too."""
    text = json.dumps({"project": {"title": "\ufffe \u0001 \ufdd0"}})
    return render(name, report(*(screen(source(text, path)) for path in paths)), view("sv"))


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_every_format_is_text_without_what_a_strict_reader_refuses(name: str) -> None:
    written = shown(name, *ODD).encode("utf-8", "strict").decode()

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\ufffe\uffff\ufdd0-\ufdef\U0010ffff]", written)
    # In JSON an escape of half a character is as bad, and so is no sign at all in place of it.
    for value in read(name, written):
        json.dumps(value, ensure_ascii=False).encode("utf-8", "strict")


def read(name: str, written: str) -> list[Any]:
    match name:
        case "ndjson" | "ndjson1":
            return [json.loads(line) for line in written.splitlines()]
        case "junit":
            return [ET.fromstring(written).tag]
        case "csv":
            return list(csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";"))
        case _ if RENDERERS[name].notation is Notation.JSON:
            return [json.loads(written)]
        case _:
            return [written]


def test_a_path_that_is_text_is_told_as_it_is_and_by_nothing_else() -> None:
    (told,) = json.loads(shown("json", ODD[2]))["applications"]

    assert told["path"] == ODD[2]
    assert "path_encoded" not in told


@pytest.mark.parametrize("path", ODD)
def test_a_stored_report_has_the_path_that_the_file_is_found_by(path: str) -> None:
    data = shown("json", path)
    schema = resources.schema("report")

    jsonschema_rs.Draft202012Validator(dict(schema)).validate(json.loads(data))

    def chunks() -> Iterator[bytes]:
        return iter([data.encode()])

    found = stored_report(chunks, schema)
    assert isinstance(found, StoredReport)
    assert [stored.given.path for stored in stored_applications(chunks, found)] == [path]


def test_a_name_that_is_no_text_is_told_by_its_bytes() -> None:
    (told,) = json.loads(shown("json", ODD[0]))["applications"]

    assert (told["path"], told["path_encoded"]) == ("bost\ufffdder.yaml", "bost%84der.yaml")


def of_two(name: str, text: str = TWO) -> str:
    return render(name, report(*(screen(each) for each in documents(source(text, "d/two.yaml")))), view("sv"))


@pytest.mark.slow
def test_github_finds_each_application_of_a_file_in_the_file() -> None:
    files = re.findall(r"^::\w+ file=([^,]*),line=(\d+)", of_two("github"), re.MULTILINE)

    assert {file for file, _ in files} == {"d/two.yaml"}


def test_sarif_finds_each_application_of_a_file_in_the_file() -> None:
    results = json.loads(of_two("sarif"))["runs"][0]["results"]
    places = [each["locations"][0]["physicalLocation"] for each in results]

    assert {place["artifactLocation"]["uri"] for place in places} == {"d/two.yaml"}
    assert {place["region"]["startLine"] for place in places} == {1, 3}


def test_gitlab_finds_each_application_of_a_file_in_the_file() -> None:
    issues = json.loads(of_two("gitlab"))

    assert {issue["location"]["path"] for issue in issues} == {"d/two.yaml"}
    assert {issue["location"]["lines"]["begin"] for issue in issues} == {1, 3}


def test_junit_has_a_suite_for_each_application_of_a_file() -> None:
    suites = ET.fromstring(of_two("junit"))

    assert [suite.get("file") for suite in suites] == ["d/two.yaml"] * 2
    assert [suite.get("name") for suite in suites] == ["d/two.yaml#1", "d/two.yaml#2"]
    assert "d/two.yaml:3:" in ET.tostring(suites[1], encoding="unicode")
    assert "two.yaml#" not in "".join(suites.itertext())


@pytest.mark.parametrize("name", ["json", "ndjson", "csv"])
def test_what_is_a_row_for_each_application_tells_them_apart(name: str) -> None:
    assert all(f"d/two.yaml#{number}" in of_two(name) for number in (1, 2))


def marks(name: str, text: str) -> list[str]:
    if name == "gitlab":
        return [issue["fingerprint"] for issue in json.loads(of_two(name, text))]
    results = json.loads(of_two(name, text))["runs"][0]["results"]
    return [result["partialFingerprints"]["sociallan/v1"] for result in results]


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
def test_fingerprints_of_the_first_application_stay_when_a_second_is_added(name: str) -> None:
    alone, both = (marks(name, text) for text in (TWO.partition("---")[0], TWO))

    assert both[: len(alone)] == alone
    assert len(set(both)) == len(both) > len(alone)
