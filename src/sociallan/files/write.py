"""Atomic writing of files: a new file replaces the old one, or is copied into it if it cannot be replaced."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sociallan.files.copies import copied_into, copy
from sociallan.files.drafts import free_name, open_draft, sweep
from sociallan.files.interrupts import blocked, ignored

_IRREPLACEABLE = frozenset((errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES))
"""Errors for a file that may be written but not replaced: a mount, or a file in someone else's folder."""


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it appears complete or not at all.

    Links are followed. A pipe or a device is written to directly.

    Raises:
        OSError: if the file cannot be written; nothing is left behind.

    """
    with whole_file(path) as write:
        write(text.encode())


@contextmanager
def whole_file(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to a file piece by piece; the file appears complete on exit or not at all.

    Missing folders are created at the end. An existing file keeps its mode. A file with several hard links, a
    mount, or a file in a folder that is not writable is not replaced: the whole text is copied into it at the end.

    Raises:
        NoTemporary: if the temporary file for the copy cannot be written.
        OSError: if the file cannot be written; nothing is left behind.

    """
    target = target_of(path)
    if target is None:
        with path.open("wb") as stream:
            yield stream.write
        return
    old = _status(target)
    folder = _existing(target.parent)
    if old is not None and (old.st_nlink > 1 or not os.access(folder, os.W_OK | os.X_OK)):
        with copied_into(target) as write:
            yield write
    else:
        with _replaced_when_done(target, folder, old) as write:
            yield write


def ensure_writable(path: Path) -> None:
    """Check, before any work is done, that a file can be written.

    Raises:
        OSError: if it cannot, as far as can be known without writing.

    """
    target = target_of(path)
    old = _status(path if target is None else target)
    place = path if target is None else target
    if old is None:
        place = _existing(place.parent)
        if not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    elif target is not None and not old.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        # The superuser could write it, but a file that its owner made read-only is left alone.
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(place))
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def target_of(path: Path) -> Path | None:
    """Return the file to replace, with links resolved, or ``None`` if the path is to be written to directly.

    Raises:
        OSError: if it is a folder or cannot be examined.

    """
    target = Path(os.path.realpath(path))
    found = _status(path)
    if found is None:
        return target
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    # A deleted file that is still open, reached by /dev/stdout, cannot be replaced.
    return target if stat.S_ISREG(found.st_mode) and target.exists() else None


def is_stream(path: Path) -> bool:
    """Return whether a path leads to a pipe, a device, or a stream of this process in ``/dev``."""
    try:
        return path.parts[:2] == ("/", "dev") or target_of(path) is None
    except OSError:
        return False


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _existing(folder: Path) -> Path:
    """Return a folder or its nearest existing parent, which is on the same disk."""
    return next(place for place in (folder, *folder.parents) if os.path.lexists(place) or place == place.parent)


@contextmanager
def _replaced_when_done(target: Path, folder: Path, old: os.stat_result | None) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes to a file beside the target; on exit, replace the target by it."""
    file, name = open_draft(folder)
    try:
        with file:
            sweep(folder, os.fstat(file.fileno()).st_mtime)
            yield file.write
            file.flush()
            _copy_mode(file.fileno(), old)
            target.parent.mkdir(parents=True, exist_ok=True)
            if name is None:
                with blocked():
                    name = _link(file.fileno(), target)
                    if name is not None:
                        _replace(name, target, old)
                return
        # Windows refuses to replace a file by one that is open.
        _replace(name, target, old)
    except BaseException:
        # A repeated Ctrl-C must not prevent the cleanup.
        with ignored():
            if name is not None:
                name.unlink(missing_ok=True)
        raise


def _link(handle: int, target: Path) -> Path | None:
    """Link an unnamed file under the name of the target; if that is taken, use a temporary name and return it."""
    source = f"/proc/self/fd/{handle}"
    # Python follows the link in /proc only if ``src_dir_fd`` is given.
    try:
        os.link(source, target, src_dir_fd=handle)
    except FileExistsError:
        name = free_name(target.parent)
        os.link(source, name, src_dir_fd=handle)
        return name
    return None


def _replace(name: Path, target: Path, old: os.stat_result | None) -> None:
    try:
        name.replace(target)
    except OSError as error:
        if old is None or error.errno not in _IRREPLACEABLE:
            raise
        with name.open("rb") as draft:
            copy(draft, target)
        name.unlink()


def _copy_mode(handle: int, old: os.stat_result | None) -> None:
    """Set the mode of a new file to that of the replaced file, else to the user's default (umask)."""
    # Windows has no such modes or owners.
    if not hasattr(os, "fchmod"):
        return
    if old is None:
        os.fchmod(handle, 0o666 & ~_umask())
        return
    mode = stat.S_IMODE(old.st_mode) & 0o777
    with suppress(OSError):
        os.fchown(handle, old.st_uid, old.st_gid)
    if os.fstat(handle).st_gid != old.st_gid:
        # The permissions of the old group must not pass to another group.
        mode &= ~stat.S_IRWXG
    os.fchmod(handle, mode)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
