"""Reading the files of a rule pack from disk."""

from collections.abc import Iterator
from pathlib import Path

from sociallan.application.source import Source

ENDINGS = (".yaml", ".yml", ".csv")
"""Endings of the files that a pack consists of."""

_OTHER_ENDINGS = (".lock", ".zip")
"""Endings of the lock and of the archives of releases."""


def pack_files(folder: Path) -> Iterator[Source]:
    """Yield every file of a pack that its content stands in, with its path relative to the pack.

    Raises:
        OSError: if the folder or a file in it cannot be read.

    """
    for path in sorted(folder.rglob("*")):
        # A broken link must not silently drop a rule: reading it raises an error.
        if path.suffix.lower() in ENDINGS and (path.is_file() or path.is_symlink()):
            yield Source(path.relative_to(folder).as_posix(), path.read_bytes())


def paths(folder: Path) -> Iterator[Path]:
    """Return the path of every file of a pack, its lock and its archives; none if the folder does not exist."""
    return (path for path in folder.rglob("*") if path.suffix.lower() in (*ENDINGS, *_OTHER_ENDINGS))


def pack_file(folder: Path, name: str, most: int = -1) -> Source | None:
    """Return one file of a pack by its name, or ``None`` if there is none.

    If ``most`` is given, no more than that number of bytes are read.

    Raises:
        OSError: if it cannot be read.

    """
    try:
        with (folder / name).open("rb") as file:
            return Source(name, file.read(most))
    except FileNotFoundError:
        return None


def files_below(folder: Path, name: str) -> list[str]:
    """Return the path of every file below a subfolder of a pack, relative to the pack; none if it does not exist.

    Raises:
        OSError: if the folder cannot be read.

    """
    below = (path for path in (folder / name).rglob("*") if not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in below)


def release_named(folder: Path) -> tuple[Path, str] | None:
    """Return the folder and the version that ``FOLDER@VERSION`` names, ``None`` for any other path."""
    name, _, version = folder.name.rpartition("@")
    return (folder.with_name(name), version) if name and version and not folder.exists() else None
