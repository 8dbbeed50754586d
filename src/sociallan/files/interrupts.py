"""Requests to end: Ctrl-C, and what the system sends when it stops a program or a window is closed.

They are answered alike: held back while something is written, unheard where that would do harm.
"""

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Any

Answer = Callable[[int, FrameType | None], object] | signal.Handlers

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
"""The signals that ask a program to end, as far as the system has them."""

_CAN_BLOCK = hasattr(signal, "pthread_sigmask")

_last: int = signal.SIGINT


def exit_code() -> int:
    """Return the exit code after an interruption: 128 and the number of the last signal, as shells have it."""
    return 128 + _last


def interrupt(number: int, _frame: FrameType | None = None) -> None:
    """Answer a signal by an exception.

    Raises:
        KeyboardInterrupt: at once.

    """
    global _last
    _last = number
    raise KeyboardInterrupt(number)


@contextmanager
def heard() -> Iterator[None]:
    """Have every request to end answered as Ctrl-C, but for those that whoever started us has turned off (nohup)."""
    global _last
    _last = signal.SIGINT
    with _answered(interrupt, instead_of=(signal.SIG_DFL, signal.default_int_handler)):
        yield


@contextmanager
def held() -> Iterator[None]:
    """Let what is begun be finished: an interruption comes when it is. A second one comes at once."""
    caught: list[int] = []

    def hold(number: int, _frame: object) -> None:
        if caught:
            interrupt(number)
        caught.append(number)

    with answered(hold):
        yield
    if caught:
        interrupt(caught[0])


def end_unheard() -> None:
    """Pass over Ctrl-C from now on: all is written, and the interpreter would complain of it while it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def unheard() -> AbstractContextManager[None]:
    """Pass over interruptions: a process that is started within hears none either, and is stopped by this one."""
    return answered(signal.SIG_IGN)


def answered(how: Answer) -> AbstractContextManager[None]:
    """Have an interruption answered in another way than by an exception, which may come anywhere."""
    return _answered(how, instead_of=(interrupt, signal.default_int_handler))


@contextmanager
def _answered(how: Answer, instead_of: tuple[object, ...]) -> Iterator[None]:
    """Have signals answered in a way, those that are answered in one of some others now."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: answer for number in SIGNALS if (answer := signal.getsignal(number)) in instead_of}
    _answer(dict.fromkeys(before, how))
    try:
        yield
    finally:
        _answer(before)


def _answer(ways: Mapping[int, Any]) -> None:
    # All or none: an exception between two would leave the second as it was.
    with blocked():
        for number, way in ways.items():
            signal.signal(number, way)


@contextmanager
def blocked() -> Iterator[None]:
    """Let signals wait, as far as the system can, and come when this is left; a process started within blocks them."""
    if not _CAN_BLOCK:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def unblock() -> None:
    """Let signals come, in a process that was started while they were to wait."""
    if _CAN_BLOCK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
