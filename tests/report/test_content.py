"""Content of a report before layout: which day chose the rules, why that day, and the phase of the loan."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from sociallan.formats import render
from sociallan.report.content import reading_text, report_content
from sociallan.report.terminal_style import TerminalStyle
from sociallan.report.view import Detail
from sociallan.screening.report import Reading
from sociallan.screening.screen import Screener
from tests.builders import TODAY, example, lsh, report, screen, shape, source, view, words

PILOT = "Lånets fas den dagen: Pilotfas (från 2020-08-24)."
OPEN = "Lånets fas den dagen: Öppet för alla medlemmar (från 2021-03-30)."
DAYS = [
    # the application, --as-of, what the report says of the day, and of the phase
    ("submitted: 2021-03-29", None, "Ansökan är prövad mot verktygets regler för 2021-03-29, ansökans datum.", PILOT),
    ("submitted: 2021-03-30", None, "Ansökan är prövad mot verktygets regler för 2021-03-30, ansökans datum.", OPEN),
    (
        "submitted: 2020-09",
        None,
        (
            "Ansökans datum är 2020-09, utan dag. "
            "Ansökan är därför prövad mot verktygets regler för månadens sista dag, 2020-09-30."
        ),
        PILOT,
    ),
    (
        "submitted: 2021",
        None,
        (
            "Ansökans datum är 2021, utan månad och dag. "
            "Ansökan är därför prövad mot verktygets regler för årets sista dag, 2021-12-31."
        ),
        OPEN,
    ),
    (
        "submitted: 2019-11",
        None,
        (
            "Ansökans datum, 2019-11, ligger före reglernas första dag, 2020-08-24. "
            "Ansökan är därför prövad mot den dagens regler."
        ),
        PILOT,
    ),
    (
        "submitted: 2021-03-30",
        "2020-12-24",
        "Ansökan är prövad mot verktygets regler för 2020-12-24, enligt --as-of.",
        PILOT,
    ),
    (
        "format: 1",
        None,
        (
            "Ansökan har inget datum som går att använda (submitted). "
            f"Den är därför prövad mot verktygets regler för i dag, {TODAY}."
        ),
        OPEN,
    ),
    (
        "submitted: i höst",
        None,
        (
            "Ansökan har inget datum som går att använda (submitted). "
            f"Den är därför prövad mot verktygets regler för i dag, {TODAY}."
        ),
        OPEN,
    ),
]


@pytest.mark.parametrize("name", ["text", "plain"])
@pytest.mark.parametrize(("text", "as_of", "says", "phase"), DAYS)
def test_a_report_says_which_day_chose_the_rules_why_and_in_which_phase(
    text: str, as_of: str | None, says: str, phase: str, name: str
) -> None:
    screening = Screener(lsh(), shape(), today=TODAY, as_of=as_of).screen(source(text + "\n"))

    assert f"{says} {phase}" in render(name, report(screening), view("sv"))


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        ("submitted: 2020-09", None, ("2020-09-30", "submitted", "2020-09", "pilot")),
        ("submitted: 2020-09", "2021-03-30", ("2021-03-30", "option", "2020-09", "open")),
        ("format: 1", None, (TODAY, "today", None, "open")),
    ],
)
def test_json_says_the_same_in_keys(text: str, as_of: str | None, expected: tuple[str | None, ...]) -> None:
    shown = as_json(Screener(lsh(), shape(), today=TODAY, as_of=as_of), text)

    assert (shown["as_of"], shown["as_of_source"], shown["submitted"], shown["phase"]["id"]) == expected


def as_json(screener: Screener, text: str) -> Mapping[str, Any]:
    written = render("json", report(screener.screen(source(text + "\n"))), view("sv"))
    application: Mapping[str, Any] = json.loads(written)["applications"][0]
    return application


@pytest.mark.parametrize(
    ("name", "day", "asked"),
    [
        ("incomplete/early-sketch.yaml", "2021-03-29", True),
        ("incomplete/early-sketch.yaml", "2021-03-30", False),
        ("incomplete/pilot-eidar-granngarden-lextorp.yaml", "2021-03-29", False),
    ],
)
def test_the_pilot_phase_asks_whether_a_borrower_that_no_source_names_was_one_of_its_customers(
    name: str, day: str, asked: bool
) -> None:
    pilot = example(name)

    shown = render("text", report(Screener(lsh(), shape(), today=TODAY, as_of=day).screen(pilot)), view("sv"))

    assert ("Hör låntagaren till de kunder som fick möjlighet att ansöka under pilotfasen?" in shown) is asked


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        ("Bostads AB Lyckan", "Bostads AB Lyckan"),
        ("Lyckans kommun", "Bostads AB Lyckan (medlem: Lyckans kommun)"),
    ],
)
def test_a_member_is_named_where_it_is_not_the_borrower(member: str, shown: str) -> None:
    screening = screen(f"applicant: {{name: Bostads AB Lyckan, member: {{name: {member}}}}}\n")

    content = report_content(screening, report(screening).head, view())

    assert dict(content.facts)["Låntagare"] == shown


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("ready/housing-norrbykoping-varsam-renovering.yaml", "ready"),
        ("ready/investment-outside-the-area.yaml", "ready_to_judge"),
    ],
)
def test_a_ready_report_does_not_say_that_all_is_met_where_people_must_judge_what_is_not(
    name: str, meaning: str
) -> None:
    screening = screen(example(name))
    expected = view().words.say(f"verdict_means.{meaning}")

    assert report_content(screening, report(screening).head, view()).verdict_meaning == expected


@pytest.mark.parametrize(
    ("area", "says"),
    [("", "är ifyllt: "), ("  area: rymden\n", "är ifyllt och går att läsa: ")],
)
def test_what_waits_says_whether_an_answer_is_there_and_cannot_be_read(area: str, says: str) -> None:
    screening = screen(f"project:\n  title: Kajen\n{area}")

    waiting = report_content(screening, report(screening).head, view("sv")).waiting

    assert waiting is not None
    assert f"kan inte prövas förrän det här {says}" in waiting


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (
            Reading(texts=3, unanswered=0, short=0, doubtful=0),
            "3 lästa. Ingen är mycket kort och ingen har fått en anmärkning.",
        ),
        (
            Reading(texts=1, unanswered=1, short=None, doubtful=0),
            "En läst. En säger inget och ingen har fått en anmärkning.",
        ),
        (
            Reading(texts=9, unanswered=2, short=1, doubtful=4),
            "9 lästa. 2 säger inget, en är mycket kort och 4 har fått en anmärkning.",
        ),
    ],
)
def test_the_texts_that_are_read_are_told_in_sentences(reading: Reading, says: str) -> None:
    assert reading_text(reading, words("sv")) == says


def test_all_formats_of_a_run_share_the_content_of_an_application() -> None:
    screening = screen("project: {title: Kajen}\n")
    head = report(screening).head
    first = view()

    content = report_content(screening, head, first)

    assert report_content(screening, head, first._replace(style=TerminalStyle(width=80), folder="/srv")) is content
    for other in (view("en"), first._replace(detail=Detail(explain=True)), first._replace(partial=True)):
        assert report_content(screening, head, other) is not content
    assert report_content(screen("project: {title: Bryggan}\n"), head, first) != content
