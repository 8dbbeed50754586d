"""Places in files."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: 1-based lines and columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


class Location(NamedTuple):
    """A span of an application together with the line of text that it starts on.

    ``excerpt`` is masked: it holds no personal identity number, e-mail address or phone number.
    ``exact`` is false where the thing itself is absent and the nearest parent is shown instead.
    """

    span: Span
    excerpt: str
    exact: bool = True


class PackLocation(NamedTuple):
    """A place in a file of the rule pack; ``file`` is relative to the pack, with ``/``."""

    file: str
    line: int
    column: int
