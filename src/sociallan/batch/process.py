"""The main loop of a worker process: it screens chunks until the pool kills it, or a file takes too long."""

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import Any

from sociallan.batch import limit
from sociallan.batch.chunk import Chunk
from sociallan.files.interrupts import SIGNALS, unblock

WAITING = 10
"""So many times the processor time of a file may pass by the clock, not counting while the process is halted."""

_LOOK = 1.0
"""Seconds between two looks of the watch."""

_SLOW: int = getattr(signal, "SIGPROF", 24)
"""What ends a worker at a file that takes too long. On Windows a process can be ended with any number."""


def was_too_slow(exit_code: int) -> bool:
    """Whether a worker that ended with an exit code was at a file for too long."""
    return abs(exit_code) == _SLOW


def serve(connection: Any, seconds: float) -> None:
    """Report that the worker runs, receive the function that it calls, and send what it returns for each chunk."""
    # The user interrupts the one that started it, which ends its workers. Whoever asks this one to end is heard.
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    unblock()
    limit.set_fatal(seconds)
    threading.Thread(target=_watch, args=(seconds, os.getppid()), daemon=True).start()
    with suppress(EOFError, OSError):
        connection.send((None, None))
        work = connection.recv()
        while True:
            connection.send_bytes(_answer(work, connection.recv()))


def _answer(work: Callable[[Chunk], Any], chunk: Chunk) -> bytes:
    """Return, as bytes, what comes of a chunk or the error that it ends in."""
    try:
        return pickle.dumps((work(chunk), None))
    except Exception as error:
        try:
            told = pickle.dumps((None, error))
            pickle.loads(told)  # noqa: S301 - they are our own
        except Exception:
            # Not every error can be sent.
            told = pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
        return told


def _watch(seconds: float, parent: int) -> None:
    """End this process where a file takes too long, or when the one that started it is gone.

    This is the only limit where there is no timer, and the only one for a file that waits for ever without working.
    Looks are counted and not the clock: where the process is halted, or the machine asleep, nobody looks.
    """
    started_by = parent_process()
    sentinels = [] if started_by is None else [started_by.sentinel]
    step = min(_LOOK, seconds)
    file, began, looks = limit.current(), time.process_time(), 0
    # Workers that were forked later hold the sentinel as well: it may tell nothing before they have ended.
    while not wait(sentinels, step) and os.getppid() == parent:
        if limit.current() is not file:
            file, began, looks = limit.current(), time.process_time(), 0
        looks += 1
        if file is not None and (time.process_time() - began > seconds + step or looks * step > seconds * WAITING):
            os.kill(os.getpid(), _SLOW)
    os.kill(os.getpid(), signal.SIGTERM)
