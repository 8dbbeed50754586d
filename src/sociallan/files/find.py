"""From the paths on the command line to the files that they mean."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.source import Walked
from sociallan.files.identity import Identity, identity
from sociallan.files.ignored import Exclude, ignored_at
from sociallan.files.walk import ANY_FOLDERS, Pattern, is_pattern, walk

STANDARD_INPUT = "-"


class Found(NamedTuple):
    """The files that paths lead to, in order and each once, and what else there is to tell of the paths.

    A file that only a walk came upon is ``Walked``. ``absent`` are the paths that lead nowhere. ``walked`` are
    the folders and patterns that were given, and the files that each of them led to.
    """

    files: tuple[str, ...]
    absent: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    walked: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def without(self, passed_over: Sequence[PassedOver]) -> "Found":
        """Return what is left where some of the files turn out to be passed over."""
        gone = {each.path for each in passed_over}
        files = tuple(file for file in self.files if file not in gone)
        return self._replace(files=files, passed_over=(*self.passed_over, *passed_over))

    def empty(self, passed_over: Sequence[PassedOver] = ()) -> tuple[str, ...]:
        """Return the folders and patterns that led to no application, where some of the files are passed over."""
        gone = {each.path for each in passed_over}
        return tuple(given for given, files in self.walked if gone.issuperset(files))


def find(paths: Sequence[str], *, heed_ignore_files: bool = True, exclude: Exclude | None = None) -> Found:
    """Find the applications that paths mean: files, folders with all below them, and patterns.

    A pattern is only read as one where nothing has that very name, and the folders that it begins with are
    taken literally. What exists and is no file is given on as one, so that the report says what is wrong
    with it. A file with several names is given once, by the first of them. What a walk leaves out is told;
    neither .gitignore files (``heed_ignore_files``) nor ``exclude`` leave out what is named itself.
    """
    search = _Search(heed_ignore_files=heed_ignore_files, exclude=exclude)
    for given in dict.fromkeys(paths):
        search.add(given)
    return search.found()


class _Search:
    """What has been found so far."""

    def __init__(self, *, heed_ignore_files: bool, exclude: Exclude | None) -> None:
        self._heed_ignore_files = heed_ignore_files
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
            self._walk(given, path, Pattern((ANY_FOLDERS,)))
        elif given and _exists(path):
            self._take(path.as_posix())
        elif given and (parted := _parted(path)) is not None:
            self._walk(given, *parted)
        else:
            self._absent[_slashed(given)] = None

    def found(self) -> Found:
        """Return what has been found; what is named by itself is not passed over, whatever a walk says of it."""
        passed_over = (each for each in self._passed_over if each.path.rstrip("/") not in self._named)
        return Found(
            tuple(self._files.values()),
            tuple(self._absent),
            tuple(sorted(passed_over)),
            tuple(self._walked),
        )

    def _walk(self, given: str, root: Path, pattern: Pattern) -> None:
        self._named.add(root.as_posix())
        ignored = ignored_at(os.path.realpath(root), self._exclude, heed_ignore_files=self._heed_ignore_files)
        files: list[str] = []
        nothing = True
        for each in walk(str(root), pattern, ignored):
            nothing = False
            if isinstance(each, PassedOver):
                self._passed_over[PassedOver(_slashed(each.path) + "/" * each.path.endswith("/"), each.reason)] = None
            else:
                files.append(each)
        if nothing and not _is_folder(Path(given)):
            self._absent[_slashed(given)] = None
            return
        self._walked.append((_slashed(given), tuple([self._take(_slashed(file), Walked) for file in sorted(files)])))

    def _take(self, path: str, kind: Callable[[str], str] = str) -> str:
        """Add a file, and return the name that it has been met by first."""
        key = identity(Path(path))
        first = self._files.setdefault(key, kind(path))
        if kind is str:
            self._named.add(path)
            if isinstance(first, Walked):
                self._files[key] = str(first)
        if first != path and _placed(first) != _placed(path):
            self._passed_over[PassedOver(path, SkipReason.SAME_FILE)] = None
        return first


def _parted(path: Path) -> tuple[Path, Pattern] | None:
    """Part a pattern from the folder before it, the longest that exists; ``None`` where it is no pattern."""
    names = path.parts
    folder, place = (Path(names[0]), 1) if path.anchor else (Path(), 0)
    while place < len(names) - 1 and _is_folder(folder / names[place]):
        folder, place = folder / names[place], place + 1
    rest = names[place:]
    if not rest or not any(map(is_pattern, rest)) or not _is_folder(folder):
        return None
    return folder, Pattern(rest)


def _placed(path: str) -> str:
    """Return where a path leads, without a look at any link."""
    return os.path.normpath(Path.cwd() / path)


def _exists(path: Path) -> bool:
    """Return whether there is something of a name, if only a link that leads nowhere."""
    try:
        path.lstat()
    except PermissionError:
        # What may not be looked at is for the report to tell of.
        return True
    except (OSError, ValueError):
        return False
    return True


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _slashed(path: str) -> str:
    # An empty path is no way to write the current folder: it comes from a variable that was not set.
    return Path(path).as_posix() if path else path
