"""The commands that write workbooks: ``new`` and ``convert``, and ``check`` in a folder with others."""

from pathlib import Path

import openpyxl
import pytest

from tests.builders import EXAMPLES
from tests.cli.running import run_inside, stderr_of
from tests.workbooks import Formula, answers, workbook

READY = (EXAMPLES / "ready" / "housing-sjohamra-tryggare-tvattstugor.yaml").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_bytes(READY)
    return tmp_path


def test_new_writes_a_workbook_that_check_reads(tmp_path: Path) -> None:
    assert "sociallan check a.xlsx" in stderr_of(run_inside("new", "a.xlsx", cwd=tmp_path))

    result = run_inside("check", "a.xlsx", cwd=tmp_path)

    assert result.returncode == 1
    assert "Låntagare!C7  " in result.stdout.decode()
    assert run_inside("new", "a.xlsx", cwd=tmp_path).returncode == 2


def test_the_workbook_of_an_area_has_it_filled_in_and_no_sheet_of_another(tmp_path: Path) -> None:
    assert run_inside("new", "a.xlsx", "--area", "housing", cwd=tmp_path).returncode == 0
    assert run_inside("convert", "a.xlsx", "a.yaml", cwd=tmp_path).returncode == 0

    assert "area: housing" in (tmp_path / "a.yaml").read_text("utf-8")
    marks = {sheet["A1"].value for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets}
    paths = {cell.value for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets for cell in sheet["A"]}
    assert "sociallan rows investment.items" in marks
    assert any(str(path).startswith("housing.") for path in paths)
    assert not any(str(path).startswith(("health.", "safety.")) for path in paths)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (("new", "b.xlsm"), "sociallan new b.xlsx"),
        (("new", "b.ods"), "sociallan new b.xlsx"),
        (("new", "b.docx"), "sociallan new b.yaml"),
        (("new", "--ask", "b.xlsx"), "sociallan new --ask b.yaml"),
        (("new", "--ask", "a.xlsx"), "sociallan convert a.xlsx a.yaml"),
    ],
)
def test_another_ending_is_answered_with_the_command_to_write(
    arguments: tuple[str, ...], command: str, tmp_path: Path
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")

    result = run_inside(*arguments, cwd=tmp_path)

    assert result.returncode == 2
    assert command in stderr_of(result)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.yaml"])
def test_a_workbook_of_another_format_or_with_a_password_is_no_text(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert "ta bort lösenordet" in run_inside("check", name, cwd=tmp_path).stdout.decode()


def test_there_and_back_the_application_is_as_ready_as_before(folder: Path) -> None:
    assert "Kommentarer" in stderr_of(run_inside("convert", "a.yaml", "a.xlsx", cwd=folder))
    assert run_inside("convert", "a.xlsx", "b.yaml", cwd=folder).returncode == 0

    assert run_inside("check", ".", cwd=folder).returncode == 0


def test_an_existing_file_is_overwritten_only_when_told(folder: Path) -> None:
    (folder / "b.xlsx").write_bytes(b"annat")

    assert "--overwrite" in stderr_of(run_inside("convert", "a.yaml", "b.xlsx", cwd=folder))
    assert (folder / "b.xlsx").read_bytes() == b"annat"
    assert run_inside("convert", "a.yaml", "b.xlsx", "--overwrite", cwd=folder).returncode == 0
    assert (folder / "b.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("a.yaml", "a.yaml"),
        ("b.yaml", "samma sort"),
        ("b.docx", "ändelse"),
        ("b.xlsm", "ändelse"),
        ("b.xlsx", "b.xlsx är"),
    ],
)
def test_what_cannot_be_written_is_said(folder: Path, to: str, words: str) -> None:
    result = run_inside("convert", "a.yaml", to, cwd=folder)

    assert words in stderr_of(result)
    assert result.returncode == (0 if to == "b.xlsx" else 2)
    assert (folder / "a.yaml").read_bytes() == READY


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("b.yaml", b"project: {title: A}\n---\nproject: {title: B}\n", "flera ansökningar"),
        ("b.yaml", b"project: {title: A}\nproject: {title: B}\n", "project"),
        ("b.yaml", b"project:\n\ttitle: A\n", "tabb"),
        ("b.yaml", b"", "tom"),
        ("b.xlsx", workbook({"A": answers(("project.title", "A"), ("project.title", "B"))}), "A!C3"),
        ("b.xlsx", workbook({"A": answers(("investment.loan", Formula()))}), "Formeln"),
    ],
)
def test_a_file_of_which_something_is_not_read_is_not_converted(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)

    result = run_inside("convert", name, "c.yaml" if name == "b.xlsx" else "c.xlsx", cwd=tmp_path)

    assert result.returncode == 2
    assert said in stderr_of(result)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_what_no_cell_can_hold_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("project: {title: Gårdar, colour: grön}\n", encoding="utf-8")

    assert "colour" in stderr_of(run_inside("convert", "a.yaml", "a.xlsx", cwd=tmp_path))


def test_a_file_that_cannot_be_read_is_not_converted(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0")

    result = run_inside("convert", "a.xlsx", "a.yaml", cwd=tmp_path)

    assert (result.returncode, [each.name for each in tmp_path.iterdir()]) == (2, ["a.xlsx"])


def test_a_file_that_is_not_there_is_told_with_the_one_that_is(tmp_path: Path) -> None:
    (tmp_path / "ansokan.yaml").write_text("format: 1\n")

    result = run_inside("convert", "ansokan", "b.xlsx", cwd=tmp_path)

    assert "Hittade inga ansökningar (ansokan)." in stderr_of(result)
    assert "Menade ni sociallan convert ansokan.yaml" in stderr_of(result)
    assert result.returncode == 2


def test_a_search_passes_over_other_workbooks_and_reports(folder: Path) -> None:
    (folder / "budget.xlsx").write_bytes(workbook({"Budget": [["Summa", 17]]}))
    (folder / "~$a.xlsx").write_bytes(b"\x05anna")

    for _ in range(2):
        result = run_inside("check", ".", "--output", "rapport.xlsx", cwd=folder)
        assert result.returncode == 0, stderr_of(result)

    assert "budget.xlsx" in stderr_of(result)
    assert "rapport.xlsx" in stderr_of(result)


def test_a_report_never_takes_the_place_of_an_application(folder: Path) -> None:
    run_inside("convert", "a.yaml", "a.xlsx", cwd=folder)
    before = (folder / "a.xlsx").read_bytes()

    assert run_inside("check", ".", "--output", "a.xlsx", cwd=folder).returncode == 2
    assert (folder / "a.xlsx").read_bytes() == before
