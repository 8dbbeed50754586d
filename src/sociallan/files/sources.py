"""Reading applications from disk or standard input."""

import codecs
import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path

from sociallan.application import spelling
from sociallan.application.documents import documents
from sociallan.application.source import (
    NOT_A_FILE,
    NOT_FOUND,
    SILENT,
    STANDARD_INPUT,
    UNREADABLE,
    UTF_16_MARKS,
    Limits,
    Source,
    Walked,
    is_workbook_name,
)
from sociallan.files import standard_input
from sociallan.files.walk import ENDINGS, OPEN_MARK

_SHARE_PREFIXES = ("//", "\\\\")
"""Prefixes of a path on another machine, on Windows."""
_NON_BLOCKING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Flags that open a pipe without waiting for a writer, if the system supports it."""
_MOST_NAMES = 1_000
"""Most files of a folder among which a name is looked for that resembles one that is not there."""
_MIN_WIDE = 8
"""Size in bytes up to which a list full of NUL characters may still be a few one-character names."""
_DOCUMENT = re.compile(r"(.+)#([1-9][0-9]{0,3})", re.DOTALL)


def source(path: str, *, stdin_name: str, folder: str = "", limits: Limits = Limits()) -> Source:
    """Read one application; a failure is stored as the ``problem`` of the source.

    At most one byte past the limit is read, so that a huge file costs no memory. Relative paths start at
    ``folder``, or at the current folder if it is ``""``.

    Raises:
        OSError: if this process has too many files open.

    """
    most = (limits.workbook if is_workbook_name(path) or path == STANDARD_INPUT else limits.bytes) + 1
    if path == STANDARD_INPUT:
        return _standard_input(stdin_name, most)
    if not path:
        return Source("''", b"", NOT_FOUND)
    found = _file(Path(folder, path), str(path), most)._replace(walked=isinstance(path, Walked))
    return found._replace(near=near_name(path, folder)) if found.problem == NOT_FOUND else found


def near_name(path: str, folder: str = "") -> str | None:
    """Return the path of an application in the same folder whose name a name resembles, ``None`` without any."""
    with contextlib.suppress(OSError, ValueError):
        name, beside = Path(path).name, Path(path).parent
        known = (each for each in islice(Path(folder, beside).iterdir(), _MOST_NAMES) if each.suffix.lower() in ENDINGS)
        near = spelling.nearest(name, [each.name for each in known if each.is_file()])
        return None if near is None else str(beside / near)
    return None


def is_file(path: str | Path) -> bool:
    """Return whether there is a file at a path; not where nobody may look."""
    with contextlib.suppress(OSError, ValueError):
        return Path(path).is_file()
    return False


def only_application(folder: str = "") -> str | None:
    """Return the name of the only file in a folder that may be an application; ``None`` with none or several."""
    with contextlib.suppress(OSError):
        files = (each for each in islice(Path(folder).iterdir(), _MOST_NAMES) if each.suffix.lower() in ENDINGS)
        names = [each.name for each in files if not each.name.startswith((".", OPEN_MARK)) and each.is_file()]
        return names[0] if len(names) == 1 else None
    return None


def read_list(path: str) -> list[str]:
    """Read a list of paths, separated by line breaks or NUL characters; ``-`` is standard input.

    The encoding is UTF-16 with a byte order mark, else that of file names on this system (UTF-8 with or without
    a mark).

    Raises:
        OSError: if the list cannot be read.
        ValueError: if the list has a UTF-16 mark but is not UTF-16, or appears to be UTF-16 or UTF-32 without a mark.

    """
    data = standard_input.read() if path == STANDARD_INPUT else Path(path).read_bytes()
    if data.startswith(UTF_16_MARKS):
        data = os.fsencode(data.decode("utf-16"))
    # With a NUL after every character, each name would be one character long, such as the folder "/".
    if len(data) > _MIN_WIDE and 2 * data.count(b"\0") >= len(data):
        raise ValueError
    data = data.removeprefix(codecs.BOM_UTF8)
    lines = data.split(b"\0") if b"\0" in data else data.splitlines()
    # Decoded like file names on this system, which are not always valid text.
    return [os.fsdecode(line) for line in lines if line.strip()]


def named_in_report(paths: Iterable[str], root: Path) -> Iterator[Source]:
    """Read the applications named in a report, relative to a folder; each source keeps the name from the report.

    The report is untrusted: its names are never read as standard input or from another machine.
    ``file.yaml#2`` is the second document of ``file.yaml``, unless a file has that very name.
    """
    # The documents of a file are adjacent in the report.
    split_documents = lru_cache(maxsize=1)(partial(_split_documents, root))
    for path in paths:
        source = _named(root, path)
        document = _DOCUMENT.fullmatch(path) if source.problem == NOT_FOUND else None
        yield _numbered(split_documents(document[1]), int(document[2]), path) if document else source


def _named(root: Path, path: str) -> Source:
    if path.startswith(_SHARE_PREFIXES):
        return Source(path, b"", NOT_FOUND)
    most = Limits().workbook if is_workbook_name(path) else Limits().bytes
    return _file(root / path, path, most + 1)


def _split_documents(root: Path, path: str) -> tuple[Source, ...]:
    return tuple(documents(_named(root, path)))


def _numbered(parts: tuple[Source, ...], number: int, path: str) -> Source:
    if parts[0].problem is not None:
        return Source(path, b"", parts[0].problem)
    return parts[number - 1]._replace(path=path) if number <= len(parts) else Source(path, b"", NOT_FOUND)


def _file(file: Path, name: str, most: int) -> Source:
    try:
        found = file.stat()
        # Reading a pipe or a device could block.
        if not stat.S_ISREG(found.st_mode):
            return Source(name, b"", NOT_A_FILE)
        descriptor = os.open(file, _NON_BLOCKING)
        try:
            data = _read(descriptor, most, found.st_size)
        finally:
            os.close(descriptor)
        return Source(name, b"", NOT_A_FILE) if data is None else Source(name, data)
    except (FileNotFoundError, ValueError):
        # ValueError: the name has characters that no file name can have.
        return Source(name, b"", NOT_FOUND)
    except OSError as error:
        # Too many open files: not a problem of this file.
        if error.errno in (errno.EMFILE, errno.ENFILE):
            raise
        # No file can have a name that is too long.
        is_too_long = error.errno == errno.ENAMETOOLONG
        return Source(name, b"", NOT_FOUND if is_too_long else UNREADABLE)


def _read(descriptor: int, most: int, size: int) -> bytes | None:
    """Return at most so many bytes of a file; ``None`` if it has become a pipe meanwhile, or is one of the system.

    No more is asked for than its size says, since memory is taken for all that is asked for.
    """
    parts = []
    while most > 0:
        try:
            part = os.read(descriptor, min(most, size + 1))
        except BlockingIOError:
            return None
        if not part:
            break
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _standard_input(name: str, most: int) -> Source:
    try:
        return Source(name, standard_input.read(most))
    except standard_input.Silent:
        return Source(name, b"", SILENT)
    except OSError:
        return Source(name, b"", UNREADABLE)
