"""Rows of the tables of a spreadsheet: applications, the items of their reports, and their chains."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from sociallan.application.field import FieldKind, Translations, Unit
from sociallan.application.location import Location
from sociallan.application.scalars import is_number
from sociallan.pack.pack import Pack, Role, SummaryField
from sociallan.report import summary_fields, values
from sociallan.report.content import reading_text
from sociallan.report.items import citations
from sociallan.report.parts import Content, ReportItem
from sociallan.report.view import View
from sociallan.rules.rule import Basis, Level
from sociallan.screening.basis_counts import basis_counts
from sociallan.screening.report import ReportHeader, SummaryValue

CellValue = str | int | float | None
"""A text on one line, safe to print; a number; ``None`` if not stated."""


class CellType(StrEnum):
    """The type of the cells of a column."""

    TEXT = "text"
    COUNT = "count"
    AMOUNT = "amount"
    DAY = "day"


class ReportColumn(NamedTuple):
    """A column: its name, which is the key of its heading, and its width in characters.

    ``field`` is set for a column of the pack's summary, which has the heading of that field, and ``label`` for one of
    its chain.
    """

    name: str
    width: int
    kind: CellType = CellType.TEXT
    field: SummaryField | None = None
    label: Translations | None = None

    def heading(self, view: View) -> str:
        """Return the text of the heading."""
        if self.field is not None:
            return summary_fields.heading(self.field, view)
        if self.label is not None:
            return view.words.pick(self.label)
        return view.words.say(f"sheet.columns.{self.name}")


_FIRST = (
    ReportColumn("file", 60),
    ReportColumn("verdict", 23),
    ReportColumn("verdict_code", 13),
)
_LAST = (
    ReportColumn("as_of", 15, CellType.DAY),
    ReportColumn("phase", 26),
    ReportColumn("to_mend", 14, CellType.COUNT),
    ReportColumn("weaknesses", 12, CellType.COUNT),
    ReportColumn("remarks", 15, CellType.COUNT),
    ReportColumn("questions", 12, CellType.COUNT),
    ReportColumn("rules", 80),
    ReportColumn("waived", 15, CellType.COUNT),
    *(ReportColumn(f"{basis}_{part}", 15, CellType.COUNT) for basis in Basis for part in ("met", "requirements")),
    ReportColumn("reading", 44),
    ReportColumn("to_read", 80),
)
"""The columns of the table of applications after those of the pack's summary. New ones are added last."""

LONGEST_CELL = 32_767
"""The most UTF-16 code units in a cell, a limit of Excel, which spreads a longer one of a CSV file over others."""
_TITLE_WIDTH, _TEXT_WIDTH, _NUMBER_WIDTH = 40, 26, 18

ITEMS = (
    ReportColumn("file", 44),
    ReportColumn("line", 8, CellType.COUNT),
    ReportColumn("column", 10, CellType.COUNT),
    ReportColumn("rule", 30),
    ReportColumn("level", 13),
    ReportColumn("outcome", 15),
    ReportColumn("item", 44),
    ReportColumn("message", 60),
    ReportColumn("write", 60),
    ReportColumn("smallest", 44),
    ReportColumn("sources", 34),
    ReportColumn("waived_owner", 24),
    ReportColumn("waived_expires", 15, CellType.DAY),
    ReportColumn("waived_reason", 44),
)
"""The table of actions, weaknesses and remarks; waived items come last, then mended ones."""


_SINCE = (
    ReportColumn("mended", 14, CellType.COUNT),
    ReportColumn("new", 14, CellType.COUNT),
    ReportColumn("left", 14, CellType.COUNT),
)
"""The last columns of the table of applications where they are compared with an earlier version."""


def application_columns(head: ReportHeader, view: View) -> tuple[ReportColumn, ...]:
    """Return the columns of the table of applications, those of the pack's summary in the middle."""
    since = () if head.earlier is None else _SINCE
    return (*_FIRST, *(_column(each, view) for each in head.pack.summary), *_LAST, *since)


def item_columns(head: ReportHeader) -> tuple[ReportColumn, ...]:
    """Return the columns of the table of items, with their state where they are compared with an earlier version."""
    return ITEMS if head.earlier is None else (*ITEMS, ReportColumn("state", 14))


def _column(each: SummaryField, view: View) -> ReportColumn:
    known = view.fields[each.field]
    if known.kind is FieldKind.NUMBER:
        return ReportColumn(
            each.name, _NUMBER_WIDTH, CellType.AMOUNT if known.unit is not Unit.NONE else CellType.COUNT, each
        )
    return ReportColumn(each.name, _TITLE_WIDTH if each.role in (Role.TITLE, Role.CLASS) else _TEXT_WIDTH, field=each)


