"""A report read back: taken for one only once it is one, whatever the file holds."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.source import Source
from sociallan.files import resources
from sociallan.formats import render
from sociallan.screening.stored import json_stream
from sociallan.screening.stored.replayed import Flaw, StoredApplication, StoredReport
from sociallan.screening.stored.stored_report import stored_applications, stored_report
from tests.builders import example, in_pieces, report, screen, screener, view
from tests.sampling import examples

SCHEMA = resources.schema("report")
REPLAYED = ("json", "ndjson", "ndjson1")
"""The formats whose reports are read back."""


def written(*names: str) -> Any:
    """Return the values of a report of some examples, with traces."""
    return json.loads(render("json", report(*(screen(example(name)) for name in names)), view(explain=True)))


def read(data: str | bytes) -> StoredReport | Flaw:
    return stored_report(in_pieces(data), SCHEMA)


def applications(data: str | bytes) -> list[StoredApplication]:
    found = read(data)
    assert isinstance(found, StoredReport)
    return list(stored_applications(in_pieces(data), found))


def flaw(data: str | bytes) -> tuple[str, Any]:
    found = read(data)
    assert isinstance(found, Flaw), found
    return found.code, dict(found.parameters)


@pytest.mark.slow
def test_a_report_says_what_it_was_made_from() -> None:
    value = written("ready/safety-ekersberga-centrum-for-alla.yaml", "incomplete/early-sketch.yaml")

    found = read(json.dumps(value))

    assert isinstance(found, StoredReport)
    assert (found.head["pack"]["id"], found.lang, found.day, found.as_of) == ("lsh", "sv", value["as_of"], None)
    assert found.head == {**value, "applications": []}
    assert found.traced
    stored = applications(json.dumps(value))
    assert [old.value for old in stored] == value["applications"]
    assert [old.given.path for old in stored] == [a["path"] for a in value["applications"]]
    assert [old.given.problem for old in stored] == [None, None]


def test_a_report_without_traces_is_known_by_it() -> None:
    found = read(render("json", report(screen(example("incomplete/early-sketch.yaml"))), view()))

    assert isinstance(found, StoredReport)
    assert not found.traced


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 7, 1_000_000])
@pytest.mark.parametrize(
    "layout",
    [{"indent": 2}, {"separators": (",", ":")}, {"sort_keys": True}, {"ensure_ascii": False}],
    ids=["indented", "minified", "sorted", "letters"],
)
def test_any_layout_is_read_in_pieces_of_any_size(layout: dict[str, Any], size: int) -> None:
    value = json.loads(render("json", report(screen(example("incomplete/early-sketch.yaml"))), view()))
    chunks = in_pieces(json.dumps(value, **layout), size)

    found = stored_report(chunks, SCHEMA)
    assert isinstance(found, StoredReport)
    assert [old.value for old in stored_applications(chunks, found)] == value["applications"]


@pytest.mark.slow
@pytest.mark.parametrize("form", REPLAYED)
def test_only_one_application_is_held_at_a_time(form: str) -> None:
    screening = screen(example("incomplete/early-sketch.yaml"))
    data = render(form, report(*[screening] * 30), view())
    stored = read(data)
    assert isinstance(stored, StoredReport)
    given = 0

    def chunks() -> Iterator[bytes]:
        nonlocal given
        for piece in in_pieces(data, 10_000)():
            given += len(piece)
            yield piece

    read_by_then = [given for _ in stored_applications(chunks, stored)]

    assert all(len(data) * number / 30 + 300_000 > count for number, count in enumerate(read_by_then, start=1))
    assert read_by_then[0] < len(data) / 2


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
    assert [old.given.problem for old in applications(json.dumps(value))] == ["file.not-found"]


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
        b'{"schema": "sociallan-report/1", "applications": [], "applications": []}',
        b'{"schema": "sociallan-report/1"} x',
        b'{"schema": "sociallan-report/1",}',
        b'{"applications": [1 2]}',
        b'{"applications": [1,]}',
        b'{"applications": [',
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


def test_a_report_with_an_endless_application_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MOST", 100_000)
    given = 0

    def endless() -> Iterator[bytes]:
        nonlocal given
        yield b'{"applications": ["'
        while True:
            given += 1_000
            yield b"x" * 1_000

    found = stored_report(endless, SCHEMA)

    assert isinstance(found, Flaw)
    assert found.code == "too_large"
    assert given < 500_000


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
    assert applications(json.dumps(value))[0].given.path == "a\udcff.yaml"


@pytest.mark.law
@pytest.mark.slow
@examples(25)
@given(st.binary() | st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_bytes_crash_it(data: bytes | str) -> None:
    assert isinstance(read(data), Flaw)


def lines(form: str = "ndjson") -> list[Any]:
    """Return the records of a report in lines: two applications, with traces."""
    return [json.loads(line) for line in in_lines(form).splitlines()]


@cache
def in_lines(form: str) -> str:
    names = ("ready/safety-ekersberga-centrum-for-alla.yaml", "incomplete/early-sketch.yaml")
    return render(form, report(*(screen(example(name)) for name in names)), view(explain=True))


def joined(records: list[Any]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ndjson", "ndjson1"])
def test_lines_say_what_the_whole_report_says(form: str) -> None:
    whole = written("ready/safety-ekersberga-centrum-for-alla.yaml", "incomplete/early-sketch.yaml")
    data = joined(lines(form))

    found = read(data)

    assert isinstance(found, StoredReport)
    assert (found.lang, found.day, found.as_of, found.traced) == ("sv", whole["as_of"], None, True)
    shared = ("tool", "pack", "as_of", "lang", "summary")
    assert {key: found.head[key] for key in shared} == {key: whole[key] for key in shared}
    assert [(old.given, old.value["outcomes"]) for old in applications(data)] == [
        (old.given, old.value["outcomes"]) for old in applications(json.dumps(whole))
    ]


@pytest.mark.parametrize(
    ("pointer", "change"),
    [
        ("/0/record", lambda records: records.pop(0)),
        ("/1/record", lambda records: records.insert(0, records[0])),
        ("/2/record", lambda records: records.insert(2, records[0])),
        ("/4/record", lambda records: records.append(records[1])),
        ("/4/record", lambda records: records.append(records[3])),
        ("/4/record", lambda records: records.extend(records[:])),
        ("/1/schema", lambda records: records[1].update(schema="sociallan-line/1")),
        ("/1", lambda records: records.insert(1, [])),
        ("/0/lang", lambda records: records[0].update(lang="de")),
        ("/0/as_of", lambda records: records[0].update(as_of="2024-02-30")),
        ("/0/outcomes/0", lambda records: records[0].update(outcomes={"0": "approved"})),
        ("/1", lambda records: records[0].update(outcomes={})),
        ("/1", lambda records: records[0]["rules"].append(records[0]["rules"][0])),
        ("/1/verdict", lambda records: records[1].update(verdict="approved")),
        ("/1/outcomes", lambda records: records[1].update(outcomes=[0])),
        ("/1", lambda records: records[1].update(outcomes="0")),
        ("/1", lambda records: records[1].update(outcomes="9" * len(records[1]["outcomes"]))),
        ("/1", lambda records: records[1].update(groups="0" * 99)),
        ("/1", lambda records: records[1].update(phase="no-such")),
        ("/1", lambda records: records[1].update(precedents=[{"id": "no-such", "alike": {}}])),
        ("/2/explained/0/rule", lambda records: records[2]["explained"][0].update(rule="no-such")),
        ("/2", lambda records: records[2]["explained"][0].update(rule=len(records[0]["rules"]))),
        ("/2/explained/0/places/0/0", lambda records: records[2]["explained"][0].update(places=[[[-1], 1, 1]])),
        ("/2", lambda records: records[2]["explained"][0].update(places=[[[9_999], 1, 1]])),
        ("/2", lambda records: records[2]["explained"][0].update(places=[[[0, 0], 1, 1]])),
        ("/2", lambda records: records[2]["explained"][0].update(places=[["", "A1", 1]])),
        ("/2", lambda records: records[2].update(more_questions=[len(records[0]["rules"])])),
        ("/3/summary", lambda records: records[3].update(summary=[])),
        ("/3/passed_over", lambda records: records[3].update(passed_over={})),
        ("/3/repeated", lambda records: records[3].update(repeated={})),
    ],
)
def test_lines_that_do_not_fit_together_tell_where(pointer: str, change: Any) -> None:
    records = lines()
    change(records)

    assert flaw(joined(records)) == ("unfit", {"pointer": pointer})


@pytest.mark.slow
def test_a_line_that_names_a_long_text_very_often_is_refused() -> None:
    records = lines()
    records[0]["fields"][1] = {"pointer": "/a", "name": "x" * 100_000}
    records[2]["explained"][0].update(said="{}", places=[[[1], 1, 1]] * 1_000)

    assert flaw(joined(records)) == ("unfit", {"pointer": "/2"})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pointer", "change"),
    [
        ("/1/lang", lambda records: records[1].update(lang="en")),
        ("/2/pack", lambda records: records[2].update(pack={**records[2]["pack"], "version": "2000.1"})),
        ("/2/as_of", lambda records: records[2].update(as_of="2024-02-30")),
        ("/3/record", lambda records: records.append(records[0])),
        ("/1/schema", lambda records: records[1].update(schema="sociallan-line/2")),
    ],
)
def test_lines_of_the_former_form_are_of_one_report(pointer: str, change: Any) -> None:
    records = lines("ndjson1")
    change(records)

    assert flaw(joined(records)) == ("unfit", {"pointer": pointer})


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ndjson", "ndjson1"])
def test_lines_without_the_summary_are_not_whole(form: str) -> None:
    assert flaw(joined(lines(form)[:-1])) == ("not_whole", {})


def test_lines_of_a_later_form_are_told_apart() -> None:
    later = '{"schema": "sociallan-line/3", "record": "head"}'

    assert flaw(later) == ("other_form", {"form": "sociallan-line/3", "known": "sociallan-line/2"})


@pytest.mark.parametrize("rest", ["[" * 100_000, "NaN", '{"schema"', "{]", "\x00"])
def test_what_is_no_json_ends_the_lines(rest: str) -> None:
    assert flaw(joined(lines()[:1]) + rest) == ("no_report", {})
