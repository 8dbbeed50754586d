"""The main loop of a worker process: screens chunks until the pool kills the worker or a file takes too long."""

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

WALL_CLOCK_FACTOR = 10
"""Maximum wall-clock time of a file, as a multiple of its processor time; suspended time does not count."""

_CHECK_SECONDS = 1.0
"""Interval at which the watchdog checks the process."""

_TOO_SLOW_SIGNAL: int = getattr(signal, "SIGPROF", 24)
"""Signal that ends a worker at a file that takes too long. Windows accepts any number."""


def was_too_slow(exit_code: int) -> bool:
    """Return whether the exit code of a worker means that a file took too long."""
    return abs(exit_code) == _TOO_SLOW_SIGNAL


def serve(connection: Any, seconds: float) -> None:
    """Report that the worker has started, receive its function, and send the result for each chunk received."""
    # Ctrl-C is for the parent, which then kills its workers. SIGTERM ends this process alone.
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
            connection.send_bytes(_pickled_result(work, connection.recv()))


def _pickled_result(work: Callable[[Chunk], Any], chunk: Chunk) -> bytes:
    """Return the pickled pair of the chunk's result and its error, one of them ``None``."""
    try:
        return pickle.dumps((work(chunk), None))
    except Exception as error:
        try:
            pickled = pickle.dumps((None, error))
            pickle.loads(pickled)  # noqa: S301 - pickled here
        except Exception:
            # Not every exception can be pickled and unpickled.
            pickled = pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
        return pickled


def _watch(seconds: float, parent: int) -> None:
    """End this process if a file takes too long or the parent process is gone.

    This is the only limit on systems without a timer, and the only one for a file that blocks without using the
    processor. Wall-clock time is measured in checks, since none are made while the process or machine is suspended.
    """
    process = parent_process()
    sentinels = [] if process is None else [process.sentinel]
    step = min(_CHECK_SECONDS, seconds)
    file, began, checks = limit.current(), time.process_time(), 0
    # Workers forked later inherit the sentinel, so it may not fire before they have ended: check the parent's id too.
    while not wait(sentinels, step) and os.getppid() == parent:
        if limit.current() is not file:
            file, began, checks = limit.current(), time.process_time(), 0
        checks += 1
        is_over_processor_time = time.process_time() - began > seconds + step
        if file is not None and (is_over_processor_time or checks * step > seconds * WALL_CLOCK_FACTOR):
            os.kill(os.getpid(), _TOO_SLOW_SIGNAL)
    os.kill(os.getpid(), signal.SIGTERM)
