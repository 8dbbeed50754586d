"""Sheets of a form whose hidden cells are gone: they are told, and what stood on them is not called missing."""

import io
from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import openpyxl
import pytest

from sociallan.application.document import Document
from sociallan.application.workbook.read import read_workbook
from sociallan.pages.workbook import workbook
from tests.builders import form, lsh, screen, view
from tests.sampling import sampled
from tests.workbooks import Rows, answers, items, source
from tests.workbooks import workbook as small

DAMAGE: dict[str, Callable[[Any], Any]] = {
    "the first column is deleted": lambda page: page.delete_cols(1),
    "the first two columns are deleted": lambda page: page.delete_cols(1, 2),
    "a column is inserted before the first": lambda page: page.insert_cols(1),
    "the first row is deleted": lambda page: page.delete_rows(1),
    "the first two rows are deleted": lambda page: page.delete_rows(1, 2),
    "a row is inserted before the first": lambda page: page.insert_rows(1),
    "the first row is emptied": lambda page: [cell.__setattr__("value", None) for cell in page[1]],
    "the first cell is emptied": lambda page: page["A1"].__setattr__("value", None),
    "row and column are deleted": lambda page: (page.delete_cols(1), page.delete_rows(1)),
}


@cache
def whole() -> bytes:
    return workbook(lsh(), view("sv"), {"project": {"title": "Gårdar"}, "social": {"goals": [{"id": "M1"}]}})


def without_marks(number: int, damage: Callable[[Any], Any]) -> tuple[str, bytes]:
    """Return the name of the sheet that was damaged, and the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(whole()))
    page = book.worksheets[number]
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    damage(page)
    stream = io.BytesIO()
    book.save(stream)
    return page.title, stream.getvalue()


def read(data: bytes) -> Document:
    return read_workbook(source(data), form())


@pytest.mark.law
@pytest.mark.parametrize(("damage", "number"), sampled([*product(DAMAGE, (1, 5, 6, 13, 14))], 11))
def test_a_sheet_of_the_form_without_its_hidden_cells_is_told_once(damage: str, number: int) -> None:
    name, data = without_marks(number, DAMAGE[damage])

    assert [(each.code, each.parameters["text"]) for each in read(data).findings] == [("workbook.unmarked", name)]


def codes(**sheets: Rows) -> list[str]:
    return [each.code for each in read(small(sheets)).findings]


GOAL = items("social.goals", ["social.goals.id", "social.goals.description"], ["M1", "Fler vågar tvätta."])
UNMARKED_GOALS: Rows = [(), (None, "Mål"), (None, "Beteckning på målet", "Beskrivning av målet"), (None, "M1", "Fler")]
INDICATORS = items(
    "social.goals.indicators", ["parent", "social.goals.indicators.name"], ["M1", "Trygga"], ["", "Trygg"]
)


def test_rows_that_belong_to_items_of_such_a_sheet_are_not_told_as_well() -> None:
    assert codes(A=UNMARKED_GOALS, B=INDICATORS) == ["workbook.unmarked"]
    assert codes(B=INDICATORS) == ["workbook.no-parent", "workbook.no-parent-stated"]


def test_what_stands_on_such_a_sheet_is_not_called_missing() -> None:
    goals = read(small({"A": UNMARKED_GOALS}))
    inner = read(small({"A": GOAL, "B": [(), *INDICATORS]}))
    single = read(small({"A": answers()[1:], "Projekt": [("Projektets namn", "Gårdar"), ("Projektets område", "x")]}))

    assert goals.gap("/social/goals") == "invalid"
    assert inner.gap("/social/goals/0/indicators") == "invalid"
    assert inner.gap("/social/goals/0/level") == "absent"
    assert (single.gap("/project/title"), single.gap("/project/status")) == ("invalid", "invalid")
    assert screen(source(small({"A": UNMARKED_GOALS}))).verdict == "invalid"


@pytest.mark.parametrize(
    "own",
    [
        [("Projekt", "Att göra"), ("Ring banken", "Lisa")],
        [("Mål", "Beskrivning av målet"), ("M1", "Fler")],
        [("Budget", 17)],
    ],
)
def test_a_sheet_of_ones_own_is_not_told(own: Rows) -> None:
    assert codes(A=GOAL, Anteckningar=own) == []


def test_a_column_without_its_hidden_name_is_told_by_its_heading() -> None:
    rows: Rows = [
        ("sociallan rows social.goals", "social.goals.id"),
        ("headings", "Id", "Beskrivning av målet", "Mitt"),
    ]
    found = read(small({"A": [*rows, (None, "M1", "Fler", "x")]})).findings

    assert [(each.code, str(each.place.cell), each.parameters["text"]) for each in found] == [
        ("workbook.no-name", "A!C2", "Beskrivning av målet")
    ]


HELP = {path: form().fields[path].description["sv"] for path in ("project.title", "project.summary", "project.area")}


@pytest.mark.parametrize(
    ("answer", "beside", "told"),
    [
        (None, "Gårdar", ["workbook.beside"]),
        (None, "Vi bygger om gården så att fler vågar gå dit om kvällen.", ["workbook.beside"]),
        (None, HELP["project.summary"], []),
        (None, f"{HELP['project.summary']} Skriv kort.", []),
        (None, None, []),
        ("Vi bygger om gården.", "Fråga Lisa", []),
    ],
)
def test_an_answer_in_the_column_of_help_is_told_with_the_cell_for_it(
    answer: str | None, beside: str | None, told: list[str]
) -> None:
    title = ("project.title", "Projektets namn", "Gårdar", HELP["project.title"], "Min anteckning")
    summary = ("project.summary", "Sammanfattning", answer, beside, "Kolla")
    found = read(small({"A": [*answers(), title, summary]})).findings

    assert [each.code for each in found] == told
    assert [each.parameters["cell"] for each in found] == ["C4"] * len(told)
    assert [str(each.place.cell) for each in found] == ["A!D4"] * len(told)
