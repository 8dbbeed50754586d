"""The cache on disk: what is put in comes out unchanged or not at all, and nothing that happens to it ends a run."""

import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sociallan.files import cache
from sociallan.files.cache import Cache, Contents, Entry
from sociallan.files.private import NotPrivate
from tests.cli.running import run_code

DAY, NEXT = "2025-06-01", "2025-06-02"
KEY, OTHER = b"k" * 32, b"o" * 32
posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="has no modes of files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a cache that is ready."""
    cache.prepare(tmp_path / "made" / "cache", DAY)
    return tmp_path / "made" / "cache"


def changed(folder: Path, statement: str) -> None:
    """Change the database behind the back of the cache."""
    with sqlite3.connect(folder / cache.NAME) as connection:
        connection.execute(statement)
    connection.close()


def kept(folder: Path, *keys: bytes) -> dict[bytes, bytes]:
    """Return what another run would find."""
    with closing(Cache(folder, "1")) as other:
        return other.get(keys or (KEY, OTHER))


def keep(folder: Path, *entries: Entry, version: str = "1") -> None:
    """Put entries in as another run would."""
    with closing(Cache(folder, version)) as other:
        other.put(entries)


def test_what_is_put_in_is_found_by_its_key_until_it_is_replaced(folder: Path) -> None:
    own = Cache(folder, "1")
    own.put([Entry(KEY, b"one\n\0\xff"), Entry(OTHER, b"")])

    assert own.get([KEY, OTHER, b"x" * 32]) == kept(folder) == {KEY: b"one\n\0\xff", OTHER: b""}

    own.put([Entry(KEY, b"two")])

    assert kept(folder, KEY) == {KEY: b"two"}
    assert own.get([]) == {}


@pytest.mark.parametrize("column", ["data = x'00'", "checksum = 0", "data = NULL", f"key = x'{b'n'.hex() * 32}'"])
def test_a_damaged_entry_is_not_found_and_can_be_made_anew(column: str, folder: Path) -> None:
    keep(folder, Entry(KEY, b"data"))
    changed(folder, f"UPDATE entries SET {column}")

    assert kept(folder, KEY, b"n" * 32) == {}

    keep(folder, Entry(KEY, b"data"))

    assert kept(folder, KEY) == {KEY: b"data"}


@pytest.mark.parametrize("damage", [b"no database at all, but a text", b"SQLite format 3\0" + b"\xff" * 30_000])
def test_a_damaged_database_is_made_anew(damage: bytes, folder: Path) -> None:
    (folder / cache.NAME).write_bytes(damage)
    own = Cache(folder, "1")

    assert own.get([KEY]) == {}
    own.put([Entry(KEY, b"data")])
    cache.prepare(folder, DAY)
    keep(folder, Entry(KEY, b"data"))

    assert kept(folder, KEY) == {KEY: b"data"}


