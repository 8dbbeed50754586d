"""Finished texts copied into files that cannot be replaced."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sociallan.files.interrupts import blocked

_PIECE = 1 << 16


class NoTemporary(OSError):
    """What waits cannot be kept among the temporary files."""


@contextmanager
def copied_into(target: Path) -> Iterator[Callable[[bytes], object]]:
    """Write to a temporary file elsewhere, and copy it into the target when all is written.

    Raises:
        NoTemporary: where the temporary file cannot be written.
        OSError: where the target cannot be.

    """
    import tempfile  # Few runs need it, and this import is a large one.

    with _kept_temporarily():
        draft = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed below

    def write(piece: bytes) -> None:
        with _kept_temporarily():
            draft.write(piece)

    with draft:
        yield write
        with _kept_temporarily():
            draft.flush()
        copy(draft, target)


@contextmanager
def _kept_temporarily() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoTemporary(*error.args) from error


def copy(draft: IO[bytes], target: Path) -> None:
    """Copy a finished text into a file, once the disk has room for it: only SIGKILL can cut it."""
    size = draft.seek(0, os.SEEK_END)
    draft.seek(0)
    with blocked(), os.fdopen(os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0)), "wb") as file:
        _make_room(file.fileno(), size)
        for piece in iter(lambda: draft.read(_PIECE), b""):
            file.write(piece)
        file.truncate()


def _make_room(handle: int, size: int) -> None:
    if not hasattr(os, "posix_fallocate") or not size:
        return
    before = os.fstat(handle).st_size
    try:
        os.posix_fallocate(handle, 0, size)
    except OSError as error:
        os.ftruncate(handle, before)
        # Not every file system can be asked.
        if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS):
            raise
