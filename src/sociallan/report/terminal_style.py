"""The capabilities of a terminal or another output stream."""

from typing import NamedTuple


class TerminalStyle(NamedTuple):
    """The capabilities of a stream: ``width`` (columns) and ``rows``, each ``None`` if unlimited.

    ``colour`` is true if text may be styled, and ``many_colours`` if in 256 colours.
    """

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    rows: int | None = None
    many_colours: bool = False
