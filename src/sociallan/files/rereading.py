"""Reading a large file in chunks several times; standard input is first copied to disk."""

import errno
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from sociallan.application.source import STANDARD_INPUT

Chunks = Callable[[], Iterator[bytes]]
"""A function that reads a file in chunks, from its start at each call; raises OSError if it cannot be read."""

_CHUNK_SIZE = 64 * 1024


@contextmanager
def opened(name: str) -> Iterator[Chunks]:
    """Open a file or standard input; an error is raised only when it is read."""
    try:
        stream = _copy_of_standard_input() if name == STANDARD_INPUT else _file(Path(name))
    except (OSError, ValueError) as error:
        yield partial(_raise, error)
        return
    with stream:
        yield partial(_pieces, stream)


def _file(path: Path) -> IO[bytes]:
    # Reading a pipe or a device could block, and works only once.
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "no file")
    return path.open("rb")


def _copy_of_standard_input() -> IO[bytes]:
    import tempfile  # A slow import, needed only here.

    # The shell may have closed standard input.
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "closed")
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the caller
    shutil.copyfileobj(sys.stdin.buffer, copy)
    return copy


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_CHUNK_SIZE):
        yield piece


def _raise(error: Exception) -> Iterator[bytes]:
    raise OSError(errno.EIO, "unreadable") from error
