"""Patterns of paths, the same on every system."""

import re
from functools import cache

_SIGNS = {"*": "[^/]*", "?": "[^/]"}
_ANY_FOLDERS = "**"


def fits(pattern: str, path: str) -> bool:
    """Say whether a path with ``/`` fits a pattern as a whole.

    ``*`` stands for anything within a name, ``?`` for one character of one, and ``**`` between slashes for
    any number of folders; at the end for all that lies below.
    """
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    *folders, last = pattern.removeprefix("./").split("/")
    parts = ["(?:[^/]+/)*" if name == _ANY_FOLDERS else _name(name) + "/" for name in folders]
    return re.compile("".join(parts) + (".+" if last == _ANY_FOLDERS else _name(last)), re.DOTALL)


def _name(name: str) -> str:
    return "".join(_SIGNS.get(sign) or re.escape(sign) for sign in name)
