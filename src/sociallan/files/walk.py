"""One walk over folders: every file below a folder, or those that fit a pattern.

A pattern is its names, parted at each ``/``; the whole of a folder is the pattern ``**``. Folders are walked
once, with all the places in the pattern that a folder may stand for, so that the time grows with the
number of files and the length of the pattern.
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
ENDINGS = (".yaml", ".yml", ".json")
_DOUBLE_ENDINGS = tuple(f"{ending}.txt" for ending in ENDINGS)
"""What a file is called that was saved as text, where the system hides the ending of its name."""
TOOL_FOLDERS = frozenset(("node_modules", "__pycache__", "venv"))
_SIGNS = "*?["


class _Fit(NamedTuple):
    """How a name fits a pattern: the places of the names to come below it, and whether the last name was reached.

    ``named`` where the pattern says the very name, ``dotted`` where it says its full stop.
    """

    below: frozenset[int]
    reached: bool
    named: bool
    dotted: bool


class Pattern:
    """The names that a path may have, one after the other."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        last = self._names[-1]
        _, dot, ending = last.rpartition(".")
        self._any_ending = is_pattern(last) and (dot == "" or is_pattern(ending))
        self.start = self._with_skipped((0,))

    def fit(self, places: frozenset[int], name: str) -> _Fit:
        """Return how a name fits, in a folder that stands for some places of the pattern."""
        below: set[int] = set()
        reached = named = dotted = False
        for place in places:
            wanted = self._names[place]
            is_last = place == len(self._names) - 1
            if wanted == ANY_FOLDERS:
                below.add(place)
                reached |= is_last
            elif wanted == name or fnmatch.fnmatch(name, wanted):
                named |= wanted == name
                dotted |= wanted.startswith(".")
                reached |= is_last
                if not is_last:
                    below.add(place + 1)
        return _Fit(self._with_skipped(below), reached, named, dotted)

    def takes(self, name: str) -> bool:
        """Return whether files with the ending of a name are wanted: those of applications, or what a pattern names."""
        return not self._any_ending or name.lower().endswith(ENDINGS)

    def _with_skipped(self, places: Sequence[int] | set[int]) -> frozenset[int]:
        """Add the places that are reached where ``**`` stands for no folder at all."""
        found = set(places)
        for place in sorted(places):
            step = place
            while self._names[step] == ANY_FOLDERS and step + 1 < len(self._names):
                step += 1
                found.add(step)
        return frozenset(found)


class _Folder(NamedTuple):
    """A folder to walk: what its paths begin with, where it lies, its places in the pattern, and what is left out."""

    prefix: str
    real: str
    places: frozenset[int]
    ignored: Ignored


def is_pattern(name: str) -> bool:
    """Return whether a name holds a sign that stands for others."""
    return any(sign in name for sign in _SIGNS)


def walk(root: str, pattern: Pattern, ignored: Ignored) -> Iterator[str | PassedOver]:
    """Yield the paths of files below a folder that fit a pattern, and what is passed over on the way.

    A folder that cannot be listed is given as a path too, so that the report says so. Links to folders are
    not followed, and links to files only where they stay in what is walked.
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
            fit = pattern.fit(folder.places, entry.name)
            path = folder.prefix + entry.name
            inner = within(folder.real) + entry.name
            if _is_folder(entry):
                if not fit.below:
                    continue
                reason = _of_folder(entry, fit) or folder.ignored.reason(inner, is_folder=True)
                if reason is None:
                    to_do.append(_Folder(within(path), inner, fit.below, folder.ignored))
                else:
                    yield PassedOver(f"{path}/", reason)
            elif fit.reached:
                if not pattern.takes(entry.name):
                    if entry.name.lower().endswith(_DOUBLE_ENDINGS) and not entry.name.startswith("."):
                        yield PassedOver(path, folder.ignored.reason(inner, is_folder=False) or SkipReason.ENDING)
                    continue
                reason = _of_file(entry, fit, real) or folder.ignored.reason(inner, is_folder=False)
                yield path if reason is None else PassedOver(path, reason)


def _of_folder(entry: "os.DirEntry[str]", fit: _Fit) -> SkipReason | None:
    if entry.name.startswith(".") and not fit.dotted:
        return SkipReason.HIDDEN
    if entry.name in TOOL_FOLDERS and not fit.named:
        return SkipReason.TOOL_FOLDER
    return SkipReason.LINK if _is_link(entry) else None


def _of_file(entry: "os.DirEntry[str]", fit: _Fit, root: str) -> SkipReason | None:
    if entry.name.startswith(".") and not fit.dotted:
        return SkipReason.HIDDEN
    if _is_link(entry) and not _stays(os.path.realpath(entry.path), root):
        return SkipReason.LINK
    try:
        # What is not there any more, or leads nowhere, is for the report to tell of.
        return None if entry.is_file() or not Path(entry.path).exists() else SkipReason.SPECIAL
    except OSError:
        return None


def _stays(target: str, root: str) -> bool:
    """Return whether the target of a link lies below a folder, and in no part of it that is passed over."""
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
    # A junction leads elsewhere as a link does, and is none to Python.
    try:
        tag = entry.stat(follow_symlinks=False).st_reparse_tag
    except OSError:
        return True
    return tag in (stat.IO_REPARSE_TAG_SYMLINK, stat.IO_REPARSE_TAG_MOUNT_POINT)
