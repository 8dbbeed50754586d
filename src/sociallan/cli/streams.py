"""Standard output and error: encoding, width and colour, decided for each stream by itself."""

import contextlib
import os
import sys
from typing import TextIO

from sociallan.cli.exits import NoOutput
from sociallan.files.environment import wants_colour
from sociallan.report.terminal_style import TerminalStyle

_NARROWEST, _WIDEST = 40, 100
_FEWEST_ROWS = 10
_BESIDE_A_TABLE = 12
"""Lines of a screen that are left for what stands around a table."""
_SAMPLE = "✓✗○│═…”å"


def is_open(stream: TextIO | None) -> bool:
    """Return whether there is a stream at all: a shell may have closed it."""
    return stream is not None and not stream.closed


def terminal_style(stream: TextIO | None, colour: str) -> TerminalStyle:
    """Return what a stream can show; ``colour`` is the option ``--color``."""
    if stream is None or stream.closed:
        return TerminalStyle()
    is_terminal = stream.isatty()
    width = rows = None
    if is_terminal:
        import shutil  # Telling the version does without it.

        columns, lines = shutil.get_terminal_size()
        width = min(max(columns, _NARROWEST), _WIDEST)
        rows = max(lines - _BESIDE_A_TABLE, _FEWEST_ROWS)
    is_coloured = wants_colour(colour, is_terminal=is_terminal)
    return TerminalStyle(width, is_coloured, not _carries(stream, _SAMPLE), rows)


def put(stream: TextIO | None, piece: str | bytes, *, commands: bool = False) -> None:
    """Write a text, or what is none; neither a sign that the stream cannot carry nor a reader that has gone stops it.

    Nothing in a text is a command to a runner of CI, unless ``commands`` says that its lines are meant to be.

    Raises:
        NoOutput: where the stream is closed, or what it leads to is full.

    """
    if stream is None or stream.closed:
        raise NoOutput
    if isinstance(piece, str) and ("#" in piece or ":" in piece):
        from sociallan.report.runner_commands import Notation, unheeded  # Telling the version does without it.

        piece = unheeded(piece, Notation.COMMANDS if commands else Notation.TEXT)
    try:
        _put(stream, piece)
    except BrokenPipeError:
        # Whoever read the output has seen enough; the exit code is as if it had been read to its end.
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
    """Let go of a stream that takes no more, so that the interpreter does not complain at its end."""
    if stream is None or stream.closed:
        return
    # A stream within this process has no number.
    with contextlib.suppress(OSError):
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
    """Write lines to standard error, safe to print; where they cannot be written, the run goes on."""
    from sociallan.report.values import visible  # Telling the version does without it.

    lines = text.rstrip("\n").split("\n")
    with contextlib.suppress(NoOutput):
        put(sys.stderr, "".join(f"{visible(line)}\n" for line in lines))
