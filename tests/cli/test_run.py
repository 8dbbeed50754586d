"""The loop of a run: its bar, where someone sees it and it is in nobody's way, and the summary of a step."""

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sociallan.batch.worker import Screened
from sociallan.cli import run
from sociallan.screening.totals import TotalsBuilder
from tests.builders import examples
from tests.cli.conftest import Inside
from tests.cli.running import NOT_MET, READY, stderr_of

RESULTS = [Screened(100, (), TotalsBuilder().totals())] * 3


class Terminal(io.StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


def shown(files: int, monkeypatch: pytest.MonkeyPatch, *, hidden: bool = False, on: io.StringIO | None = None) -> str:
    """Return what is shown while results are given on."""
    stream = on or Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)

    assert list(run._with_progress(RESULTS, files, hidden=hidden)) == RESULTS

    return stream.getvalue()


@pytest.fixture
def hidden_bars(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the progress bar of each run is hidden, in their order."""
    seen: list[bool] = []

    def watched(results: Iterable[Screened], _files: int, *, hidden: bool) -> Iterator[Screened]:
        seen.append(hidden)
        yield from results

    monkeypatch.setattr(run, "_with_progress", watched)
    return seen


def test_a_terminal_is_shown_how_far_a_long_run_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = shown(300, monkeypatch)

    assert [f"{number}/300" in bar for number in (100, 200, 300)] == [True] * 3


@pytest.mark.parametrize(
    ("options", "env"), [(("--no-progress",), {}), ((), {"CI": "true"}), ((), {"SOCIALLAN_NO_PROGRESS": "1"})]
)
def test_nothing_is_shown_where_it_is_not_wanted(
    options: tuple[str, ...],
    env: dict[str, str],
    hidden_bars: list[bool],
    inside: Inside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    inside("check", READY, *options, env=env)
    inside("check", READY)

    assert hidden_bars == [True, False]


def test_nothing_is_shown_of_a_short_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(299, monkeypatch) == ""


def test_nothing_is_shown_in_the_way_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(300, monkeypatch, hidden=True) == ""


def test_nothing_is_shown_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(300, monkeypatch, on=io.StringIO()) == ""


@pytest.mark.parametrize(("path", "code"), [(READY, 0), (NOT_MET, 1)])
def test_a_summary_that_cannot_be_written_is_a_warning(path: str, code: int, tmp_path: Path, inside: Inside) -> None:
    summary = tmp_path / "none" / "summary.md"

    result = inside("check", path, "--format", "github", env={"GITHUB_STEP_SUMMARY": str(summary)})

    assert result.returncode == code
    assert result.stdout == inside("check", path, "--format", "github").stdout
    assert stderr_of(result).startswith("Varning: ")
    assert str(summary) in stderr_of(result)


@pytest.mark.parametrize(
    ("options", "hidden"), [((), False), (("--full",), True), (("--full", "--format", "json"), False)]
)
def test_the_bar_is_hidden_where_whole_reports_are_written_to_the_terminal_meanwhile(
    options: tuple[str, ...],
    hidden: bool,
    hidden_bars: list[bool],
    inside: Inside,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    inside("check", *(f"examples/{name}" for name in examples("invalid")[:4]), "--color", "never", *options)

    assert hidden_bars == [hidden]


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        (("--output", "page.html"), True),
        (("--output", "page.html", "--quiet"), False),
        (("--format", "html", "--output", "page.html", "--format", "text"), False),
        ((), False),
    ],
)
def test_a_terminal_without_a_report_is_told_where_it_is_and_what_verdicts_it_holds(
    options: tuple[str, ...], is_told: bool, inside: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = tuple(str(tmp_path / option) if option == "page.html" else option for option in options)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert stderr_of(inside("check", READY, NOT_MET, *options)) == (
        f"Rapporten är sparad som {tmp_path / 'page.html'}.\nRedo: 1 · Uppfyller inte kraven: 1\n" if is_told else ""
    )


def test_a_log_is_told_nothing_of_a_report_that_is_written(inside: Inside, tmp_path: Path) -> None:
    assert stderr_of(inside("check", READY, "--output", str(tmp_path / "page.html"))) == ""
