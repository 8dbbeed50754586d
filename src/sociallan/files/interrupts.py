"""Interruptions by the user (Ctrl-C): held back while something is written, unheard where that would do harm."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Answer = Callable[[int, object], object] | signal.Handlers


@contextmanager
def held() -> Iterator[None]:
    """Let what is begun be finished: an interruption comes when it is. A second one comes at once."""
    caught: list[int] = []

    def hold(number: int, _frame: object) -> None:
        if caught:
            raise KeyboardInterrupt
        caught.append(number)

    with answered(hold):
        yield
    if caught:
        raise KeyboardInterrupt


def unheard() -> AbstractContextManager[None]:
    """Pass over interruptions: a process that is started within hears none either, and is stopped by this one."""
    return answered(signal.SIG_IGN)


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold back every signal that can be held back until what is begun is done."""
    if not hasattr(signal, "pthread_sigmask"):
        with unheard():
            yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def answered(how: Answer) -> Iterator[None]:
    """Have an interruption answered in another way than by an exception, which may come anywhere."""
    if not _interruptible():
        yield
        return
    signal.signal(signal.SIGINT, how)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _interruptible() -> bool:
    """Say whether an interruption comes as an exception here: only in the main thread, and not under nohup."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
