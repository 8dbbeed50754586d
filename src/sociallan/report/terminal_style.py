"""The capabilities of a terminal or another output stream."""

from typing import NamedTuple


class TerminalStyle(NamedTuple):
    """The capabilities of a stream: ``width`` (columns) and ``rows`` of a summary's table, each ``None`` if unlimited.

    ``many_colours`` is true where ``colour`` may be one of 256; otherwise a text is bold or plain. ``ascii_only`` is
    true if the stream can encode only ASCII.
    """

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    rows: int | None = None
    many_colours: bool = False
