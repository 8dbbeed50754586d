"""Finding and reading sociallan.toml, and paths relative to its folder."""

import os
from pathlib import Path

from sociallan.application.source import NOT_A_FILE, NOT_FOUND, UNREADABLE, Source
from sociallan.files.environment import current_folder
from sociallan.files.sources import is_file

NAME = "sociallan.toml"


def nearest() -> Path | None:
    """Return the path of sociallan.toml in the current folder or the nearest parent that has one."""
    here = current_folder()
    if not here:
        return None
    if is_file(Path(here) / NAME):
        return Path(NAME)
    return next((file for folder in Path(here).parents if is_file(file := folder / NAME)), None)


def source(file: Path) -> Source:
    """Read the file; a failure is stored as the ``problem`` of the source."""
    name = file.as_posix()
    try:
        # Reading a pipe or a device could block.
        if file.exists() and not file.is_file():
            return Source(name, b"", NOT_A_FILE)
        return Source(name, file.read_bytes())
    except FileNotFoundError:
        return Source(name, b"", NOT_FOUND)
    except (OSError, ValueError):
        return Source(name, b"", UNREADABLE)


def relative_to(folder: Path, path: str) -> str:
    """Return a path relative to a folder, with ``/``; a path on another drive is returned unchanged."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path
