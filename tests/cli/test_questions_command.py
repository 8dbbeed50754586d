"""The command ``questions``: its forms, and what it says where there is nothing to show."""

from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.cli.running import INCOMPLETE, READY, run_inside, stderr_of

HEADING = "Frågor som kommittén kan ställa"


def test_the_questions_are_shown_in_the_language_that_is_asked_for() -> None:
    swedish, english = run_inside("questions", READY), run_inside("questions", READY, "--lang", "en")

    assert (swedish.returncode, english.returncode) == (0, 0)
    assert swedish.stdout.decode().startswith(f"{HEADING} (")
    assert english.stdout.decode().startswith("Questions that the committee may ask (")


@pytest.mark.parametrize(("name", "start"), [("q.html", "<!DOCTYPE html>"), ("q.md", "# "), ("q.txt", HEADING)])
def test_the_ending_of_the_file_says_its_form(name: str, start: str, tmp_path: Path) -> None:
    result = run_inside("questions", ROOT / READY, "--output", name, cwd=tmp_path)

    assert (result.returncode, result.stdout) == (0, b"")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_an_application_with_much_left_has_its_questions_too() -> None:
    assert run_inside("questions", INCOMPLETE).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((READY, "--output", "q.docx"), ".html"),
        ((READY, "--output", "q.json"), ".html"),
        (("saknas.yaml",), "saknas.yaml"),
        (("examples/ready",), "en ansökan i taget"),
        ((READY, "--as-of", "i går"), "i går"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_cure(arguments: tuple[str, ...], said: str) -> None:
    result = run_inside("questions", *arguments)

    assert (result.returncode in (2, 3), result.stdout) == (True, b"")
    assert said in stderr_of(result)
    assert "Traceback" not in stderr_of(result)


def test_a_file_that_is_no_application_is_told_with_the_command_that_says_more(tmp_path: Path) -> None:
    (tmp_path / "min lista.yaml").write_text("- a\n", encoding="utf-8")

    result = run_inside("questions", "min lista.yaml", cwd=tmp_path)

    assert (result.returncode, result.stdout) == (2, b"")
    assert 'sociallan check "min lista.yaml"' in stderr_of(result)


def test_the_application_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "ansokan.txt"
    file.write_bytes((ROOT / READY).read_bytes())

    result = run_inside("questions", "ansokan.txt", "--output", "ansokan.txt", cwd=tmp_path)

    assert result.returncode == 2
    assert file.read_bytes() == (ROOT / READY).read_bytes()
