"""Temporary files in the folder of the final file; unnamed if the system supports ``O_TMPFILE``."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO

_UNNAMED = getattr(os, "O_TMPFILE", 0)
_GRACE_PERIOD = 60.0
"""Age in seconds below which a file is kept: its process may not have locked it yet."""
_NAME_LENGTH = 8


def open_draft(folder: Path) -> tuple[IO[bytes], Path | None]:
    """Create a file in a folder, readable by its owner only; return it with its path, ``None`` if unnamed.

    The system removes an unnamed file when the process ends, even if it is killed.

    Raises:
        OSError: if no file can be created in the folder.

    """
    if _UNNAMED:
        with suppress(OSError):
            handle = os.open(folder, _UNNAMED | os.O_RDWR, 0o600)
            # Naming it later requires /proc, which some containers lack.
            if Path(f"/proc/self/fd/{handle}").exists():
                return _locked(handle), None
            os.close(handle)
    name = free_name(folder)
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    return _locked(os.open(name, flags, 0o600)), name


def free_name(folder: Path) -> Path:
    """Return an unused path for a temporary file in a folder; the name is short enough for every system."""
    return folder / f".sociallan-{os.urandom(_NAME_LENGTH // 2).hex()}.tmp"


def sweep(folder: Path, now: float) -> None:
    """Remove temporary files that killed runs left in a folder: those not locked by any process.

    ``now`` is the time by the file system's clock, taken from a newly created file, in seconds.
    """
    with suppress(OSError):
        for path in folder.glob(f".sociallan-{'?' * _NAME_LENGTH}.tmp"):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and now - found.st_mtime > _GRACE_PERIOD:
                    _remove(path)


def _remove(path: Path) -> None:
    try:
        import fcntl
    except ImportError:
        # Windows refuses to remove a file that a process has open.
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
