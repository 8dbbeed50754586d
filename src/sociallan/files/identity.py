"""The identity of a file, the same by whatever name or link it is reached."""

import os
import stat
from pathlib import Path
from typing import TextIO

Identity = tuple[int, int] | str
"""Device and inode of what exists; the resolved path of what does not."""


def identity(path: Path) -> Identity:
    """Return what is the same for two paths if and only if they lead to one file, folder or device.

    A path that leads nowhere yet is known by its resolved form, as the system compares names.
    """
    try:
        found = path.stat()
    except (OSError, ValueError):
        return _resolved(path)
    # Some file systems of Windows number nothing.
    return (found.st_dev, found.st_ino) if found.st_ino else _resolved(path)


def leads_to(stream: TextIO | None) -> Identity | None:
    """Return the file that a stream writes to; ``None`` where it is a terminal, a pipe or a device."""
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
