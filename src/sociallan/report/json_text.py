"""JSON as text: safe to show, and with line breaks that are good to read and to compare."""

import json
import re
from collections.abc import Mapping
from typing import Any
from unicodedata import category

from sociallan.application.file_name import encoded, is_text
from sociallan.report.values import is_noncharacter

one_line = json.JSONEncoder(ensure_ascii=False).encode
"""Write a value on one line, as it is."""

_STEERING = frozenset(("Cc", "Cf", "Zl", "Zp"))
# All but what most texts are made of, none of which steers; each of the others is looked up.
_UNUSUAL = re.compile(r"[^\n -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e]")


class JsonFragment(str):
    """A value that is written as JSON already."""

    __slots__ = ()


def written(value: Any, levels: int, indent: str | None = "") -> str:
    """Write a value, safe to show, with a line for each part of its outer levels; all on one where ``indent`` is None.

    A finding or an outcome is a line of its own, to be read, searched and compared; and the parts
    that are written in one piece are written by json's C code, six times as fast.
    """
    return escaped(_written(value, levels, indent))


def escaped(written: str) -> str:
    """Escape what would steer a terminal or break a line; every reader of JSON reads the same as before.

    Only halves of characters, which the name of a file may hold, are exchanged: strict readers take none.
    """
    return _UNUSUAL.sub(_escape, written)


def _written(value: Any, levels: int, indent: str | None) -> str:
    if isinstance(value, JsonFragment):
        return value
    if not levels or not value or not isinstance(value, Mapping | list):
        return one_line(value)
    inner = None if indent is None else indent + "  "
    if isinstance(value, list):
        left, right = "[", "]"
        parts = [_written(part, levels - 1, inner) for part in value]
    else:
        left, right = "{", "}"
        parts = [f"{one_line(key)}: {_written(part, levels - 1, inner)}" for key, part in value.items()]
    if inner is None:
        return left + ", ".join(parts) + right
    return "\n".join((left, ",\n".join(inner + part for part in parts), f"{indent}{right}"))


def _escape(match: re.Match[str]) -> str:
    sign = match.group()
    kind = category(sign)
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    return json.dumps(sign)[1:-1] if kind in _STEERING or is_noncharacter(ord(sign)) else sign


def path_values(path: str) -> Mapping[str, str]:
    """Return the keys that tell a path: as text, and where its name is none also so that the file can be found."""
    return {"path": path} if is_text(path) else {"path": path, "path_encoded": encoded(path)}
