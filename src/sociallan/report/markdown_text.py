"""Text made safe in Markdown: what is shown is what it says, and only addresses become links."""

import html
import re

from sociallan.report import values

_ADDRESS = re.compile(r"(https?://[^\s<>|]*[^\s<>|.,;:!?()])")
_SIGN = re.compile(r"([\\`*_\[\]<>|~$&])")
_CALL = re.compile(r"(<https?://[^>]*>)|@")
_START = re.compile(r"([-+=#])|([0-9]+)([.)])")
"""What makes something else than a paragraph of a line that begins with it."""


def escaped(text: str) -> str:
    """Write a text on one line, so that neither Markdown's signs nor HTML in it mean anything."""
    parts = _ADDRESS.split(" ".join(values.visible(text).split()))
    # Every other part is an address.
    written = "".join(f"<{part}>" if number % 2 else _SIGN.sub(r"\\\1", part) for number, part in enumerate(parts))
    start = _START.match(written)
    if start is None:
        return written
    sign = start.end() - 1
    return f"{written[:sign]}\\{written[sign:]}"


def quiet(text: str) -> str:
    """Write a text as ``escaped`` does, and so that nobody is told of it whom an ``@`` names."""
    return _CALL.sub(lambda match: match[1] or "@<!-- -->", escaped(text))


def quiet_html(text: str) -> str:
    """Write a text so that it is itself within the HTML of a page of Markdown, and nobody is told of it."""
    flat = " ".join(values.visible(text).split())
    return html.escape(flat, quote=False).replace("@", "@<!-- -->")
