"""One file is one file, by whatever name."""

import os
from pathlib import Path

import pytest

from sociallan.files.identity import identity


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text("x: 1\n")
    return path


def test_a_link_a_hard_link_and_a_way_round_lead_to_the_same_file(file: Path) -> None:
    symbolic, hard = file.with_name("s.yaml"), file.with_name("h.yaml")
    symbolic.symlink_to(file)
    os.link(file, hard)
    others = (symbolic, hard, file.parent / "sub" / ".." / file.name)
    (file.parent / "sub").mkdir()
    assert {identity(file)} == set(map(identity, others))


def test_two_files_of_the_same_content_are_two(file: Path) -> None:
    other = file.with_name("b.yaml")
    other.write_bytes(file.read_bytes())
    assert identity(file) != identity(other)


def test_what_is_not_there_yet_is_known_by_its_resolved_path(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "report.html")
    assert identity(link) == identity(tmp_path / "report.html")
    assert identity(link) != identity(tmp_path / "other.html")


def test_a_name_that_no_file_can_have_is_no_error() -> None:
    assert isinstance(identity(Path("a\0b")), str)