def test_a_database_that_is_damaged_in_the_middle_ends_no_run(folder: Path) -> None:
    keep(folder, *(Entry(bytes([number]) * 32, bytes(20_000)) for number in range(50)))
    cache.settle(folder)
    whole = (folder / cache.NAME).read_bytes()
    for first in range(0, len(whole), len(whole) // 20):
        (folder / cache.NAME).write_bytes(whole[:first] + b"\xa5" * 4000 + whole[first + 4000 :])
        found = kept(folder, *(bytes([number]) * 32 for number in range(50)))

        assert set(found.values()) <= {bytes(20_000)}
        cache.prepare(folder, DAY)


def test_a_table_of_another_format_is_made_anew(folder: Path) -> None:
    keep(folder, Entry(KEY, b"data"))
    changed(folder, f"PRAGMA user_version = {cache._FORMAT + 1}")

    cache.prepare(folder, DAY)

    assert kept(folder) == {}
    assert cache.contents(folder) == Contents((folder / cache.NAME).stat().st_size, {})


def test_a_run_whose_cache_is_deleted_meanwhile_goes_on_without(folder: Path) -> None:
    cache.clear(folder)
    own = Cache(folder, "1")
    own.put([Entry(KEY, b"data")])

    assert own.get([KEY]) == {}
    assert [*folder.iterdir()] == []


def test_a_cache_that_another_run_has_locked_is_not_waited_for_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_SECONDS_TO_WAIT", 0.0)
    keep(folder, Entry(OTHER, b"data"))
    connection = sqlite3.connect(folder / cache.NAME, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")

    keep(folder, Entry(KEY, b"data"))
    cache.prepare(folder, NEXT)

    assert kept(folder) == {OTHER: b"data"}
    connection.close()


def test_several_processes_write_and_read_at_a_time(folder: Path) -> None:
    """Each process forks from one that has a connection, and uses its own."""
    code = f"""
import os, pathlib
from sociallan.files.cache import Cache, Entry
own = Cache(pathlib.Path({str(folder)!r}), "1")
own.get([b"k"])
children = []
for process in range(4):
    child = os.fork()
    if not child:
        for number in range(25):
            key = bytes([process, number]) * 16
            own.put([Entry(key, key * 500)])
            assert own.get([key]) == {{key: key * 500}}
        os._exit(0)
    children.append(child)
assert all(os.waitpid(child, 0)[1] == 0 for child in children)
"""
    if not hasattr(os, "fork"):
        pytest.skip("forks no processes")

    done = run_code(code)

    assert done.returncode == 0, done.stderr
    keys = [bytes([process, number]) * 16 for process in range(4) for number in range(25)]
    assert {key: data for each in keys for key, data in kept(folder, each).items()} == {
        each: each * 500 for each in keys
    }


@posix
def test_only_its_user_can_read_it(folder: Path) -> None:
    before = os.umask(0)
    try:
        cache.prepare(folder.parent / "other", DAY)
        Cache(folder.parent / "other", "1").put([Entry(KEY, b"data")])
        found = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (folder.parent / "other").iterdir()}
    finally:
        os.umask(before)

    assert stat.S_IMODE((folder.parent / "other").stat().st_mode) == 0o700
    assert cache.NAME in found
    assert set(found.values()) == {0o600}


@posix
def test_a_cache_that_others_could_write_to_is_refused(folder: Path) -> None:
    folder.chmod(0o770)
    with pytest.raises(NotPrivate) as refused:
        cache.prepare(folder, DAY)

    assert refused.value.path == folder


def test_a_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    with pytest.raises(NotADirectoryError):
        cache.prepare(tmp_path / "file", DAY)


def test_what_was_of_use_on_an_earlier_day_is_removed_from_the_file_too(folder: Path) -> None:
    keep(folder, Entry(KEY, b"of one day" * 10_000, DAY), Entry(OTHER, b"of any day"))
    cache.prepare(folder, DAY)
    assert set(kept(folder)) == {KEY, OTHER}

    cache.prepare(folder, NEXT)

    assert kept(folder) == {OTHER: b"of any day"}
    assert b"of one day" not in b"".join(each.read_bytes() for each in folder.iterdir())


def test_it_never_grows_beyond_its_limit_and_the_oldest_make_room(tmp_path: Path) -> None:
    most = 1024 * 1024
    cache.prepare(tmp_path, DAY, max_bytes=most)
    own = Cache(tmp_path, "1", max_bytes=most)
    keys = [number.to_bytes(32, "big") for number in range(100)]
    for key in keys:
        own.put([Entry(key, bytes(20_000))])
    kept_first = [key for key in keys if kept(tmp_path, key)]

    cache.prepare(tmp_path, DAY, max_bytes=most)
    own.put([Entry(keys[-1], bytes(20_000))])
    own.close()
    kept_then = [key for key in keys if kept(tmp_path, key)]

    assert kept_first == keys[: len(kept_first)]
    assert 20 < len(kept_first) < 60
    assert kept_then == [*kept_first[len(kept_first) // 2 :], keys[-1]]
    assert (tmp_path / cache.NAME).stat().st_size <= most


def test_its_contents_are_told_by_version(folder: Path) -> None:
    keep(folder, Entry(KEY, b"data"), version="2")
    keep(folder, Entry(OTHER, b"data"), Entry(b"x" * 32, b"data"))

    found = cache.contents(folder)

    assert found == Contents((folder / cache.NAME).stat().st_size, {"1": 2, "2": 1})
    assert cache.contents(folder.parent) is None


def test_only_its_own_files_are_deleted(folder: Path) -> None:
    keep(folder, Entry(KEY, b"data"))
    (folder / "notes.txt").write_text("mine", "utf-8")

    cache.clear(folder)
    cache.clear(folder)

    assert [each.name for each in folder.iterdir()] == ["notes.txt"]


def test_it_is_loaded_by_name_alone() -> None:
    """The content of a cache is compared and decoded, never unpickled or run."""
    text = Path(sys.modules["sociallan.files.cache"].__file__ or "").read_text("utf-8")

    assert not {"pickle", "marshal", "eval(", "exec(", "load_extension"} & set(text.split())
