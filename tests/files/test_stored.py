"""Stored packs and words: what is read ready made is what the files say, and no change of a file is overlooked."""

import subprocess
import sys
from pathlib import Path

import pytest

from sociallan.application.source import Source
from sociallan.files import packs, resources, stored
from sociallan.files.languages import LANGUAGES
from tests.builders import ROOT, lsh

FILES = (Source("pack.yaml", b"id: a\n"), Source("rules/b.yaml", b"id: b\n"))
CHANGED = {
    "a byte of a file": (FILES[0], FILES[1]._replace(data=b"id: c\n")),
    "the path of a file": (FILES[0], FILES[1]._replace(path="rules/c.yaml")),
    "the border between a path and its bytes": (FILES[0], Source("rules/b.yam", b"l\0\x37\0id: b\n")),
    "one file more": (*FILES, Source("rules/c.yaml", b"")),
    "one file fewer": FILES[:1],
    "the order": FILES[::-1],
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of stored objects, which takes the place of that of the package."""
    monkeypatch.setattr(stored, "PACKAGE", tmp_path)
    (tmp_path / stored.FOLDER).mkdir()
    return tmp_path / stored.FOLDER


def test_what_is_stored_of_files_is_there_for_the_same_files(package: Path) -> None:
    (package / "a.pack").write_bytes(stored.to_store({"id": "a"}, FILES))

    assert stored.stored("a.pack", FILES) == {"id": "a"}
    assert stored.stored("b.pack", FILES) is None


@pytest.mark.parametrize("change", CHANGED)
def test_any_change_of_the_files_makes_the_stored_object_useless(change: str, package: Path) -> None:
    (package / "a.pack").write_bytes(stored.to_store({"id": "a"}, FILES))

    assert stored.stored("a.pack", CHANGED[change]) is None


def test_another_version_of_the_program_makes_it_useless(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (package / "a.pack").write_bytes(stored.to_store({"id": "a"}, FILES))
    monkeypatch.setattr(stored, "__version__", "0.0.0")

    assert stored.stored("a.pack", FILES) is None


def test_an_object_that_is_damaged_is_useless(package: Path) -> None:
    whole = stored.to_store({"id": "a"}, FILES)
    cut = [whole[:length] for length in range(len(whole))]
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]

    for data in (*cut, *changed, whole + b"\0"):
        (package / "a.pack").write_bytes(data)
        assert stored.stored("a.pack", FILES) is None


def test_a_stored_object_that_cannot_be_read_is_as_none(package: Path) -> None:
    (package / "a.pack").mkdir()

    assert stored.stored("a.pack", FILES) is None


def test_a_checkout_has_nothing_stored() -> None:
    assert not (ROOT / "src" / "sociallan" / stored.FOLDER).exists()
    assert packs.stored_pack(resources.shipped_pack("lsh")) is None


def test_the_program_of_the_build_stores_each_pack_and_all_words(package: Path) -> None:
    subprocess.run([sys.executable, ROOT / "release" / "store", package], check=True)

    assert packs.stored_pack(resources.shipped_pack("lsh")) == lsh()
    assert packs.stored_pack(resources.shipped_pack("icma_sbp")).id == "icma_sbp"
    for lang in LANGUAGES:
        for number, known in enumerate((resources.words(lang), resources.schema_texts(lang))):
            source = resources.words_source(lang, number)
            assert stored.stored(resources.stored_words_name(lang, number), [source]) == known


def test_a_pack_of_another_folder_is_never_taken_from_the_store(package: Path, tmp_path: Path) -> None:
    """To unpickle what others may have written would be to run it."""
    mine = tmp_path / "lsh"
    mine.mkdir()
    (package / "lsh.pack").write_bytes(stored.to_store("a trap", packs.pack_files(mine, cases=False)))

    assert packs.stored_pack(mine) is None
