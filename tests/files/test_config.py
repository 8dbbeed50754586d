"""Finding sociallan.toml: in the current folder, else in the nearest one above it."""

from pathlib import Path

import pytest

from sociallan.application.source import NOT_A_FILE, NOT_FOUND
from sociallan.files.config import NAME, nearest, relative_to, source


@pytest.fixture
def inner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, two below one that a test may fill."""
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return inner


def test_of_several_files_above_the_nearest_is_taken(inner: Path) -> None:
    for folder in (inner.parent, inner.parent.parent):
        (folder / NAME).touch()

    assert nearest() == inner.parent / NAME


def test_the_file_of_the_current_folder_is_taken_by_its_name_alone(inner: Path) -> None:
    for folder in (inner, inner.parent):
        (folder / NAME).touch()

    assert nearest() == Path(NAME)


def test_a_folder_of_that_name_is_no_file_of_settings(inner: Path) -> None:
    (inner / NAME).mkdir()
    (inner.parent / NAME).touch()

    assert nearest() == inner.parent / NAME
    assert source(inner / NAME).problem == NOT_A_FILE
    assert source(inner / "none.toml").problem == NOT_FOUND


def test_a_path_is_told_from_the_folder_of_the_file() -> None:
    assert relative_to(Path("a/b"), "a/c/d.yaml") == "../c/d.yaml"
