"""Paths for other programs, relative to the folder in which the command was run."""

import ntpath
import posixpath
import re

WINDOWS_DRIVE = re.compile(r"[A-Za-z]:/")
"""The start of a path on a Windows drive, with ``/`` as separator."""


def from_folder(folder: str, path: str) -> str:
    """Return a path relative to a folder that contains it, with ``/``; any other path is only normalised.

    ``folder`` is absolute, with ``/``, and its notation tells Windows from other systems. ``""`` means
    that the folder is unknown.
    """
    # On other systems a backslash and a colon are ordinary characters of a name.
    is_windows = WINDOWS_DRIVE.match(folder) is not None or folder.startswith("//")
    system = ntpath if is_windows else posixpath
    root = system.join(system.normpath(folder), "")
    absolute = system.normpath(system.join(folder, path))
    is_below = folder and system.normcase(absolute[: len(root)]) == system.normcase(root)
    relative: str = absolute[len(root) :] if is_below else system.normpath(path)
    return relative.replace("\\", "/") if is_windows else relative
