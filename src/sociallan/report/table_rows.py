"""An application as a row of a table, and each thing that is said of it as a row of another."""

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
"""A text on one line, safe to print; a number; or nothing, where nothing is stated."""


class CellKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    COUNT = "count"
    KRONOR = "kronor"
    DAY = "day"


class Column(NamedTuple):
    """A column: the name that its heading is worded from, and its width in characters."""

    name: str
    width: int
    kind: CellKind = CellKind.TEXT

    def heading(self, view: View) -> str:
        """Return the heading in words."""
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
"""The table of applications; columns are added last, and never change places."""

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
"""The table of what there is to mend, of weaknesses and of remarks; last of them what someone answers for."""


def application_row(shown: Content, head: ReportHeader, view: View) -> tuple[Cell, ...]:
    """Return the cells of an application, one for each column."""
    screening, summary = shown.screening, shown.screening.summary
    phase = head.pack.phase(screening.as_of)
    return (
        values.visible(screening.path),
        shown.verdict,
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
        len(shown.actions),
        len(shown.weaknesses),
        len(shown.remarks),
        len(shown.questions),
        ", ".join(dict.fromkeys(item.id for item in shown.actions)),
        len(shown.waived),
    )


def item_rows(shown: Content, view: View) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each thing to mend, of each weakness and each remark, then of what someone answers for."""
    for level, items in (
        (Level.REQUIREMENT, shown.actions),
        (Level.EXPECTATION, shown.weaknesses),
        (Level.REMARK, shown.remarks),
    ):
        yield from ((*_item_cells(item, level, view), None, None, None) for item in items)
    for each in shown.waived:
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
        " ".join(item.says),
        item.write,
        "; ".join((*item.add, *item.change)),
        citations(item, view),
    )


def _stated(text: str | None) -> str | None:
    return None if text is None else values.visible(text)
