"""Values as they are written in a file of YAML after a key, at an indentation."""

import re
import textwrap
from typing import Any

from sociallan.application import suggestions
from sociallan.application.scalars import CONSTANTS

_WIDTH = 88
_LONGEST_LINE = 70
_PLAIN = re.compile(r"[^\W\d_][\w.,/-]*(?: [\w.,/-]+)*")
"""Text that no sign in it makes anything else than a text of."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_KEY = re.compile(r"[a-z][a-z0-9_]*")


def written(value: Any, indent: int) -> str:
    """Return a value as it stands after a key; a record or a list of records begins with a line break."""
    lead = "\n" + " " * indent
    if isinstance(value, dict):
        return "".join(f"{lead}{key}:{after_colon(part, indent + 2)}" for key, part in value.items())
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = (written(item, indent + 2).removeprefix(lead + "  ") for item in value)
        return "".join(f"{lead}- {item}" for item in items)
    if isinstance(value, list):
        return f"[{', '.join(_single(item) for item in value)}]"
    return _text(value, indent) if isinstance(value, str) else _single(value)


def after_colon(value: Any, indent: int) -> str:
    """Return a value as it stands after the colon of its key, with the blank before it; nothing for no value."""
    text = written(value, indent)
    return text if not text or text.startswith("\n") else f" {text}"


def _single(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    is_code = _KEY.fullmatch(value) and value not in CONSTANTS
    return value if is_code else suggestions.quoted(value)


def _text(value: str, indent: int) -> str:
    """Return a text: on its line if it is short, otherwise folded below its key."""
    lead = "\n" + " " * indent
    words = value.split(" ")
    if "\n" in value and value == value.strip():
        return "|-" + "".join(f"{lead}{line}" if line else "\n" for line in value.split("\n"))
    if len(value) <= _LONGEST_LINE or not all(words):
        is_plain = _DATE.fullmatch(value) or (_PLAIN.fullmatch(value) and value not in CONSTANTS)
        return value if is_plain else suggestions.quoted(value)
    return ">-" + "".join(
        f"{lead}{line}" for line in textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
    )
