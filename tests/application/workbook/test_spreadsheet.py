"""Cells of a workbook: what is read of its parts, and what is refused before it costs anything."""

import random
from contextlib import suppress
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from sociallan.application.source import Limits
from sociallan.application.workbook.archive import Unreadable
from sociallan.application.workbook.spreadsheet import CellKind, Sheet, column_letters, sheets
from tests.workbooks import Formula, Number, Rows, answers, archive, word_document, workbook

SMALL = Limits(unpacked=20_000, elements=500)


def read(data: bytes, limits: Limits = Limits()) -> list[Sheet]:
    return list(sheets(data, limits, lambda _: True))


def refusal(data: bytes, limits: Limits = SMALL) -> str:
    with pytest.raises(Unreadable) as raised:
        read(data, limits)
    return raised.value.code


def replaced(part: str, data: str | bytes) -> bytes:
    parts: dict[str, Any] = {part: data}
    return workbook({"A": answers()}, **parts)


def test_column_letters_are_those_of_a_spreadsheet() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_cells_have_their_place_kind_and_format() -> None:
    rows: Rows = [("a", None, 1.5), (True, Number(2, "0%"), Formula("3"), Formula(), Formula("#N/A", "e"))]
    (sheet,) = read(workbook({"Ett blad": rows}))

    assert sheet.name == "Ett blad"
    assert [(cell.row, cell.column, cell.kind, cell.text) for cell in sheet.cells] == [
        (1, 1, CellKind.TEXT, "a"),
        (1, 3, CellKind.NUMBER, "1.5"),
        (2, 1, CellKind.TRUTH, "1"),
        (2, 2, CellKind.NUMBER, "2"),
        (2, 3, CellKind.NUMBER, "3"),
        (2, 4, CellKind.NOTHING, ""),
        (2, 5, CellKind.ERROR, "#N/A"),
    ]
    assert sheet.cells[3].format == "0%"


def test_shared_texts_are_joined_without_readings() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B1"] = "först", "sedan"
    stream = BytesIO()
    book.save(stream)
    texts = '<sst xmlns="x"><si><r><t>fö</t></r><r><t>rst</t></r><rPh><t>inte</t></rPh></si><si><t>sedan</t></si></sst>'
    data = BytesIO()
    with ZipFile(stream) as old, ZipFile(data, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, texts if name == "xl/sharedStrings.xml" else old.read(name))

    assert [cell.text for cell in read(data.getvalue())[0].cells] == ["först", "sedan"]


def test_what_openpyxl_reads_is_read_alike() -> None:
    chance = random.Random(7)
    book = openpyxl.Workbook()
    for row in range(1, 40):
        for column in range(1, 6):
            value = chance.choice(["å" * row, row * 1000, row / 7, None, True, " = 1", "<&>"])
            book.active.cell(row, column).value = "marker" if (row, column) == (1, 1) else value
    stream = BytesIO()
    book.save(stream)

    (sheet,) = read(stream.getvalue())

    found = {(cell.row, cell.column): cell for cell in sheet.cells}
    for row in openpyxl.load_workbook(stream).active.iter_rows():
        for cell in row:
            ours = found.get((cell.row, cell.column))
            match cell.value:
                case None:
                    assert ours is None
                case bool():
                    assert ours is not None
                    assert (ours.kind, ours.text) == (CellKind.TRUTH, "1")
                case int() | float() as number:
                    assert ours is not None
                    assert float(ours.text) == number
                case text:
                    assert ours is not None
                    assert ours.text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook.other-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook.other-format"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "workbook.other-format"),
        (word_document(), "workbook.other-format"),
        (workbook({"A": answers()})[:-1], "workbook.damaged"),
        (workbook({"A": answers()})[:200], "workbook.damaged"),
        (replaced("xl_workbook_xml", "<workbook"), "workbook.damaged"),
        (replaced("xl_worksheets_sheet1_xml", '<w><c r="A1" t="s"><v>7</v></c></w>'), "workbook.damaged"),
        (replaced("xl_worksheets_sheet1_xml", '<w><c r="A1" s="x"><v>7</v></c></w>'), "workbook.damaged"),
        (replaced("xl_worksheets_sheet1_xml", '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'), "workbook.unsafe"),
        (replaced("xl_styles_xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'), "workbook.unsafe"),
        (replaced("xl_styles_xml", "<a>" + " " * 30_000 + "</a>"), "workbook.too-large"),
        (replaced("xl_styles_xml", "<a>" + "<b/>" * 600 + "</a>"), "workbook.too-large"),
    ],
    ids=[
        "empty", "encrypted", "ods", "word", "cut", "cut short", "no list of sheets", "no such text", "no such style",
        "entity", "external entity", "blanks", "elements",
    ],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused_by_name(data: bytes, code: str) -> None:
    assert refusal(data) == code


@pytest.mark.slow
def test_an_archive_of_thousands_of_parts_is_refused_by_name() -> None:
    assert refusal(archive({f"{number:05}": "" for number in range(6_000)})) == "workbook.unsafe"


def test_a_part_that_is_larger_than_the_archive_says_is_cut_at_the_limit() -> None:
    data = replaced("xl_styles_xml", "<a>" + " " * 5_000_000 + "</a>")
    size = (5_000_007).to_bytes(4, "little")
    assert data.count(size) == 2

    assert refusal(data.replace(size, (100).to_bytes(4, "little"))) == "workbook.damaged"


def test_only_the_packing_of_spreadsheets_is_unpacked() -> None:
    stream = BytesIO()
    with ZipFile(BytesIO(workbook({"A": answers()}))) as old, ZipFile(stream, "w", ZIP_BZIP2) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))

    assert refusal(stream.getvalue()) == "workbook.damaged"


def test_any_byte_may_be_wrong() -> None:
    data = bytearray(workbook({"A": answers(("project.title", "Gårdar"))}))
    for place in range(0, len(data), 7):
        before, data[place] = data[place], data[place] ^ 0x55
        with suppress(Unreadable):
            read(bytes(data))
        data[place] = before


def test_a_sheet_that_is_not_wanted_is_left_after_its_first_cell() -> None:
    rows: Rows = [("Budget",), *[(number,) for number in range(400)]]
    limits = Limits(elements=450)

    assert list(sheets(workbook(dict.fromkeys("abcdefgh", rows)), limits, lambda text: text == "mine")) == []
