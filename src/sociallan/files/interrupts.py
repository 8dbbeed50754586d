"""Interruptions by the user (Ctrl-C): held back while something is written, and unheard where a child is born."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """Let what is begun be finished: an interruption comes when it is. A second one comes at once."""
    if not _interruptible():
        yield
        return
    caught: list[int] = []

    def hold(number: int, _frame: object) -> None:
        if caught:
            raise KeyboardInterrupt
        caught.append(number)

    signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if caught:
        raise KeyboardInterrupt


@contextmanager
def unheard() -> Iterator[None]:
    """Start processes that an interruption does not reach: it is this one that stops them."""
    if not _interruptible():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _interruptible() -> bool:
    """Say whether an interruption comes as an exception here: only in the main thread, and not under nohup."""
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
