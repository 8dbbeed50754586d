"""The Excel format: a workbook with sheets of applications, of items, of chains and of the run."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from itertools import product
from typing import Any

from sociallan.application.recognition import REPORT_MARK
from sociallan.pack.pack import Role
from sociallan.report import provenance, summary_fields
from sociallan.report.content import report_content
from sociallan.report.run_lines import run_lines
from sociallan.report.sourced_texts import beside_verdict
from sociallan.report.table_rows import (
    Cell,
    CellKind,
    Column,
    application_columns,
    application_row,
    chain_columns,
    chain_rows,
    item_columns,
    item_rows,
)
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals, Verdict

_MOST_ROWS = 1_048_575
"""The most rows of a sheet below the headings, a limit of Excel."""
_LONGEST = 32_767
"""The most UTF-16 code units in a cell, a limit of Excel."""
_LINE_HEIGHT = 15
"""In points."""
_MOST_LINES = 25
"""The most lines that Excel displays in a row."""
_MOST_HEIGHTS = 20_000
"""The most rows with an explicit height: XlsxWriter keeps each in memory. Excel fits the others itself."""
_PIECE_SIZE = 1 << 16
# XML forbids both, and Excel reports a workbook with one as damaged. Texts of a rule may contain them; those
# of applications do not.
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_FORMATS: Mapping[CellKind, Mapping[str, Any]] = {
    # The text format keeps a cell a text after editing, even if it starts like a formula.
    CellKind.TEXT: {"num_format": "@"},
    CellKind.COUNT: {"num_format": "0"},
    CellKind.AMOUNT: {"num_format": "#,##0"},
    CellKind.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
}
_VERDICTS: Mapping[Verdict, Mapping[str, Any]] = {
    Verdict.READY: {"font_color": "#0B5A1E", "bg_color": "#DDF2E0"},
    Verdict.INCOMPLETE: {"font_color": "#6B4A00", "bg_color": "#FFF1CC"},
    Verdict.NOT_MET: {"font_color": "#8A1414", "bg_color": "#FBDDDD"},
    Verdict.INVALID: {"font_color": "#8A1414", "bg_color": "#FBDDDD"},
}
"""Colours of verdicts: the contrast of each pair is at least 5, and the word says it too."""
_WRAPPED = {"valign": "top", "text_wrap": True}
_HEADING = {**_WRAPPED, "bold": True, "bg_color": "#DDE6ED", "bottom": 1}


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render the rows of one application as JSON, to be laid out by ``whole``."""
    content = report_content(screening, head, view)
    rows = [application_row(content, head, view)], list(item_rows(content, view)), list(chain_rows(content, view))
    return json.dumps(rows)


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[bytes]:
    """Render the workbook. XlsxWriter keeps rows in temporary files, so that memory use is constant.

    It removes them at the end; if interrupted, it leaves them in ``view.scratch``.

    Raises:
        OSError: If the temporary files cannot be written, as on a full disk.

    """
    # An optional package; its import takes as long as a screening.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    stream = BytesIO()
    book = Workbook(stream, {"constant_memory": True, "tmpdir": view.scratch or None})
    _fill(book, parts, head, totals, view)
    try:
        book.close()
    except FileCreateError as error:
        # The error concerns the temporary files and wraps that of the system.
        raise OSError(*error.args) from error
    stream.seek(0)
    yield from iter(lambda: stream.read(_PIECE_SIZE), b"")


