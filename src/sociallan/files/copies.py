"""Copying a complete text into a file that cannot be replaced."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sociallan.files.interrupts import blocked

_CHUNK_SIZE = 1 << 16


class NoTemporary(OSError):
    """A temporary file cannot be created or written."""


@contextmanager
def copied_into(target: Path) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to a temporary file; on exit, copy that file into the target.

    Raises:
        NoTemporary: if the temporary file cannot be written.
        OSError: if the target cannot be written.

    """
    import tempfile  # A slow import that few runs need.

    with _temporary_file_errors():
        draft = tempfile.TemporaryFile()  # noqa: SIM115 - closed below

    def write(piece: bytes) -> None:
        with _temporary_file_errors():
            draft.write(piece)

    with draft:
        yield write
        with _temporary_file_errors():
            draft.flush()
        copy(draft, target)


@contextmanager
def _temporary_file_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoTemporary(*error.args) from error


def copy(draft: IO[bytes], target: Path) -> None:
    """Copy a complete text into a file after reserving disk space, so that only SIGKILL can truncate it."""
    size = draft.seek(0, os.SEEK_END)
    draft.seek(0)
    with blocked(), os.fdopen(os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0)), "wb") as file:
        _reserve_space(file.fileno(), size)
        for piece in iter(lambda: draft.read(_CHUNK_SIZE), b""):
            file.write(piece)
        file.truncate()


def _reserve_space(handle: int, size: int) -> None:
    if not hasattr(os, "posix_fallocate"):
        return
    before = os.fstat(handle).st_size
    try:
        os.posix_fallocate(handle, 0, size)
    except OSError as error:
        os.ftruncate(handle, before)
        # Not every file system supports preallocation.
        if error.errno not in (errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS):
            raise
