"""The time limit of a file: processor time, so that neither a busy machine nor one that is halted counts.

Where the system has a timer for it, the timer raises an exception at the file, or ends the process in a worker.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 30.0
"""Processor time that one file may take. The largest file that is read takes about a second."""

HAS_TIMER = hasattr(signal, "setitimer")
"""Whether the system can tell a process that it has worked for a while."""

_AGAIN = 1.0
"""Seconds after which an exception that was lost, in what the interpreter does by itself, is raised again."""


class TooSlow(BaseException):
    """A file has taken all its time. No ``except Exception`` on the way up is to take it for something else."""


class _Now:
    """What this process is limited to (``None`` where nothing has set a limit), and the file that it is at."""

    seconds: float | None = None
    file: object | None = None


def current() -> object | None:
    """Return an object that is another one for each file, ``None`` between files."""
    return _Now.file


@contextmanager
def one_file() -> Iterator[None]:
    """Let what is done within take the time of one file, where a limit is set for this process.

    Raises:
        TooSlow: where it takes longer, and the process is not to end of it.

    """
    if _Now.seconds is None:
        yield
        return
    _Now.file = object()
    try:
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_PROF, _Now.seconds, _AGAIN)
        yield
    finally:
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_PROF, 0)
        _Now.file = None


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Set a limit for the files of this process, which lives on; only the main thread can, where there is a timer."""
    if not HAS_TIMER or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    _Now.seconds = seconds
    try:
        yield
    finally:
        _Now.seconds = None
        signal.signal(signal.SIGPROF, before)


def set_fatal(seconds: float) -> None:
    """Set a limit for the files of this process, which ends where one takes longer, in the middle of a call too."""
    if HAS_TIMER:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _Now.seconds = seconds


def _stop(*_: object) -> None:
    raise TooSlow
