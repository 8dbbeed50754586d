"""What a terminal, or another stream that a report goes to, can show."""

from typing import NamedTuple


class TerminalStyle(NamedTuple):
    """Width in columns, ``None`` where lines are not to be broken, and rows, ``None`` where none are cut."""

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    rows: int | None = None
