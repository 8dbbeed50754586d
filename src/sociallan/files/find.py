"""From the paths on the command line to the files that they mean."""

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ENDINGS = frozenset((".yaml", ".yml", ".json"))
STANDARD_INPUT = "-"
_IGNORED = frozenset(("node_modules", "__pycache__", "venv", "build", "dist"))


class Found(NamedTuple):
    """The files that paths lead to, in order and each once, and the paths that lead nowhere."""

    files: tuple[str, ...]
    absent: tuple[str, ...]


def find(paths: Sequence[str]) -> Found:
    """Find the applications that paths mean: files, folders with all below them, and patterns.

    Hidden folders, folders of tools and links to folders are left out. A pattern is only read as
    one where no file has that very name.
    """
    files: dict[str, None] = {}
    absent = []
    for given in paths:
        path = Path(given)
        if given == STANDARD_INPUT or path.is_file():
            matches: list[str] = [given]
        elif path.is_dir():
            matches = sorted(_below(path))
        else:
            matches = sorted(name for name in glob.glob(given, recursive=True) if Path(name).is_file())
            if not matches:
                absent.append(given)
        files.update(dict.fromkeys(_slashed(match) for match in matches))
    return Found(tuple(files), tuple(_slashed(path) for path in absent))


def _below(folder: Path) -> Iterator[str]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        # What cannot be listed is given on as a file, so that the report says so.
        yield str(folder)
        return
    for entry in entries:
        if entry.is_dir():
            if not (entry.name.startswith(".") or entry.name in _IGNORED or entry.is_symlink()):
                yield from _below(entry)
        elif entry.suffix.lower() in ENDINGS and not entry.name.startswith("."):
            yield str(entry)


def _slashed(path: str) -> str:
    return path if path == STANDARD_INPUT else Path(path).as_posix()
