"""JSON serialisation: safe to print, with line breaks that suit reading and comparison."""

import json
import re
from collections.abc import Mapping
from typing import Any
from unicodedata import category

from sociallan.application.file_name import encoded, is_text
from sociallan.report.values import is_noncharacter

one_line = json.JSONEncoder(ensure_ascii=False).encode
"""Serialise a value on one line, without escaping control characters."""

_CONTROL = frozenset(("Cc", "Cf", "Zl", "Zp"))
# Matches all but the most common characters, none of which needs escaping; each match is looked up.
_UNUSUAL = re.compile(r"[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]")


class JsonFragment(str):
    """A value already serialised as JSON."""

    __slots__ = ()


def serialised(value: Any, levels: int, indent: str | None = "") -> str:
    """Serialise a value, safe to print, with a line for each member of its outer ``levels``.

    With ``indent=None`` everything is on one line. A finding or an outcome is a line of its own, to be
    read, searched and compared; below those levels json's C encoder is used, which is six times as fast.
    """
    return escaped(_serialised(value, levels, indent))


def escaped(text: str) -> str:
    """Escape control characters and line separators; the value stays the same for every JSON reader.

    Only lone surrogates, which a file name may contain, are replaced, since strict readers reject them.
    """
    return _UNUSUAL.sub(_escape, text)


def _serialised(value: Any, levels: int, indent: str | None) -> str:
    if isinstance(value, JsonFragment):
        return value
    if not levels or not value or not isinstance(value, Mapping | list):
        return one_line(value)
    inner = None if indent is None else indent + "  "
    if isinstance(value, list):
        left, right = "[", "]"
        parts = [_serialised(part, levels - 1, inner) for part in value]
    else:
        left, right = "{", "}"
        parts = [f"{one_line(key)}: {_serialised(part, levels - 1, inner)}" for key, part in value.items()]
    if inner is None:
        return left + ", ".join(parts) + right
    return "\n".join((left, ",\n".join(inner + part for part in parts), f"{indent}{right}"))


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    kind = category(character)
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return json.dumps(character)[1:-1] if kind in _CONTROL or is_noncharacter(ord(character)) else character


def path_values(path: str) -> Mapping[str, str]:
    """Return the keys of a path: ``path``, and for a name that is not text its exact form ``path_encoded``."""
    return {"path": path} if is_text(path) else {"path": path, "path_encoded": encoded(path)}
