"""The bytes of one application, and the limits on its size."""

import codecs
import hashlib
from typing import NamedTuple

UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Byte order marks with which a text in UTF-16 begins."""

STANDARD_INPUT = "-"
"""Argument of a command that stands for standard input."""

NOT_FOUND = "file.not-found"
NOT_A_FILE = "file.not-a-file"
SILENT = "file.silent"
UNREADABLE = "file.unreadable"
UNREAD = frozenset((NOT_FOUND, NOT_A_FILE, SILENT, UNREADABLE))
"""Codes of files that could not be read."""

CRASHED = "file.crashed"
"""Code of a file whose screening raised an exception or ended its worker."""
TOO_SLOW = "file.too-slow"
"""Code of a file that exceeded the time limit."""
LOST = frozenset((CRASHED, TOO_SLOW))
"""Codes of files whose screening did not finish."""


WORKBOOK_ENDINGS = (".xlsx", ".xlsm")
ARCHIVE_START = b"PK\x03\x04"
_WORKBOOK_STARTS = (ARCHIVE_START, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""First bytes of workbooks: the second are those of one in the format .xls or with a password, which is not read."""


class Walked(str):
    """Path of a file found by walking a folder: it may not be an application."""

    __slots__ = ()


class Source(NamedTuple):
    """A file's bytes and its path as given, with ``/``.

    ``problem`` is the code of a diagnostic if the file could not be read; ``data`` is then empty. If ``data`` is
    one of several documents in the file, ``whole`` holds the bytes of the file, ``document`` the number of the
    document from 1, and ``path`` ends with ``#`` and that number. ``walked`` is true if the file was found by
    walking a folder: it is skipped if it is not an application. ``near`` is the path of a file with nearly the same
    name, if there is no file of this one.
    """

    path: str
    data: bytes
    problem: str | None = None
    whole: bytes | None = None
    document: int = 0
    walked: bool = False
    near: str | None = None

    @property
    def is_json(self) -> bool:
        """Return whether the file is read as JSON, by the extension of its name."""
        return self.path.lower().endswith(".json")

    @property
    def is_workbook(self) -> bool:
        """Return whether the file is read as a workbook, by its name or its first bytes."""
        return is_workbook_name(self.path) or self.data.startswith(_WORKBOOK_STARTS)

    @property
    def is_yaml(self) -> bool:
        """Return whether the file is read as YAML."""
        return not self.is_json and not self.is_workbook

    @property
    def sha256(self) -> str:
        """Return the SHA-256 digest of the whole file, in hexadecimal."""
        return hashlib.sha256(self.data if self.whole is None else self.whole).hexdigest()


def is_workbook_name(path: str) -> bool:
    """Return whether a file is a workbook by the extension of its name; macros in one are never run."""
    return path.lower().endswith(WORKBOOK_ENDINGS)


class Limits(NamedTuple):
    """Size limits of an application; one that exceeds them is not read.

    The defaults are some twenty times the largest known application, and far below the sizes at which
    libyaml becomes slow (its cost grows with the square of the nesting) or crashes.
    """

    bytes: int = 1024 * 1024
    depth: int = 32
    nodes: int = 50_000
    findings: int = 200
    documents: int = 50
    workbook: int = 8 * 1024 * 1024
    """Bytes of a workbook, which may hold pictures; they are not unpacked."""
    unpacked: int = 8 * 1024 * 1024
    """Bytes of the parts of a workbook that are read, unpacked."""
    elements: int = 150_000
    """Elements in these parts."""
