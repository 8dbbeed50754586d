"""Reading applications from disk and from standard input."""

import errno
import os
import stat
import sys
from pathlib import Path

from sociallan.files.find import STANDARD_INPUT
from sociallan.model.source import Limits, Source

_SHARES = ("//", "\\\\")
"""How the path of a folder on another machine begins, on Windows."""


def source(path: str, *, stdin_name: str, folder: str = "", limits: Limits = Limits()) -> Source:
    """Read one application; what hinders it stands in the source, nothing is raised.

    No more is read than one byte past the limit, so that a huge file costs no memory. ``folder`` is
    where relative paths start, ``""`` for where this process is.
    """
    most = limits.bytes + 1
    if path == STANDARD_INPUT:
        return _standard_input(stdin_name, most)
    if not path:
        return Source("''", b"", "file.not-found")
    return _file(Path(folder, path), path, most)


def listed(path: str) -> list[str]:
    """Read a list of paths, one a line or with NUL characters between; ``-`` is standard input.

    Raises:
        OSError: where it cannot be read.
        ValueError: where there is no standard input.

    """
    if path != STANDARD_INPUT:
        data = Path(path).read_bytes()
    elif sys.stdin is None:
        raise ValueError
    else:
        data = sys.stdin.buffer.read()
    lines = data.split(b"\0") if b"\0" in data else data.removeprefix(b"\xef\xbb\xbf").splitlines()
    # As the names of files on this system are: not every one is text.
    return [os.fsdecode(line) for line in lines if line.strip()]


def named(path: str, root: Path, *, limits: Limits = Limits()) -> Source:
    """Read an application that a report names, from a folder; the source keeps the report's name for it.

    Anyone may have written the report: what it names is read as a file and never as standard input,
    and no other machine is asked for it.
    """
    if path.startswith(_SHARES):
        return Source(path, b"", "file.not-found")
    return _file(root / path, path, limits.bytes + 1)


def _file(file: Path, name: str, most: int) -> Source:
    try:
        # A pipe or a device would make the whole run wait.
        if not stat.S_ISREG(file.stat().st_mode):
            return Source(name, b"", "file.not-a-file")
        with file.open("rb") as stream:
            return Source(name, stream.read(most))
    except (FileNotFoundError, ValueError):
        # No file can have a name with signs in it that no name can have.
        return Source(name, b"", "file.not-found")
    except OSError as error:
        # Nor one that is too long.
        absent = error.errno == errno.ENAMETOOLONG
        return Source(name, b"", "file.not-found" if absent else "file.unreadable")


def _standard_input(name: str, most: int) -> Source:
    # A shell may have closed it.
    if sys.stdin is None or sys.stdin.closed:
        return Source(name, b"", "file.unreadable")
    try:
        return Source(name, sys.stdin.buffer.read(most))
    except OSError:
        return Source(name, b"", "file.unreadable")
