"""Writing files whole or not at all, in place of an older one or into it where it cannot be replaced."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sociallan.files.copies import copied_into, copy
from sociallan.files.drafts import free_name, open_draft, sweep
from sociallan.files.interrupts import blocked, unheard

_IRREPLACEABLE = frozenset((errno.EBUSY, errno.EXDEV, errno.EPERM, errno.EACCES))
"""What the system says of a file that may be written to and not replaced: a mount, or one in a folder of others."""


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
    """Return what writes to a file piece by piece, so that it appears when all is written or not at all.

    Missing folders are made when all is written. A file that exists keeps its mode. One with several
    names (hard links), a mount, and one in a folder that takes no new files is not replaced: the whole
    text is copied into it at the end.

    Raises:
        NoTemporary: where the text cannot be kept until it is copied.
        OSError: where the file cannot be written; nothing is left behind.

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
        with _put_in_place(target, folder, old) as write:
            yield write


def ensure_writable(path: Path) -> None:
    """Look, before any work is done, at whether a file can be written.

    Raises:
        OSError: where it cannot, as far as can be seen without writing.

    """
    target = target_of(path)
    old = _status(path if target is None else target)
    place = path if target is None else target
    if old is None:
        place = _existing(place.parent)
        if not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    elif target is not None and not old.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        # For the superuser no file is too well protected: what its owner has locked stays locked all the same.
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(place))
    if not os.access(place, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))


def target_of(path: Path) -> Path | None:
    """Return the file to put in place, links followed; ``None`` for what is to be written to as it is.

    Raises:
        OSError: where it is a folder, or cannot be looked at.

    """
    target = Path(os.path.realpath(path))
    found = _status(path)
    if found is None:
        return target
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    # A file that is open and has no name any more, reached by /dev/stdout, cannot be put in place.
    return target if stat.S_ISREG(found.st_mode) and target.exists() else None


def is_stream(path: Path) -> bool:
    """Return whether a path leads to what is no file: a pipe, a device, or a stream of the process in ``/dev``."""
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
    """Return a folder, or the nearest above it that exists: on the disk that the folder would be made on."""
    return next(place for place in (folder, *folder.parents) if os.path.lexists(place) or place == place.parent)


@contextmanager
def _put_in_place(target: Path, folder: Path, old: os.stat_result | None) -> Iterator[Callable[[bytes], object]]:
    """Write beside the target, and replace it when all is written."""
    file, name = open_draft(folder)
    try:
        with file:
            sweep(folder, os.fstat(file.fileno()).st_mtime)
            yield file.write
            file.flush()
            _take_after(file.fileno(), old)
            target.parent.mkdir(parents=True, exist_ok=True)
            if name is None:
                with blocked():
                    name = _link(file.fileno(), target)
                    if name is not None:
                        _replace(name, target, old)
                return
        # Windows replaces no file by one that is open.
        _replace(name, target, old)
    except BaseException:
        # Who interrupts in haste does so more than once.
        with unheard():
            if name is not None:
                name.unlink(missing_ok=True)
        raise


def _link(handle: int, target: Path) -> Path | None:
    """Return an unnamed file the name of the target, or, where there is one, return the name to replace it from."""
    source = f"/proc/self/fd/{handle}"
    # Only with a folder to start from does Python ask the system to follow the link in /proc.
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


def _take_after(handle: int, old: os.stat_result | None) -> None:
    """Set the mode of a new file: that of the one which it replaces, else what the user has set for new files."""
    # Windows has neither modes nor owners of this kind.
    if not hasattr(os, "fchmod"):
        return
    if old is None:
        os.fchmod(handle, 0o666 & ~_umask())
        return
    mode = stat.S_IMODE(old.st_mode) & 0o777
    with suppress(OSError):
        os.fchown(handle, old.st_uid, old.st_gid)
    if os.fstat(handle).st_gid != old.st_gid:
        # What the old group may do, another may not.
        mode &= ~stat.S_IRWXG
    os.fchmod(handle, mode)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
