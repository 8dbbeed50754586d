"""The lines that are typed or pasted as answers, at a terminal or through a pipe."""

import contextlib
import sys
from collections.abc import Iterator

from sociallan.cli.streams import put
from sociallan.screening.interview.entries import cleaned

_LONGEST_LINE = 1 << 16
_SECONDS_TO_PASTE = 0.05
"""Longest time between the lines of a paste; no one types a line so fast."""


class Left(Exception):
    """The one who answers wants to stop: at the end of the input, or by a word."""


def read_line(prompt: str) -> str:
    """Return the next line, cleaned; at a terminal with its own editing of lines.

    Raises:
        Left: at the end of the input.

    """
    if sys.stdin is None or sys.stdin.closed:
        raise Left
    if _at_terminal():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  # Where there is one, ``input`` has it edit the line.
        try:
            return cleaned(input(prompt))
        except EOFError:
            raise Left from None
    put(sys.stdout, prompt)
    line = sys.stdin.buffer.readline(_LONGEST_LINE)
    put(sys.stdout, "\n")
    if not line:
        raise Left
    try:
        return cleaned(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return cleaned(line.decode("cp1252", "replace"))


def is_pasting() -> bool:
    """Return whether more stands in the terminal's input already. A pipe has one answer on each line."""
    if not _at_terminal():
        return False
    if sys.platform == "win32":
        import msvcrt

        return msvcrt.kbhit()
    import select

    return bool(select.select([sys.stdin], [], [], _SECONDS_TO_PASTE)[0])


def rest_of_paste(prompt: str) -> Iterator[str]:
    """Yield the lines that are pasted after the first; the last may have no end, so a blank line ends them.

    Raises:
        Left: at the end of the input.

    """
    while True:
        line = read_line(prompt)
        if line:
            yield line
        elif not is_pasting():
            return


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
