"""The identity of the program: another one for whatever may change what it writes."""

import sys
from pathlib import Path

import pytest

from sociallan import __version__
from sociallan.files import program


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a program that is run from a checkout."""
    (tmp_path / "words").mkdir()
    (tmp_path / "main.py").write_text("1", "utf-8")
    (tmp_path / "words" / "sv.yaml").write_text("2", "utf-8")
    monkeypatch.setattr(program, "PACKAGE", tmp_path)
    return tmp_path


def test_it_is_the_same_as_long_as_nothing_changes(package: Path) -> None:
    before = program.identity()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "main.pyc").write_bytes(b"compiled")

    assert program.identity() == before
    assert before.startswith(f"{__version__}\n{sys.version}\n")


@pytest.mark.parametrize("name", ["main.py", "words/sv.yaml", "words/new.py"])
def test_any_change_of_a_checkout_makes_another(name: str, package: Path) -> None:
    before = program.identity()
    (package / name).write_text("changed", "utf-8")

    assert program.identity() != before


def test_an_installed_program_is_told_by_its_version_without_reading_its_files(package: Path) -> None:
    (package / "stored").mkdir()
    before = program.identity()
    (package / "main.py").write_text("changed", "utf-8")

    assert program.identity() == before


def test_another_version_of_any_package_makes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(tmp_path / "absent")])
    (tmp_path / "rich-13.9.0.dist-info").mkdir()
    before = program.identity()
    (tmp_path / "rich-13.9.0.dist-info").rename(tmp_path / "rich-13.9.1.dist-info")

    assert "rich-13.9.0.dist-info" in before
    assert program.identity() != before
