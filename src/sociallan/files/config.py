"""The place of sociallan.toml, and paths of other files as seen from it."""

import os
from pathlib import Path

from sociallan.application.source import NOT_A_FILE, NOT_FOUND, UNREADABLE, Source

NAME = "sociallan.toml"


def nearest() -> Path | None:
    """Return the settings of the current folder: the file in it, else that of the nearest folder above with one."""
    here = current_folder()
    if here is None:
        return None
    if _is_file(here / NAME):
        return Path(NAME)
    return next((file for folder in here.parents if _is_file(file := folder / NAME)), None)


def current_folder() -> Path | None:
    """Return the folder that we are in; ``None`` where someone has taken it away."""
    try:
        return Path.cwd()
    except OSError:
        return None


def source(file: Path) -> Source:
    """Read the file; where it cannot be read, the source says so."""
    name = file.as_posix()
    try:
        # A pipe or a device would make the run wait.
        if file.exists() and not file.is_file():
            return Source(name, b"", NOT_A_FILE)
        return Source(name, file.read_bytes())
    except FileNotFoundError:
        return Source(name, b"", NOT_FOUND)
    except (OSError, ValueError):
        return Source(name, b"", UNREADABLE)


def seen_from(folder: Path, path: str) -> str:
    """Return a path, with ``/``, as seen from a folder; one on another drive is seen as it is."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
