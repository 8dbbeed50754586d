"""Generated pages in a folder that may also contain other files."""

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from sociallan.files.write import ensure_writable, write_whole


def conflicting_file(folder: Path, names: Iterable[str], mark: str) -> Path | None:
    """Return the first file that would be overwritten but is not generated: a link, or a file without the mark.

    Raises:
        OSError: if a file cannot be read.

    """
    return next(
        (path for name in names if os.path.lexists(path := folder / name) and not _is_generated(path, mark)), None
    )


def write_pages(folder: Path, pages: Mapping[str, str], mark: str) -> tuple[Path, ...]:
    """Write pages by name, each atomically, remove obsolete generated pages, and return the removed paths.

    Files that do not begin with the mark are left alone.

    Raises:
        OSError: if a page cannot be written or removed.

    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    for name in pages:
        ensure_writable(folder / name)
    for name, text in pages.items():
        write_whole(folder / name, text)
    removed = tuple(
        path for path in sorted(folder.glob("*.md")) if path.name not in pages and _is_generated(path, mark)
    )
    for path in removed:
        path.unlink()
    return removed


def _is_generated(path: Path, mark: str) -> bool:
    # A link may lead out of the folder.
    return path.is_file() and not path.is_symlink() and path.read_bytes().startswith(mark.encode())
