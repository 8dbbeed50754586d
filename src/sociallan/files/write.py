"""Writing files whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sociallan.files.interrupts import unheard


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it appears complete or not at all.

    A link is followed. What exists and is no file, a pipe or a device, is written to as it is.

    Raises:
        OSError: where it cannot be written; nothing is left behind.

    """
    with whole_file(path) as write:
        write(text.encode())


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Give what writes to a file piece by piece, so that it appears when all is written or not at all.

    Raises:
        OSError: where it cannot be written; nothing is left behind.

    """
    target = target_of(path)
    if target is None:
        with path.open("wb") as stream:
            yield stream.write
        return
    import tempfile  # Most runs write no file, and this import is a large one.

    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file.write
        mode = 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        # Who interrupts in haste does so more than once.
        with unheard():
            Path(temporary).unlink(missing_ok=True)
        raise


def ensure_writable(path: Path) -> None:
    """Look, before any work is done, at whether a file can be written.

    Raises:
        OSError: where it cannot, as far as can be seen without writing.

    """
    target = target_of(path)
    place = path if target is None else target.parent
    if target is not None and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def target_of(path: Path) -> Path | None:
    """Give the file to put in place, links followed; ``None`` for what is to be written to as it is.

    Raises:
        OSError: where it is a folder, or cannot be looked at.

    """
    target = Path(os.path.realpath(path))
    try:
        found = path.stat()
    except FileNotFoundError:
        return target
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    # A file that is open and has no name any more, reached by /dev/stdout, cannot be put in place.
    return target if stat.S_ISREG(found.st_mode) and target.exists() else None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
