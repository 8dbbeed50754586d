"""Reading the files of a rule pack from disk."""

from collections.abc import Iterator
from pathlib import Path

from sociallan.application.source import Source

_ENDINGS = (".yaml", ".yml", ".csv")
_LOCK_ENDING = ".lock"


def pack_files(folder: Path) -> Iterator[Source]:
    """Yield every file of a pack that its content stands in, with its path relative to the pack.

    Raises:
        OSError: if the folder or a file in it cannot be read.

    """
    for path in sorted(folder.rglob("*")):
        # A broken link must not silently drop a rule: reading it raises an error.
        if path.suffix.lower() in _ENDINGS and (path.is_file() or path.is_symlink()):
            yield Source(path.relative_to(folder).as_posix(), path.read_bytes())


def paths(folder: Path) -> Iterator[Path]:
    """Return the path of every file of a pack, including its lock; none if the folder does not exist."""
    return (path for path in folder.rglob("*") if path.suffix.lower() in (*_ENDINGS, _LOCK_ENDING))


def pack_file(folder: Path, name: str) -> Source | None:
    """Return one file of a pack by its name, or ``None`` if there is none.

    Raises:
        OSError: if it cannot be read.

    """
    try:
        return Source(name, (folder / name).read_bytes())
    except FileNotFoundError:
        return None
