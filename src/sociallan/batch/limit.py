"""The limit on the processor time of a file; time on a busy or suspended machine does not count.

If the system has a timer, it raises an exception in the main process, and ends a worker process.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 30.0
"""Maximum processor time of a file (s). The largest file that is read takes about a second."""

HAS_TIMER = hasattr(signal, "setitimer")
"""Whether the system has a timer of processor time."""

_REPEAT_SECONDS = 1.0
"""Interval at which the timer repeats, since the interpreter swallows an exception raised in a finalizer."""


class TooSlow(BaseException):
    """A file exceeded its time limit. A ``BaseException``, so that no ``except Exception`` catches it."""


class _State:
    """The limit of this process in seconds (``None`` if none is set), and a token of the current file."""

    seconds: float | None = None
    file: object | None = None


def current() -> object | None:
    """Return a token that is unique to the current file, ``None`` between files."""
    return _State.file


@contextmanager
def file_limit() -> Iterator[None]:
    """Apply the process's limit, if one is set, to the work on one file.

    Raises:
        TooSlow: if it takes longer and the limit is not fatal to the process.

    """
    if _State.seconds is None:
        yield
        return
    _State.file = object()
    try:
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_PROF, _State.seconds, _REPEAT_SECONDS)
        yield
    finally:
        if HAS_TIMER:
            signal.setitimer(signal.ITIMER_PROF, 0)
        _State.file = None


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Limit the files of this process without ending it. No effect without a timer or outside the main thread."""
    if not HAS_TIMER or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    _State.seconds = seconds
    try:
        yield
    finally:
        _State.seconds = None
        signal.signal(signal.SIGPROF, before)


def set_fatal(seconds: float) -> None:
    """Limit the files of this process; it ends if a file takes longer, even inside a call of C code."""
    if HAS_TIMER:
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _State.seconds = seconds


def _stop(*_: object) -> None:
    raise TooSlow
