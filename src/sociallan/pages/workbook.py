"""The application as a workbook made from the form: a sheet for each part and each list, to fill in or filled in."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from sociallan.application.field import Field
from sociallan.application.workbook.layout import ANSWER, FIELDS, HEADINGS, FormSheet, form_sheets
from sociallan.pack.pack import Pack
from sociallan.pages.workbook_canvas import CHOICES, Canvas, height
from sociallan.pages.workbook_list import ListWriter
from sociallan.pages.workbook_rows import ListRows
from sociallan.pages.workbook_values import Values, example_text, sheet_name
from sociallan.report import sourced_texts
from sociallan.report.view import View

_LABEL, _ANSWER, _HELP, _EXAMPLE = 1, 2, 3, 4
_WIDTHS = {_LABEL: 36, _ANSWER: 60, _HELP: 56, _EXAMPLE: 28}
_HELP_SIGNS = _WIDTHS[_HELP] * 1.2
"""Help is in smaller letters."""
_LINES_OF_TEXT = 5
"""Lines that are free for a text."""


def workbook(pack: Pack, view: View, application: Mapping[str, Any], left_out: frozenset[str] = frozenset()) -> bytes:
    """Return a workbook to fill in, with the values of an application in it and without the fields ``left_out``."""
    from xlsxwriter import Workbook  # An optional package.

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The clock is not read: equal applications are equal bytes.
    title = view.words.pick(pack.form.fields[""].title)
    book.set_properties({"title": title, "created": datetime.fromisoformat(pack.valid_from)})
    _Writer(book, pack, view, application, left_out).write()
    book.close()
    return stream.getvalue()


class _Writer:
    def __init__(
        self, book: Any, pack: Pack, view: View, application: Mapping[str, Any], left_out: frozenset[str]
    ) -> None:
        self._book = book
        self._pack = pack
        self._view = view
        self._words = view.words
        self._fields = pack.form.fields
        values = Values(pack.form, view.words)
        self._canvas = Canvas(book, values, view.words)
        self._rows = ListRows(application, self._fields, values.none)
        self._names: dict[FormSheet, str] = {}
        for sheet in form_sheets(self._fields, left_out):
            self._names[sheet] = sheet_name(self._title(sheet), (CHOICES, *self._names.values()))
        self._lists = ListWriter(self._canvas, self._fields, self._rows, self._names)

    def write(self) -> None:
        pages = [self._book.add_worksheet(name) for name in self._names.values()]
        self._canvas.add_choices()
        for sheet, page in zip(self._names, pages, strict=True):
            self._canvas.set_up(page, self._words.pick(self._fields[sheet.path].title), is_list=sheet.is_list)
            if sheet.is_list:
                self._lists.write(page, sheet)
            else:
                self._write_fields(page, sheet, is_first=page is pages[0])

    def _title(self, sheet: FormSheet) -> str:
        return self._words.pick(self._fields[sheet.path].title) if sheet.path else self._words.say("workbook.first")

    def _write_fields(self, page: Any, sheet: FormSheet, *, is_first: bool) -> None:
        for column, width in _WIDTHS.items():
            page.set_column(column, column, width)
        page.write_string(0, 0, FIELDS)
        page.write_string(0, _ANSWER, ANSWER)
        row = self._opening(page) if is_first else 2
        row = self._across(page, row, self._words.pick(self._fields[sheet.path].description), "text") + 1
        page.write_string(row, 0, HEADINGS)
        for column, name in ((_LABEL, "field"), (_ANSWER, "answer"), (_HELP, "help"), (_EXAMPLE, "example")):
            page.write_string(row, column, self._words.say(f"workbook.{name}"), self._canvas.formats["heading"])
        if not is_first:
            page.repeat_rows(row)
            page.freeze_panes(row + 1, _ANSWER)
        row, part = row + 1, sheet.path
        for path in sheet.fields:
            above = path.rpartition(".")[0]
            if above != part:
                self._write_part(page, row, self._fields[above], is_inner=above != sheet.path)
                row, part = row + 1, above
            row = self._write_field(page, row, self._fields[path])

    def _opening(self, page: Any) -> int:
        """Write the introduction of the first sheet; return the row after it."""
        row = self._across(page, 2, self._words.say("workbook.how"), "text") + 1
        if notice := sourced_texts.before_writing(self._pack, self._view):
            row = self._across(page, row, notice, "notice") + 1
        for sheet, name in self._names.items():
            title = "    " * sheet.is_list + self._title(sheet)
            page.write_url(row, _LABEL, f"internal:'{name}'!B2", self._canvas.formats["link"], title)
            row += 1
        return row + 1

    def _across(self, page: Any, row: int, text: str, style: str) -> int:
        """Write a text across the columns of a sheet; return the row after it."""
        page.set_row(row, height((text, sum(_WIDTHS.values()))))
        page.merge_range(row, _LABEL, row, _EXAMPLE, text, self._canvas.formats[style])
        return row + 1

    def _write_part(self, page: Any, row: int, part: Field, *, is_inner: bool) -> None:
        """Write the heading of a part within the sheet, or of what belongs to the whole of it again."""
        style, about = self._canvas.formats["part"], self._canvas.formats["about"]
        help_text = self._words.pick(part.description) if is_inner else ""
        page.set_row(row, height(small=(help_text, _HELP_SIGNS)))
        page.write_string(row, _LABEL, self._words.pick(part.title), style)
        page.write_blank(row, _ANSWER, None, style)
        page.write_string(row, _HELP, help_text, about)
        page.write_blank(row, _EXAMPLE, None, about)

    def _write_field(self, page: Any, row: int, field: Field) -> int:
        """Write a question and its answers; return the row after them."""
        if field.type.name == "version":
            page.set_row(row, None, None, {"hidden": True})
            page.write_string(row, 0, field.path)
            page.write_number(row, _ANSWER, self._pack.form.version)
            return row + 1
        label, formats = self._words.pick(field.title), self._canvas.formats
        for number, value in enumerate(self._rows.answers(field.path), start=1):
            page.write_string(row, 0, field.path)
            answer = (value if isinstance(value, str) else "", _WIDTHS[_ANSWER])
            help_text = self._words.pick(field.description) if number == 1 else ""
            least = _LINES_OF_TEXT if field.type.name == "text" else 1
            page.set_row(row, height(answer, (label, _WIDTHS[_LABEL]), small=(help_text, _HELP_SIGNS), least=least))
            if number == 1:
                page.write_string(row, _LABEL, label, formats["label"])
                page.write_string(row, _HELP, help_text, formats["help"])
                page.write_string(row, _EXAMPLE, example_text(field, self._words), formats["help"])
            else:
                page.write_string(row, _LABEL, f"{label} ({number})", formats["help"])
            self._canvas.put(page, row, _ANSWER, value, field)
            area = (row, _ANSWER, row, _ANSWER)
            self._canvas.validate(page, area, field, "", self._lists.cells_of(field.refers_to))
            row += 1
        return row
