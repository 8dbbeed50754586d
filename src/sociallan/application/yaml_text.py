"""Values as they are written in a file of YAML after a key, at an indentation."""

import json
import re
import textwrap
from typing import Any

from sociallan.application.notation import suggestions
from sociallan.application.scalars import DATE, may_be_constant

_WIDTH = 88
_LONGEST_LINE = 70
_PLAIN = re.compile(r"[^\W\d_][\w.,/-]*(?: [\w.,/-]+)*")
"""Text that no sign in it makes anything else than a text of."""
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_ODD = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that stand as escapes in a text, since a reader of YAML would take them otherwise or not at all."""


def written(value: Any, indent: int) -> str:
    """Return a value as it stands after a key; a record or a list of records begins with a line break."""
    lead = "\n" + " " * indent
    if isinstance(value, dict):
        return "".join(f"{lead}{_single(key)}:{after_colon(part, indent + 2)}" for key, part in value.items())
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = (written(item, indent + 2).removeprefix(lead + "  ") for item in value)
        return "".join(f"{lead}- {item}" for item in items)
    if isinstance(value, list):
        return f"[{', '.join(_single(item) for item in value)}]"
    if value is None:
        return ""
    return _text(value, indent) if isinstance(value, str) else _single(value)


def after_colon(value: Any, indent: int) -> str:
    """Return a value as it stands after the colon of its key, with the blank before it; nothing for no value."""
    text = written(value, indent)
    return text if not text or text.startswith("\n") else f" {text}"


def _single(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    is_code = _KEY.fullmatch(value) and not may_be_constant(value)
    return value if is_code else _quoted(value)


def _quoted(text: str) -> str:
    """Return a text in quotation marks, with escapes only where it has characters that need them."""
    if "\n" not in text and not _ODD.search(text):
        return suggestions.quoted(text)
    escaped = json.dumps(text, ensure_ascii=False)
    return _ODD.sub(lambda match: json.dumps(match[0])[1:-1], escaped)


def _text(value: str, indent: int) -> str:
    """Return a text: on its line if it is short, otherwise folded below its key."""
    lead = "\n" + " " * indent
    words = value.split(" ")
    if _ODD.search(value):
        return _quoted(value)
    if "\n" in value and value == value.strip():
        return "|-" + "".join(f"{lead}{line}" if line else "\n" for line in value.split("\n"))
    if len(value) <= _LONGEST_LINE or not all(words):
        is_plain = DATE.fullmatch(value) or (_PLAIN.fullmatch(value) and not may_be_constant(value))
        return value if is_plain else _quoted(value)
    return ">-" + "".join(
        f"{lead}{line}" for line in textwrap.wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
    )
