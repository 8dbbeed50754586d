"""Temporary files: unnamed where the system has such files, and swept where it has not."""

import os
from pathlib import Path

import pytest

from sociallan.files.drafts import free_name, open_draft, sweep


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="every file has a name here")
def test_a_draft_has_no_name_while_it_is_written(tmp_path: Path) -> None:
    file, name = open_draft(tmp_path)
    with file:
        file.write(b"x")
        file.flush()

        assert (name, list(tmp_path.iterdir())) == (None, [])


def test_elsewhere_a_draft_has_a_short_hidden_name_and_is_its_owners(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sociallan.files.drafts._UNNAMED", 0)

    file, name = open_draft(tmp_path)

    with file:
        assert name is not None
        assert list(tmp_path.iterdir()) == [name]
        assert name.name.startswith(".")
        assert len(name.name) < 30
        assert name.stat().st_mode & 0o777 == 0o600


def test_what_an_earlier_run_left_is_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl", reason="a file that is open cannot be removed here")
    left, busy, young = (free_name(tmp_path) for _ in range(3))
    for path in (left, busy, young):
        path.write_text("x")
    others = [tmp_path / ".sociallan-notes.tmp", tmp_path / "sociallan-12345678.tmp", tmp_path / "a.yaml"]
    for path in (left, busy, *others):
        path.touch()
        os.utime(path, (1_000, 1_000))
    os.utime(young, (5_000, 5_000))
    link = free_name(tmp_path)
    link.symlink_to(others[2])

    with busy.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep(tmp_path, 5_010)

    assert set(tmp_path.iterdir()) == {busy, young, link, *others}


def test_a_process_that_is_killed_leaves_no_temporary_file_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sociallan.files.drafts._UNNAMED", 0)
    file, name = open_draft(tmp_path)
    assert name is not None
    written = name.stat().st_mtime
    sweep(tmp_path, written + 1_000)
    assert name.exists()

    file.close()
    sweep(tmp_path, written + 1_000)

    assert not name.exists()


def test_a_link_by_the_name_of_a_temporary_file_is_left_alone(tmp_path: Path) -> None:
    target, link = tmp_path / "a.yaml", tmp_path / ".sociallan-01234567.tmp"
    target.touch()
    link.symlink_to(target)

    sweep(tmp_path, link.lstat().st_mtime + 3600)

    assert link.is_symlink()
