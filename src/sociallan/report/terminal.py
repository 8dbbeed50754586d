"""A page for a terminal: lines wrapped to its width, with optional colour."""

from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sociallan.report.page import Part
from sociallan.report.view import View

_UNBROKEN = 100_000

_HELD_SPACE = "\ue000"
"""The stand-in for a no-break space during wrapping, since rich breaks at any space."""


class TerminalPage:
    """A page of indented lines, laid out by rich."""

    def __init__(self, view: View) -> None:
        self._width = view.width
        self._stream = StringIO()
        self._console = Console(
            file=self._stream,
            width=view.width or _UNBROKEN,
            force_terminal=view.colour,
            color_system="standard" if view.colour else None,
            no_color=not view.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    def line(self, *parts: Part, indent: int = 0, hanging: int = 0) -> None:
        """Write a line; a line that does not fit is wrapped, indented further by ``hanging``."""
        text = Text.assemble(*map(_with_held_spaces, parts))
        width = (self._width or _UNBROKEN) - indent
        if text.cell_len <= width:
            self._put(text, indent)
            return
        first = text.wrap(self._console, width)[0]
        self._put(first, indent)
        rest = text[len(first) :]
        rest = rest[len(rest) - len(rest.plain.lstrip()) :]
        for wrapped in rest.wrap(self._console, width - hanging) if rest else ():
            self._put(wrapped, indent + hanging)

    def verbatim(self, *parts: Part) -> None:
        """Write a line that is truncated, not wrapped, if it is too long."""
        text = Text.assemble(*parts)
        if self._width:
            text.truncate(self._width, overflow="ellipsis")
        self._put(text, 0)

    def text(self) -> str:
        """Return everything written, without trailing blanks."""
        written = self._stream.getvalue().replace(_HELD_SPACE, "\xa0")
        return "\n".join(line.rstrip() for line in written.split("\n"))

    def _put(self, text: Text, indent: int) -> None:
        text.rstrip()
        # rich prints nothing, not even a line break, for an empty text with padding.
        self._console.print(Padding.indent(text, indent) if text else "", soft_wrap=True)


def _with_held_spaces(part: Part) -> Part:
    if isinstance(part, str):
        return part.replace("\xa0", _HELD_SPACE)
    return part[0].replace("\xa0", _HELD_SPACE), part[1]
