"""The comparison of two runs of the benchmarks tells what has become slower, and nothing else; tables tell of what."""

import runpy
import sys
from pathlib import Path

import pytest

import sociallan
from sociallan.files.stored import FOLDER
from tests.builders import ROOT

TABLE = "### Growth\n\n| larger | exponent |\n|---|--:|\n| files | 1.00 |\n"
OTHER = "## Once\n\n| run | ratio |\n|---|--:|\n| all | 3.00 |\n\n"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (TABLE, None),
        (TABLE.replace("1.00", "1.29"), None),
        (TABLE.replace("1.00", "1.31"), "Growth, files: exponent 1.31 was 1.0"),
        (TABLE.replace("files", "rules"), "Growth, files: no exponent in the later run"),
    ],
)
def test_a_figure_that_is_larger_by_more_than_is_allowed_or_missing_is_told(
    after: str, told: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert compared(OTHER + TABLE, after, tmp_path, monkeypatch) == told


def test_two_runs_without_a_table_in_common_are_not_taken_for_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = compared(OTHER, TABLE, tmp_path, monkeypatch)

    assert told is not None
    assert "has no table" in told


def compared(before: str, after: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Return what the comparison of two texts tells, ``None`` if nothing."""
    files = (folder / "before.md", folder / "after.md")
    for file, text in zip(files, (before, after), strict=True):
        file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["compare", *map(str, files)])
    try:
        runpy.run_path(str(ROOT / "benchmarks" / "compare"), run_name="__main__")
    except SystemExit as end:
        return str(end.code)
    return None


def test_figures_of_a_source_tree_are_told_apart_from_those_of_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("psutil", reason="the benchmarks are not installed")
    heading = runpy.run_path(str(ROOT / "benchmarks" / "measuring.py"))["heading"]

    for of_a_wheel in (False, True):
        if of_a_wheel:
            (tmp_path / FOLDER).mkdir()
        monkeypatch.setattr(sociallan, "__file__", str(tmp_path / "__init__.py"))
        assert ("source tree" in heading("Title", "Measured.")) is not of_a_wheel
