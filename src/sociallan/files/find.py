"""From the paths on the command line to the files that they mean."""

import glob
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ENDINGS = frozenset((".yaml", ".yml", ".json"))
STANDARD_INPUT = "-"
_IGNORED = frozenset(("node_modules", "__pycache__", "venv", "build", "dist"))
_PLAIN = re.compile(r"/?[^/*?\[\\#!]+/")


class Found(NamedTuple):
    """The files that paths lead to, in order and each once, and the paths that lead nowhere."""

    files: tuple[str, ...]
    absent: tuple[str, ...]


def find(paths: Sequence[str], *, heed_ignore_files: bool = True) -> Found:
    """Find the applications that paths mean: files, folders with all below them, and patterns.

    Hidden folders, folders of tools, folders that a ``.gitignore`` names and links to folders are left
    out. A pattern is only read as one where nothing has that very name. What exists and is no file is
    given on as one, so that the report says what is wrong with it. Of a stranger's folders ``.gitignore``
    is not heeded: it would keep from view what is to be seen.
    """
    files: dict[str, None] = {}
    absent = []
    for given in paths:
        path = Path(given)
        if given == STANDARD_INPUT or (given and _exists(path) and not _is_folder(path)):
            matches: list[str] = [given]
        elif given and _is_folder(path):
            matches = sorted(_below(path, heed_ignore_files=heed_ignore_files))
        else:
            matches = sorted(name for name in glob.glob(given, recursive=True) if not _is_folder(Path(name)))
            if not matches:
                absent.append(given)
        files.update(dict.fromkeys(_slashed(match) for match in matches))
    return Found(tuple(files), tuple(_slashed(path) for path in absent))


def _below(folder: Path, ignored: frozenset[str] = _IGNORED, *, heed_ignore_files: bool) -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        # What cannot be listed is given on as a file, so that the report says so.
        yield str(folder)
        return
    here, below = _git_ignored(folder) if heed_ignore_files else (frozenset[str](), frozenset[str]())
    ignored |= below
    for entry in entries:
        if _is_folder(entry):
            if not (entry.name.startswith(".") or entry.name in ignored | here or entry.is_symlink()):
                yield from _below(entry, ignored, heed_ignore_files=heed_ignore_files)
        elif entry.suffix.lower() in ENDINGS and not entry.name.startswith("."):
            yield str(entry)


def _git_ignored(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Give the folders that a folder's ``.gitignore`` names outright: those in it, and those anywhere below.

    Patterns are left alone: to leave out too little is only slow, to leave out too much is a file unread.
    """
    try:
        text = (folder / ".gitignore").read_text("utf-8")
    except (OSError, ValueError):
        return frozenset(), frozenset()
    lines = [line.strip() for line in text.splitlines()]
    if any(line.startswith("!") for line in lines):
        return frozenset(), frozenset()
    names = [line for line in lines if line.endswith("/") and _PLAIN.fullmatch(line)]
    here = frozenset(line.strip("/") for line in names if line.startswith("/"))
    return here, frozenset(line.strip("/") for line in names if not line.startswith("/"))


def _exists(path: Path) -> bool:
    """Say whether there is something of a name, if only a link that leads nowhere."""
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
    return path if path in ("", STANDARD_INPUT) else Path(path).as_posix()
