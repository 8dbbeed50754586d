"""Writing files: whole or not at all, and never in the place of what is no file."""

import os
import signal
import stat
import sys
import threading
from pathlib import Path
from types import FrameType

import pytest

from sociallan.files.write import ensure_writable, whole_file, write_whole


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "target.txt").write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("folder/target.txt")

    write_whole(link, "å\n")

    assert link.is_symlink()
    assert (folder / "target.txt").read_text("utf-8") == "å\n"
    assert [path.name for path in folder.iterdir()] == ["target.txt"]


def test_a_link_to_a_file_that_is_not_there_yet_makes_the_file(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to("target.txt")

    write_whole(link, "new")

    assert link.is_symlink()
    assert (tmp_path / "target.txt").read_text("utf-8") == "new"


def test_a_file_with_two_names_keeps_them_both(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("old")
    other.hardlink_to(one)

    write_whole(one, "new")

    assert other.read_text("utf-8") == "new"
    assert one.samefile(other)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such modes")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_file_that_is_replaced_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "file.txt"
    file.write_text("old")
    file.chmod(mode)

    write_whole(file, "new")

    assert (file.read_text("utf-8"), stat.S_IMODE(file.stat().st_mode)) == ("new", mode)


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()

    write_whole(pipe, "report")
    reader.join(10)

    assert read == ["report"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_one_who_interrupts_again_and_again_leaves_nothing_behind(tmp_path: Path) -> None:
    def again(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "unlink":
            signal.raise_signal(signal.SIGINT)

    def interrupted() -> None:
        with whole_file(tmp_path / "report") as write:
            write(b"a part")
            sys.setprofile(again)
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            interrupted()
    finally:
        sys.setprofile(None)

    assert not any(tmp_path.iterdir())


def test_what_cannot_be_written_is_seen_without_writing(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    (tmp_path / "file").write_text("")

    for path in (
        tmp_path,
        tmp_path / "file" / "a.txt",
        tmp_path / "file" / "none" / "a.txt",
        tmp_path / ("a" * 300),
        loop,
    ):
        with pytest.raises(OSError, match="Errno"):
            ensure_writable(path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "loop"]


def test_what_can_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old")

    ensure_writable(tmp_path / "old.txt")
    ensure_writable(tmp_path / "new.txt")

    assert [path.name for path in tmp_path.iterdir()] == ["old.txt"]
    assert (tmp_path / "old.txt").read_text() == "old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives a file to another group")
@pytest.mark.parametrize(("may_give", "mode"), [(True, 0o664), (False, 0o604)])
def test_what_a_group_may_do_passes_to_no_other_group(
    may_give: bool, mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    file.chmod(0o664)
    os.chown(file, -1, os.getegid() + 1)

    def refused(*_: object) -> None:
        raise PermissionError

    if not may_give:
        monkeypatch.setattr(os, "fchown", refused)
    write_whole(file, "new")

    assert stat.S_IMODE(file.stat().st_mode) == mode
