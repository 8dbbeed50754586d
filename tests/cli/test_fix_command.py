"""The command ``fix``: what it shows, what it writes, and what stays beside the file."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sociallan.batch.resources import Resources
from sociallan.cli import fix
from sociallan.cli.exits import CannotRun, Exit
from tests.builders import lsh, shape, words
from tests.cli.running import run_inside, stderr_of

BEFORE = "investment:\n  loan: ca 14,2 mkr\n"
AFTER = "investment:\n  loan: 14200000\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "ansokan.yaml"
    written.write_text(BEFORE, encoding="utf-8")
    return written


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


def test_without_a_terminal_the_changes_are_shown_and_nothing_is_written(file: Path) -> None:
    result = run_inside("fix", "ansokan.yaml", cwd=file.parent)

    shown = result.stdout.decode()
    assert "rad 2\n  -   loan: ca 14,2 mkr\n  +   loan: 14200000\n" in shown
    assert "--write" in stderr_of(result)
    assert (result.returncode, file.read_text(), names(file.parent)) == (1, BEFORE, ["ansokan.yaml"])


def test_write_writes_the_file_and_keeps_the_old_one_beside_it(file: Path) -> None:
    result = run_inside("fix", "ansokan.yaml", "--write", cwd=file.parent)

    assert "ansokan.yaml.innan" in stderr_of(result)
    assert (result.returncode, file.read_text()) == (0, AFTER)
    assert (file.parent / "ansokan.yaml.innan").read_text() == BEFORE


def test_the_old_file_takes_the_place_of_no_other(file: Path) -> None:
    (file.parent / "ansokan.yaml.innan").write_text("annat")

    run_inside("fix", "ansokan.yaml", "--write", cwd=file.parent)

    assert (file.parent / "ansokan.yaml.innan").read_text() == "annat"
    assert (file.parent / "ansokan.yaml.innan1").read_text() == BEFORE


def test_diff_is_a_diff_that_programs_read_and_writes_nothing(file: Path) -> None:
    result = run_inside("fix", "ansokan.yaml", "--diff", cwd=file.parent)

    assert result.stdout.decode() == (
        "--- ansokan.yaml\n+++ ansokan.yaml\n@@ -1,2 +1,2 @@\n investment:\n-  loan: ca 14,2 mkr\n+  loan: 14200000\n"
    )
    assert (result.returncode, file.read_text()) == (1, BEFORE)


def test_what_is_left_for_people_is_told_with_its_lines(file: Path) -> None:
    file.write_text(BEFORE + "submitted: i våras\n", encoding="utf-8")

    result = run_inside("fix", "ansokan.yaml", "--write", cwd=file.parent)

    assert "på rad 3." in result.stdout.decode()
    assert result.returncode == 1


def test_a_file_with_nothing_to_correct_is_left_alone(file: Path) -> None:
    file.write_text(AFTER)

    result = run_inside("fix", "ansokan.yaml", "--write", cwd=file.parent)

    assert "inget i skrivsättet" in result.stdout.decode()
    assert (result.returncode, names(file.parent)) == (0, ["ansokan.yaml"])


class Terminal(io.StringIO):
    """A terminal at which lines are typed; ``meanwhile`` is done before the answer."""

    def __init__(self, typed: str = "", meanwhile: Callable[[], object] = lambda: None) -> None:
        super().__init__(typed)
        self.meanwhile = meanwhile

    def isatty(self) -> bool:
        return True

    def readline(self, *size: int) -> str:  # type: ignore[override]
        self.meanwhile()
        return super().readline(*size)


def answered(terminal: Terminal, file: Path, monkeypatch: pytest.MonkeyPatch) -> Exit:
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.chdir(file.parent)
    return fix.corrected(Path("ansokan.yaml"), Resources(lsh(), shape(), words()), write=False, diff=False)


@pytest.mark.parametrize(
    ("typed", "text"), [("\n", AFTER), ("Ja\n", AFTER), ("nej\n", BEFORE), ("?\n", BEFORE), ("", BEFORE)]
)
def test_at_a_terminal_enter_agrees_and_the_end_of_the_input_does_not(
    typed: str, text: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(Terminal(typed), file, monkeypatch)

    assert file.read_text() == text


def test_what_another_writes_before_the_answer_is_not_written_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal("ja\n", lambda: file.write_text("annat"))

    with pytest.raises(CannotRun, match="har ändrats"):
        answered(terminal, file, monkeypatch)
    assert (file.read_text(), names(file.parent)) == ("annat", ["ansokan.yaml"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("borta.yaml",), "Hittade inga ansökningar (borta.yaml)"),
        (("ansokan",), "Menade ni sociallan fix ansokan.yaml?"),
        (("ansokan.json",), "JSON"),
        (("ansokan.xlsx", "--write"), "i vilka celler"),
        (("arbetsbok.yaml", "--write"), "i vilka celler"),
        (("ansokan.yaml", "--write", "--diff"), "antingen"),
    ],
)
def test_what_cannot_be_corrected_is_said(file: Path, arguments: tuple[str, ...], message: str) -> None:
    (file.parent / "ansokan.json").write_text("{}")
    for name in ("ansokan.xlsx", "arbetsbok.yaml"):
        (file.parent / name).write_bytes(b"PK\x03\x04\xe5")

    result = run_inside("fix", *arguments, cwd=file.parent)

    assert message in stderr_of(result)
    assert result.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="no modes on Windows")
def test_a_file_that_may_not_be_written_leaves_nothing_beside_it(file: Path) -> None:
    file.chmod(0o444)

    result = run_inside("fix", "ansokan.yaml", "--write", cwd=file.parent)

    assert "skrivskyddad" in stderr_of(result)
    assert (result.returncode, names(file.parent)) == (2, ["ansokan.yaml"])


def test_a_difference_of_encoding_that_no_line_shows_is_told(file: Path) -> None:
    file.write_bytes("investment:\n  loan: 5 # på\n".encode("cp1252"))

    result = run_inside("fix", "ansokan.yaml", "--diff", cwd=file.parent)

    assert (result.returncode, result.stdout) == (1, b"")
    assert "UTF-8" in stderr_of(result)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("investment:\n  loan: mycket\n", "ett fel i skrivsättet, på rad 2."),
        ("investment:\n  loan: mycket\n  total_cost: dyrt\n", "2 fel i skrivsättet, på raderna 2 och 3."),
    ],
)
def test_what_is_left_is_told_with_its_lines(text: str, left: str, tmp_path: Path) -> None:
    (tmp_path / "ansokan.yaml").write_text(text, encoding="utf-8")

    result = run_inside("fix", "ansokan.yaml", cwd=tmp_path)

    assert f"Kvar för er att rätta: {left} Rapporten visar hur" in stderr_of(result) + result.stdout.decode()
