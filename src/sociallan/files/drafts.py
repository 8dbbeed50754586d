"""Temporary files beside the file that they become: without a name where the system has such files."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO

_UNNAMED = getattr(os, "O_TMPFILE", 0)
_NEW = 60.0
"""Seconds for which a file may not have been locked yet by the process that made it."""
_LETTERS = 8


def open_draft(folder: Path) -> tuple[IO[bytes], Path | None]:
    """Open a new file in a folder, readable by its owner alone; its name is ``None`` where it has none.

    A file without a name is gone when the process ends, in whatever way.

    Raises:
        OSError: where the folder takes no file.

    """
    if _UNNAMED:
        with suppress(OSError):
            handle = os.open(folder, _UNNAMED | os.O_RDWR, 0o600)
            # It is named by way of /proc, which not every container has.
            if Path(f"/proc/self/fd/{handle}").exists():
                return _locked(handle), None
            os.close(handle)
    name = free_name(folder)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    return _locked(os.open(name, flags, 0o600)), name


def free_name(folder: Path) -> Path:
    """Return a name for a temporary file in a folder, short enough for every system."""
    return folder / f".sociallan-{os.urandom(_LETTERS // 2).hex()}.tmp"


def sweep(folder: Path, now: float) -> None:
    """Remove temporary files that earlier runs were not let remove: those that no process has locked.

    ``now`` is the time by the clock of the folder's disk: when a file that was just made was made.
    """
    with suppress(OSError):
        for path in folder.glob(f".sociallan-{'?' * _LETTERS}.tmp"):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _NEW:
                    _remove(path)


def _remove(path: Path) -> None:
    try:
        import fcntl
    except ImportError:
        # Windows removes no file that is open in a process.
        path.unlink()
        return
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()


def _locked(handle: int) -> IO[bytes]:
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return os.fdopen(handle, "w+b")
