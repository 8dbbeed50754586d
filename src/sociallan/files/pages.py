"""A folder of generated pages, beside files of other people's."""

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from sociallan.files.write import ensure_writable, write_whole


def in_the_way(folder: Path, names: Iterable[str], mark: str) -> Path | None:
    """Return a file that has one of the names and is not generated: one that does not begin with the mark, or a link.

    Raises:
        OSError: where what is there cannot be read.

    """
    return next((path for name in names if os.path.lexists(path := folder / name) and not _is_ours(path, mark)), None)


def put_pages(folder: Path, pages: Mapping[str, str], mark: str) -> tuple[Path, ...]:
    """Write pages by name, each whole or not at all, and take away generated ones that are no longer among them.

    Files that do not begin with the mark are left alone. What was taken away is given back.

    Raises:
        OSError: where something cannot be written or taken away.

    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    for name in pages:
        ensure_writable(folder / name)
    for name, text in pages.items():
        write_whole(folder / name, text)
    gone = tuple(path for path in sorted(folder.glob("*.md")) if path.name not in pages and _is_ours(path, mark))
    for path in gone:
        path.unlink()
    return gone


def _is_ours(path: Path, mark: str) -> bool:
    # Where a link leads is no place of ours.
    return path.is_file() and not path.is_symlink() and path.read_bytes().startswith(mark.encode())
