"""``sociallan rules docs``: the pages in a folder are those of the rules."""

import shutil
from pathlib import Path

import pytest

from sociallan.files.languages import LANGUAGES
from tests.builders import ROOT, lsh
from tests.cli.conftest import Inside
from tests.cli.running import stderr_of


def test_the_pages_are_those_of_the_checkout(tmp_path: Path, inside: Inside) -> None:
    result = inside("rules", "docs", str(tmp_path / "pages"))

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert f": {len(lsh().rules) + len(lsh().tables) + 2}." in result.stdout.decode()
    written = {path.name: path.read_bytes() for path in (tmp_path / "pages").iterdir()}
    assert written == {path.name: path.read_bytes() for path in (ROOT / "docs" / "rules").iterdir()}


def test_the_pages_are_the_same_in_whatever_language_it_is_run(few: Path, tmp_path: Path, inside: Inside) -> None:
    for lang in LANGUAGES:
        result = inside("rules", "docs", str(tmp_path / lang), "--rules", str(few), "--lang", lang)
        assert (result.returncode, stderr_of(result)) == (0, "")

    first, *others = ({path.name: path.read_bytes() for path in (tmp_path / lang).iterdir()} for lang in LANGUAGES)
    assert len(first) > 20
    assert others == [first] * len(others)


def test_pages_of_another_pack_take_the_place_of_those_before(small: Path, tmp_path: Path, inside: Inside) -> None:
    shutil.copytree(ROOT / "docs" / "rules", tmp_path / "pages")

    result = inside("rules", "docs", str(tmp_path / "pages"), "--rules", str(small), "--lang", "en")

    assert (result.returncode, stderr_of(result)) == (0, "")
    assert f"because their rules no longer exist: {len(lsh().rules) + len(lsh().tables)}." in result.stdout.decode()
    assert {path.name for path in (tmp_path / "pages").iterdir()} == {"README.md", "_form.md", "applicant-named.md"}


def test_a_readme_of_someone_else_is_not_written_over(small: Path, tmp_path: Path, inside: Inside) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "README.md").write_text("Ours", encoding="utf-8")

    result = inside("rules", "docs", str(folder), "--rules", str(small), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert "README.md is not written by this command" in stderr_of(result)
    assert [path.name for path in folder.iterdir()] == ["README.md"]


def test_a_folder_that_cannot_be_made_is_named(small: Path, tmp_path: Path, inside: Inside) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    result = inside("rules", "docs", str(tmp_path / "file"), "--rules", str(small), "--lang", "en")

    assert (result.returncode, result.stdout) == (2, b"")
    assert f"Cannot write to {tmp_path / 'file'}." in stderr_of(result)


@pytest.mark.parametrize("command", ["docs", "check", "test"])
def test_a_folder_named_to_steer_a_terminal_is_told_without_that(
    command: str, small: Path, tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "a\x1b[31m\u202e\u2028b"
    if command != "docs":
        folder.mkdir()

    result = inside("rules", command, folder.name, *(["--rules", str(small)] if command == "docs" else []))

    for stream in (result.stdout, result.stderr):
        assert not {"\x1b", "\u202e", "\u2028"} & {*stream.decode()}
    assert b"[31m" in result.stdout + result.stderr
