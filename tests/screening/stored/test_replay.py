"""Differences between two reports: listed, and explained only by what has changed."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from sociallan.application.source import LOST, Source
from sociallan.files import resources
from sociallan.formats import render
from sociallan.rules.truth import OutcomeKind
from sociallan.screening.report import Verdict
from sociallan.screening.stored.replay import Replayer, input_of
from sociallan.screening.stored.replayed import InputState, OutcomeChange, Replay, ReportInput, StoredReport
from sociallan.screening.stored.stored_report import (
    stored_applications,
    stored_report,
    written_application,
    written_head,
)
from tests.builders import example, in_pieces, report, screen, view

pytestmark = pytest.mark.slow
"""Each replays whole reports."""

NAMES = ("ready/safety-ekersberga-centrum-for-alla.yaml", "incomplete/early-sketch.yaml")
SOURCES = [example(name) for name in NAMES]


@cache
def reported() -> str:
    """Return the report on the sources."""
    return render("json", report(*map(screen, SOURCES)), view(explain=True))


def changed(change: Callable[[Any], Any]) -> str:
    """Return the report with its values changed and written as before."""
    value = json.loads(reported())
    change(value)
    return json.dumps(value)


def replayed(old: str | bytes, sources: list[Source] = SOURCES, text: str | None = None) -> Replay:
    text = text or reported()
    chunks = in_pieces(old)
    stored = stored_report(chunks, resources.schema("report"))
    assert isinstance(stored, StoredReport), stored
    new = json.loads(text)
    head = {**new, "applications": []}
    replaying = Replayer(stored, head)
    for each in zip(stored_applications(chunks, stored), map(input_of, sources), new["applications"], strict=True):
        replaying.add(*each)
    return replaying.end(head, same_bytes=b"".join(chunks()) == text.encode())


def test_the_same_report_is_the_same() -> None:
    found = replayed(reported())

    assert (found.same_bytes, found.same_values, found.applications) == (True, True, 2)
    assert (found.inputs, found.parts, found.screenings, found.unexplained) == ((), (), (), ())


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.encode("utf-16"),
        lambda text: json.dumps(json.loads(text)).encode(),
    ],
    ids=["other ends of lines", "UTF-16", "one line"],
)
def test_a_report_that_is_saved_otherwise_has_the_same_values(saved: Callable[[str], bytes]) -> None:
    found = replayed(saved(reported()))

    assert (found.same_bytes, found.same_values, found.unexplained_count) == (False, True, 0)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (Source(SOURCES[0].path, SOURCES[0].data + b"\n"), InputState.CHANGED),
        (Source(SOURCES[0].path, b"", "file.not-found"), InputState.GONE),
        (Source(SOURCES[0].path, b"", "file.not-a-file"), InputState.UNREADABLE),
    ],
)
def test_a_file_that_is_not_as_it_was_is_named_and_explains_what_follows(now: Source, state: InputState) -> None:
    text = render("json", report(screen(now), screen(SOURCES[1])), view(explain=True))

    found = replayed(reported(), [now, SOURCES[1]], text)

    assert (found.inputs, found.parts, found.unexplained) == (((SOURCES[0].path, state),), (), ())


def test_a_file_that_was_missing_and_still_is_has_not_changed() -> None:
    gone = Source("gone.yaml", b"", "file.not-found")
    text = render("json", report(screen(gone)), view(explain=True))

    assert replayed(text, [gone], text).inputs == ()


@pytest.mark.parametrize("code", sorted(LOST))
def test_a_file_that_what_screened_it_did_not_come_back_from_is_told_as_not_screened_again(code: str) -> None:
    lost = Source("lost.yaml", b"", code)
    text = render("json", report(screen(SOURCES[0]), screen(lost)), view(explain=True))

    found = replayed(text, [SOURCES[0], lost], text)

    assert (found.lost, found.applications, found.inputs, found.same_bytes) == (("lost.yaml",), 1, (), True)


@pytest.mark.parametrize(
    ("part", "head", "key", "value"),
    [
        (ReportInput.LOGIC, "pack", "logic_digest", "sha256:" + "0" * 64),
        (ReportInput.TEXTS, "pack", "text_digest", "sha256:" + "0" * 64),
        (ReportInput.PACK, "pack", "version", "2019.1"),
        (ReportInput.PROGRAM, "tool", "version", "0.0.1"),
    ],
)
def test_each_part_is_told_with_what_it_was_and_is(part: ReportInput, head: str, key: str, value: str) -> None:
    found = replayed(changed(lambda report: report[head].update({key: value})))

    (change,) = found.parts
    assert (change.part, change.old, change.new) == (part, value, json.loads(reported())[head][key])
    assert (found.same_values, found.unexplained) == (False, ())


@pytest.mark.slow
def test_verdicts_and_outcomes_that_differ_are_told_from_the_report_to_now() -> None:
    def change(value: Any) -> None:
        value["applications"][0]["verdict"] = "not_met"
        value["applications"][0]["outcomes"][at]["outcome"] = "missing"
        value["applications"][0]["outcomes"].pop()

    outcomes = json.loads(reported())["applications"][0]["outcomes"]
    rules = [outcome["rule"] for outcome in outcomes]
    at = next(index for index, outcome in enumerate(outcomes) if outcome["outcome"] == "met")
    last = OutcomeKind(json.loads(reported())["applications"][0]["outcomes"][-1]["outcome"])

    (found,) = replayed(changed(change)).screenings

    assert (found.path, found.old, found.new) == (SOURCES[0].path, Verdict.NOT_MET, Verdict.READY)
    assert found.outcomes == (
        OutcomeChange(rules[at], OutcomeKind.MISSING, OutcomeKind.MET),
        OutcomeChange(rules[-1], None, last),
    )


@pytest.mark.parametrize(
    ("pointer", "change"),
    [
        ("/applications/1/title", lambda value: value["applications"][1].update(title="En annan")),
        ("/summary/ready", lambda value: value["summary"].update(ready=7)),
        ("/applications/0/loan", lambda value: value["applications"][0].update(loan=1)),
        (
            "/applications/1/outcomes/0/waits",
            lambda value: value["applications"][1]["outcomes"][0].update(waits=True),
        ),
        ("/applications/0/questions", lambda value: value["applications"][0].update(questions=[])),
        ("/extra~1key", lambda value: value.update({"extra/key": 1})),
    ],
)
def test_a_report_that_was_changed_by_hand_tells_where(pointer: str, change: Callable[[Any], Any]) -> None:
    found = replayed(changed(change))

    assert (found.unexplained, found.unexplained_count) == ((pointer,), 1)
    assert (found.inputs, found.parts) == ((), ())


def test_only_the_first_of_many_unexplained_places_are_told() -> None:
    def change(value: Any) -> None:
        for outcome in value["applications"][0]["outcomes"]:
            outcome["message"] = "Ändrad"

    found = replayed(changed(change))

    assert (
        len(found.unexplained) < found.unexplained_count == len(json.loads(reported())["applications"][0]["outcomes"])
    )


def test_other_texts_explain_other_sentences_and_no_other_outcome() -> None:
    def change(value: Any) -> None:
        value["pack"]["text_digest"] = "sha256:" + "0" * 64
        value["applications"][0]["outcomes"][0]["title"] = "En annan titel"
        value["applications"][0]["outcomes"][1]["outcome"] = "missing"

    found = replayed(changed(change))

    assert found.unexplained == ("/applications/0/outcomes/1/outcome",)


@pytest.mark.slow
def test_a_changed_file_explains_nothing_of_another() -> None:
    now = Source(SOURCES[0].path, SOURCES[0].data + b"\n")
    text = render("json", report(screen(now), screen(SOURCES[1])), view(explain=True))

    found = replayed(changed(lambda value: value["applications"][1].update(title="En annan")), [now, SOURCES[1]], text)

    assert found.unexplained == ("/applications/1/title",)


def test_lines_that_moved_in_the_rules_are_told_as_such() -> None:
    def change(value: Any) -> None:
        value["applications"][0]["outcomes"][0]["trace"]["require"]["rule_line"] += 1

    found = replayed(changed(change))

    assert (found.moved_lines, found.unexplained, found.same_values) == (True, (), False)


LINES = render("ndjson", report(*map(screen, SOURCES)), view(explain=True))


def replayed_lines(change: Callable[[Any], Any]) -> Replay:
    """Replay lines that were changed by hand."""
    records = [json.loads(line) for line in LINES.splitlines()]
    change(records)
    chunks = in_pieces("".join(json.dumps(record) + "\n" for record in records))
    stored = stored_report(chunks, resources.schema("report"))
    assert isinstance(stored, StoredReport), stored
    head, *parts, summary = LINES.splitlines()
    now = written_head(head + summary)
    replaying = Replayer(stored, now)
    new = (written_application(stored.form, part) for part in parts)
    for each in zip(stored_applications(chunks, stored), map(input_of, SOURCES), new, strict=True):
        replaying.add(*each)
    return replaying.end(now, same_bytes=False)


def test_the_same_lines_have_the_same_values() -> None:
    found = replayed_lines(lambda records: None)

    assert (found.same_values, found.applications, found.parts, found.screenings) == (True, 2, (), ())


@pytest.mark.parametrize(
    ("pointer", "change"),
    [
        ("/0/rules/0/title", lambda records: records[0]["rules"][0].update(title="En annan")),
        ("/0/extra", lambda records: records[0].update(extra=1)),
        ("/2/title", lambda records: records[2].update(title="En annan")),
        ("/2/explained/0/message", lambda records: records[2]["explained"][0].update(message="Ändrad")),
        ("/1/chain", lambda records: records[1].pop("chain")),
        ("/1/questions", lambda records: records[1].update(questions=[])),
        ("/3/summary/ready", lambda records: records[3]["summary"].update(ready=7)),
    ],
)
def test_lines_that_were_changed_by_hand_tell_where(pointer: str, change: Callable[[Any], Any]) -> None:
    found = replayed_lines(change)

    assert (found.unexplained, found.unexplained_count) == ((pointer,), 1)
    assert (found.same_values, found.inputs, found.parts) == (False, (), ())


def test_another_digit_in_a_line_is_another_outcome_of_its_rule() -> None:
    def change(records: Any) -> None:
        met = next(code for code, kind in records[0]["outcomes"].items() if kind == "met")
        missing = next(code for code, kind in records[0]["outcomes"].items() if kind == "missing")
        records[1]["outcomes"] = records[1]["outcomes"].replace(met, missing, 1)

    found = replayed_lines(change)

    assert found.unexplained == ("/1/outcomes",)
    ((outcome,),) = (each.outcomes for each in found.screenings)
    assert (outcome.old, outcome.new) == (OutcomeKind.MISSING, OutcomeKind.MET)


def test_other_texts_explain_other_sentences_in_lines_and_nothing_else() -> None:
    def change(records: Any) -> None:
        records[0]["pack"]["text_digest"] = "sha256:" + "0" * 64
        records[0]["rules"][0]["title"] = "En annan"
        records[0]["groups"][0]["title"] = "En annan"
        records[2]["explained"][0]["message"] = "En annan"
        records[2]["questions"][0]["filled_in"] = ["En annan"]
        records[2]["explained"][0]["fields"] = ["/en/annan"]

    found = replayed_lines(change)

    assert found.unexplained == ("/2/explained/0/fields",)
