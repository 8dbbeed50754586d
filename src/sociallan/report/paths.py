"""Paths of files as reports show them: relative to a folder, without what they share, or cut."""

import ntpath
import posixpath
import re
from collections.abc import Iterable
from itertools import takewhile

WINDOWS_DRIVE = re.compile(r"[A-Za-z]:/")
"""The start of a path on a Windows drive, with ``/`` as separator."""


def from_folder(folder: str, path: str) -> str:
    """Return a path relative to a folder that contains it, with ``/``; any other path is only normalised.

    ``folder`` is absolute, with ``/``, and its notation shows whether the system is Windows. ``""`` means
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


def shortened_inside(path: str, length: int) -> str:
    """Return a path truncated in the middle; names differ at the start, often by a number, and at the end."""
    first = length // 3
    return path if len(path) <= length else f"{path[:first]}…{path[first + 1 - length :]}"


def common_folder(paths: Iterable[str]) -> str:
    """Return the common folder of several paths, ending in ``/``; ``""`` without one or for a single path."""
    folders = [path.split("/")[:-1] for path in paths]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False))
    return "".join(f"{names[0]}/" for names in shared) if len(folders) > 1 else ""
