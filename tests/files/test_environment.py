"""The surroundings of the program: the language of the system, and a current folder that is gone."""

import os
from pathlib import Path

import pytest

from sociallan.files.environment import current_folder, language


@pytest.mark.parametrize(
    ("locale", "lang"), [("en", "en"), ("en_GB.UTF-8", "en"), ("en-US", "en"), ("english", "sv"), ("eng", "sv")]
)
def test_the_language_of_the_system_is_its_two_letters_and_no_beginning_of_a_word(
    locale: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SOCIALLAN_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)

    assert language(()) == lang


def test_the_current_folder_is_absolute_and_with_slashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert current_folder() == tmp_path.as_posix()


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no folder that is in use")
def test_a_current_folder_that_is_gone_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()

    assert current_folder() == ""
