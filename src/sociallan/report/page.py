"""A page of indented lines: plain where the output is piped, broken and coloured on a terminal."""

from typing import Protocol

Part = str | tuple[str, str]
"""A piece of a line: a text, or a text and its style in rich's words."""

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
        "”": '"',
        "“": '"',
        "→": "->",
        "\xa0": " ",
    }
)


class Page(Protocol):
    """Takes lines one after the other and gives the whole text at the end."""

    def line(self, *parts: Part, indent: int = 0, hanging: int = 0) -> None:
        """Write a line of parts; what does not fit goes on below, further in by ``hanging``."""

    def verbatim(self, *parts: Part) -> None:
        """Write a line that is cut, not broken, where it is too long."""

    def text(self) -> str:
        """Return everything written."""


class PipedPage:
    """A page of lines that are neither broken nor coloured."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def line(self, *parts: Part, indent: int = 0, hanging: int = 0) -> None:  # noqa: ARG002 - nothing is broken
        """Write a line."""
        written = "".join(part if isinstance(part, str) else part[0] for part in parts)
        self._lines.append((" " * indent + written).rstrip())

    def verbatim(self, *parts: Part) -> None:
        """Write a line."""
        self.line(*parts)

    def text(self) -> str:
        """Return everything written."""
        return "\n".join(self._lines) + "\n"


def in_ascii(text: str) -> str:
    """Replace the signs of ours that a narrow code page does not have."""
    return text.translate(_ASCII)
