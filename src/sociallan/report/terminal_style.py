"""The capabilities of a terminal, or of another stream that a report goes to."""

from typing import NamedTuple


class TerminalStyle(NamedTuple):
    """Width in columns, ``None`` where lines are not to be broken, and rows, ``None`` where none are cut."""

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    rows: int | None = None
