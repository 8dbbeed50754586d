"""Reading applications from disk and from standard input."""

import codecs
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from sociallan.application.documents import documents
from sociallan.application.source import NOT_A_FILE, NOT_FOUND, SILENT, UNREADABLE, Limits, Source, Walked
from sociallan.files import standard_input
from sociallan.files.find import STANDARD_INPUT

_SHARES = ("//", "\\\\")
"""How the path of a folder on another machine begins, on Windows."""
_UNWAITING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Open a file without waiting for who writes to it, where the system can."""
_SHORTEST_WIDE = 8
"""Bytes of a list that may still be a few names of one character each."""
_DOCUMENT = re.compile(r"(.+)#([1-9][0-9]{0,3})", re.DOTALL)


def source(path: str, *, stdin_name: str, folder: str = "", limits: Limits = Limits()) -> Source:
    """Read one application; what hinders it stands in the source.

    No more is read than one byte past the limit, so that a huge file costs no memory. ``folder`` is
    where relative paths start, ``""`` for where this process is.

    Raises:
        OSError: where this process has too many files open to open another.

    """
    most = limits.bytes + 1
    if path == STANDARD_INPUT:
        return _standard_input(stdin_name, most)
    if not path:
        return Source("''", b"", NOT_FOUND)
    return _file(Path(folder, path), str(path), most)._replace(walked=isinstance(path, Walked))


def listed(path: str) -> list[str]:
    """Read a list of paths, one a line or with NUL characters between; ``-`` is standard input.

    It is UTF-8, or whatever else names of files on this system are, or UTF-16 with a mark.

    Raises:
        OSError: where it cannot be read.
        ValueError: where the mark of UTF-16 stands before something else, or the list is of two or four
            bytes a character without it.

    """
    data = standard_input.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = os.fsencode(data.decode("utf-16"))
    # No path is a single character long on average: as names these would be folders such as "/".
    if len(data) > _SHORTEST_WIDE and 2 * data.count(b"\0") >= len(data):
        raise ValueError
    data = data.removeprefix(codecs.BOM_UTF8)
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    # As the names of files on this system are: not every one is text.
    return [os.fsdecode(line) for line in lines if line.strip()]


def named(paths: Iterable[str], root: Path) -> Iterator[Source]:
    """Read the applications that a report names, from a folder; each source keeps the report's name for it.

    Anyone may have written the report: what it names is read as a file and never as standard input,
    and no other machine is asked for it. Only where there is no file of the name is ``file.yaml#2``
    the second document of ``file.yaml``.
    """
    # The documents of a file stand together.
    parted = lru_cache(maxsize=1)(partial(_parted, root))
    for path in paths:
        source = _named(root, path)
        document = _DOCUMENT.fullmatch(path) if source.problem == NOT_FOUND else None
        yield _numbered(parted(document[1]), int(document[2]), path) if document else source


def _named(root: Path, path: str) -> Source:
    if path.startswith(_SHARES):
        return Source(path, b"", NOT_FOUND)
    return _file(root / path, path, Limits().bytes + 1)


def _parted(root: Path, path: str) -> tuple[Source, ...]:
    return tuple(documents(_named(root, path)))


def _numbered(parts: tuple[Source, ...], number: int, path: str) -> Source:
    if parts[0].problem is not None:
        return Source(path, b"", parts[0].problem)
    return parts[number - 1]._replace(path=path) if number <= len(parts) else Source(path, b"", NOT_FOUND)


def _file(file: Path, name: str, most: int) -> Source:
    try:
        # A pipe or a device would make the whole run wait.
        if not stat.S_ISREG(file.stat().st_mode):
            return Source(name, b"", NOT_A_FILE)
        with os.fdopen(os.open(file, _UNWAITING), "rb") as stream:
            # Nothing at all where it is a pipe by now, or one of the system's own that others write to.
            data: bytes | None = stream.read(most)
        return Source(name, b"", NOT_A_FILE) if data is None else Source(name, data)
    except (FileNotFoundError, ValueError):
        # No file can have a name with signs in it that no name can have.
        return Source(name, b"", NOT_FOUND)
    except OSError as error:
        # That too many files are open is no fault of this one.
        if error.errno in (errno.EMFILE, errno.ENFILE):
            raise
        # Nor one that is too long.
        absent = error.errno == errno.ENAMETOOLONG
        return Source(name, b"", NOT_FOUND if absent else UNREADABLE)


def _standard_input(name: str, most: int) -> Source:
    try:
        return Source(name, standard_input.read(most))
    except standard_input.Silent:
        return Source(name, b"", SILENT)
    except OSError:
        return Source(name, b"", UNREADABLE)
