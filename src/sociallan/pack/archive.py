"""Archives of releases: the files of a pack as one zip file, with the same bytes for the same files."""

import hashlib
import stat
import struct
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from sociallan.application.source import Source

FOLDER = "releases"
"""Name of the folder of the archives, in the pack's folder."""

MOST_BYTES = 2**25
_MOST_FILES = 10_000
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can state."""
_UNIX = 3
_ENCRYPTED = 1
_MALFORMED = (BadZipFile, EOFError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError, struct.error)
"""Exceptions that zipfile raises on bytes that are no zip file, or one that it cannot read."""


class ArchiveError(Exception):
    """Unusable archive; ``code`` and ``parameters`` select the message."""

    def __init__(self, code: str, **parameters: Any) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


def archive_name(version: str) -> str:
    """Return the path of a version's archive, relative to the pack."""
    return f"{FOLDER}/{version}.zip"


def archive_of(files: Iterable[Source]) -> bytes:
    """Return the archive of a pack's files.

    The files are not compressed, since compression differs between systems, and nothing then unpacks to more than
    the archive itself.
    """
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for file in sorted(files, key=lambda file: file.path):
            entry = ZipInfo(file.path, _FIRST_DAY)
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, file.data)
    return stream.getvalue()


def archive_digest(data: bytes) -> str:
    """Return the digest of an archive, as in the lock file."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def files_of(data: bytes, digest: str, endings: Sequence[str]) -> tuple[Source, ...]:
    """Return the files in an archive with a digest, which is compared before anything else is read.

    Raises:
        ArchiveError: if the digest differs, or the archive is malformed, too large, or holds anything but ordinary
            files with one of the ``endings`` and a path within the pack, each once and uncompressed.

    """
    if len(data) > MOST_BYTES:
        raise ArchiveError("too_large", limit=MOST_BYTES)
    if archive_digest(data) != digest:
        raise ArchiveError("changed")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > len(data):
                raise ArchiveError("too_large", limit=MOST_BYTES)
            known: set[str] = set()
            for entry in entries:
                if entry.filename in known or not _is_plain(entry, endings):
                    raise ArchiveError("entry", entry=entry.orig_filename)
                known.add(entry.filename)
            return tuple(Source(entry.filename, archive.read(entry)) for entry in entries)
    except _MALFORMED as error:
        raise ArchiveError("malformed") from error


def _is_plain(entry: ZipInfo, endings: Sequence[str]) -> bool:
    """Return whether an entry is an ordinary file of a pack, as ``archive_of`` writes it."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        entry.filename == entry.orig_filename
        and entry.filename.lower().endswith(tuple(endings))
        and entry.filename.isprintable()
        and not {"\\", ":"} & set(entry.filename)
        and all(step not in ("", ".", "..") for step in entry.filename.split("/"))
        and kind in (0, stat.S_IFREG)
        and entry.compress_type == ZIP_STORED
        and entry.file_size == entry.compress_size
        and not entry.flag_bits & _ENCRYPTED
    )
