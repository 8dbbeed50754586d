"""A temporary folder for a library that keeps files with names, and which does not outlive the command."""

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
_OLD = 24 * 60 * 60
"""Seconds after which a folder belongs to no command that still runs."""


@contextmanager
def scratch_folder() -> Iterator[str]:
    """Return a folder that only this user may read, and take it away with all in it.

    Where this process is killed, another one takes it away; where there can be none, the next command does.

    Raises:
        OSError: where it cannot be made.

    """
    parent = Path(tempfile.gettempdir())
    folder = parent / f"{_PREFIX}{secrets.token_hex(8)}"
    # It is there before the folder, or there would be a moment in which no one takes the folder away.
    keeper = None
    # A fork beside other threads is unsafe; and what is not forked takes as long to start as a workbook to write.
    if sys.platform == "linux" and threading.active_count() == 1:
        keeper = multiprocessing.get_context("fork").Process(target=_remove_after_parent, args=(folder,), daemon=True)
        with blocked():
            keeper.start()
    try:
        folder.mkdir(mode=0o700)
        _sweep(parent, folder.stat().st_mtime)
        yield str(folder)
    finally:
        # On Windows a file in it may still be open, where something has gone wrong.
        shutil.rmtree(folder, ignore_errors=True)
        if keeper is not None:
            keeper.kill()
            keeper.join()


def _remove_after_parent(folder: Path) -> None:
    # In a session of its own it is not interrupted with the others.
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    unblock()
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path, now: float) -> None:
    """Remove what killed commands have left; ``now`` is the time by the clock of the disk."""
    for path in parent.glob(f"{_PREFIX}*"):
        try:
            is_old = now - path.lstat().st_mtime > _OLD
        except OSError:
            continue
        if is_old and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
