"""HTML elements. Every text is escaped; only ``Markup`` made in this module counts as HTML."""

import html
from collections.abc import Iterable

from sociallan.report import values


class Markup(str):
    """HTML, as opposed to text, which needs escaping."""

    __slots__ = ()


_EMPTY = frozenset(("meta", "input"))
"""The void elements, written without an end tag."""


def element(_name: str, *children: str, **attributes: str | bool | float | None) -> Markup:
    """Return an element with its content, texts and other elements, in order.

    An attribute with the value ``True`` is written without a value; ``False`` and ``None`` omit it.
    Names that are Python keywords end in an underscore; any other ``_`` is written as ``-``.
    """
    named = ((name.removesuffix("_").replace("_", "-"), value) for name, value in attributes.items())
    written = "".join(
        f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
        for name, value in named
        if value is not None and value is not False
    )
    end = "" if _name in _EMPTY else f"</{_name}>"
    return Markup(f"<{_name}{written}>{joined(children)}{end}")


def joined(parts: Iterable[str], separator: str = "") -> Markup:
    """Concatenate elements and texts, the texts escaped."""
    return Markup(escaped(separator).join(part if isinstance(part, Markup) else escaped(part) for part in parts))


def escaped(text: str) -> str:
    """Escape a text for HTML; control and format characters are replaced."""
    return html.escape(values.one_line(text))
