"""Reading the files of a rule pack from disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sociallan.application.source import Source
from sociallan.files import resources
from sociallan.files.stored import stored

ENDINGS = (".yaml", ".yml", ".csv")
"""Endings of the files that a pack consists of."""

_OTHER_ENDINGS = (".lock", ".zip")
"""Endings of the lock and of the archives of releases."""


_CASES = "cases"
"""The folder of a pack with the applications that test it, which are no part of what is loaded."""


def pack_files(folder: Path, *, cases: bool = True) -> Iterator[Source]:
    """Yield every file of a pack that its content stands in, with its path relative to the pack, sorted by path.

    A folder that does not exist has none. Those in ``cases`` test the pack, and can be left out.

    Raises:
        OSError: if the folder or a file in it cannot be read.

    """
    if not folder.exists():
        return
    for path in sorted(_content(str(folder), cases=cases)):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # Half of the time with pathlib and a buffer.
            yield Source(path[len(str(folder)) + 1 :].replace(os.sep, "/"), file.readall())


def _content(folder: str, *, cases: bool) -> Iterator[str]:
    for place, folders, names in os.walk(folder, onerror=_raise):
        if place == folder and not cases:
            folders[:] = [name for name in folders if name != _CASES]
        # A broken link must not silently drop a rule: reading it raises an error.
        yield from (os.path.join(place, name) for name in names if name.lower().endswith(ENDINGS))  # noqa: PTH118


def _raise(error: OSError) -> None:
    raise error


def stored_pack(folder: Path) -> Any:
    """Return a shipped pack as it was loaded at the build of the wheel.

    ``None`` for another folder, in a checkout, and if a file of the pack is no longer the same: the pack is then to
    be loaded from its files.
    """
    if folder.parent != resources.shipped_pack(folder.name).parent:
        return None
    try:
        return stored(stored_name(folder), pack_files(folder, cases=False))
    except OSError:
        return None


def stored_name(folder: Path) -> str:
    """Return the name under which the pack of a folder is stored."""
    return f"{folder.name}.pack"


def paths(folder: Path) -> Iterator[Path]:
    """Return the path of every file of a pack, its lock and its archives; none if the folder does not exist."""
    return (path for path in folder.rglob("*") if path.suffix.lower() in (*ENDINGS, *_OTHER_ENDINGS))


def pack_file(folder: Path, name: str, most: int = -1) -> Source | None:
    """Return one file of a pack by its name, or ``None`` if there is none.

    If ``most`` is given, no more than that number of bytes are read.

    Raises:
        OSError: if it cannot be read.

    """
    try:
        with (folder / name).open("rb") as file:
            return Source(name, file.read(most))
    except FileNotFoundError:
        return None


def files_below(folder: Path, name: str) -> list[str]:
    """Return the path of every file below a subfolder of a pack, relative to the pack; none if it does not exist.

    Raises:
        OSError: if the folder cannot be read.

    """
    below = (path for path in (folder / name).rglob("*") if not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in below)


def release_named(folder: Path) -> tuple[Path, str] | None:
    """Return the folder and the version that ``FOLDER@VERSION`` names, ``None`` for any other path."""
    name, _, version = folder.name.rpartition("@")
    return (folder.with_name(name), version) if name and version and not folder.exists() else None


def folder_of(rules: Path | None) -> Path:
    """Return the folder that ``FOLDER``, ``FOLDER@VERSION`` or nothing names, which may not exist."""
    named = None if rules is None else release_named(rules)
    return resources.pack_folder(rules if named is None else named[0])


def named_pack(rules: Path | None) -> Path:
    """Return the folder of the pack that an option names, or ``FOLDER@VERSION`` as it is named."""
    return rules if rules is not None and release_named(rules) is not None else folder_of(rules)
