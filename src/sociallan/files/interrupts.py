"""Signals that ask the program to end: Ctrl-C, termination by the system, a closed terminal window.

All are handled alike: as ``KeyboardInterrupt``, deferred while output is written, ignored during cleanup.
"""

import _thread
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Any

SignalHandler = Callable[[int, FrameType | None], object] | signal.Handlers

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""The signals that ask a program to end and exist on this system."""

_CAN_BLOCK = hasattr(signal, "pthread_sigmask")

_SOON = 0.01
"""Seconds after which an interruption within an import comes again."""
_MOST_DEFERRALS = 300
"""Most times that it does so: a program whose work runs as it is imported is interrupted after some seconds."""

_last: int = signal.SIGINT
_deferrals = 0


def exit_code() -> int:
    """Return the exit code after an interruption: 128 plus the number of the last signal, as in shells."""
    return 128 + _last


def interrupt(number: int, frame: FrameType | None = None) -> None:
    """Record the number of a signal and raise ``KeyboardInterrupt``, within an import as soon as that is done.

    The import system calls itself back where an exception is written to standard error and lost.

    Raises:
        KeyboardInterrupt: if no import is under way.

    """
    global _last, _deferrals
    if _is_importing(frame) and _deferrals < _MOST_DEFERRALS:
        _deferrals += 1
        _thread.start_new_thread(_send_again, (number,))
        return
    _last, _deferrals = number, 0
    raise KeyboardInterrupt(number)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _send_again(number: int) -> None:
    time.sleep(_SOON)
    main = threading.main_thread().ident
    if _CAN_BLOCK and main is not None:
        # As a real signal, it ends what the main thread waits for.
        signal.pthread_kill(main, number)
    else:
        _thread.interrupt_main(signal.Signals(number))


@contextmanager
def interruptible() -> Iterator[None]:
    """Handle every signal in ``SIGNALS`` like Ctrl-C, except those that the parent process disabled (nohup)."""
    global _last
    _last = signal.SIGINT
    with _handled_by(interrupt, instead_of=(signal.SIG_DFL, signal.default_int_handler)):
        yield


@contextmanager
def deferred() -> Iterator[None]:
    """Defer an interruption until the block is left; a second one is raised at once."""
    caught: list[int] = []

    def defer(number: int, _frame: object) -> None:
        if caught:
            interrupt(number)
        caught.append(number)

    with handled_by(defer):
        yield
    if caught:
        interrupt(caught[0])


def ignore_ctrl_c() -> None:
    """Ignore Ctrl-C from now on: all output is written, and the interpreter's shutdown would print a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def ignored() -> AbstractContextManager[None]:
    """Ignore interruptions within the block; a process started in it ignores them too, and is ended by this one."""
    return handled_by(signal.SIG_IGN)


def handled_by(handler: SignalHandler) -> AbstractContextManager[None]:
    """Handle interruptions within the block by another handler than the one that raises ``KeyboardInterrupt``."""
    return _handled_by(handler, instead_of=(interrupt, signal.default_int_handler))


@contextmanager
def _handled_by(handler: SignalHandler, instead_of: tuple[object, ...]) -> Iterator[None]:
    """Set a handler for the signals whose current handler is in ``instead_of``, and restore it on exit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: current for number in SIGNALS if (current := signal.getsignal(number)) in instead_of}
    _install(dict.fromkeys(before, handler))
    try:
        yield
    finally:
        _install(before)


def _install(handlers: Mapping[int, Any]) -> None:
    # All or none: an exception between two calls would leave the second signal's handler unchanged.
    with blocked():
        for number, handler in handlers.items():
            signal.signal(number, handler)


@contextmanager
def blocked() -> Iterator[None]:
    """Block signals within the block, if the system can; a process started in it inherits the blocked signals."""
    if not _CAN_BLOCK:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def unblock() -> None:
    """Unblock signals in a process that was started while they were blocked."""
    if _CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