def _fill(book: Any, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> None:
    # A fixed time of creation instead of the clock's, so that equal reports are equal bytes.
    book.set_properties({"created": datetime.fromisoformat(head.as_of), "title": view.words.say("report.product")})
    book.set_custom_property("sociallan", REPORT_MARK)
    columns = {
        "applications": application_columns(head, view),
        "items": item_columns(head),
        "chain": chain_columns(head.pack),
    }
    sheets = [_Sheet(book, name, each, view, wrapped=name != "applications") for name, each in columns.items() if each]
    for each in parts:
        # Without a chain in the pack there are no rows for the sheet that is not there.
        for sheet, rows in zip(sheets, json.loads(each), strict=False):
            for row in rows:
                sheet.add(row)
    for sheet in sheets:
        sheet.close()
    notes = [sheet.omitted_message() for sheet in sheets if sheet.omitted]
    _about(book, head, totals, notes, view)


class _Sheet:
    """A sheet with frozen headings, filters and rows.

    Each row is one line high, to compare rows, or as high as its texts need if ``wrapped``.
    """

    def __init__(self, book: Any, name: str, columns: tuple[Column, ...], view: View, *, wrapped: bool = False) -> None:
        self._name = view.words.say(f"sheet.{name}")
        self._sheet = book.add_worksheet(self._name)
        self._columns = columns
        self._wrapped = wrapped
        self._formats = {
            kind: book.add_format({**properties, **(_WRAPPED if wrapped else {})})
            for kind, properties in _FORMATS.items()
        }
        self._verdicts = {verdict: book.add_format(look) for verdict, look in _VERDICTS.items()}
        self._view = view
        self._rows = 0
        self.omitted = 0
        heading = book.add_format(_HEADING)
        self._sheet.set_row(0, 2 * _LINE_HEIGHT)
        self._sheet.freeze_panes(1, 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)  # A4
        self._sheet.repeat_rows(0)
        self._sheet.fit_to_pages(1, 0)
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(0, number, column.heading(view), heading)

    def add(self, cells: Iterable[Cell]) -> None:
        """Write a row, or count it as omitted if the sheet is full."""
        if self._rows == _MOST_ROWS:
            self.omitted += 1
            return
        self._rows += 1
        cells = tuple(cells)
        if self._wrapped and self._rows <= _MOST_HEIGHTS:
            # Not every program fits the height of a row to its text.
            self._sheet.set_row(self._rows, _LINE_HEIGHT * min(max(map(_lines, cells, self._columns)), _MOST_LINES))
        for number, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            cell_format = self._formats[column.kind]
            if isinstance(cell, str) and column.kind is CellKind.DAY:
                self._sheet.write_datetime(self._rows, number, datetime.fromisoformat(cell), cell_format)
            else:
                _put(self._sheet, self._rows, number, cell, cell_format)

    def close(self) -> None:
        """Add filters to the headings, and colours to verdicts, which then follow what is written in the cells."""
        self._sheet.autofilter(0, 0, self._rows, len(self._columns) - 1)
        numbers = (number for number, column in enumerate(self._columns) if column.name == "verdict")
        for number, (verdict, look) in product(numbers, self._verdicts.items()):
            word = self._view.words.say(f"verdict.{verdict}")
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
            self._sheet.conditional_format(1, number, max(self._rows, 1), number, rule)

    def omitted_message(self) -> str:
        """Return the sentence on rows beyond the limit of Excel."""
        return self._view.words.say("sheet.left_out", sheet=self._name, count=self.omitted)


def _lines(cell: Cell, column: Column) -> int:
    """Return an estimate of a cell's number of lines; wrapping rarely fills a line completely."""
    return 1 + int(len(cell) * 1.1) // column.width if isinstance(cell, str) else 1


def _put(sheet: Any, row: int, column: int, cell: Cell, cell_format: Any) -> None:
    """Write a cell by its type: a text never becomes a formula or a link."""
    match cell:
        case None | "":
            sheet.write_blank(row, column, None, cell_format)
        case int() | float():
            sheet.write_number(row, column, cell, cell_format)
        case str():
            sheet.write_string(row, column, text_for_excel(cell), cell_format)


def text_for_excel(text: str) -> str:
    """Return a text truncated to the limit of a cell, with characters that XML forbids replaced."""
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    cut = text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    return text if cut == text else f"{cut[:-1]}…"


def _about(book: Any, head: ReportHeader, totals: Totals, notes: list[str], view: View) -> None:
    """Write the sheet on the run: totals, pack, tool, and the sentences common to all reports."""
    sheet = book.add_worksheet(view.words.say("sheet.about"))
    opening = provenance.notes(head, view.words)
    if opening:
        # Tables cannot hold the notes, so the workbook opens on this sheet.
        sheet.activate()
    label, text, number = (
        book.add_format({**_WRAPPED, "bold": True}),
        book.add_format({**_WRAPPED, **_FORMATS[CellKind.TEXT]}),
        book.add_format({**_WRAPPED, **_FORMATS[CellKind.AMOUNT], "align": "left"}),
    )
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 90)
    for row, (name, value) in enumerate(
        (*(("", note) for note in opening), *_run(head, totals, view), *(("", note) for note in notes))
    ):
        _put(sheet, row, 0, name, label)
        _put(sheet, row, 1, value, text if isinstance(value, str) else number)


def _run(head: ReportHeader, totals: Totals, view: View) -> Iterator[tuple[str, str | int | float]]:
    """Yield the facts of the run as (label, value)."""
    words, pack = view.words, head.pack
    yield words.say("sheet.count"), totals.applications
    for verdict in Verdict:
        yield words.say(f"verdict.{verdict}"), totals.verdicts[verdict]
    amount = pack.in_role(Role.AMOUNT)
    if amount is not None:
        yield words.say("report.total", label=summary_fields.heading(amount, view)), totals.amount
    yield from (("", line) for line in run_lines(totals, words))
    yield words.say("sheet.pack"), words.say("report.pack", title=words.pick(pack.title), version=pack.version)
    yield words.say("sheet.logic_digest"), pack.logic_digest
    yield words.say("sheet.text_digest"), pack.text_digest
    yield words.say("sheet.day"), head.as_of
    yield words.say("sheet.tool"), words.say("report.tool", version=head.version)
    yield words.say("report.about"), words.say("report.decides")
    if pack.notice:
        yield "", words.pick(pack.notice)
    given = (verdict for verdict in Verdict if totals.verdicts[verdict])
    beside = dict.fromkeys(line.text for verdict in given for line in beside_verdict(verdict, pack, view))
    for number, text in enumerate(beside):
        yield "" if number else words.say("report.beside"), text
