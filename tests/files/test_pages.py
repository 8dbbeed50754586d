"""A folder of generated pages: ours are written and taken away, other people's files are left alone."""

from pathlib import Path

import pytest

from sociallan.files.pages import conflicting_file, write_pages

MARK = "<!-- ours"


def test_pages_are_written_in_a_new_folder(tmp_path: Path) -> None:
    gone = write_pages(tmp_path / "a" / "b", {"one.md": f"{MARK} å"}, MARK)

    assert gone == ()
    assert (tmp_path / "a" / "b" / "one.md").read_text("utf-8") == f"{MARK} å"


def test_pages_that_are_no_longer_there_are_taken_away(tmp_path: Path) -> None:
    write_pages(tmp_path, {"one.md": MARK, "two.md": MARK}, MARK)

    gone = write_pages(tmp_path, {"two.md": f"{MARK} again"}, MARK)

    assert [path.name for path in gone] == ["one.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["two.md"]


def test_files_of_other_people_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("Notes", "utf-8")
    (tmp_path / "data.txt").write_text(MARK, "utf-8")
    (tmp_path / "folder.md").mkdir()

    write_pages(tmp_path, {"one.md": MARK}, MARK)

    assert {path.name for path in tmp_path.iterdir()} == {"notes.md", "data.txt", "folder.md", "one.md"}


def test_a_file_that_is_not_ours_is_in_the_way_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("Notes", "utf-8")
    (tmp_path / "two.md").write_text(MARK, "utf-8")

    assert conflicting_file(tmp_path, ["two.md", "three.md"], MARK) is None
    assert conflicting_file(tmp_path, ["two.md", "one.md"], MARK) == tmp_path / "one.md"


def test_a_file_where_the_folder_should_be_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(OSError, match="file"):
        write_pages(tmp_path / "file", {"one.md": MARK}, MARK)
