"""From paths to applications: what exists is given on, whatever it is, and what does not is absent."""

import os
import stat
import sys
from pathlib import Path

import pytest

from sociallan.application.source import Source
from sociallan.files.find import Found, find
from sociallan.files.sources import named_in_report, near_name, only_application, read_list, source

LONG = "a" * 5000


@pytest.mark.parametrize("path", ["", LONG, f"{LONG}/*.yaml"])
def test_an_empty_path_and_one_too_long_are_absent(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_text("")
    monkeypatch.chdir(tmp_path)

    assert find([path]) == Found((), (path,))
    assert source(path, stdin_name="x").problem == "file.not-found"


def test_what_exists_and_is_no_file_is_given_on(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("nothing")

    assert find([str(pipe), str(link)]).files == (pipe.as_posix(), link.as_posix())
    assert source(str(pipe), stdin_name="x").problem == "file.not-a-file"
    assert source(str(link), stdin_name="x").problem == "file.not-found"


def test_a_file_that_has_become_a_pipe_since_it_was_looked_at_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(pipe := tmp_path / "pipe.yaml")
    monkeypatch.setattr(stat, "S_ISREG", lambda _mode: True)
    writer = os.open(pipe, os.O_RDWR)
    try:
        assert source(str(pipe), stdin_name="x").problem == "file.not-a-file"
    finally:
        os.close(writer)


def test_a_link_to_a_folder_that_is_named_is_followed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.yaml").write_text("")
    (tmp_path / "link").symlink_to("folder")

    assert find([str(tmp_path / "link")]).files == ((tmp_path / "link" / "a.yaml").as_posix(),)


def test_a_pattern_means_all_but_folders(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "a.yaml").write_text("")

    assert find([str(tmp_path / "*.yaml")]).files == ((tmp_path / "a.yaml").as_posix(),)


@pytest.mark.parametrize("name", ["b.yaml", "nowhere/a.yaml", "a.yaml/b.yaml"])
def test_a_name_without_a_pattern_that_leads_nowhere_is_absent(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("")

    assert find([str(tmp_path / name)]) == Found((), (str(tmp_path / name),))


def test_standard_input_that_is_closed_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    assert source("-", stdin_name="stdin.yaml") == Source("stdin.yaml", b"", "file.unreadable")


def test_what_a_report_names_is_read_from_a_folder_and_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "-").write_text("{}")

    assert list(named_in_report(["-"], tmp_path)) == [Source("-", b"{}")]
    assert [given.data for given in named_in_report([(tmp_path / "-").as_posix()], Path("elsewhere"))] == [b"{}"]


@pytest.mark.parametrize("path", ["a.yaml", "a\x00b", "\udcff", LONG, "//host/share/a.yaml", "\\\\host\\share\\a.yaml"])
def test_a_name_in_a_report_that_leads_nowhere_is_not_found(path: str, tmp_path: Path) -> None:
    assert list(named_in_report([path], tmp_path)) == [Source(path, b"", "file.not-found")]


def test_a_name_in_a_report_may_be_that_of_a_document_in_a_file(tmp_path: Path) -> None:
    whole = b"a: 1\n---\nb: 2\n"
    (tmp_path / "two.yaml").write_bytes(whole)
    (tmp_path / "one.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "one.yaml#2").write_bytes(b"b: 2\n")

    assert list(named_in_report(["two.yaml#2", "two.yaml#1", "two.yaml#3", "two.yaml", "one.yaml#2"], tmp_path)) == [
        Source("two.yaml#2", b"\n---\nb: 2\n", whole=whole, document=2),
        Source("two.yaml#1", b"a: 1\n", whole=whole, document=1),
        Source("two.yaml#3", b"", "file.not-found"),
        Source("two.yaml", whole),
        Source("one.yaml#2", b"b: 2\n"),
    ]


def test_a_document_of_a_file_that_has_but_one_left_is_that_one(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(b"a: 1\n")

    first, second, of_none, in_folder = named_in_report(["one.yaml#1", "one.yaml#2", "none.yaml#1", ".#2"], tmp_path)

    assert first == Source("one.yaml#1", b"a: 1\n")
    assert [given.problem for given in (second, of_none, in_folder)] == ["file.not-found"] * 2 + ["file.not-a-file"]


def test_a_file_named_absolutely_and_found_by_a_walk_is_one_name_and_nothing_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").touch()
    monkeypatch.chdir(tmp_path)
    name = (tmp_path / "a.yaml").as_posix()

    found = find([name, "."])

    assert (found.files, found.passed_over) == ((name,), ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_a_list_in_an_encoding_of_several_bytes_without_a_mark_is_refused(encoding: str, tmp_path: Path) -> None:
    """Every other byte is NUL, exactly half of them: each letter would be the name of a file."""
    (tmp_path / "list").write_bytes("a.yaml".encode(encoding))

    with pytest.raises(ValueError):
        read_list(str(tmp_path / "list"))


def test_a_list_of_few_names_of_one_letter_may_be_half_separators(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(b"a\0b\0c\0d\0")

    assert read_list(str(tmp_path / "list")) == ["a", "b", "c", "d"]


def test_a_name_that_no_file_has_is_told_with_the_one_that_it_resembles(tmp_path: Path) -> None:
    for name in ("ansokan.yaml", "ansokan.docx", "annat.yaml"):
        (tmp_path / name).write_text("")

    assert near_name(str(tmp_path / "ansoka.yaml")) == str(tmp_path / "ansokan.yaml")
    assert near_name("ansoka.yaml", str(tmp_path)) == "ansokan.yaml"
    assert source("ansoka.yaml", stdin_name="x", folder=str(tmp_path)).near == "ansokan.yaml"
    assert source("ansokan.yaml", stdin_name="x", folder=str(tmp_path)).near is None
    assert near_name(str(tmp_path / "helt-olikt.yaml")) is None
    assert near_name(str(tmp_path / "borta" / "ansokan.yaml")) is None
    (tmp_path / "mapp.yaml").mkdir()
    assert near_name(str(tmp_path / "mapp.yaml")) is None


def test_the_only_application_of_a_folder_is_known_and_one_of_several_is_not(tmp_path: Path) -> None:
    assert only_application(str(tmp_path / "borta")) is None
    assert only_application(str(tmp_path)) is None

    for name in ("Min ansökan.yaml", ".gömd.yaml", "~$bok.xlsx", "anteckningar.txt"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "mapp.yaml").mkdir()
    assert only_application(str(tmp_path)) == "Min ansökan.yaml"

    (tmp_path / "bok.XLSX").write_text("", encoding="utf-8")
    assert only_application(str(tmp_path)) is None
