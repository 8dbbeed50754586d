"""Reading the files of a rule pack from disk."""

from collections.abc import Iterator
from pathlib import Path

from sociallan.application.source import Source

_ENDINGS = (".yaml", ".yml")
_LOCK_ENDING = ".lock"


def pack_files(folder: Path) -> Iterator[Source]:
    """Yield every YAML file of a pack, with its path relative to the pack.

    Raises:
        OSError: where the folder or a file in it cannot be read.

    """
    for path in sorted(folder.rglob("*")):
        # A link that leads nowhere is no reason to go without a rule: reading it fails, and says so.
        if path.suffix.lower() in _ENDINGS and (path.is_file() or path.is_symlink()):
            yield Source(path.relative_to(folder).as_posix(), path.read_bytes())


def paths(folder: Path) -> Iterator[Path]:
    """Return the path of every file that makes a pack, its lock too; none where there is no such folder."""
    return (path for path in folder.rglob("*") if path.suffix.lower() in (*_ENDINGS, _LOCK_ENDING))


def pack_file(folder: Path, name: str) -> Source | None:
    """Return one file of a pack by its name, ``None`` where there is none.

    Raises:
        OSError: where it cannot be read.

    """
    try:
        return Source(name, (folder / name).read_bytes())
    except FileNotFoundError:
        return None
