"""Glob patterns of paths, the same on every system, matched in O(length of pattern x length of path)."""

from collections.abc import Sequence

_ANY_FOLDERS = "**"


def fits(pattern: str, path: str) -> bool:
    """Return whether a whole path, with ``/``, matches a pattern.

    ``*`` matches any characters within a name, ``?`` one character, and ``**`` any number of folders; a final
    ``**`` matches everything below.
    """
    *folders, last = pattern.removeprefix("./").split("/")
    names = path.split("/")
    return _fit(folders, names, open_end=True) if last == _ANY_FOLDERS else _fit([*folders, last], names)


def _fit(parts: Sequence[str], names: Sequence[str], *, open_end: bool = False) -> bool:
    """Return whether the names of a path match the parts of a pattern; with ``open_end``, more names must follow.

    Each ``**`` first matches no name. On a mismatch only the last ``**`` is extended by one name: extending an
    earlier one cannot help, since the parts before the last one already match as early as possible.
    """
    at = taken = 0
    retry: tuple[int, int] | None = None
    while taken < len(names):
        if at == len(parts) and open_end:
            return names[taken:] != [""]
        if at < len(parts) and parts[at] == _ANY_FOLDERS:
            at += 1
            retry = (at, taken)
        elif at < len(parts) and name_fits(parts[at], names[taken]):
            at, taken = at + 1, taken + 1
        elif retry is not None and names[retry[1]]:
            at, taken = retry[0], retry[1] + 1
            retry = (at, taken)
        else:
            return False
    return at == len(parts) and not open_end


def name_fits(pattern: str, name: str) -> bool:
    """Return whether a name matches a pattern; each ``*`` matches as few characters as possible, as in ``_fit``."""
    at = taken = 0
    retry: tuple[int, int] | None = None
    while taken < len(name):
        if at < len(pattern) and pattern[at] == "*":
            at += 1
            retry = (at, taken)
        elif at < len(pattern) and pattern[at] in ("?", name[taken]):
            at, taken = at + 1, taken + 1
        elif retry is not None:
            at, taken = retry[0], retry[1] + 1
            retry = (at, taken)
        else:
            return False
    return not pattern[at:].strip("*")
