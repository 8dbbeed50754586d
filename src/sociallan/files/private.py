"""Files that no other user can write to: what they say is trusted."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class NotPrivate(Exception):
    """Another user can write to a file, or replace it; ``path`` is that file or its folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


def create_private(file: Path) -> None:
    """Create an empty file that only this user may read and write; one that exists keeps its content.

    Raises:
        OSError: if it cannot be created.

    """
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    file.chmod(0o600)


def ensure_private(folder: Path, files: Iterable[Path]) -> None:
    """Check that no other user can write to files of a folder, or put others in their place; files may be absent.

    Raises:
        NotPrivate: if another one can.
        OSError: if the folder cannot be examined.

    """
    # Windows has no such modes and owners: a folder has the rights of the one above it.
    if not hasattr(os, "geteuid"):
        return
    own = os.geteuid()
    found = folder.stat()
    # The superuser may use the folder of another user, as in a container.
    if found.st_mode & _WRITABLE_BY_OTHERS or (own and found.st_uid != own):
        raise NotPrivate(folder)
    for file in files:
        with suppress(FileNotFoundError):
            found = file.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_uid != own or found.st_mode & _WRITABLE_BY_OTHERS:
                raise NotPrivate(file)
