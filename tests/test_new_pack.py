"""The page on a pack of one's own, followed from the page alone: its files are written and its commands are run."""

import re
import shlex
from pathlib import Path

import pytest

from tests.builders import ROOT, written
from tests.cli.running import Ended, run_inside, stderr_of

PAGE = (ROOT / "docs" / "new-pack.md").read_text(encoding="utf-8")
_STEP = re.compile(
    r"^### `(?P<file>[^`]+)`\n\n```yaml\n(?P<text>.*?)^```$|^```text\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL
)


def followed(folder: Path) -> list[tuple[str, Ended]]:
    """Follow the page from its first line to its last, and return each command with what it said."""
    done: list[tuple[str, Ended]] = []
    for step in _STEP.finditer(PAGE):
        if step["file"]:
            written({step["file"]: step["text"]}, folder / "small_loans")
            continue
        for command in step["commands"].splitlines():
            program, *arguments = shlex.split(command)
            assert program == "sociallan"
            done.append((command, run_inside(*arguments, cwd=folder)))
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("followed")


@pytest.fixture(scope="module")
def ended(folder: Path) -> list[tuple[str, Ended]]:
    return followed(folder)


def test_every_block_of_the_page_is_a_step_of_it() -> None:
    """Nothing that the page shows is skipped."""
    steps = [*_STEP.finditer(PAGE)]

    assert len(steps) == PAGE.count("```") // 2
    assert sum(bool(step["file"]) for step in steps) == PAGE.count("\n### ") == 14


def test_every_command_of_the_page_works(ended: list[tuple[str, Ended]]) -> None:
    assert [(command, stderr_of(result)) for command, result in ended if result.returncode != 0] == []
    assert len(ended) == 11


def test_the_commands_say_what_the_page_says(ended: list[tuple[str, Ended]]) -> None:
    said = {command.split(" --")[0]: result.stdout.decode() + stderr_of(result) for command, result in ended}

    assert "Nothing to fix." in said["sociallan rules check small_loans"]
    assert "0 not noticed" in said["sociallan rules test small_loans"]
    report = said["sociallan check small_loans/specimens/example.yaml"]
    assert "Ready for the board" in report
    assert "Exempelby IF" in report
    assert "SEK 80,000" in report
    assert "The loan's part of the cost" in said["sociallan explain derived.loan_part"]
    assert "pack.lock" in said["sociallan rules release small_loans"]


def test_what_init_writes_has_all_become_the_pack_of_the_page(folder: Path, ended: list[tuple[str, Ended]]) -> None:
    """The page begins with it, and each file that it wrote is written again."""
    assert ended[0][0].startswith("sociallan rules init small_loans ")
    assert {
        path.relative_to(folder / "small_loans").as_posix() for path in (folder / "small_loans").rglob("*.yaml")
    } == {step["file"] for step in _STEP.finditer(PAGE) if step["file"]}


def test_every_line_for_editors_leads_to_a_schema_of_the_pack(folder: Path, ended: list[tuple[str, Ended]]) -> None:
    for file in (folder / "small_loans").rglob("*.yaml"):
        line = file.read_text("utf-8").splitlines()[0]
        schema = line.removeprefix("# yaml-language-server: $schema=").partition("#")[0]
        assert (file.parent / schema).is_file(), line
    assert "sum_asked" in (folder / "small_loans/.schemas/rule.schema.json").read_text("utf-8")
