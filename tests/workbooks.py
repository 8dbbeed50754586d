"""Workbooks for tests: small ones, cell by cell, as any program could write them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sociallan.application.source import Source
from sociallan.application.workbook.layout import ANSWER, FIELDS, HEADINGS, ROWS
from sociallan.application.workbook.spreadsheet import column_letters

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Number(NamedTuple):
    """A number in a number format."""

    value: float
    format: str = "General"


class Formula(NamedTuple):
    """A formula with its stored result, ``None`` for none; ``kind`` is the type of the cell."""

    result: str | None = None
    kind: str = "n"


Value = str | int | float | bool | Number | Formula | None
Rows = Sequence[Sequence[Value]]


def answers(*pairs: tuple[str | None, Value]) -> Rows:
    """Return the rows of a sheet of single fields: the path of each, and what stands in column C."""
    return [(FIELDS, None, ANSWER), (HEADINGS,), *((path, None, value) for path, value in pairs)]


def items(path: str, columns: Iterable[str], *rows: Sequence[Value]) -> Rows:
    """Return the rows of a sheet of a list: the paths of its columns, and the items from column B."""
    return [(f"{ROWS}{path}", *columns), (HEADINGS,), *((None, *row) for row in rows)]


def workbook(sheets: Mapping[str, Rows], *, from_1904: bool = False, **parts: str | bytes) -> bytes:
    """Return a workbook with some sheets; ``parts`` replace parts, by names with ``_`` for each ``/`` and point."""
    formats = sorted({v.format for rows in sheets.values() for row in rows for v in row if isinstance(v, Number)})
    made: dict[str, str | bytes] = {
        "_rels/.rels": _relations([("r1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(sheets, from_1904=from_1904),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                ("styles", "styles", "styles.xml"),
                *((f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in enumerate(sheets, start=1)),
            ]
        ),
        "xl/styles.xml": _styles(formats),
        **{
            f"xl/worksheets/sheet{n}.xml": _sheet(rows, formats)
            for n, rows in enumerate(sheets.values(), start=1)
        },
    }  # fmt: skip
    names = {re.sub(r"[/.]", "_", name): name for name in made}
    return archive({**made, **{names.get(key, key): data for key, data in parts.items()}})


def word_document() -> bytes:
    """Return a document of Word: the same kind of archive as a workbook."""
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations([("r1", "officeDocument", "word/document.xml")]),
            "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body/></w:document>',
        }
    )


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive, the same each time: no entry has a time of its own."""
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        for name, data in parts.items():
            made.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return stream.getvalue()


def source(data: bytes) -> Source:
    """Return a workbook as a file."""
    return Source("application.xlsx", data)


def _relations(targets: Iterable[tuple[str, str, str]]) -> str:
    found = (f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in targets)
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(found)}</Relationships>'


def _book(sheets: Iterable[str], *, from_1904: bool) -> str:
    names = (f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, start=1))
    days = '<workbookPr date1904="1"/>' if from_1904 else ""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{days}<sheets>{"".join(names)}</sheets></workbook>'


def _styles(formats: Sequence[str]) -> str:
    codes = "".join(f'<numFmt numFmtId="{n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(formats, 170))
    used = "".join(f'<xf numFmtId="{n}"/>' for n, _ in enumerate(formats, 170))
    cells = f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs>'
    return f'<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts>{cells}</styleSheet>'


def _sheet(rows: Rows, formats: Sequence[str]) -> str:
    written = "".join(
        f'<row r="{number}">{_row(number, row, formats)}</row>' for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def _row(number: int, row: Sequence[Value], formats: Sequence[str]) -> str:
    return "".join(_cell(f"{column_letters(n)}{number}", value, formats) for n, value in enumerate(row, start=1))


def _cell(reference: str, value: Value, formats: Sequence[str]) -> str:
    at = f'r="{reference}"'
    match value:
        case None:
            return ""
        case bool():
            return f'<c {at} t="b"><v>{int(value)}</v></c>'
        case str():
            return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case Number(number, code):
            return f'<c {at} s="{formats.index(code) + 1}"><v>{number!r}</v></c>'
        case Formula(result, kind):
            stored = "" if result is None else f"<v>{escape(result)}</v>"
            return f'<c {at} t="{kind}"><f>1+1</f>{stored}</c>'
        case _:
            return f"<c {at}><v>{value!r}</v></c>"
