"""Files whose content is trusted: no other user can write to them or replace them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sociallan.files.private import NotPrivate, create_private, ensure_private

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="has no modes of files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a file, both of this user alone."""
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    create_private(own / "file")
    return own


def test_what_only_its_user_can_write_to_is_private(folder: Path) -> None:
    (folder / "file").chmod(0o644)
    folder.chmod(0o755)

    ensure_private(folder, (folder / "file", folder / "absent"))


def link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("", lambda path: path.chmod(0o770)),
        ("", lambda path: path.chmod(0o1777)),
        ("file", lambda path: path.chmod(0o602)),
        ("file", lambda path: path.chmod(0o620)),
        ("file", link),
    ],
)
def test_what_others_can_write_to_or_replace_is_not(name: str, change: Callable[[Path], None], folder: Path) -> None:
    change(folder / name)

    with pytest.raises(NotPrivate) as refused:
        ensure_private(folder, (folder / "file",))

    assert refused.value.path == folder / name


def test_what_belongs_to_another_user_is_not(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: own + 1)

    with pytest.raises(NotPrivate) as refused:
        ensure_private(folder, ())

    assert refused.value.path == folder


def test_a_file_that_exists_keeps_its_content_and_is_made_private(folder: Path) -> None:
    (folder / "file").write_text("content", "utf-8")
    (folder / "file").chmod(0o644)

    create_private(folder / "file")

    assert (folder / "file").read_text("utf-8") == "content"
    assert (folder / "file").stat().st_mode & 0o777 == 0o600
