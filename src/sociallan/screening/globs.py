"""Patterns of paths, the same on every system, matched in at most the product of the two lengths."""

from collections.abc import Sequence

_ANY_FOLDERS = "**"


def fits(pattern: str, path: str) -> bool:
    """Return whether a path with ``/`` fits a pattern as a whole.

    ``*`` stands for anything within a name, ``?`` for one character of one, and ``**`` between slashes for
    any number of folders; at the end for all that lies below.
    """
    *folders, last = pattern.removeprefix("./").split("/")
    names = path.split("/")
    return _fit(folders, names, open_end=True) if last == _ANY_FOLDERS else _fit([*folders, last], names)


def _fit(wanted: Sequence[str], names: Sequence[str], *, open_end: bool = False) -> bool:
    """Return whether the names of a path fit those of a pattern; with an ``open_end`` more is to lie below them.

    Each ``**`` takes as few names as it can. Only the last one is ever made to take one more, since
    what stands before it fits as early as it can.
    """
    at = taken = 0
    again: tuple[int, int] | None = None
    while taken < len(names):
        if at == len(wanted) and open_end:
            return names[taken:] != [""]
        if at < len(wanted) and wanted[at] == _ANY_FOLDERS:
            at += 1
            again = (at, taken)
        elif at < len(wanted) and name_fits(wanted[at], names[taken]):
            at, taken = at + 1, taken + 1
        elif again is not None and names[again[1]]:
            at, taken = again[0], again[1] + 1
            again = (at, taken)
        else:
            return False
    return at == len(wanted) and not open_end


def name_fits(pattern: str, name: str) -> bool:
    """Return whether a name fits a pattern of one, each ``*`` taking as little as it can, as above."""
    at = taken = 0
    again: tuple[int, int] | None = None
    while taken < len(name):
        if at < len(pattern) and pattern[at] == "*":
            at += 1
            again = (at, taken)
        elif at < len(pattern) and pattern[at] in ("?", name[taken]):
            at, taken = at + 1, taken + 1
        elif again is not None:
            at, taken = again[0], again[1] + 1
            again = (at, taken)
        else:
            return False
    return not pattern[at:].strip("*")
