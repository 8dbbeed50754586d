"""Standard output and error, each with its own encoding, width and colour."""

import contextlib
import os
import sys
from typing import TextIO, TypeGuard

from sociallan.cli.exits import NoOutput
from sociallan.files.environment import has_many_colours, wants_colour
from sociallan.report.terminal_style import TerminalStyle

_MIN_WIDTH, _MAX_WIDTH = 40, 100
_MIN_ROWS = 10
_ROWS_BESIDE_TABLE = 12
"""Lines of the terminal reserved for the text around a table."""
_SAMPLE = "✓✗○│═…”å"


def is_open(stream: TextIO | None) -> TypeGuard[TextIO]:
    """Return whether a stream is open; the shell may have closed it."""
    return stream is not None and not stream.closed


def is_seen(stream: TextIO | None) -> bool:
    """Return whether someone reads a stream at a terminal."""
    return is_open(stream) and stream.isatty()


def terminal_style(stream: TextIO | None, colour: str) -> TerminalStyle:
    """Return the width, colour and characters that a stream supports; ``colour`` is the option ``--color``."""
    if not is_open(stream):
        return TerminalStyle()
    is_terminal = stream.isatty()
    width = rows = None
    if is_terminal:
        import shutil  # Not needed for `--version`.

        columns, lines = shutil.get_terminal_size()
        width = min(max(columns, _MIN_WIDTH), _MAX_WIDTH)
        rows = max(lines - _ROWS_BESIDE_TABLE, _MIN_ROWS)
    is_coloured = wants_colour(colour, is_terminal=is_terminal)
    return TerminalStyle(width, is_coloured, not _can_encode(stream, _SAMPLE), rows, has_many_colours())


def put(stream: TextIO | None, piece: str | bytes, *, commands: bool = False) -> None:
    """Write text or bytes; replace characters that cannot be encoded, and ignore a closed pipe.

    Commands to CI runners in a text are escaped, unless ``commands`` marks them as intended.

    Raises:
        NoOutput: if the stream is closed or its disk is full.

    """
    if not is_open(stream):
        raise NoOutput
    if isinstance(piece, str) and ("#" in piece or ":" in piece):
        from sociallan.report.runner_commands import Notation, unheeded  # Not needed for `--version`.

        piece = unheeded(piece, Notation.COMMANDS if commands else Notation.TEXT)
    try:
        _put(stream, piece)
    except BrokenPipeError:
        # The reader closed the pipe; the exit code is as if it had read everything.
        abandon(stream)
    except OSError as error:
        abandon(stream)
        raise NoOutput from error


def _put(stream: TextIO, piece: str | bytes) -> None:
    stream.flush()
    if isinstance(piece, bytes):
        stream.buffer.write(piece)
    elif hasattr(stream, "buffer"):
        stream.buffer.write(piece.encode(_encoding(stream), "replace"))
    else:
        stream.write(piece)
    stream.flush()


def abandon(stream: TextIO | None) -> None:
    """Redirect a broken stream to the null device, so that the interpreter's shutdown does not print an error."""
    if not is_open(stream):
        return
    # A stream within this process has no file descriptor.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _encoding(stream: TextIO) -> str:
    # On Windows a pipe defaults to the legacy code page; pipes are UTF-8 unless PYTHONIOENCODING is set.
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        return stream.encoding or "utf-8"
    return "utf-8"


def _can_encode(stream: TextIO, text: str) -> bool:
    try:
        text.encode(_encoding(stream))
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def warn(text: str) -> None:
    """Write lines to standard error with control characters made visible; ignore errors."""
    from sociallan.report.values import visible  # Not needed for `--version`.

    lines = text.rstrip("\n").split("\n")
    with contextlib.suppress(NoOutput):
        put(sys.stderr, "".join(f"{visible(line)}\n" for line in lines))
