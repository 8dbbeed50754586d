"""The chain of an application in every format that has it."""

import json
from dataclasses import replace
from functools import cache

import pytest

from sociallan.formats import render
from sociallan.pack.pack import Pack
from sociallan.screening.report import Report
from sociallan.screening.screen import Screener
from tests.builders import TODAY, example, lsh, report, shape, view
from tests.formats.samples import ONE_OF_EACH, sample

FOR_PEOPLE = ("text", "plain", "markdown", "html")
TITLE = "Kedjan från behov till uppföljning"


@cache
def without_chain() -> Report:
    """Return a report by a pack that has no chain."""
    pack: Pack = replace(lsh(), chain=None)
    return report(Screener(pack, shape(), today=TODAY).screen(example(ONE_OF_EACH["ready"])), pack=pack)


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_the_chain_is_told_where_a_report_is_read(name: str) -> None:
    shown = render(name, sample("ready"), view("sv"))

    assert TITLE in shown
    assert "Uppföljning" in shown


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_pack_without_a_chain_has_none_in_its_reports(name: str) -> None:
    assert TITLE not in render(name, without_chain(), view("sv"))


def test_without_a_chain_the_json_report_has_an_empty_list() -> None:
    (application,) = json.loads(render("json", without_chain(), view("sv")))["applications"]

    assert application["chain"] == []


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", ["ready", "not_met"])
def test_the_table_of_a_terminal_keeps_within_its_width_with_a_mark_for_each_cell(name: str, width: int) -> None:
    given = sample(name)
    lines = render("text", given, view("sv", width=width)).splitlines()

    table = lines[lines.index(TITLE) :]
    rows = [line for line in table if line.endswith(("✓", "○"))]
    marks = ["".join("○" if cell.hole else "✓" for cell in row.cells) for row in given.screenings[0].chain]
    assert [row[-24:].replace(" ", "") for row in rows] == marks
    assert all(len(line) <= width for line in table)


def test_a_row_of_the_table_in_plain_text_is_a_line_for_each_cell() -> None:
    lines = render("plain", sample("ready"), view("sv")).splitlines()

    cells = [line for line in lines if line.startswith(f"{TITLE}: ")]
    (screening,) = sample("ready").screenings
    assert len(cells) == 1 + sum(len(row.cells) for row in screening.chain)


def test_the_table_of_a_page_has_headings_for_rows_and_columns_and_is_reached_by_the_keyboard() -> None:
    shown = render("html", sample("ready"), view("sv"))

    table = shown[shown.index('<table class="chain">') :].partition("</table>")[0]
    (screening,) = sample("ready").screenings
    assert table.count('scope="row"') == len(screening.chain)
    assert table.count('scope="col"') == 1 + len(screening.chain[0].cells)
    assert f'<section class="wide" aria-label="{TITLE}: ' in shown
    assert shown.count('class="wide"') == shown.count('tabindex="0">') == 1


def test_a_program_finds_the_holes_and_where_to_fill_them() -> None:
    (application,) = json.loads(render("json", sample("not_met"), view("sv")))["applications"]

    (screening,) = sample("not_met").screenings
    holes = [(row["value"], cell["column"]) for row in application["chain"] for cell in row["cells"] if cell["hole"]]
    assert holes == [(row.value, cell.column) for row in screening.chain for cell in row.cells if cell.hole]
    assert holes
    entries = [entry for row in application["chain"] for cell in row["cells"] for entry in cell["entries"]]
    assert all(entry["pointer"].startswith("/") for entry in entries)
