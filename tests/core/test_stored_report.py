"""A report read back: taken for one only once it is one, whatever the file holds."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.core.stored_report import REPORT_LIMITS, stored_report
from sociallan.files import resources
from sociallan.model.replay import Flaw, StoredReport
from sociallan.model.source import Source
from sociallan.render import render
from tests.builders import example, report, screen, screener, source, view

SCHEMA = resources.schema("report")


def written(*names: str) -> Any:
    """Give the values of a report of some examples."""
    return json.loads(render("json", report(*(screen(example(name)) for name in names)), view()))


def read(data: str | bytes) -> StoredReport | Flaw:
    return stored_report(source(data, "report.json"), SCHEMA)


def flaw(data: str | bytes) -> tuple[str, Any]:
    found = read(data)
    assert isinstance(found, Flaw), found
    return found.code, dict(found.parameters)


def test_a_report_says_what_it_was_made_from() -> None:
    value = written("ready/safety-ekersberga-centrum-for-alla.yaml", "incomplete/early-sketch.yaml")

    found = read(json.dumps(value))

    assert isinstance(found, StoredReport)
    assert (found.pack_id, found.lang, found.day, found.as_of) == ("lsh", "sv", value["as_of"], None)
    assert [given.path for given in found.inputs] == [a["path"] for a in value["applications"]]
    assert [given.problem for given in found.inputs] == [None, None]


def test_a_report_of_a_day_that_was_asked_for_says_so() -> None:
    screening = screener("2024-02-29").screen(example("incomplete/early-sketch.yaml"))
    value = json.loads(render("json", report(screening), view()))

    found = read(json.dumps({**value, "as_of": "2024-02-29"}))

    assert isinstance(found, StoredReport)
    assert (found.day, found.as_of) == ("2024-02-29", "2024-02-29")


def test_a_file_that_could_not_be_read_is_remembered_as_such() -> None:
    value = json.loads(render("json", report(screen(Source("gone.yaml", b"", "file.not-found"))), view()))

    found = read(json.dumps(value))

    assert isinstance(found, StoredReport)
    assert [given.problem for given in found.inputs] == ["file.not-found"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_editor_s_encoding_is_no_hindrance(encoding: str) -> None:
    text = json.dumps(written("incomplete/early-sketch.yaml"), ensure_ascii=False)

    assert isinstance(read(text.encode(encoding)), StoredReport)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"[]",
        b"{}",
        b"null",
        b'"sociallan-report/1"',
        b"{",
        b"a: 1",
        b"\xff\xfe",
        b"\x00\xff",
        "åäö".encode("cp1252"),
        b'{"schema": 1}',
        b'{"schema": ["sociallan-report/1"]}',
        b'{"schema": NaN}',
        b"9" * 5000,
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
)
def test_what_is_no_report_is_said_to_be_none(data: bytes) -> None:
    assert flaw(data) == ("no_report", {})


def test_a_report_of_a_later_form_is_told_apart() -> None:
    value = {**written("incomplete/early-sketch.yaml"), "schema": "sociallan-report/2"}

    assert flaw(json.dumps(value)) == ("other_form", {"form": "sociallan-report/2", "known": "sociallan-report/1"})


def test_a_report_that_is_too_large_is_not_read() -> None:
    huge = b" " * (REPORT_LIMITS.bytes + 1)

    assert flaw(huge) == ("too_large", {"limit": REPORT_LIMITS.bytes})


def test_a_file_that_is_not_there_is_unreadable() -> None:
    assert stored_report(Source("report.json", b"", "file.not-found"), SCHEMA) == Flaw("unreadable", {})


@pytest.mark.parametrize(
    ("pointer", "change"),
    [
        ("/applications/0/verdict", lambda value: value["applications"][0].update(verdict="approved")),
        ("/applications/0/sha256", lambda value: value["applications"][0].update(sha256="0")),
        ("/applications/0", lambda value: value["applications"][0].pop("path")),
        ("/lang", lambda value: value.update(lang="de")),
        ("/as_of", lambda value: value.update(as_of="2024-02-30")),
        ("/as_of", lambda value: value.update(as_of=None)),
        ("/applications", lambda value: value.update(applications={})),
    ],
)
def test_a_report_that_does_not_follow_its_schema_tells_where(pointer: str, change: Any) -> None:
    value = written("incomplete/early-sketch.yaml")
    change(value)

    assert flaw(json.dumps(value)) == ("unfit", {"pointer": pointer})


def test_a_report_that_is_nested_too_deep_for_its_schema_does_not_crash() -> None:
    value = written("incomplete/early-sketch.yaml")
    trace = value["applications"][0]["outcomes"][0]["trace"]["require"]
    for _ in range(400):
        trace = {**trace, "children": [trace]}
    value["applications"][0]["outcomes"][0]["trace"]["require"] = trace

    assert flaw(json.dumps(value)) == ("no_report", {})


def test_a_name_that_is_no_text_fits_all_the_same() -> None:
    value = written("incomplete/early-sketch.yaml")
    value["applications"][0]["path"] = "a\udcff.yaml"

    found = read(json.dumps(value))

    assert isinstance(found, StoredReport)
    assert found.inputs[0].path == "a\udcff.yaml"


@given(st.binary() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_bytes_crash_it(data: bytes | str) -> None:
    assert isinstance(read(data), Flaw)
