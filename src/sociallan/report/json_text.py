"""JSON serialisation: safe to print, with line breaks that suit reading and comparison."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from unicodedata import category

from sociallan.application.file_name import encoded, is_text
from sociallan.report.values import is_noncharacter

one_line = json.JSONEncoder(ensure_ascii=False).encode
"""Serialise a value on one line, without escaping control characters."""

_CONTROL = frozenset(("Cc", "Cf", "Zl", "Zp"))
# Matches all but the most common characters, none of which needs escaping; each match is looked up.
_UNUSUAL = re.compile(r"[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
"""Not printable for Python, and in every sum of money."""


class JsonFragment(str):
    """A value already serialised as JSON, safe to print."""

    __slots__ = ()


def serialised(value: Any, levels: int, indent: str | None = "") -> str:
    """Serialise a value, safe to print, with a line for each member of its outer ``levels``.

    With ``indent=None`` everything is on one line. A finding or an outcome is a line of its own, to be
    read, searched and compared; below those levels json's C encoder is used, which is six times as fast.
    """
    if isinstance(value, JsonFragment):
        return value
    if not levels or not value or not isinstance(value, Mapping | list):
        return escaped(one_line(value))
    if indent is None:
        return _with_fragments(value, levels)
    inner = indent + "  "
    if isinstance(value, list):
        left, right = "[", "]"
        parts = [serialised(part, levels - 1, inner) for part in value]
    else:
        left, right = "{", "}"
        parts = [f"{_key(key)}: {serialised(part, levels - 1, inner)}" for key, part in value.items()]
    return "\n".join((left, ",\n".join(inner + part for part in parts), f"{indent}{right}"))


def _with_fragments(value: Mapping[str, Any] | list[Any], levels: int) -> str:
    """Serialise a value on one line: all at once where there is no fragment, since each call has its cost."""
    if isinstance(value, list):
        if not any(isinstance(part, JsonFragment) for part in value):
            return escaped(one_line(value))
        return f"[{', '.join([serialised(part, levels - 1, None) for part in value])}]"
    parts: list[str] = []
    plain: dict[str, Any] = {}
    for key, part in value.items():
        if isinstance(part, list) and any(isinstance(each, JsonFragment) for each in part):
            if plain:
                parts.append(escaped(one_line(plain))[1:-1])
                plain = {}
            parts.append(f"{_key(key)}: {_with_fragments(part, levels - 1)}")
        else:
            plain[key] = part
    if plain:
        parts.append(escaped(one_line(plain))[1:-1])
    return "{" + ", ".join(parts) + "}"


@lru_cache
def _key(key: str) -> str:
    return escaped(one_line(key))


def escaped(text: str) -> str:
    """Escape control characters and line separators; the value stays the same for every JSON reader.

    Only lone surrogates, which a file name may contain, are replaced, since strict readers reject them.
    """
    # What is printable needs no search for what is not, which takes ten times as long. The blanks in numbers are not.
    return text if text.replace(_NO_BREAK_SPACE, "").isprintable() else _UNUSUAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    kind = category(character)
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return json.dumps(character)[1:-1] if kind in _CONTROL or is_noncharacter(ord(character)) else character


def path_values(path: str) -> Mapping[str, str]:
    """Return the keys of a path: ``path``, and for a name that is not text its exact form ``path_encoded``."""
    return {"path": path} if is_text(path) else {"path": path, "path_encoded": encoded(path)}
