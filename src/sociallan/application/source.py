"""The bytes of one application, before anything is made of them."""

import hashlib
from typing import NamedTuple

NOT_FOUND = "file.not-found"
NOT_A_FILE = "file.not-a-file"
SILENT = "file.silent"
UNREADABLE = "file.unreadable"
UNREAD = frozenset((NOT_FOUND, NOT_A_FILE, SILENT, UNREADABLE))
"""The codes of files that gave no bytes."""

CRASHED = "file.crashed"
"""The code of a file at which its screening failed or its worker died."""
TOO_SLOW = "file.too-slow"
"""The code of a file that took all its time."""
LOST = frozenset((CRASHED, TOO_SLOW))
"""The codes of files whose screening did not finish."""


class Walked(str):
    """The path of a file that a walk came upon: it may turn out to be no application."""

    __slots__ = ()


class Source(NamedTuple):
    """A file's bytes and the path that was given for it, with ``/``.

    ``problem`` is set instead of ``data`` where the file could not be read: a finding code. ``whole`` is
    set where ``data`` is one document out of a file of several: the bytes of the file. ``document`` then
    says which, from 1 on, and ``path`` ends with ``#`` and that number. ``walked`` where a walk came
    upon the file, so that it is passed over if it is no application.
    """

    path: str
    data: bytes
    problem: str | None = None
    whole: bytes | None = None
    document: int = 0
    walked: bool = False

    @property
    def is_json(self) -> bool:
        """Whether the file is read as JSON: by the ending of its name."""
        return self.path.lower().endswith(".json")

    @property
    def sha256(self) -> str:
        """The digest of the file, as programs for that give it."""
        return hashlib.sha256(self.data if self.whole is None else self.whole).hexdigest()


class Limits(NamedTuple):
    """How large an application may be before it is refused unreadable.

    The defaults are some twenty times the largest application seen, and far below what makes
    libyaml slow (its cost grows with the square of the nesting) or crash.
    """

    bytes: int = 1024 * 1024
    depth: int = 32
    nodes: int = 50_000
    findings: int = 200
    documents: int = 50
