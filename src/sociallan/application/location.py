"""Locations in files."""

from typing import NamedTuple


class Span(NamedTuple):
    """Range of a text: 1-based lines, and columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Cell(NamedTuple):
    """Cell of a workbook: the name of its sheet, and its reference there such as ``C7``.

    Both are empty for the workbook as a whole.
    """

    sheet: str
    reference: str

    def __str__(self) -> str:
        """Return the name that a spreadsheet program goes to: ``Insatser!C7``, with quotation marks where needed."""
        if not self.reference:
            return self.sheet
        sheet = self.sheet if self.sheet.isalnum() else "'" + self.sheet.replace("'", "''") + "'"
        return f"{sheet}!{self.reference}"


class Location(NamedTuple):
    """Span of an application with an excerpt of its first line.

    ``excerpt`` is masked: it holds no personal identity number, e-mail address or phone number.
    ``exact`` is false if the value is absent and the location is that of its nearest parent. In a workbook ``cell`` is
    the place to show; the excerpt is then what stands in the cell, and ``span`` orders the cells.
    """

    span: Span
    excerpt: str
    exact: bool = True
    cell: Cell | None = None


class PackLocation(NamedTuple):
    """Location in a file of the rule pack, 1-based; ``file`` is relative to the pack, with ``/``."""

    file: str
    line: int
    column: int
