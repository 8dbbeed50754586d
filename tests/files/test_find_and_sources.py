"""From paths to applications: what exists is given on, whatever it is, and what does not is absent."""

import os
import sys
from pathlib import Path

import pytest

from sociallan.files.find import find
from sociallan.files.sources import named, source

LONG = "a" * 5000


@pytest.mark.parametrize("path", ["", LONG, f"{LONG}/*.yaml"])
def test_an_empty_path_and_one_too_long_are_absent(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("")
    monkeypatch.chdir(tmp_path)

    assert find([path]) == ((), (path,))
    assert source(path, stdin_name="x").problem == "file.not-found"


def test_what_exists_and_is_no_file_is_given_on(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("nothing")

    assert find([str(pipe), str(link)]).files == (pipe.as_posix(), link.as_posix())
    assert source(str(pipe), stdin_name="x").problem == "file.not-a-file"
    assert source(str(link), stdin_name="x").problem == "file.not-found"


def test_a_link_to_a_folder_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.yaml").write_text("")
    (tmp_path / "link").symlink_to("folder")

    assert find([str(tmp_path / "link")]).files == ((tmp_path / "link" / "a.yaml").as_posix(),)


def test_a_pattern_means_all_but_folders(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "a.yaml").write_text("")

    assert find([str(tmp_path / "*.yaml")]).files == ((tmp_path / "a.yaml").as_posix(),)


def test_standard_input_that_is_closed_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert source("-", stdin_name="stdin.yaml") == ("stdin.yaml", b"", "file.unreadable")


def test_what_a_report_names_is_read_from_a_folder_and_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "-").write_text("{}")

    assert named("-", tmp_path) == ("-", b"{}", None)
    assert named((tmp_path / "-").as_posix(), Path("elsewhere")).data == b"{}"


@pytest.mark.parametrize("path", ["a.yaml", "a\x00b", "\udcff", LONG, "//host/share/a.yaml", "\\\\host\\share\\a.yaml"])
def test_a_name_in_a_report_that_leads_nowhere_is_not_found(path: str, tmp_path: Path) -> None:
    assert named(path, tmp_path).problem == "file.not-found"
