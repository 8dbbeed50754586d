"""Standard output and error: encoding, width and colour, decided for each stream by itself."""

import os
import shutil
import sys
from typing import NamedTuple, TextIO

from sociallan.files.environment import wants_colour

_NARROWEST, _WIDEST = 40, 100
_SAMPLE = "✓✗○│═…”å"


class Ornaments(NamedTuple):
    """What a stream can carry. ``width`` is ``None`` where lines are not to be broken."""

    width: int | None
    colour: bool
    ascii_only: bool


def ornaments(stream: TextIO, colour: str) -> Ornaments:
    """Look at a stream; ``colour`` is the option ``--color``."""
    is_terminal = stream.isatty()
    width = None
    if is_terminal:
        width = min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)
    return Ornaments(width, wants_colour(colour, is_terminal=is_terminal), not _carries(stream, _SAMPLE))


def put(stream: TextIO, text: str) -> None:
    """Write a text; a character that the stream cannot carry never stops it."""
    stream.flush()
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        buffer.write(text.encode(_encoding(stream), "replace"))
    stream.flush()


def abandon(stream: TextIO) -> None:
    """Let go of a stream whose reader has gone, so that the interpreter does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _encoding(stream: TextIO) -> str:
    # A pipe on Windows would get the old code page; what is piped is UTF-8 unless the user says otherwise.
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        return stream.encoding or "utf-8"
    return "utf-8"


def _carries(stream: TextIO, text: str) -> bool:
    try:
        text.encode(_encoding(stream))
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def warn(text: str) -> None:
    """Write a line to standard error."""
    put(sys.stderr, text.rstrip("\n") + "\n")
