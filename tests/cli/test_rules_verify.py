"""``sociallan rules verify``: each archive and the folder compared with what the lock says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sociallan.application.source import Source
from sociallan.pack.archive import archive_digest, archive_of, files_of
from tests.builders import lsh
from tests.cli.conftest import Inside, changed
from tests.cli.running import stderr_of


def redone(pack: Path, archive: bytes) -> None:
    """Put another archive in the place of that of version 1, and its digest in the lock."""
    before = archive_digest((pack / "releases/1.zip").read_bytes())
    (pack / "releases/1.zip").write_bytes(archive)
    changed(pack, "pack.lock", before, archive_digest(archive))


def of_another_version(archive: bytes) -> bytes:
    """Return an archive of version 1 as one of version 9 with the same digests."""
    files = files_of(archive, archive_digest(archive), (".yaml",))
    return archive_of(file._replace(data=file.data.replace(b'version: "1"', b'version: "9"')) for file in files)


@pytest.fixture
def released(begun: Path, inside: Inside) -> Path:
    """Return a pack of two releases."""
    inside("rules", "release", str(begun))
    changed(begun, "form.yaml", "en: Borrower", "en: The borrower")
    changed(begun, "pack.yaml", 'version: "1"', 'version: "2"')
    inside("rules", "release", str(begun))
    return begun


def test_what_is_as_it_was_released_is_said_to_be(released: Path, inside: Inside) -> None:
    result = inside("rules", "verify", str(released), "--lang", "en")

    first, second, folder, total = result.stdout.decode().splitlines()
    assert (result.returncode, stderr_of(result)) == (0, "")
    assert (first[:3], second[:3]) == ("1, ", "2, ")
    assert folder == "The folder is version 2, as it was released."
    assert total == "Nothing to fix. 2 releases."


FINDINGS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda pack: (pack / "releases/1.zip").unlink(), "the archive {at}/1.zip is missing"),
    "changed": (lambda pack: (pack / "releases/1.zip").write_bytes(b"PK"), "the archive {at}/1.zip has changed"),
    "swapped": (
        lambda pack: (pack / "releases/2.zip").replace(pack / "releases/1.zip"),
        "the archive {at}/1.zip has changed",
    ),
    "malformed": (lambda pack: redone(pack, b"PK"), "1.zip cannot be read as a rule pack by this program"),
    "faulty": (
        lambda pack: redone(pack, archive_of([Source("pack.yaml", b"id: x\n")])),
        "1.zip cannot be read as a rule pack by this program",
    ),
    "other": (
        lambda pack: redone(pack, (pack / "releases/2.zip").read_bytes()),
        "1.zip holds other rules than the line in pack.lock says",
    ),
    "another version": (
        lambda pack: redone(pack, of_another_version((pack / "releases/1.zip").read_bytes())),
        "1.zip holds other rules than the line in pack.lock says",
    ),
    "superfluous": (lambda pack: (pack / "releases/3.zip").write_bytes(b""), "{at}/3.zip belongs to no release"),
    "a file of another kind": (
        lambda pack: (pack / "releases/notes.txt").write_bytes(b""),
        "{at}/notes.txt belongs to no release",
    ),
    "logic": (lambda pack: changed(pack, "form.yaml", "[cirka", "[ungefär, cirka"), "its rules have changed"),
    "texts": (lambda pack: changed(pack, "form.yaml", "en: Purpose", "en: Aim"), "its texts have changed"),
    "faults": (lambda pack: changed(pack, "form.yaml", "type: text", "type: txet"), "The folder has one fault"),
}
"""Each finding: what gives it, and what is said of it."""


@pytest.mark.parametrize("finding", FINDINGS)
def test_each_difference_from_the_lock_is_named(finding: str, released: Path, inside: Inside) -> None:
    change, says = FINDINGS[finding]
    change(released)

    result = inside("rules", "verify", str(released), "--lang", "en")

    shown = result.stdout.decode()
    assert (result.returncode, stderr_of(result)) == (1, "")
    assert says.format(at=f"{released.as_posix()}/releases") in shown
    assert "Nothing to fix" not in shown


def test_all_findings_are_told_at_once(released: Path, inside: Inside) -> None:
    for finding in ("superfluous", "missing", "texts"):
        FINDINGS[finding][0](released)
    (released / "releases/2.zip").write_bytes(b"")

    assert "4 things to fix." in inside("rules", "verify", str(released), "--lang", "en").stdout.decode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("form.yaml", "en: Purpose", "en: Aim"), "The folder is a draft of version 3, which is not released."),
        (("form.yaml", "version: 1", "version: 1 "), "Nothing differs from 2 yet."),
    ],
)
def test_a_draft_is_no_finding(change: tuple[str, str, str], says: str, released: Path, inside: Inside) -> None:
    changed(released, *change)
    changed(released, "pack.yaml", 'version: "2"', 'version: "3"')

    result = inside("rules", "verify", str(released), "--lang", "en")

    assert result.returncode == 0
    assert says in result.stdout.decode()


def test_a_pack_that_was_never_released_is_a_draft(begun: Path, inside: Inside) -> None:
    result = inside("rules", "verify", str(begun), "--lang", "en")

    assert result.returncode == 0
    assert result.stdout.decode().splitlines() == [
        "The folder is a draft of version 1, which is not released.",
        "Nothing to fix. No releases.",
    ]


def test_a_release_from_before_the_archives_is_said_to_have_none(inside: Inside) -> None:
    result = inside("rules", "verify", "--lang", "en")

    assert "2026.1, 2026-11-24: released before releases were archived." in result.stdout.decode()


def test_every_archive_of_the_pack_that_comes_along_can_still_be_used(inside: Inside) -> None:
    """A change of the program that makes an old release unreadable breaks the promise that old reports have."""
    shown = inside("rules", "verify", "--lang", "en").stdout.decode().splitlines()

    assert [
        line for line in shown if "archive" in line and not line.endswith(("as it was released.", "are kept."))
    ] == []
    assert any(lsh().version in line for line in shown)


def test_a_version_cannot_be_verified_by_itself(released: Path, inside: Inside) -> None:
    result = inside("rules", "verify", f"{released}@1", "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "Name the folder" in stderr_of(result)
