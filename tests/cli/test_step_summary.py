"""The report in the summary of a step: only where GitHub asks for it."""

from pathlib import Path

import pytest

from sociallan.cli import step_summary
from sociallan.formats import RENDERERS
from tests.cli.conftest import Inside
from tests.cli.running import NOT_MET, READY, told


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


@pytest.mark.parametrize(("path", "code"), [(READY, 0), (NOT_MET, 1)])
def test_a_summary_that_cannot_be_written_is_a_warning(path: str, code: int, tmp_path: Path, inside: Inside) -> None:
    summary = tmp_path / "none" / "summary.md"

    result = inside("check", path, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})

    assert result.returncode == code
    assert result.stdout == inside("check", path, "--format", "github").stdout
    assert told(result).startswith("Varning: ")
    assert str(summary) in told(result)
