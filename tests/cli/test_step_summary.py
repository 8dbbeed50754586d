"""The report in the summary of a step: only where GitHub asks for it."""

from pathlib import Path

import pytest

from sociallan.cli import step_summary
from sociallan.cli.exits import CannotRun
from sociallan.render import RENDERERS
from tests.builders import words


def test_the_summary_is_wanted_with_github_and_where_github_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "summary.md"
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    outside = step_summary.wanted(["github"])
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))

    assert outside is None
    assert step_summary.wanted(["text", "sarif"]) is None
    assert step_summary.wanted(["github"]) == (file if step_summary.FORMAT in RENDERERS else None)


def test_a_summary_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRun):
        step_summary.add(tmp_path / "none" / "summary.md", ["a"], words())
