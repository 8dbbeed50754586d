"""No text of an application is a command to a runner of CI, in any format."""

import csv
import io
import json
from functools import cache
from itertools import product
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sociallan.formats import RENDERERS, render
from sociallan.report.runner_commands import Notation, unheeded, without_commands_in_place
from sociallan.screening.report import Report
from sociallan.screening.waivers import waive
from tests.builders import report, screen, source, view
from tests.formats.runners import COMMANDS, taken
from tests.formats.samples import WAIVED
from tests.sampling import sampled

TEXTS = [name for name, form in RENDERERS.items() if form.notation is not Notation.BINARY]
LOOKS: list[dict[str, Any]] = [{}, {"explain": True}, {"full": False, "statistics": True}, {"width": 40, "rows": 9}]


def full_of(text: str) -> dict[str, Any]:
    """Return an application that has a text in every sort of place: as a value, as a key, as a choice and in a list."""
    return {
        text: text,
        "applicant": {"name": text, "kind": text, "member": {"name": text}},
        "project": {"title": text, "area": text, "summary": f"aaaaaa {text} " * 9, "location": {"place": text}},
        "investment": {"loan": text, "items": [{"id": text, "type": text, "description": text, text: text}]},
        "social": {"effects": [text], "goals": [{"id": text, "effect": text, "description": text}]},
        "submitted": text,
    }


@cache
def full_report(text: str) -> Report:
    files = (
        *(source(json.dumps(full_of(text), indent=1), f"{text}{n}.json") for n in range(2)),
        source(f"{text}: [", f"{text}.yaml"),
    )
    waived = WAIVED[0]._replace(owner=text, reason=text)
    return report(*(waive(screen(each), [waived]) for each in files))


@pytest.mark.law
@pytest.mark.parametrize("name", TEXTS)
def test_in_a_log_no_line_of_any_format_is_a_command(name: str) -> None:
    at, several = TEXTS.index(name), list(product(LOOKS, COMMANDS))
    # Turned on for each format, so that together they are tried with every command.
    for looks, command in sampled([*several[at:], *several[:at]], 3):
        shown = render(name, full_report(command), view("sv", **looks))

        obeyed = list(taken(shown))
        if RENDERERS[name].notation is Notation.COMMANDS:
            # Its own are the only ones, and nothing within them is another.
            obeyed = [line for line in obeyed if not line.startswith(("::error f", "::warning f", "::notice f"))]
            obeyed += [line for line in shown.splitlines() if list(taken(f"|{line}"))]
        assert obeyed == []


@pytest.mark.parametrize("notation", [Notation.TEXT, Notation.XML])
@given(text=st.text(alphabet="#:[]v.\\&; \n\r\t\u200b\ufe0f\u2028"))
def test_whatever_is_written_is_no_command(notation: Notation, text: str) -> None:
    assert list(taken(unheeded(text, notation))) == []
    assert unheeded(unheeded(text, notation), notation) == unheeded(text, notation)


@given(text=st.text(alphabet='#:[]v.\\";, \n\ufe0f'))
def test_in_json_the_value_stays_the_same(text: str) -> None:
    written = unheeded(json.dumps([text, text], ensure_ascii=False, separators=(",", ":")), Notation.JSON)

    assert list(taken(written)) == []
    assert json.loads(written) == [text, text]


@given(text=st.text(alphabet="#:[]v.&; \n\ufe0f"))
def test_in_xml_the_value_stays_the_same(text: str) -> None:
    written = unheeded(f"<a>\n{text.replace('&', '&amp;')}</a>", Notation.XML)

    assert list(taken(written)) == []
    assert ET.fromstring(written).text == f"\n{text}"


@given(text=st.text(alphabet="#:[v \ufe0f"))
def test_part_of_a_line_keeps_its_columns(text: str) -> None:
    assert len(without_commands_in_place(text)) == len(text)
    assert list(taken(f"|{without_commands_in_place(text)}")) == []


@pytest.mark.parametrize(
    "text", ["", "# a", "## Heading [a]", "a::b", "#1 [x]", "a # b ## c", "http://[::1]/", "##", "x = y[##]"]
)
def test_what_is_no_command_is_left_alone(text: str) -> None:
    assert all(unheeded(text, notation) == text for notation in Notation)


def test_a_break_in_a_text_can_be_seen_and_read() -> None:
    assert unheeded("##vso[a] ##[b]\n ::c::", Notation.TEXT) == "## vso[a] ## [b]\n : :c::"


def test_a_title_is_the_same_in_every_format_that_has_escapes() -> None:
    title = COMMANDS[0]
    given = report(screen(source(json.dumps({"project": {"title": title}}))))

    (told,) = json.loads(render("json", given, view("sv")))["applications"]
    assert told["title"] == title
    assert f"&#35;{title[1:]}" in render("html", given, view("sv"))
    rows = list(csv.reader(io.StringIO(render("csv", given, view("sv"))), delimiter=";"))
    assert any(f"## {title[2:]}" in row for row in rows)
