"""Identity of a file, independent of the name or link by which it is reached."""

import os
import stat
from pathlib import Path
from typing import TextIO

Identity = tuple[int, int] | str
"""Device and inode of an existing file; the resolved path otherwise."""


def identity(path: Path) -> Identity:
    """Return a value that is equal for two paths if and only if they lead to the same file, folder or device.

    A path that does not exist is identified by its resolved form, in the case that the system compares.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return _resolved(path)
    # Some file systems of Windows have no inode numbers.
    return (found.st_dev, found.st_ino) if found.st_ino else _resolved(path)


def leads_to(stream: TextIO | None) -> Identity | None:
    """Return the identity of a stream's file, or ``None`` for a terminal, a pipe or a device."""
    try:
        found = os.fstat(stream.fileno()) if stream is not None else None
    except (OSError, ValueError, AttributeError):
        return None
    return (found.st_dev, found.st_ino) if found is not None and stat.S_ISREG(found.st_mode) else None


def _resolved(path: Path) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return os.path.normcase(path)
