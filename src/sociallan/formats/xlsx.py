"""The report as an Excel workbook: applications, what there is to mend in them, and the run."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from sociallan.report import provenance
from sociallan.report.content import report_content
from sociallan.report.table_rows import APPLICATIONS, ITEMS, Cell, CellKind, Column, application_row, item_rows
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals, Verdict

_MOST_ROWS = 1_048_575
"""How many rows Excel has below the headings."""
_LONGEST = 32_767
"""How many characters Excel has in a cell, in the units of UTF-16."""
_LINE = 15
"""The height of a line, in points."""
_MOST_LINES = 25
"""Of which Excel shows no more in a row."""
_MOST_HEIGHTS = 20_000
"""How many rows are given a height: XlsxWriter keeps each in memory, and Excel sees to the others itself."""
_PIECE = 1 << 16
# XML holds neither, and a workbook with one is called damaged. A text of a rule may have them; one of an
# application comes without.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_FORMATS: Mapping[CellKind, Mapping[str, Any]] = {
    # As text a cell stays text when someone edits it, whatever it begins with.
    CellKind.TEXT: {"num_format": "@"},
    CellKind.COUNT: {"num_format": "0"},
    CellKind.KRONOR: {"num_format": "#,##0"},
    CellKind.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
}
_WRAPPED = {"valign": "top", "text_wrap": True}
_HEADING = {**_WRAPPED, "bold": True, "bg_color": "#DDE6ED", "bottom": 1}


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Return the rows of one application as JSON, to be laid out when all are known."""
    shown = report_content(screening, head, view)
    return json.dumps([application_row(shown, head, view), list(item_rows(shown, view))])


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[bytes]:
    """Render the workbook. Rows wait in temporary files of XlsxWriter's, so that memory stays flat.

    It takes them away when it has finished, and leaves them behind in ``view.scratch`` where it is not let.

    Raises:
        OSError: where there is no room for them.

    """
    # An extra, and its import costs as much as a screening.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    made = BytesIO()
    book = Workbook(made, {"constant_memory": True, "tmpdir": view.scratch or None})
    _fill(book, parts, head, totals, view)
    try:
        book.close()
    except FileCreateError as error:
        # It is about the temporary files, and what the system says stands in it.
        raise OSError(*error.args) from error
    made.seek(0)
    yield from iter(lambda: made.read(_PIECE), b"")


def _fill(book: Any, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> None:
    # The clock would otherwise be in the file, and the same report would not be the same bytes.
    book.set_properties({"created": datetime.fromisoformat(head.as_of), "title": view.words.say("report.product")})
    applications = _Sheet(book, "applications", APPLICATIONS, view)
    items = _Sheet(book, "items", ITEMS, view, wrapped=True)
    for each in parts:
        row, found = json.loads(each)
        applications.add(row)
        for item in found:
            items.add(item)
    for sheet in (applications, items):
        sheet.close()
    notes = [sheet.says_left_out() for sheet in (applications, items) if sheet.left_out]
    _about(book, head, totals, notes, view)


class _Sheet:
    """A sheet with headings that stay in view, filters, and rows written one after the other.

    A row is one line, to be compared with those above and below it, or as many lines as its texts
    take when ``wrapped``, to be read.
    """

    def __init__(self, book: Any, name: str, columns: tuple[Column, ...], view: View, *, wrapped: bool = False) -> None:
        self._name = view.words.say(f"sheet.{name}")
        self._sheet = book.add_worksheet(self._name)
        self._columns = columns
        self._wrapped = wrapped
        self._looks = {
            kind: book.add_format({**properties, **(_WRAPPED if wrapped else {})})
            for kind, properties in _FORMATS.items()
        }
        self._view = view
        self._rows = 0
        self.left_out = 0
        heading = book.add_format(_HEADING)
        self._sheet.set_row(0, 2 * _LINE)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.repeat_rows(0)
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(0, number, column.heading(view), heading)

    def add(self, cells: Iterable[Cell]) -> None:
        """Write a row, where Excel has one left."""
        if self._rows == _MOST_ROWS:
            self.left_out += 1
            return
        self._rows += 1
        cells = tuple(cells)
        if self._wrapped and self._rows <= _MOST_HEIGHTS:
            # Not every program fits the height of a row to its text by itself.
            self._sheet.set_row(self._rows, _LINE * min(max(map(_lines, cells, self._columns)), _MOST_LINES))
        for number, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            look = self._looks[column.kind]
            if isinstance(cell, str) and column.kind is CellKind.DAY:
                self._sheet.write_datetime(self._rows, number, datetime.fromisoformat(cell), look)
            else:
                _put(self._sheet, self._rows, number, cell, look)

    def close(self) -> None:
        """Put filters on the headings."""
        self._sheet.autofilter(0, 0, self._rows, len(self._columns) - 1)

    def says_left_out(self) -> str:
        """Return how many rows Excel had no room for."""
        return self._view.words.say("sheet.left_out", sheet=self._name, count=self.left_out)


def _lines(cell: Cell, column: Column) -> int:
    """Estimate how many lines a cell takes; a line is rarely filled to its last character."""
    return 1 + int(len(cell) * 1.1) // column.width if isinstance(cell, str) else 1


def _put(sheet: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    """Write a cell as what it is: a text never becomes a formula or a link, whatever it looks like."""
    match cell:
        case None | "":
            sheet.write_blank(row, column, None, look)
        case int():
            sheet.write_number(row, column, cell, look)
        case str():
            sheet.write_string(row, column, text_for_excel(cell), look)


def text_for_excel(text: str) -> str:
    """Return the start of a text, as much as a cell holds, without what no workbook can hold."""
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    cut = text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return text if cut == text else f"{cut[:-1]}…"


def _about(book: Any, head: ReportHeader, totals: Totals, notes: list[str], view: View) -> None:
    """Write the sheet on the run: what was counted, what it was screened by, and what stands in every report."""
    sheet = book.add_worksheet(view.words.say("sheet.about"))
    told = provenance.notes(head, view.words)
    if told:
        # The other sheets are tables and have no place for it: the workbook opens on this one.
        sheet.activate()
    label, text, number = (
        book.add_format({**_WRAPPED, "bold": True}),
        book.add_format({**_WRAPPED, **_FORMATS[CellKind.TEXT]}),
        book.add_format({**_WRAPPED, **_FORMATS[CellKind.KRONOR], "align": "left"}),
    )
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 90)
    for row, (name, value) in enumerate(
        (*(("", said) for said in told), *_run(head, totals, view), *(("", said) for said in notes))
    ):
        _put(sheet, row, 0, name, label)
        _put(sheet, row, 1, value, number if isinstance(value, int) else text)


def _run(head: ReportHeader, totals: Totals, view: View) -> Iterator[tuple[str, str | int]]:
    """Yield what there is to say of the run, each with its label."""
    words, pack = view.words, head.pack
    yield words.say("sheet.count"), totals.applications
    for verdict in Verdict:
        yield words.say(f"verdict.{verdict}"), totals.verdicts[verdict]
    yield words.say("sheet.loans"), totals.loans
    yield words.say("sheet.pack"), words.say("report.pack", title=words.pick(pack.title), version=pack.version)
    yield words.say("sheet.logic_digest"), pack.logic_digest
    yield words.say("sheet.text_digest"), pack.text_digest
    yield words.say("sheet.day"), head.as_of
    yield words.say("sheet.tool"), words.say("report.tool", version=head.version)
    yield words.say("report.about"), words.say("report.decides")
    if pack.notice:
        yield "", words.pick(pack.notice)
