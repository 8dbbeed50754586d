"""The capabilities of a terminal or another output stream."""

from typing import NamedTuple


class TerminalStyle(NamedTuple):
    """The capabilities of a stream: ``width`` (columns) and ``rows``, each ``None`` if unlimited."""

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    rows: int | None = None
