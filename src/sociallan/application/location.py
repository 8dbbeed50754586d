"""Locations in files."""

from typing import NamedTuple


class Span(NamedTuple):
    """Range of a text: 1-based lines, and columns in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Location(NamedTuple):
    """Span of an application with an excerpt of its first line.

    ``excerpt`` is masked: it holds no personal identity number, e-mail address or phone number.
    ``exact`` is false if the value is absent and the location is that of its nearest parent.
    """

    span: Span
    excerpt: str
    exact: bool = True


class PackLocation(NamedTuple):
    """Location in a file of the rule pack, 1-based; ``file`` is relative to the pack, with ``/``."""

    file: str
    line: int
    column: int
