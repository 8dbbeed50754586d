"""The report as a workbook: read back by openpyxl, and by LibreOffice where it is."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sociallan.formats import RENDERERS, xlsx, xlsx_sheet
from sociallan.report.content import report_content
from sociallan.report.renderer import CollectedFormat
from sociallan.report.table_rows import ITEMS, CellType, application_columns, chain_columns
from sociallan.screening.report import Report, Verdict
from tests.builders import lsh, view, words
from tests.conftest import Golden
from tests.formats.hostile import TRICKS, every_trick
from tests.formats.libreoffice import converted, needs_libreoffice
from tests.formats.samples import LANGS, SAMPLES, sample


def made(given: Report, lang: str = "sv") -> bytes:
    form = RENDERERS["xlsx"]
    assert isinstance(form, CollectedFormat)
    parts = [form.part(screening, given.head, view(lang)) for screening in given.screenings]
    pieces = form.whole(parts, given.head, given.totals, view(lang))
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))


def book(given: Report, lang: str = "sv") -> Any:
    return openpyxl.load_workbook(io.BytesIO(made(given, lang)))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["several", "waived"])
def test_a_workbook_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    lines = [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in book(sample(name), lang)
        for row in sheet
        for cell in row
        if cell.value is not None
    ]

    golden(f"xlsx/{name}.{lang}.txt", "\n".join(lines) + "\n")


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_there_is_a_row_for_each_application_and_for_each_thing_said_of_it(name: str, lang: str) -> None:
    given = sample(name)
    shown = [report_content(screening, given.head, view(lang)) for screening in given.screenings]

    applications, items, chain, _ = book(given, lang)

    assert applications.max_row == 1 + len(shown)
    assert items.max_row == 1 + sum(
        len((*each.actions, *each.weaknesses, *each.remarks, *each.waived)) for each in shown
    )
    assert chain.max_row == 1 + sum(len(each.chain.lines) for each in shown if each.chain is not None)


@pytest.mark.parametrize("lang", LANGS)
def test_headings_stay_in_view_and_can_be_filtered(lang: str) -> None:
    for sheet, columns in zip(
        book(sample("several"), lang),
        (application_columns(sample("ready").head, view(lang)), ITEMS, chain_columns(lsh())),
        strict=False,
    ):
        assert sheet.freeze_panes == "B2"
        (table,) = sheet.tables.values()
        assert table.ref == table.autoFilter.ref == f"A1:{sheet.cell(sheet.max_row, len(columns)).coordinate}"
        assert [cell.value for cell in sheet[1]] == [column.heading(view(lang)) for column in columns]
        assert all(sheet.column_dimensions[cell.column_letter].width > 7 for cell in sheet[1])


def test_amounts_are_numbers_and_days_are_days() -> None:
    sheet = book(sample("several"))[words().say("sheet.applications")]

    kinds = [column.kind for column in application_columns(sample("ready").head, view("sv"))]
    first = [cell.value for cell in sheet[2]]
    assert first[kinds.index(CellType.AMOUNT)] == 9_500_000
    assert first[kinds.index(CellType.DAY)] == dt.datetime(2022, 5, 9)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_from_an_application_is_a_formula_or_a_link(lang: str) -> None:
    for sheet in book(every_trick(), lang).worksheets[:2]:
        cells = [cell for row in sheet for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}
        assert [cell.coordinate for cell in cells if cell.hyperlink] == []
        assert all(cell.number_format == "@" for cell in cells if isinstance(cell.value, str) and cell.row > 1)


@pytest.mark.slow
def test_texts_that_excel_would_decode_come_out_as_they_stood() -> None:
    sheet = book(every_trick())[words().say("sheet.applications")]

    title = [column.name for column in application_columns(sample("ready").head, view("sv"))].index("title") + 1
    assert sheet.cell(1 + len(TRICKS), title).value == "Torget _x0041_ ********-****"


def test_what_no_workbook_can_hold_is_shown_as_a_sign_that_stands_for_it() -> None:
    assert xlsx_sheet.text_for_excel("a\ufffeb\uffffc") == "a\ufffdb\ufffdc"


def test_a_text_is_cut_where_a_cell_ends() -> None:
    assert xlsx_sheet.text_for_excel("å" * 32_767) == "å" * 32_767
    assert xlsx_sheet.text_for_excel("å" * 32_768) == "å" * 32_766 + "…"
    assert len(xlsx_sheet.text_for_excel("🏡" * 20_000).encode("utf-16-le")) // 2 <= 32_767


@pytest.mark.slow
def test_many_applications_have_headings_with_filters_and_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    in_tables = book(sample("several"))
    monkeypatch.setattr(xlsx, "_MOST_IN_TABLES", 2)

    for sheet, known in zip(book(sample("several")), in_tables, strict=True):
        assert [[cell.value for cell in row] for row in sheet] == [[cell.value for cell in row] for row in known]
        assert not sheet.tables
        if known.tables:
            assert sheet.auto_filter.ref == next(iter(known.tables.values())).ref


def test_headings_of_a_table_are_distinct() -> None:
    assert xlsx_sheet.distinct(["Lån", "lån", "Plats"]) == ["Lån", "lån 2", "Plats"]


def test_rows_wait_in_the_folder_that_is_given_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XlsxWriter leaves them behind where it is interrupted; whoever gave the folder takes it away."""
    monkeypatch.setattr(xlsx, "_MOST_IN_TABLES", 0)
    given = sample("several")
    waiting: list[Path] = []

    def parts() -> Iterator[str]:
        yield from (xlsx.part(screening, given.head, view("sv")) for screening in given.screenings)
        waiting.extend(tmp_path.iterdir())

    list(xlsx.whole(parts(), given.head, given.totals, view("sv", scratch=str(tmp_path))))

    assert waiting
    assert not any(tmp_path.iterdir())


