"""Walking folders: every file below a folder, or those that match a pattern.

A pattern is split into names at each ``/``; the pattern ``**`` means everything in a folder. Each folder is walked
once, with the set of positions in the pattern that it may match, so that the time is proportional to the number of
files times the length of the pattern.
"""

import fnmatch
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.files.ignored import GITIGNORE, Ignored, within

ANY_FOLDERS = "**"
ENDINGS = (".yaml", ".yml", ".json", ".xlsx")
_DOUBLE_ENDINGS = tuple(f"{ending}.txt" for ending in ENDINGS)
"""Endings of files saved as text on a system that hides the real ending."""
OPEN_MARK = "~$"
"""Beginning of the name of a file that Excel keeps beside a workbook that is open."""
TOOL_FOLDERS = frozenset(("node_modules", "__pycache__", "venv"))
_WILDCARDS = "*?["


class _Match(NamedTuple):
    """The result of matching a name: the next positions in the pattern, and whether its last name was reached.

    ``named`` is true if the pattern contains the exact name, ``dotted`` if it contains the leading full stop.
    """

    below: frozenset[int]
    reached: bool
    named: bool
    dotted: bool


class GlobPattern:
    """A glob pattern as a sequence of names, one for each folder level."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        last = self._names[-1]
        _, dot, ending = last.rpartition(".")
        self._any_ending = is_pattern(last) and (dot == "" or is_pattern(ending))
        self.start = self._with_skipped((0,))

    def match(self, positions: frozenset[int], name: str) -> _Match:
        """Match a name in a folder that is at some positions of the pattern."""
        below: set[int] = set()
        reached = named = dotted = False
        for position in positions:
            expected = self._names[position]
            is_last = position == len(self._names) - 1
            if expected == ANY_FOLDERS:
                below.add(position)
                reached |= is_last
            elif expected == name or fnmatch.fnmatch(name, expected):
                named |= expected == name
                dotted |= expected.startswith(".")
                reached |= is_last
                if not is_last:
                    below.add(position + 1)
        return _Match(self._with_skipped(below), reached, named, dotted)

    def accepts_ending(self, name: str) -> bool:
        """Return whether a name has an ending of applications, or the pattern specifies the ending itself."""
        return not self._any_ending or name.lower().endswith(ENDINGS)

    def _with_skipped(self, positions: Sequence[int] | set[int]) -> frozenset[int]:
        """Add the positions that are reached when ``**`` matches no folder."""
        found = set(positions)
        for position in sorted(positions):
            step = position
            while self._names[step] == ANY_FOLDERS and step + 1 < len(self._names):
                step += 1
                found.add(step)
        return frozenset(found)


class _Folder(NamedTuple):
    """A folder to walk: the prefix of its paths, its real path, its positions in the pattern, and the exclusions."""

    prefix: str
    real: str
    positions: frozenset[int]
    ignored: Ignored


def is_pattern(name: str) -> bool:
    """Return whether a name contains a wildcard."""
    return any(wildcard in name for wildcard in _WILDCARDS)


def walk(root: str, pattern: GlobPattern, ignored: Ignored) -> Iterator[str | PassedOver]:
    """Yield the paths of files below a folder that match a pattern, and the paths that are passed over.

    A folder that cannot be listed is yielded as a path too, so that the report says so. Links to folders are
    not followed; links to files are followed only within the folder.
    """
    real = os.path.realpath(root)
    to_do = [_Folder("" if root == "." else within(root), real, pattern.start, ignored)]
    while to_do:
        folder = to_do.pop()
        try:
            with os.scandir(folder.prefix or ".") as found:
                entries = list(found)
        except OSError:
            yield folder.prefix or "."
            continue
        if any(entry.name == GITIGNORE for entry in entries):
            folder = folder._replace(ignored=folder.ignored.below(folder.real))
        for entry in entries:
            match = pattern.match(folder.positions, entry.name)
            path = folder.prefix + entry.name
            inner = within(folder.real) + entry.name
            if _is_folder(entry):
                if not match.below:
                    continue
                reason = _folder_skip_reason(entry, match) or folder.ignored.reason(inner, is_folder=True)
                if reason is None:
                    to_do.append(_Folder(within(path), inner, match.below, folder.ignored))
                else:
                    yield PassedOver(f"{path}/", reason)
            elif match.reached:
                if not pattern.accepts_ending(entry.name):
                    if entry.name.lower().endswith(_DOUBLE_ENDINGS) and not entry.name.startswith("."):
                        yield PassedOver(path, folder.ignored.reason(inner, is_folder=False) or SkipReason.ENDING)
                    continue
                reason = _file_skip_reason(entry, match, real) or folder.ignored.reason(inner, is_folder=False)
                yield path if reason is None else PassedOver(path, reason)


def _folder_skip_reason(entry: "os.DirEntry[str]", match: _Match) -> SkipReason | None:
    if entry.name.startswith(".") and not match.dotted:
        return SkipReason.HIDDEN
    if entry.name in TOOL_FOLDERS and not match.named:
        return SkipReason.TOOL_FOLDER
    return SkipReason.LINK if _is_link(entry) else None


def _file_skip_reason(entry: "os.DirEntry[str]", match: _Match, root: str) -> SkipReason | None:
    if entry.name.startswith(OPEN_MARK) or (entry.name.startswith(".") and not match.dotted):
        return SkipReason.HIDDEN
    if _is_link(entry) and not _is_inside(os.path.realpath(entry.path), root):
        return SkipReason.LINK
    try:
        # The report says that a file has disappeared or a link is broken.
        return None if entry.is_file() or not Path(entry.path).exists() else SkipReason.SPECIAL
    except OSError:
        return None


def _is_inside(target: str, root: str) -> bool:
    """Return whether the target of a link lies below a folder and not in a hidden or tool folder."""
    if not target.startswith(within(root)):
        return False
    names = Path(target[len(within(root)) :]).parts
    return not any(name.startswith(".") or name in TOOL_FOLDERS for name in names)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_link(entry: "os.DirEntry[str]") -> bool:
    if sys.platform != "win32":
        return entry.is_symlink()
    # Python does not count a junction as a link, though it leads elsewhere too.
    try:
        tag = entry.stat(follow_symlinks=False).st_reparse_tag
    except OSError:
        return True
    return tag in (stat.IO_REPARSE_TAG_SYMLINK, stat.IO_REPARSE_TAG_MOUNT_POINT)
