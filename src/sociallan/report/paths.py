"""Paths as other programs look for them: from the folder that the command was run in."""

import ntpath
import posixpath
import re

ON_A_DRIVE = re.compile(r"[A-Za-z]:/")
"""How a path with ``/`` begins that stands on a drive of Windows."""


def from_folder(folder: str, path: str) -> str:
    """Return a path, with ``/``, from a folder that it lies below; one that lies elsewhere stays as it was given.

    ``folder`` is absolute, with ``/``, and tells which system it is of. Where it is ``""``, nobody
    knows what lies below it.
    """
    # On other systems a backslash is a sign in a name, and so is a colon.
    is_windows = ON_A_DRIVE.match(folder) is not None or folder.startswith("//")
    system = ntpath if is_windows else posixpath
    root = system.join(system.normpath(folder), "")
    whole = system.normpath(system.join(folder, path))
    is_below = folder and system.normcase(whole[: len(root)]) == system.normcase(root)
    seen: str = whole[len(root) :] if is_below else system.normpath(path)
    return seen.replace("\\", "/") if is_windows else seen
