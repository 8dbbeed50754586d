"""Reading standard input, which may be a pipe into which nobody writes."""

import errno
import os
import stat
import sys
import threading
from queue import Empty, SimpleQueue

SECONDS = 10.0
"""So long a pipe may be silent. One that goes on to deliver may take as long as it likes, and so may a person."""

_PIECE = 1 << 16


class Silent(OSError):
    """Nothing more came, and the end did not come either."""


def read(most: int = -1) -> bytes:
    """Read standard input to its end, or so many bytes of it.

    Raises:
        Silent: where nothing comes for a while, unless it is typed.
        OSError: where it is closed or cannot be read.

    """
    # A shell may have closed it.
    if sys.stdin is None or sys.stdin.closed:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return _read_watched(sys.stdin.fileno(), most) if _may_be_silent() else sys.stdin.buffer.read(most)


def _may_be_silent() -> bool:
    try:
        number = sys.stdin.fileno()
    except OSError:
        # A stream within this process has no number.
        return False
    return not sys.stdin.isatty() and not stat.S_ISREG(os.fstat(number).st_mode)


def _read_watched(number: int, most: int) -> bytes:
    """Read in a thread, which is left behind where it waits in vain: not every system can wait for a pipe."""
    pieces: SimpleQueue[bytes | OSError] = SimpleQueue()

    def read_all() -> None:
        size = 0
        try:
            while most < 0 or size < most:
                piece = os.read(number, _PIECE if most < 0 else min(_PIECE, most - size))
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
            piece = pieces.get(timeout=SECONDS)
        except Empty:
            raise Silent from None
        if isinstance(piece, OSError):
            raise piece
        if not piece:
            # Beside another thread no process is forked.
            reader.join()
            return bytes(data)
        data += piece
