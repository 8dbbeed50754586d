"""A large file read in pieces, as many times as is wanted: standard input is kept on disk meanwhile."""

import errno
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from sociallan.files.find import STANDARD_INPUT

Chunks = Callable[[], Iterator[bytes]]
"""Read a file in pieces, from its start each time; raises OSError where it cannot be read."""

_SIZE = 64 * 1024


@contextmanager
def opened(name: str) -> Iterator[Chunks]:
    """Open a file, or standard input; that it cannot be read is told where it is read."""
    try:
        stream = _copied() if name == STANDARD_INPUT else _file(Path(name))
    except (OSError, ValueError) as error:
        yield partial(_failing, error)
        return
    with stream:
        yield partial(_pieces, stream)


def _file(path: Path) -> IO[bytes]:
    # A pipe or a device would make the run wait, and gives nothing twice.
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "no file")
    return path.open("rb")


def _copied() -> IO[bytes]:
    import tempfile  # Only this needs it, and the import is a large one.

    # A shell may have closed it.
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, "closed")
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed by whoever uses it
    shutil.copyfileobj(sys.stdin.buffer, kept)
    return kept


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_SIZE):
        yield piece


def _failing(error: Exception) -> Iterator[bytes]:
    raise OSError(errno.EIO, "unreadable") from error
