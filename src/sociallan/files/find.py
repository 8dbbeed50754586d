"""Finding the files that the paths on the command line refer to."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.source import STANDARD_INPUT, Walked
from sociallan.files.identity import Identity, identity
from sociallan.files.ignored import Exclude, ignored_at
from sociallan.files.walk import ANY_FOLDERS, GlobPattern, is_pattern, walk


class Found(NamedTuple):
    """The result of a search: files in order, without duplicates, and every path that was absent or skipped.

    A file found only by a walk is ``Walked``. ``absent`` holds the paths that do not exist. ``walked`` holds
    each given folder or pattern with the files found for it.
    """

    files: tuple[str, ...]
    absent: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    walked: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def without(self, passed_over: Sequence[PassedOver]) -> "Found":
        """Return the result with some of the files moved to ``passed_over``."""
        skipped = {each.path for each in passed_over}
        files = tuple(file for file in self.files if file not in skipped)
        return self._replace(files=files, passed_over=(*self.passed_over, *passed_over))

    def empty(self, passed_over: Sequence[PassedOver] = ()) -> tuple[str, ...]:
        """Return the folders and patterns without any application, not counting the files in ``passed_over``."""
        skipped = {each.path for each in passed_over}
        return tuple(given for given, files in self.walked if skipped.issuperset(files))


def find(paths: Sequence[str], *, use_gitignore: bool = True, exclude: Exclude | None = None) -> Found:
    """Find the applications that paths refer to: files, folders (recursively) and glob patterns.

    A path with wildcards is a pattern only if nothing exists by that exact name; its leading folders that exist
    are taken literally. An existing path that is not a regular file is returned too, so that the report can
    say what is wrong with it. A file with several names is returned once, by its first name. Files skipped by a
    walk are listed; ``.gitignore`` (``use_gitignore``) and ``exclude`` never skip a path that is named itself.
    """
    search = _Search(use_gitignore=use_gitignore, exclude=exclude)
    for given in dict.fromkeys(paths):
        search.add(given)
    return search.found()


class _Search:
    """A search in progress."""

    def __init__(self, *, use_gitignore: bool, exclude: Exclude | None) -> None:
        self._use_gitignore = use_gitignore
        self._exclude = exclude
        self._files: dict[Identity, str] = {}
        self._absent: dict[str, None] = {}
        self._passed_over: dict[PassedOver, None] = {}
        self._walked: list[tuple[str, tuple[str, ...]]] = []
        self._named: set[str] = set()

    def add(self, given: str) -> None:
        path = Path(given)
        if given == STANDARD_INPUT:
            self._files.setdefault(STANDARD_INPUT, STANDARD_INPUT)
        elif given and _is_folder(path):
            self._walk(given, path, GlobPattern((ANY_FOLDERS,)))
        elif given and _exists(path):
            self._add_file(path.as_posix())
        elif given and (split := _split_pattern(path)) is not None:
            self._walk(given, *split)
        else:
            self._absent[_with_slashes(given)] = None

    def found(self) -> Found:
        """Return the result; a path that was named itself is never listed as passed over."""
        passed_over = (each for each in self._passed_over if each.path.rstrip("/") not in self._named)
        return Found(
            tuple(self._files.values()),
            tuple(self._absent),
            tuple(sorted(passed_over)),
            tuple(self._walked),
        )

    def _walk(self, given: str, root: Path, pattern: GlobPattern) -> None:
        self._named.add(root.as_posix())
        ignored = ignored_at(os.path.realpath(root), self._exclude, use_gitignore=self._use_gitignore)
        files: list[str] = []
        is_empty = True
        for each in walk(str(root), pattern, ignored):
            is_empty = False
            if isinstance(each, PassedOver):
                self._passed_over[PassedOver(_with_slashes(each.path) + "/" * each.path.endswith("/"), each.reason)] = (
                    None
                )
            else:
                files.append(each)
        if is_empty and not _is_folder(Path(given)):
            self._absent[_with_slashes(given)] = None
            return
        self._walked.append(
            (_with_slashes(given), tuple([self._add_file(_with_slashes(file), Walked) for file in sorted(files)]))
        )

    def _add_file(self, path: str, kind: Callable[[str], str] = str) -> str:
        """Add a file, and return the first name by which it was found."""
        key = identity(Path(path))
        first = self._files.setdefault(key, kind(path))
        if kind is str:
            self._named.add(path)
            if isinstance(first, Walked):
                self._files[key] = str(first)
        if first != path and _absolute(first) != _absolute(path):
            self._passed_over[PassedOver(path, SkipReason.SAME_FILE)] = None
        return first


def _split_pattern(path: Path) -> tuple[Path, GlobPattern] | None:
    """Split a path into its longest existing folder and a pattern; return ``None`` if it is not a pattern."""
    names = path.parts
    folder, place = (Path(names[0]), 1) if path.anchor else (Path(), 0)
    while place < len(names) - 1 and _is_folder(folder / names[place]):
        folder, place = folder / names[place], place + 1
    rest = names[place:]
    if not rest or not any(map(is_pattern, rest)) or not _is_folder(folder):
        return None
    return folder, GlobPattern(rest)


def _absolute(path: str) -> str:
    """Return the absolute path, without resolving links."""
    return os.path.normpath(Path.cwd() / path)


def _exists(path: Path) -> bool:
    """Return whether a path exists; a broken link counts."""
    try:
        path.lstat()
    except PermissionError:
        # The report says that permission is denied.
        return True
    except (OSError, ValueError):
        return False
    return True


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _with_slashes(path: str) -> str:
    # An empty path does not mean the current folder: it comes from an unset variable.
    return Path(path).as_posix() if path else path
