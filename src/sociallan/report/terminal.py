"""A page for a terminal: lines wrapped to its width, with optional colour."""

from collections.abc import Mapping
from io import StringIO
from typing import Literal

from rich.color import Color
from rich.console import Console
from rich.padding import Padding
from rich.style import Style as RichStyle
from rich.text import Text

from sociallan.report.page import StyledText
from sociallan.report.styles import LOOKS, Look
from sociallan.report.view import View

_UNBROKEN = 100_000
_COLOURS: Mapping[bool, Literal["standard", "256"]] = {False: "standard", True: "256"}
"""The names that rich has for the colours of a terminal, by whether there are many."""

_HELD_SPACE = "\ue000"
"""The stand-in for a no-break space during wrapping, since rich breaks at any space."""


class TerminalPage:
    """A page of indented lines, laid out by rich."""

    def __init__(self, view: View) -> None:
        self._width = view.style.width
        self._is_plain = not view.style.colour
        self._styles = {name: _rich(look, many_colours=view.style.many_colours) for name, look in LOOKS.items()}
        self._stream = StringIO()
        self._console = Console(
            file=self._stream,
            width=view.style.width or _UNBROKEN,
            force_terminal=view.style.colour,
            color_system=_COLOURS[view.style.many_colours] if view.style.colour else None,
            no_color=not view.style.colour,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
            _environ={},
        )

    def line(self, *parts: StyledText, indent: int = 0, hanging: int = 0) -> None:
        """Write a line; a line that does not fit is wrapped, indented further by ``hanging``."""
        text = Text.assemble(*(self._styled(_with_held_spaces(part)) for part in parts))
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

    def verbatim(self, *parts: StyledText) -> None:
        """Write a line that is truncated, not wrapped, if it is too long."""
        text = Text.assemble(*map(self._styled, parts))
        if self._width:
            text.truncate(self._width, overflow="ellipsis")
        self._put(text, 0)

    def text(self) -> str:
        """Return everything written, without trailing blanks."""
        written = self._stream.getvalue().replace(_HELD_SPACE, "\xa0")
        return "\n".join(line.rstrip() for line in written.split("\n"))

    def _styled(self, part: StyledText) -> str | tuple[str, RichStyle]:
        return part if isinstance(part, str) else (part[0], self._styles[part[1]])

    def _put(self, text: Text, indent: int) -> None:
        text.rstrip()
        if self._is_plain and not {"\n", "\t"} & {*text.plain}:
            # Nothing is left for rich to do, which takes most of the time of a report.
            self._stream.write(f"{' ' * indent}{text.plain}\n")
            return
        # rich prints nothing, not even a line break, for an empty text with padding.
        self._console.print(Padding.indent(text, indent) if text else "", soft_wrap=True)


def _rich(look: Look, *, many_colours: bool) -> RichStyle:
    colour = Color.from_ansi(look.colour) if many_colours and look.colour is not None else None
    return RichStyle(color=colour, bold=look.bold or None)


def _with_held_spaces(part: StyledText) -> StyledText:
    if isinstance(part, str):
        return part.replace("\xa0", _HELD_SPACE)
    return part[0].replace("\xa0", _HELD_SPACE), part[1]
