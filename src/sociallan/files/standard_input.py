"""Reading standard input, with a timeout for a pipe that delivers nothing."""

import errno
import os
import stat
import sys
import threading
from queue import Empty, SimpleQueue

TIMEOUT = 10.0
"""Seconds that a pipe may be silent. There is no limit in total, nor for a terminal."""

_CHUNK_SIZE = 1 << 16


class Silent(OSError):
    """Standard input delivered neither data nor its end within ``TIMEOUT``."""


def read(most: int = -1) -> bytes:
    """Read standard input to its end, or at most ``most`` bytes.

    Raises:
        Silent: if nothing arrives for ``TIMEOUT`` seconds, except from a terminal.
        OSError: if it is closed or cannot be read.

    """
    # The shell may have closed it.
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return _read_with_timeout(sys.stdin.fileno(), most) if _needs_timeout() else sys.stdin.buffer.read(most)


def _needs_timeout() -> bool:
    try:
        number = sys.stdin.fileno()
    except OSError:
        # A stream within this process has no file descriptor.
        return False
    return not sys.stdin.isatty() and not stat.S_ISREG(os.fstat(number).st_mode)


def _read_with_timeout(number: int, most: int) -> bytes:
    """Read in a daemon thread, abandoned on a timeout: not every system can poll a pipe."""
    pieces: SimpleQueue[bytes | OSError] = SimpleQueue()

    def read_all() -> None:
        size = 0
        try:
            while most < 0 or size < most:
                piece = os.read(number, _CHUNK_SIZE if most < 0 else min(_CHUNK_SIZE, most - size))
                if not piece:
                    break
                size += len(piece)
                pieces.put(piece)
            pieces.put(b"")
        except OSError as error:
            pieces.put(error)

    reader = threading.Thread(target=read_all, daemon=True)
    reader.start()
    data = bytearray()
    while True:
        try:
            piece = pieces.get(timeout=TIMEOUT)
        except Empty:
            raise Silent from None
        if isinstance(piece, OSError):
            raise piece
        if not piece:
            # Forking worker processes later requires that no other thread runs.
            reader.join()
            return bytes(data)
        data += piece
