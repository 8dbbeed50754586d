"""Archives: the same bytes for the same files, and nothing read of one that is not as it was written."""

import random
import stat
import warnings
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from sociallan.application.source import Source
from sociallan.files import packs
from sociallan.pack.archive import MOST_BYTES, ArchiveError, archive_digest, archive_name, archive_of, files_of
from sociallan.pack.load import load
from tests.builders import RULES, lsh, pack_schemas

FILES = (Source("pack.yaml", "id: små\n".encode()), Source("rules/G1/G1-åtgärd.yaml", b"id: G1\n"))
ENDINGS = (".yaml", ".yml", ".csv")


def read(data: bytes) -> tuple[Source, ...]:
    return files_of(data, archive_digest(data), ENDINGS)


def refused(data: bytes) -> str:
    with pytest.raises(ArchiveError) as raised:
        read(data)
    return raised.value.code


def zipped(name: str, change: Callable[[ZipInfo], None] = lambda entry: None, data: bytes = b"id: x\n") -> bytes:
    """Return a zip file of two entries, of which the first is right and the second is changed."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that stands there twice
        archive.writestr(ZipInfo("pack.yaml"), b"id: x\n")
        entry = ZipInfo(name)
        change(entry)
        archive.writestr(entry, data)
    return stream.getvalue()


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_come() -> None:
    assert archive_of(FILES) == archive_of(reversed(FILES))


def test_what_is_archived_is_read_back() -> None:
    assert read(archive_of(FILES)) == FILES


@pytest.mark.slow
def test_an_archive_of_a_pack_is_that_pack() -> None:
    assert load(read(archive_of(packs.pack_files(RULES))), pack_schemas()) == lsh()


def test_any_program_can_unpack_an_archive() -> None:
    with ZipFile(BytesIO(archive_of(FILES))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [file.path for file in FILES]
        assert {stat.S_IMODE(entry.external_attr >> 16) for entry in archive.infolist()} == {0o644}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_digest_is_compared_before_anything_is_read() -> None:
    with pytest.raises(ArchiveError) as raised:
        files_of(b"no archive at all", archive_digest(b"another"), ENDINGS)

    assert raised.value.code == "changed"


@pytest.mark.parametrize(
    "name",
    [
        "../pack.yaml",
        "rules/../../x.yaml",
        "/etc/x.yaml",
        "//host/x.yaml",
        "./x.yaml",
        "rules//x.yaml",
        "rules\\x.yaml",
        "C:/x.yaml",
        "rules/x\x1b.yaml",
        "rules/x.yaml/",
        "rules/",
        "run.py",
        "pack.lock",
        "releases/1.zip",
        "pack.yaml",
    ],
)
def test_an_entry_that_is_no_file_of_a_pack_is_refused(name: str) -> None:
    """The last is there twice."""
    assert refused(zipped(name)) == "entry"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFDIR, stat.S_IFCHR])
def test_a_link_and_a_device_are_refused(kind: int) -> None:
    def change(entry: ZipInfo) -> None:
        entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16

    assert refused(zipped("rules/x.yaml", change)) == "entry"


def test_nothing_unpacks_to_more_than_the_archive_itself() -> None:
    def change(entry: ZipInfo) -> None:
        entry.compress_type = ZIP_DEFLATED

    assert refused(zipped("rules/x.yaml", change, b"#" * 1_000_000)) == "too_large"
    assert refused(zipped("rules/x.yaml", change, bytes(random.Random(1).randbytes(999)))) == "entry"
    assert refused(bytes(MOST_BYTES + 1)) == "too_large"


@pytest.mark.parametrize("data", [b"", b"id: x\n", b"PK\x05\x06", archive_of(FILES)[:-30]])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    assert refused(data) == "malformed"


def test_a_byte_that_is_changed_by_hand_ends_in_a_refusal_or_in_ordinary_files() -> None:
    """A digest that was changed along with the archive lets it be read, and it is a stranger's."""
    whole = archive_of(FILES)
    for at in range(len(whole)):
        for value in (0, 0xFF, whole[at] ^ 1):
            data = whole[:at] + bytes([value]) + whole[at + 1 :]
            try:
                found = read(data)
            except ArchiveError:
                continue
            assert all(file.path.endswith(ENDINGS) and ".." not in file.path for file in found)
        assert refused(whole[:at]) == "malformed"


def test_a_version_names_its_archive() -> None:
    assert archive_name("2026.1") == "releases/2026.1.zip"
