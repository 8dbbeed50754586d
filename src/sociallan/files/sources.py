"""Reading applications from disk and from standard input."""

import errno
import stat
import sys
from pathlib import Path

from sociallan.files.find import STANDARD_INPUT
from sociallan.model.source import Limits, Source


def source(path: str, *, stdin_name: str, limits: Limits = Limits()) -> Source:
    """Read one application; what hinders it stands in the source, nothing is raised.

    No more is read than one byte past the limit, so that a huge file costs no memory.
    """
    most = limits.bytes + 1
    if path == STANDARD_INPUT:
        return _standard_input(stdin_name, most)
    if not path:
        return Source("''", b"", "file.not-found")
    try:
        # A pipe or a device would make the whole run wait.
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return Source(path, b"", "file.not-a-file")
        with Path(path).open("rb") as file:
            return Source(path, file.read(most))
    except FileNotFoundError:
        return Source(path, b"", "file.not-found")
    except OSError as error:
        # No file can have a name that is too long.
        absent = error.errno == errno.ENAMETOOLONG
        return Source(path, b"", "file.not-found" if absent else "file.unreadable")


def _standard_input(name: str, most: int) -> Source:
    # A shell may have closed it.
    if sys.stdin is None or sys.stdin.closed:
        return Source(name, b"", "file.unreadable")
    try:
        return Source(name, sys.stdin.buffer.read(most))
    except OSError:
        return Source(name, b"", "file.unreadable")
