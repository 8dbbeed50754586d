"""The surroundings of the program: the language of the system, the current folder, and the choice of settings."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from sociallan.files.environment import NO_CONFIG, chosen_config, current_folder, has_many_colours, language


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


@pytest.mark.parametrize(
    ("arguments", "env", "chosen"),
    [
        ((), {}, None),
        (("--untrusted",), {}, NO_CONFIG),
        ((), {"SOCIALLAN_UNTRUSTED": "1"}, NO_CONFIG),
        ((), {"SOCIALLAN_UNTRUSTED": "no"}, None),
        (("--", "--untrusted"), {}, None),
        (("--untrusted", "--config", "a.toml"), {}, "a.toml"),
        ((), {"SOCIALLAN_NO_CONFIG": "1"}, NO_CONFIG),
        (("--config=a.toml", "--no-config"), {}, NO_CONFIG),
        (("--no-config", "--config=a.toml"), {}, "a.toml"),
        ((), {"SOCIALLAN_NO_CONFIG": "1", "SOCIALLAN_CONFIG": "a.toml"}, "a.toml"),
    ],
)
def test_a_folder_that_is_not_trusted_has_no_settings_but_those_that_are_named(
    arguments: tuple[str, ...], env: dict[str, str], chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SOCIALLAN_CONFIG", "SOCIALLAN_NO_CONFIG", "SOCIALLAN_UNTRUSTED"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)

    assert chosen_config(arguments) == chosen


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, True),
        ({"WT_SESSION": "1"}, True),
    ],
)
def test_a_terminal_has_many_colours_if_it_says_so(
    variables: Mapping[str, str], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "COLORTERM", "WT_SESSION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert has_many_colours() is expected