def test_the_same_report_gives_the_same_bytes() -> None:
    assert made(sample("several")) == made(sample("several"))


def test_rows_that_excel_has_no_room_for_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "_MOST_ROWS", 3)

    applications, _, _, about = book(sample("several"))

    assert applications.max_row == 4
    name = words().say("sheet.applications")
    assert words().say("sheet.left_out", sheet=name, count=1) in [row[1].value for row in about]


@pytest.mark.slow
def test_the_workbook_fetches_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(made(every_trick()))) as package:
        assert not [name for name in package.namelist() if "external" in name.lower() or "vba" in name.lower()]
        assert b"TargetMode" not in b"".join(map(package.read, package.namelist()))


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_reads_what_openpyxl_reads(tmp_path: Path) -> None:
    given = [tmp_path / f"report-{lang}.xlsx" for lang in LANGS]
    for lang, path in zip(LANGS, given, strict=True):
        path.write_bytes(made(every_trick(), lang))
    all_sheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"

    converted(given[0], all_sheets, also=given[1:])

    for path in given:
        for sheet in openpyxl.load_workbook(path).worksheets[:2]:
            text = path.with_name(f"{path.stem}-{sheet.title}.csv").read_text(encoding="utf-8")
            read = [[cell for cell in row if not cell.isdecimal()] for row in csv.reader(io.StringIO(text, newline=""))]
            assert [row[:2] for row in read] == [
                [str(cell.value) for cell in row if isinstance(cell.value, str)][:2] for row in sheet
            ]


def test_each_sheet_of_rows_is_printed_on_one_page_in_width_and_verdicts_have_colours() -> None:
    pages = [page for page in book(sample("several")).worksheets if page.tables]

    assert pages
    assert all(page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0 for page in pages)
    rules = [rule for of_range in pages[0].conditional_formatting for rule in of_range.rules]
    assert [rule.formula for rule in rules] == [[f'"{words("sv").say(f"verdict.{verdict}")}"'] for verdict in Verdict]
