"""A page of indented lines: plain when the output is piped, wrapped and coloured on a terminal."""

from typing import Protocol

from sociallan.report.styles import Style

StyledText = str | tuple[str, Style]
"""A piece of a line: a text, or a text and its style."""

_ASCII = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "○": "o",
        "–": "-",
        "·": "-",
        "…": "...",
        "│": "|",
        "═": "=",
        "─": "-",
        "█": "#",
        "░": ".",
        "”": '"',
        "“": '"',
        "→": "->",
        "\xa0": " ",
    }
)


class Page(Protocol):
    """The interface of a page: collects lines and returns the text."""

    def line(self, *parts: StyledText, indent: int = 0, hanging: int = 0) -> None:
        """Write a line of parts; a line that does not fit is wrapped, indented further by ``hanging``."""

    def verbatim(self, *parts: StyledText) -> None:
        """Write a line that is truncated, not wrapped, if it is too long."""

    def text(self) -> str:
        """Return everything written."""


class PipedPage:
    """A page of lines without wrapping or colour."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def line(self, *parts: StyledText, indent: int = 0, hanging: int = 0) -> None:  # noqa: ARG002 - nothing is wrapped
        """Write a line."""
        written = "".join(part if isinstance(part, str) else part[0] for part in parts)
        self._lines.append((" " * indent + written).rstrip())

    def verbatim(self, *parts: StyledText) -> None:
        """Write a line."""
        self.line(*parts)

    def text(self) -> str:
        """Return everything written."""
        return "\n".join(self._lines) + "\n"


def in_ascii(text: str) -> str:
    """Replace the symbols of a report that a narrow code page does not have."""
    return text.translate(_ASCII)
