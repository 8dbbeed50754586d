"""HTML from elements: every text in it is escaped, since only what was made here counts as HTML already."""

import html
from collections.abc import Iterable

from sociallan.report import values


class Markup(str):
    """HTML, as opposed to a text that is to be shown."""

    __slots__ = ()


_EMPTY = frozenset(("meta", "input"))
"""The elements that have no end."""


def element(_name: str, *inside: str, **attributes: str | bool | int | None) -> Markup:
    """Make an element of what stands in it, texts and other elements, in order.

    An attribute that is ``True`` stands without a value; one that is ``False`` or ``None`` is left
    out. Names end in an underscore where Python has the word, and ``_`` within them is ``-``.
    """
    given = ((name.removesuffix("_").replace("_", "-"), value) for name, value in attributes.items())
    written = "".join(
        f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
        for name, value in given
        if value is not None and value is not False
    )
    end = "" if _name in _EMPTY else f"</{_name}>"
    return Markup(f"<{_name}{written}>{joined(inside)}{end}")


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Put elements and texts beside each other."""
    return Markup(escaped(between).join(part if isinstance(part, Markup) else escaped(part) for part in parts))


def escaped(text: str) -> str:
    """Write a text as it is to be shown, without what steers a terminal or a browser."""
    return html.escape(values.one_line(text))
