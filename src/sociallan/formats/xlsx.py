"""The Excel format: a workbook with sheets of applications, of items, of chains and of the run."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from traceback import clear_frames
from typing import Any

from sociallan.application.recognition import REPORT_MARK
from sociallan.formats.xlsx_sheet import CELL_FORMATS, WRAPPED, RowSheet, put_cell
from sociallan.pack.pack import Role
from sociallan.report import provenance, summary_fields
from sociallan.report.run_lines import run_lines
from sociallan.report.shared_content import shared_content
from sociallan.report.sourced_texts import beside_verdict
from sociallan.report.table_rows import (
    CellType,
    application_columns,
    application_row,
    chain_columns,
    chain_rows,
    item_columns,
    item_rows,
)
from sociallan.report.view import View
from sociallan.screening.report import ReportHeader, Screening, Totals, Verdict

_MOST_IN_TABLES = 500
"""The most applications whose rows are Excel tables: XlsxWriter makes none while it keeps rows in temporary files."""
_PIECE_SIZE = 1 << 16


def part(screening: Screening, head: ReportHeader, view: View) -> str:
    """Render the rows of one application as JSON, to be laid out by ``whole``."""
    content = shared_content(screening, head, view)
    rows = [application_row(content, head, view)], list(item_rows(content, view)), list(chain_rows(content, view))
    return json.dumps(rows)


def whole(parts: Iterable[str], head: ReportHeader, totals: Totals, view: View) -> Iterator[bytes]:
    """Render the workbook.

    With more than ``_MOST_IN_TABLES`` applications XlsxWriter keeps rows in temporary files, so that memory use is
    constant. It removes them at the end; if interrupted, it leaves them in ``view.scratch``.

    Raises:
        OSError: If the temporary files cannot be written, as on a full disk.

    """
    # An optional package; its import takes as long as a screening.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    stream = BytesIO()
    in_tables = totals.applications <= _MOST_IN_TABLES
    book = Workbook(stream, {"constant_memory": not in_tables, "tmpdir": view.scratch or None})
    _fill(book, parts, head, totals, view, in_tables=in_tables)
    try:
        book.close()
    except FileCreateError as error:
        # The error concerns the temporary files and wraps that of the system, as its only argument or by its own.
        inner = next((each for each in error.args if isinstance(each, OSError)), OSError(*error.args))
        # The archive that was begun is closed now, while its stream is there; Python would complain at the end.
        clear_frames(inner.__traceback__)
        raise inner from error
    stream.seek(0)
    yield from iter(lambda: stream.read(_PIECE_SIZE), b"")


def _fill(book: Any, parts: Iterable[str], head: ReportHeader, totals: Totals, view: View, *, in_tables: bool) -> None:
    # A fixed time of creation instead of the clock's, so that equal reports are equal bytes.
    book.set_properties({"created": datetime.fromisoformat(head.as_of), "title": view.words.say("report.product")})
    book.set_custom_property("sociallan", REPORT_MARK)
    columns = {
        "applications": application_columns(head, view),
        "items": item_columns(head),
        "chain": chain_columns(head.pack),
    }
    sheets = [
        RowSheet(book, name, each, view, wrapped=name != "applications") for name, each in columns.items() if each
    ]
    for each in parts:
        # Without a chain in the pack there are no rows for the sheet that is not there.
        for sheet, rows in zip(sheets, json.loads(each), strict=False):
            for row in rows:
                sheet.add(row)
    for sheet in sheets:
        sheet.close(in_table=in_tables)
    notes = [sheet.omitted_message() for sheet in sheets if sheet.omitted]
    _about(book, head, totals, notes, view)


def _about(book: Any, head: ReportHeader, totals: Totals, notes: list[str], view: View) -> None:
    """Write the sheet on the run: totals, pack, tool, and the sentences common to all reports."""
    sheet = book.add_worksheet(view.words.say("sheet.about"))
    opening = provenance.notes(head, view.words)
    if opening:
        # Tables cannot hold the notes, so the workbook opens on this sheet.
        sheet.activate()
    label, text, number = (
        book.add_format({**WRAPPED, "bold": True}),
        book.add_format({**WRAPPED, **CELL_FORMATS[CellType.TEXT]}),
        book.add_format({**WRAPPED, **CELL_FORMATS[CellType.AMOUNT], "align": "left"}),
    )
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 90)
    for row, (name, value) in enumerate(
        (*(("", note) for note in opening), *_run(head, totals, view), *(("", note) for note in notes))
    ):
        put_cell(sheet, row, 0, name, label)
        put_cell(sheet, row, 1, value, text if isinstance(value, str) else number)


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
