"""The bar that shows how far a long run has come: where someone sees it, and where it is in nobody's way."""

import io
import sys
from collections.abc import Iterable, Iterator

import pytest

from sociallan.batch.worker import Screened
from sociallan.cli import run
from sociallan.cli.progress import with_progress
from sociallan.screening.totals import TotalsBuilder
from tests.cli.conftest import Inside
from tests.cli.running import READY

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

    assert list(with_progress(RESULTS, files, hidden=hidden)) == RESULTS

    return stream.getvalue()


def test_a_terminal_is_shown_how_far_a_long_run_has_come(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(300, monkeypatch)

    assert [f"{number}/300" in told for number in (100, 200, 300)] == [True] * 3


@pytest.mark.parametrize(
    ("options", "env"), [(("--no-progress",), {}), ((), {"CI": "true"}), ((), {"SOCIALLAN_NO_PROGRESS": "1"})]
)
def test_nothing_is_shown_where_it_is_not_wanted(
    options: tuple[str, ...], env: dict[str, str], inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def watched(results: Iterable[Screened], _files: int, *, hidden: bool) -> Iterator[Screened]:
        seen.append(hidden)
        yield from results

    monkeypatch.setattr(run, "with_progress", watched)
    monkeypatch.delenv("CI", raising=False)
    inside("check", READY, *options, env=env)
    inside("check", READY)

    assert seen == [True, False]


def test_nothing_is_shown_of_a_short_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(299, monkeypatch) == ""


def test_nothing_is_shown_in_the_way_of_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(300, monkeypatch, hidden=True) == ""


def test_nothing_is_shown_where_nobody_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(300, monkeypatch, on=io.StringIO()) == ""
