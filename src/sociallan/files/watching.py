"""Watching files for changes, through all the ways in which editors save."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sociallan.files.find import Found


class FileState(NamedTuple):
    """Marks that tell two saved versions of a file apart; an editor may save by putting a new file in its place."""

    changed: int
    size: int
    number: int


States = Mapping[str, FileState | None]
"""The state of each file, ``None`` if it is not there."""


def states(files: Iterable[str]) -> States:
    """Return the present state of each file."""
    return {str(file): _state(Path(file)) for file in files}


def _state(file: Path) -> FileState | None:
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return FileState(found.st_mtime_ns, found.st_size, found.st_ino)


def half_written(now: States, before: States) -> tuple[str, ...]:
    """Return the files that are empty or not there, but had a content before: an editor is about to save them."""
    return tuple(file for file, state in now.items() if not _has_content(state) and _has_content(before.get(file)))


def _has_content(state: FileState | None) -> bool:
    return state is not None and state.size > 0


def changes(found: Found) -> Iterator[object]:
    """Yield whenever something may have changed beside the files or in the folders that were searched.

    Needs the extra ``watch``. It also yields every few seconds, since not every drive reports changes.

    Raises:
        OSError: if the folders cannot be watched.

    """
    from watchfiles import watch

    # The folder is watched and not the file, which an editor may replace.
    folders = {_folder(Path(file).parent) for file in found.files} | {_folder(Path(given)) for given, _ in found.walked}
    yield from watch(*folders, recursive=bool(found.walked), yield_on_timeout=True)


def _folder(path: Path) -> Path:
    """Return the nearest folder that exists, for a path that may be a pattern."""
    return next(folder for folder in (path, *path.parents, Path()) if folder.is_dir())
