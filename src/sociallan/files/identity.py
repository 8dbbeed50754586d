"""Which file a path leads to, by whatever name or link it is reached."""

import os
from pathlib import Path

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


def _resolved(path: Path) -> str:
    try:
        return os.path.normcase(os.path.realpath(path))
    except (OSError, ValueError):
        return os.path.normcase(path)
