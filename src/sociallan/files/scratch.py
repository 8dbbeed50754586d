"""A temporary folder for libraries that need named files, removed even if the command is killed."""

import multiprocessing
import os
import secrets
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sociallan.files.interrupts import blocked, unblock

_PREFIX = "sociallan-"
_MAX_AGE = 24 * 60 * 60
"""Age in seconds above which no running command can own a folder."""


@contextmanager
def scratch_folder() -> Iterator[str]:
    """Create a folder that only this user may read, and remove it on exit.

    If this process is killed, a cleaner process removes the folder or, without one, the next command does.

    Raises:
        OSError: if it cannot be created.

    """
    parent = Path(tempfile.gettempdir())
    folder = parent / f"{_PREFIX}{secrets.token_hex(8)}"
    # The cleaner starts before the folder exists, so that there is no moment without one.
    cleaner = None
    # Forking beside other threads is unsafe, and spawning takes as long as writing a workbook.
    if sys.platform == "linux" and threading.active_count() == 1:
        cleaner = multiprocessing.get_context("fork").Process(target=_remove_after_parent, args=(folder,), daemon=True)
        with blocked():
            cleaner.start()
    try:
        folder.mkdir(mode=0o700)
        _sweep(parent, folder.stat().st_mtime)
        yield str(folder)
    finally:
        # On Windows a file may still be open after an error.
        shutil.rmtree(folder, ignore_errors=True)
        if cleaner is not None:
            cleaner.kill()
            cleaner.join()


def _remove_after_parent(folder: Path) -> None:
    # In its own session, the process does not receive the terminal's signals.
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    unblock()
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path, now: float) -> None:
    """Remove folders left by killed commands; ``now`` is the time by the file system's clock, in seconds."""
    for path in parent.glob(f"{_PREFIX}*"):
        try:
            is_old = now - path.lstat().st_mtime > _MAX_AGE
        except OSError:
            continue
        if is_old and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
