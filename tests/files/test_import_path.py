"""The current folder is taken off the import path of the command, and left on that of another's program."""

import os
import sys
from pathlib import Path

import pytest

from sociallan.files.import_path import drop_current_folder
from tests.builders import ROOT
from tests.cli.running import run_code


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Return an import path of this process that a test may change, in a current folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    monkeypatch.setenv("PYTHONPATH", "")
    return sys.path


def test_the_current_folder_goes_by_whatever_name_and_the_rest_stays(path: list[str], tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    path += ["", ".", str(tmp_path), "below/..", str(tmp_path / "link"), "below", "/elsewhere", "all.zip"]

    drop_current_folder()

    assert path == ["below", "/elsewhere", "all.zip"]


@pytest.mark.parametrize(
    ("given", "left"),
    [("", None), (".", None), (f"{os.pathsep}a", "a"), (f"a{os.pathsep}.{os.pathsep}b", f"a{os.pathsep}b")],
)
def test_the_processes_that_it_starts_are_kept_from_it_too(
    given: str, left: str | None, path: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", given)

    drop_current_folder()

    assert path == []
    assert (os.environ.get("PYTHONPATH"), os.environ["PYTHONSAFEPATH"]) == (left, "1")


def test_a_folder_that_holds_the_running_program_stays(path: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "src")
    path += [""]

    drop_current_folder()

    assert path == [""]


def test_a_current_folder_that_is_gone_is_no_error(path: list[str], tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    path += ["", "/elsewhere"]

    drop_current_folder()

    assert path == ["/elsewhere"]


@pytest.mark.parametrize("flags", [("-m", "ours"), ("-mours",), ("-m", "oursociallan")])
def test_a_program_that_uses_the_package_keeps_its_own_folder(flags: tuple[str, ...], tmp_path: Path) -> None:
    """Also one whose package asks for ours while Python looks for its module."""
    package = tmp_path / flags[-1].removeprefix("-m")
    package.mkdir()
    (package / "__init__.py").write_text("import sociallan\n", encoding="utf-8")
    (package / "__main__.py").write_text("import beside\n", encoding="utf-8")
    (tmp_path / "beside.py").write_text("print('beside')\n", encoding="utf-8")
    code = "import subprocess, sys; sys.exit(subprocess.call([sys.executable, *{!r}, 'sociallan']))"

    done = run_code(code.format(flags), cwd=tmp_path)

    assert (done.returncode, done.stdout.decode().strip()) == (0, "beside"), done.stderr.decode()
