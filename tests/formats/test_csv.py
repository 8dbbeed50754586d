"""The applications as values with separators: read by Python's reader, and by LibreOffice where it is."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from sociallan.formats import render
from sociallan.formats.csv import neutralised
from sociallan.report.table_rows import LONGEST_CELL, application_columns
from sociallan.screening.report import Report
from tests.builders import report, screen, source, view, words
from tests.conftest import Golden
from tests.formats.hostile import every_trick
from tests.formats.libreoffice import converted, needs_libreoffice
from tests.formats.samples import LANGS, SAMPLES, sample
from tests.sampling import sampled


def rows(given: Report, lang: str) -> list[dict[str, str]]:
    text = render("csv", given, view(lang)).removeprefix("\ufeff")
    return list(
        csv.DictReader(io.StringIO(text, newline=""), delimiter=words(lang).say("sheet.separator"), strict=True)
    )


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["several", "hostile", "waived"])
def test_a_report_reads_as_it_did(name: str, lang: str, golden: Golden) -> None:
    golden(f"csv/{name}.{lang}.csv", render("csv", sample(name), view(lang)).replace("\r\n", "\n"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_application_is_a_row_of_all_columns(name: str, lang: str) -> None:
    found = rows(sample(name), lang)

    headings = [column.heading(view(lang)) for column in application_columns(sample("ready").head, view(lang))]
    assert [list(row) for row in found] == [headings] * len(sample(name).screenings)
    assert [row[headings[2]] for row in found] == [str(screening.verdict) for screening in sample(name).screenings]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        ("title: Gård".encode("cp1252"), "The letters of the file cannot be read."),
        (b"a: 1", None),
    ],
)
def test_the_row_of_a_file_that_cannot_be_read_says_why(data: bytes, why: str | None) -> None:
    (row,) = rows(report(screen(data)), "en")

    assert row["Texts"].startswith(why or "None read")


@pytest.mark.parametrize("lang", LANGS)
def test_excel_is_told_the_encoding_and_gets_its_line_ends(lang: str) -> None:
    shown = render("csv", sample("several"), view(lang))

    assert shown.encode().startswith(b"\xef\xbb\xbf")
    assert shown.endswith("\r\n")
    assert "\n" not in shown.replace("\r\n", "")


@pytest.mark.parametrize("lang", LANGS)
def test_a_value_is_read_back_with_its_quotation_marks_and_separators(lang: str) -> None:
    name = 'Stiftelsen "Parken"; barn, unga'

    (row,) = rows(report(screen(f"applicant: {{name: '{name}'}}")), lang)

    assert name in row.values()


def test_numbers_are_numbers_and_what_is_not_stated_is_nothing() -> None:
    (line,) = render("csv", sample("incomplete"), view()).splitlines()[1:]

    assert ";15000000;;;" in line


def test_swedish_excel_gets_semicolons() -> None:
    assert [words(lang).say("sheet.separator") for lang in LANGS] == [";", ","]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", '"=1', "'=1", "＝1", "a,=1", "a;@x", 'a"-1']
)
def test_what_would_be_a_formula_is_not_one(text: str) -> None:
    assert neutralised(text) != text
    assert neutralised(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["Hus 1-2", "a = b", "anna-karin", "", "1+1", "Åre, -5 grader"])
def test_other_texts_stand_as_they_are(text: str) -> None:
    assert neutralised(text) == text


@pytest.mark.law
@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("separator", sampled([",", ";", "\t"], 1))
def test_no_spreadsheet_finds_a_formula_whatever_separator_it_reads_by(separator: str, tmp_path: Path) -> None:
    given = tmp_path / "report.csv"
    given.write_text(render("csv", every_trick(), view()), encoding="utf-8", newline="\n")

    made = converted(given, "xlsx", f"--infilter=CSV:{ord(separator)},34,76")

    book = openpyxl.load_workbook(made)
    assert [cell.value for row in book.active for cell in row if cell.data_type == "f"] == []


def test_a_text_is_no_longer_than_what_a_cell_of_a_spreadsheet_holds() -> None:
    (row,) = rows(report(screen(source("a: 1", f"{'a' * 40_000}.yaml"))), "en")

    assert max(map(len, row.values())) == LONGEST_CELL
