"""A cache on disk: data by key in one SQLite database, used by several processes and runs at a time.

An error of the database is no error of a run: what cannot be read is not in the cache, and what cannot be written is
not kept. Data are bytes that are compared with a checksum, and never run or unpickled.
"""

import errno
import os
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sociallan.files.private import create_private, ensure_private

T = TypeVar("T")

NAME = "sociallan-cache.sqlite"
"""Name of the database in the folder of the cache."""

MAX_BYTES = 1024**3
"""Maximum size of a database. A run that reaches it keeps no more, and the next one makes room first."""

_SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Endings of the names of the database and of the files that SQLite makes beside it."""

_FORMAT = 1
"""Version of the table. A database of another version is made anew."""

_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, day TEXT, version TEXT, checksum INTEGER, data BLOB)"
)
_INDEX = "CREATE INDEX IF NOT EXISTS entries_by_day ON entries (day)"

_PAGE_BYTES = 16384
"""Size of a page: most entries fit in a few, so that reading one takes few calls of the system."""

_SECONDS_TO_WAIT = 2.0
"""Maximum time to wait for another process that writes."""

_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


class _OtherFormat(sqlite3.DatabaseError):
    """The table is one of another version of the program."""


class Entry(NamedTuple):
    """Data to keep. If ``day`` (``YYYY-MM-DD``) is given, they are of use on that day alone."""

    key: bytes
    data: bytes
    day: str | None = None


class Contents(NamedTuple):
    """Contents of a cache: the size of its files in bytes, and the number of results by version of the program."""

    size: int
    entries: Mapping[str, int]


class Cache:
    """The cache in a folder, for a version of the program, ``""`` for data that are no results; ``prepare`` it first.
    Each process connects by itself on first use, since a connection must not pass a fork.
    """

    def __init__(self, folder: Path, version: str, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._version = version
        self._max_bytes = max_bytes
        self._process: int | None = None
        self._connection: sqlite3.Connection | None = None

    def get(self, keys: Collection[bytes]) -> dict[bytes, bytes]:
        """Return the data of those keys that are in the cache; a damaged entry is not."""
        marks = ",".join("?" * len(keys))
        query = f"SELECT key, checksum, data FROM entries WHERE key IN ({marks})"  # noqa: S608  # Only marks.

        def found(connection: sqlite3.Connection) -> dict[bytes, bytes]:
            rows = connection.execute(query, tuple(keys))
            return {key: data for key, checksum, data in rows if _is_whole(key, checksum, data)}

        return self._tried(found) or {}

    def put(self, entries: Iterable[Entry]) -> None:
        """Keep entries, in place of those with the same keys; none if there is no room for all."""
        rows = [(each.key, each.day, self._version, _checksum(each.key, each.data), each.data) for each in entries]
        if not rows:
            return

        def write(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)

        self._tried(write)

    def close(self) -> None:
        """Close the connection of this process; the next use opens another."""
        if self._process == os.getpid() and self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _tried(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Return the result of an action on the database, ``None`` if it fails; a damaged database is removed."""
        try:
            if self._process != os.getpid():
                self._process, self._connection = os.getpid(), None
                self._connection = _connected(self._folder, self._max_bytes)
            return None if self._connection is None else action(self._connection)
        except sqlite3.Error as error:
            if _is_damaged(error):
                self._connection = None
                _remove(self._folder)
        return None


def prepare(folder: Path, today: str, *, max_bytes: int = MAX_BYTES) -> None:
    """Create the cache of a folder if there is none, and make room in it for a run on a day (``YYYY-MM-DD``).

    What was of use on an earlier day alone is removed, and the older half if it is nearly full. A damaged database is
    made anew.

    Raises:
        NotPrivate: if another user could write to it.
        OSError: if it cannot be created.

    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from error
    ensure_private(folder, files(folder))
    for _ in range(2):
        create_private(folder / NAME)
        try:
            with closing(_connected(folder, max_bytes)) as connection:
                _make_room(connection, today, max_bytes)
            return
        except sqlite3.Error as error:
            if not _is_damaged(error):
                return
            _remove(folder)


def settle(folder: Path) -> None:
    """Move what was written lately into the database, and SQLite's files beside it away, unless another run uses it."""
    with suppress(sqlite3.Error), closing(_connected(folder)) as connection:
        connection.execute("PRAGMA wal_checkpoint")


def contents(folder: Path) -> Contents | None:
    """Return the contents of the cache of a folder, ``None`` if there is none. A damaged one has no entries.

    Raises:
        OSError: if the folder cannot be read.

    """
    if not os.path.lexists(folder / NAME):
        return None
    entries: dict[str, int] = {}
    counted = "SELECT version, count(*) FROM entries WHERE version > '' GROUP BY version ORDER BY version"
    with suppress(sqlite3.Error), closing(_connected(folder)) as connection:
        entries = dict(connection.execute(counted))
    return Contents(sum(path.stat().st_size for path in files(folder) if path.exists()), entries)


def clear(folder: Path) -> None:
    """Delete the files of the cache of a folder, and nothing else.

    Raises:
        OSError: if one cannot be deleted.

    """
    for path in files(folder):
        path.unlink(missing_ok=True)


def _connected(folder: Path, max_bytes: int = MAX_BYTES) -> sqlite3.Connection:
    """Return a connection to a database, which must exist so that SQLite makes none that others may read."""
    address = f"{(folder / NAME).absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, timeout=_SECONDS_TO_WAIT, isolation_level=None)
    # A database that a loss of power damages is made anew, so nothing need wait for the disk.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # Heeded for a new database only.
    connection.execute(f"PRAGMA max_page_count = {max_bytes // _PAGE_BYTES}")
    return connection


def _make_room(connection: sqlite3.Connection, today: str, max_bytes: int) -> None:
    if _number(connection, "user_version") not in (0, _FORMAT):
        raise _OtherFormat
    # Readers and one writer do not wait for each other. Where the file system does not allow that, they do.
    connection.execute("PRAGMA journal_mode = WAL")
    with _transaction(connection):
        connection.execute(_TABLE)
        connection.execute(_INDEX)
        connection.execute(f"PRAGMA user_version = {_FORMAT}")
        removed = connection.execute("DELETE FROM entries WHERE day < ?", (today,)).rowcount
        if _used_bytes(connection) > max_bytes * 3 // 4:
            middle = "SELECT rowid FROM entries ORDER BY rowid LIMIT 1 OFFSET (SELECT count(*) / 2 FROM entries)"
            removed += connection.execute(f"DELETE FROM entries WHERE rowid < ({middle})").rowcount  # noqa: S608
    if removed:
        # Nothing of what was removed stays in the file.
        connection.execute("VACUUM")


def _used_bytes(connection: sqlite3.Connection) -> int:
    return (_number(connection, "page_count") - _number(connection, "freelist_count")) * _PAGE_BYTES


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _is_whole(key: Any, checksum: Any, data: Any) -> bool:
    """Return whether a row is as it was written; a damaged one may hold values of any type."""
    return isinstance(key, bytes) and isinstance(data, bytes) and _checksum(key, data) == checksum


def _checksum(key: bytes, data: bytes) -> int:
    return zlib.crc32(data, zlib.crc32(key))


def _is_damaged(error: sqlite3.Error) -> bool:
    return isinstance(error, _OtherFormat) or getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _remove(folder: Path) -> None:
    with suppress(OSError):
        clear(folder)


def files(folder: Path) -> tuple[Path, ...]:
    """Return the paths of all files that a cache has in its folder at times."""
    return tuple(folder / f"{NAME}{suffix}" for suffix in _SUFFIXES)