def chain_columns(pack: Pack) -> tuple[ReportColumn, ...]:
    """Return the columns of the table of chains; none if the pack has no chain."""
    if pack.chain is None:
        return ()
    own = (ReportColumn(column.id, _TITLE_WIDTH, label=column.label) for column in pack.chain.columns)
    return (ReportColumn("file", _FIRST[0].width), ReportColumn("row", _TEXT_WIDTH, label=pack.chain.row_label), *own)


def chain_rows(content: Content, view: View) -> Iterator[tuple[CellValue, ...]]:
    """Yield the cells of each row of an application's chain, one per column of ``chain_columns``."""
    missing = view.words.say("report.chain_hole")
    for line in content.chain.lines if content.chain is not None else ():
        texts = ("; ".join(text or missing for text in cell.texts) for cell in line.cells)
        yield values.visible(content.screening.path), line.label, *texts


def application_row(content: Content, head: ReportHeader, view: View) -> tuple[CellValue, ...]:
    """Return the cells of an application, one per column of ``application_columns``."""
    screening, stated = content.screening, content.screening.summary.stated
    phase = head.pack.phase(screening.as_of)
    counts = basis_counts(screening.outcomes)
    return (
        values.visible(screening.path),
        content.verdict,
        str(screening.verdict),
        *(_cell(each, stated[each.name], view) for each in head.pack.summary),
        screening.as_of,
        None if phase is None else view.words.pick(phase.title),
        len(content.actions),
        len(content.weaknesses),
        len(content.remarks),
        len(content.questions) + content.more_questions,
        ", ".join(dict.fromkeys(item.id for item in content.actions)),
        len(content.waived),
        *(number for count in counts.values() for number in (count.met, count.requirements)),
        _reading(content, view),
        " ".join(" ".join(map(values.sentence, (each.heading, *each.sentences))) for each in content.to_read) or None,
        *(() if screening.since is None else screening.since.counts[: len(_SINCE)]),
    )


def _reading(content: Content, view: View) -> CellValue:
    """Return how many texts were read or, of a file that cannot be read as an application, why."""
    reading = content.screening.reading
    if reading is not None:
        return reading_text(reading, view.words)
    return " ".join(" ".join((each.title, *each.sentences)) for each in content.actions) or None


def item_rows(content: Content, view: View) -> Iterator[tuple[CellValue, ...]]:
    """Yield the cells of each action, weakness, remark and doubt, then of each waived item and of what is mended."""
    for level, items in (
        (Level.REQUIREMENT, content.actions),
        (Level.EXPECTATION, content.weaknesses),
        (Level.REMARK, content.remarks),
        (Level.REQUIREMENT, content.doubts),
    ):
        yield from ((*_item_cells(item, level, view), None, None, None, *_state(item, content, view)) for item in items)
    for each in content.waived:
        cells = *_item_cells(each.item, each.level, view), each.owner, each.expires, each.reason
        yield *cells, *_state(each.item, content, view)
    levels = {outcome.rule.id: outcome.rule.level for outcome in content.screening.outcomes}
    for item in content.mended:
        level = levels.get(item.id, Level.REQUIREMENT)
        yield *_item_cells(item, level, view), None, None, None, *_state(item, content, view)


def _state(item: ReportItem, content: Content, view: View) -> tuple[CellValue, ...]:
    """Return the cell of what became of an item since an earlier version; none without a comparison."""
    if content.screening.since is None:
        return ()
    return (None if item.state is None else view.words.say(f"since.state.{item.state}"),)


def _item_cells(item: ReportItem, level: Level, view: View) -> tuple[CellValue, ...]:
    place = item.places[0] if item.places else None
    line, column = (None, None) if place is None else _line_and_column(place)
    return (
        values.visible(item.path),
        line,
        column,
        item.id,
        None if item.is_finding else view.words.say(f"level.{level}"),
        item.status_text,
        item.title,
        " ".join(item.sentences),
        " ".join(
            (
                item.instruction,
                *(
                    [f"{view.words.say('report.rewritten')}: {values.one_line(item.rewritten.strip())}"]
                    if item.rewritten
                    else []
                ),
            )
        ),
        "; ".join((*item.add, *item.change)),
        citations(item, view),
    )


def _line_and_column(place: Location) -> tuple[CellValue, CellValue]:
    """Return the line and column of a place; in a workbook its cell, in place of a line."""
    if place.cell is not None:
        return values.visible(str(place.cell)) or None, None
    return place.span.line, place.span.column


def _cell(each: SummaryField, found: SummaryValue, view: View) -> CellValue:
    """Return a number as it is, so that a spreadsheet can add it up, and anything else in words."""
    return found if is_number(found) else summary_fields.text(each, found, view)
