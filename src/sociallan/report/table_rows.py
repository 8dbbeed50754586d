"""Rows of the two tables of a spreadsheet: applications, and the items of their reports."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sociallan.report import values
from sociallan.report.content import area_name
from sociallan.report.items import citations
from sociallan.report.parts import Content, ReportItem
from sociallan.report.view import View
from sociallan.rules.rule import Level
from sociallan.screening.report import ReportHeader

Cell = str | int | None
"""A text on one line, safe to print; a number; ``None`` if not stated."""


class CellKind(StrEnum):
    """The type of the cells of a column."""

    TEXT = "text"
    COUNT = "count"
    KRONOR = "kronor"
    DAY = "day"


class Column(NamedTuple):
    """A column: its name, which is the key of its heading, and its width in characters."""

    name: str
    width: int
    kind: CellKind = CellKind.TEXT

    def heading(self, view: View) -> str:
        """Return the text of the heading."""
        return view.words.say(f"sheet.columns.{self.name}")


APPLICATIONS = (
    Column("file", 60),
    Column("verdict", 23),
    Column("verdict_code", 13),
    Column("applicant", 26),
    Column("member", 24),
    Column("title", 40),
    Column("area", 38),
    Column("place", 22),
    Column("loan", 16, CellKind.KRONOR),
    Column("green_loan", 16, CellKind.KRONOR),
    Column("total_cost", 18, CellKind.KRONOR),
    Column("as_of", 15, CellKind.DAY),
    Column("phase", 26),
    Column("to_mend", 14, CellKind.COUNT),
    Column("weaknesses", 12, CellKind.COUNT),
    Column("remarks", 15, CellKind.COUNT),
    Column("questions", 12, CellKind.COUNT),
    Column("rules", 80),
    Column("waived", 15, CellKind.COUNT),
)
"""The table of applications. New columns are added last; existing ones keep their position."""

ITEMS = (
    Column("file", 44),
    Column("line", 8, CellKind.COUNT),
    Column("column", 10, CellKind.COUNT),
    Column("rule", 30),
    Column("level", 13),
    Column("outcome", 15),
    Column("item", 44),
    Column("message", 60),
    Column("write", 60),
    Column("smallest", 44),
    Column("sources", 34),
    Column("waived_owner", 24),
    Column("waived_expires", 15, CellKind.DAY),
    Column("waived_reason", 44),
)
"""The table of actions, weaknesses and remarks; waived items come last."""


def application_row(content: Content, head: ReportHeader, view: View) -> tuple[Cell, ...]:
    """Return the cells of an application, one per column of ``APPLICATIONS``."""
    screening, summary = content.screening, content.screening.summary
    phase = head.pack.phase(screening.as_of)
    return (
        values.visible(screening.path),
        content.verdict,
        str(screening.verdict),
        _stated(summary.applicant),
        _stated(summary.member),
        _stated(summary.title),
        area_name(summary.area, view),
        _stated(summary.place),
        summary.loan,
        summary.green_loan,
        summary.total_cost,
        screening.as_of,
        None if phase is None else view.words.pick(phase.title),
        len(content.actions),
        len(content.weaknesses),
        len(content.remarks),
        len(content.questions),
        ", ".join(dict.fromkeys(item.id for item in content.actions)),
        len(content.waived),
    )


def item_rows(content: Content, view: View) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each action, weakness and remark, then of each waived item."""
    for level, items in (
        (Level.REQUIREMENT, content.actions),
        (Level.EXPECTATION, content.weaknesses),
        (Level.REMARK, content.remarks),
    ):
        yield from ((*_item_cells(item, level, view), None, None, None) for item in items)
    for each in content.waived:
        yield *_item_cells(each.item, each.level, view), each.owner, each.expires, each.reason


def _item_cells(item: ReportItem, level: Level, view: View) -> tuple[Cell, ...]:
    span = item.places[0].span if item.places else None
    form = item.status == "form"
    return (
        values.visible(item.path),
        span.line if span else None,
        span.column if span else None,
        item.id,
        None if form else view.words.say(f"level.{level}"),
        view.words.say(f"outcome.{item.status}"),
        item.title,
        " ".join(item.sentences),
        item.instruction,
        "; ".join((*item.add, *item.change)),
        citations(item, view),
    )


def _stated(text: str | None) -> str | None:
    return None if text is None else values.visible(text)
