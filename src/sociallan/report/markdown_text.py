"""Text escaped for Markdown: it is displayed literally, and only URLs become links."""

import html
import re

from sociallan.report import values

_ADDRESS = re.compile(r"(https?://[^\s<>|]*[^\s<>|.,;:!?()])")
_SYNTAX = re.compile(r"([\\`*_\[\]<>|~$&])")
_MENTION = re.compile(r"(<https?://[^>]*>)|@")
_START = re.compile(r"([-+=#])|([0-9]+)([.)])")
"""A line start that Markdown would read as a list, a heading or a table rather than a paragraph."""


def escaped(text: str) -> str:
    """Return a text on one line with Markdown and HTML syntax escaped."""
    parts = _ADDRESS.split(" ".join(values.visible(text).split()))
    # Parts with an odd index are addresses.
    written = "".join(f"<{part}>" if number % 2 else _SYNTAX.sub(r"\\\1", part) for number, part in enumerate(parts))
    start = _START.match(written)
    if start is None:
        return written
    sign = start.end() - 1
    return f"{written[:sign]}\\{written[sign:]}"


def inert(text: str) -> str:
    """Escape a text as ``escaped`` does and disable ``@`` mentions, which would notify people."""
    return _MENTION.sub(lambda match: match[1] or "@<!-- -->", escaped(text))


def inert_html(text: str) -> str:
    """Escape a text for HTML within Markdown and disable ``@`` mentions."""
    flat = " ".join(values.visible(text).split())
    return html.escape(flat, quote=False).replace("@", "@<!-- -->")
