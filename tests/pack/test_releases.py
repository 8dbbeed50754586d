"""The releases of a pack: what stands in the lock, and how a pack stands to it."""

from collections.abc import Sequence

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.source import Source
from sociallan.pack.faults import PackError
from sociallan.pack.release import Release, ReleaseState
from sociallan.pack.releases import LOCK, compared, extended, release_of, releases
from tests.builders import lsh
from tests.conftest import Golden
from tests.faults_told import faults_told

HEAD = "# What stands first."
A, B, C = (f"sha256:{sign * 64}" for sign in "abc")
FIRST = Release("2026.1", "2026-01-31", A, A)
SECOND = Release("2026.2", "2026-02-01", B, A)
ARCHIVED = SECOND._replace(archive=C)
LINE = f'- {{version: "2026.1", date: 2026-01-31, logic: "{A}", texts: "{A}"}}'


def lock(text: str | bytes) -> Source:
    return Source(LOCK, text.encode() if isinstance(text, str) else text)


def written(*several: Release) -> str:
    """Return a lock to which releases have been added one at a time."""
    text = None
    for release in several:
        text = extended(None if text is None else lock(text), release, HEAD)
    return text or ""


def faults_of(text: str | bytes) -> Sequence[Diagnostic[PackLocation]]:
    with pytest.raises(PackError) as raised:
        releases(lock(text))
    return raised.value.faults


def faults(text: str | bytes) -> list[tuple[str, int]]:
    return [(fault.code, fault.place.line) for fault in faults_of(text)]


def test_a_release_is_one_line_of_the_lock() -> None:
    assert written(FIRST) == f"{HEAD}\n{LINE}\n"


def test_what_is_written_is_read_back() -> None:
    assert releases(lock(written(FIRST, SECOND))) == (FIRST, SECOND)


def test_the_lock_is_yaml() -> None:
    (line,) = yaml.load(written(FIRST), yaml.BaseLoader)

    assert line == {name: value for name, value in FIRST._asdict().items() if value is not None}


def test_a_release_with_an_archive_states_its_digest() -> None:
    (line,) = yaml.load(written(ARCHIVED), yaml.BaseLoader)

    assert line == ARCHIVED._asdict()
    assert releases(lock(written(FIRST, ARCHIVED))) == (FIRST, ARCHIVED)


def test_the_digest_of_an_archive_cannot_be_taken_away() -> None:
    again = ARCHIVED._replace(version="2026.3", archive=None)

    assert faults(written(FIRST, ARCHIVED, again)) == [("pack.lock-archive", 4)]


VERSIONS = st.from_regex(r"[0-9A-Za-z][0-9A-Za-z._+-]{0,9}", fullmatch=True)


@given(st.lists(VERSIONS, unique=True, min_size=1, max_size=5), st.dates())
def test_a_new_line_leaves_those_above_as_they_are(versions: list[str], day: object) -> None:
    several = [Release(version, str(day), A, B) for version in versions]

    before, after = written(*several[:-1]), written(*several)

    assert after.startswith(before)
    assert releases(lock(after)) == tuple(several)


@pytest.mark.parametrize(
    "text",
    [
        f"\N{BYTE ORDER MARK}{HEAD}\n{LINE}\n",
        f"{HEAD}\r\n{LINE}\r\n",
        f"{LINE}\n\n# Our own note.\n",
        LINE,
    ],
)
def test_notes_line_endings_and_blank_lines_are_no_change(text: str) -> None:
    assert releases(lock(text)) == (FIRST,)
    assert releases(lock(extended(lock(text), SECOND, HEAD))) == (FIRST, SECOND)


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace("sha256:a", "sha256:A", 1),
        LINE.replace("a" * 64, "a" * 63, 1),
        LINE.replace("sha256:", "sha1:", 1),
        LINE.replace("2026-01-31", "2026-02-31"),
        LINE.replace("2026-01-31", '"2026-01-31"'),
        LINE.replace('"2026.1"', "2026.1"),
        LINE.replace('"2026.1"', '""'),
        LINE.replace("2026.1", "../2026.1"),
        LINE.replace("2026.1", "/2026.1"),
        LINE.replace("2026.1", ".."),
        LINE.replace("}", ', archive: ""}'),
        LINE.replace("}", f", archive: {A}}}"),
        LINE.replace("texts", "text"),
        LINE.replace("}", ", by: Anna}"),
        LINE.replace("- {", "-{"),
        f"  {LINE}",
        f"{LINE} # ours",
        "releases:",
        "<<<<<<< HEAD",
    ],
)
def test_a_line_of_another_form_is_a_fault(line: str) -> None:
    assert faults(f"{HEAD}\n{line}\n") == [("pack.lock-form", 2)]


def test_every_fault_is_told_at_once() -> None:
    earlier = FIRST._replace(version="2025.1", date="2025-12-31")
    again = FIRST._replace(date="2026-03-01")

    assert faults(written(FIRST, earlier, again) + "- gone\n") == [
        ("pack.lock-order", 3),
        ("pack.lock-repeated", 4),
        ("pack.lock-form", 5),
    ]


def test_the_sentence_of_each_fault_names_what_it_is_about(golden: Golden) -> None:
    earlier = FIRST._replace(version="2025.1", date="2025-12-31")
    faulty = (written(FIRST, SECOND, FIRST), written(FIRST, earlier), written(ARCHIVED, FIRST), f"{HEAD}\n- gone\n")

    golden("faults/lock.txt", faults_told(({LOCK: text}, faults_of(text)) for text in faulty))


def test_two_releases_on_a_day_are_in_order() -> None:
    later = SECOND._replace(date=FIRST.date)

    assert releases(lock(written(FIRST, later))) == (FIRST, later)


def test_a_lock_in_another_encoding_is_named() -> None:
    assert faults("# Utgåvor\n".encode("latin-1")) == [("file.encoding", 1)]


def test_a_pack_is_released_with_its_own_digests() -> None:
    pack = lsh()

    assert release_of(pack, "2026-11-24") == Release(pack.version, "2026-11-24", pack.logic_digest, pack.text_digest)


@pytest.mark.parametrize(
    ("new", "standing", "known"),
    [
        (FIRST, ReleaseState.RELEASED, FIRST),
        (FIRST._replace(logic=C), ReleaseState.LOGIC_CHANGED, FIRST),
        (FIRST._replace(texts=C), ReleaseState.TEXTS_CHANGED, FIRST),
        (FIRST._replace(logic=C, texts=C), ReleaseState.LOGIC_CHANGED, FIRST),
        (SECOND._replace(version="2026.3"), ReleaseState.UNCHANGED, SECOND),
        (Release("2026.3", "2026-03-01", C, A), ReleaseState.NEW, SECOND),
        (Release("2026.3", "2026-03-01", B, C), ReleaseState.NEW, SECOND),
        (FIRST._replace(version="2026.3"), ReleaseState.NEW, SECOND),
    ],
)
def test_a_pack_is_compared_with_what_is_released(new: Release, standing: ReleaseState, known: Release) -> None:
    """The last row takes rules back to what they once were: that is a change too."""
    assert compared(new, (FIRST, SECOND)) == (standing, known)


def test_the_first_release_has_nothing_to_be_compared_with() -> None:
    assert compared(FIRST, ()) == (ReleaseState.NEW, None)
