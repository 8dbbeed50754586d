"""One process's work: the same wherever it is done, and counted."""

import pickle
from pathlib import Path

import pytest

from sociallan.application.passed_over import PassedOver, SkipReason
from sociallan.application.source import CRASHED, Source, Walked
from sociallan.batch import worker as module
from sociallan.batch.cache_key import RunKey
from sociallan.batch.cached_results import CachedResults
from sociallan.batch.chunk import Chunk
from sociallan.batch.failures import ProgramFailed
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import OutputOptions, RunOptions, ScreeningOptions
from sociallan.batch.worker import Screened, Worker, chunk_screener
from sociallan.files import cache
from sociallan.report.terminal_style import TerminalStyle
from sociallan.screening.report import Verdict
from sociallan.screening.settings import Waiver, WaiverState
from tests.builders import ROOT, lsh, shape, words
from tests.cli.running import INCOMPLETE, READY

OUTPUTS = tuple(OutputOptions(name, TerminalStyle()) for name in ("json", "csv"))
OPTIONS = RunOptions("2025-06-01", ScreeningOptions(None, "-"), OUTPUTS)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    monkeypatch.chdir(ROOT)
    return Worker(OPTIONS, Resources(lsh(), shape(), words("en")))


def plain(screened: Screened) -> tuple[object, ...]:
    """Return what can be compared of a result."""
    return screened.files, screened.parts, screened.totals.verdicts, screened.failures


def test_each_application_has_a_part_for_each_format_and_is_counted(worker: Worker) -> None:
    screened = worker.screen(Chunk((READY, INCOMPLETE)))

    assert [len(parts) for parts in screened.parts] == [2, 2]
    assert screened.totals.verdicts[Verdict.READY] == screened.totals.verdicts[Verdict.INCOMPLETE] == 1


def test_a_process_that_is_sent_the_work_does_the_same(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    here = worker.screen(Chunk((READY, INCOMPLETE)))
    sent = pickle.dumps(chunk_screener(worker))
    monkeypatch.setattr(module, "_workers", {})

    there = pickle.loads(sent)(Chunk((READY, INCOMPLETE)))

    assert plain(there) == plain(here)
    assert list(module._workers.values()) != [worker]


def test_a_process_that_is_sent_the_work_takes_results_from_the_cache_and_keeps_them_there(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cache.prepare(tmp_path / "cache", "2025-06-01")
    with_cache = Worker(OPTIONS, worker.resources, CachedResults(tmp_path / "cache", RunKey(b"run"), None))
    sent = pickle.dumps(chunk_screener(with_cache))
    monkeypatch.setattr(module, "_workers", {})
    expected = plain(worker.screen(Chunk((READY, INCOMPLETE))))

    first = pickle.loads(sent)(Chunk((READY,)))
    assert plain(with_cache.screen(Chunk((READY,)))) == plain(first)
    assert plain(pickle.loads(sent)(Chunk((READY, INCOMPLETE)))) == expected


def test_a_file_whose_worker_died_is_not_looked_up(worker: Worker, tmp_path: Path) -> None:
    cache.prepare(tmp_path / "cache", "2025-06-01")
    with_cache = Worker(OPTIONS, worker.resources, CachedResults(tmp_path / "cache", RunKey(b"run"), None))
    with_cache.screen(Chunk((READY,)))

    lost = with_cache.screen(Chunk((READY,), alone=True, finding=CRASHED))

    assert lost.totals.verdicts[Verdict.INVALID] == 1
    assert with_cache.screen(Chunk((READY,))).totals.verdicts[Verdict.READY] == 1


def test_a_process_that_is_forked_shares_the_worker(worker: Worker) -> None:
    chunk_screener(worker)

    assert list(module._workers.values()) == [worker]


def test_a_lost_file_is_screened_as_one_that_says_so(worker: Worker) -> None:
    screened = worker.screen(Chunk((READY,), alone=True, finding=CRASHED))

    assert screened.totals.verdicts[Verdict.INVALID] == 1
    assert CRASHED in screened.parts[0][0]


def test_paths_start_from_where_the_options_say(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    elsewhere = Worker(OPTIONS._replace(read_from=str(ROOT)), worker.resources)

    assert elsewhere.screen(Chunk((READY,))).totals.verdicts[Verdict.READY] == 1


def test_what_is_no_application_is_passed_over_where_a_walk_found_it_and_screened_where_it_is_named(
    worker: Worker, tmp_path: Path
) -> None:
    file = tmp_path / "other.yaml"
    file.write_text("colour: red\n", encoding="utf-8")

    found = worker.screen(Chunk((Walked(file),))).totals
    named = worker.screen(Chunk((str(file),))).totals

    assert (found.applications, found.passed_over) == (0, (PassedOver(str(file), SkipReason.NO_APPLICATION),))
    assert (named.applications, named.passed_over) == (1, ())


def test_the_paths_of_waivers_start_at_the_folder_of_their_file(worker: Worker) -> None:
    waiver = Waiver("G5-effect-plan", "early-*.yaml", "Kreditchef", "Planen är gemensam", "2099-12-31", 1)
    options = OPTIONS._replace(waivers=(waiver,), waivers_folder="examples/incomplete")

    screened = Worker(options, worker.resources).screen(Chunk(("examples/incomplete/early-sketch.yaml",)))

    assert [use.state for use in screened.totals.waivers] == [WaiverState.IN_USE]


def test_a_failure_that_cannot_be_reported_is_raised_alone(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first file fails once and is reported; the second fails at its report too."""

    def rendered(source: Source) -> list[PassedOver]:
        if source.problem is None or source.path == INCOMPLETE:
            raise KeyError(source.path)
        return []

    monkeypatch.setattr(worker, "_rendered", rendered)

    with pytest.raises(ProgramFailed) as failed:
        worker.screen(Chunk((READY, INCOMPLETE)))

    assert [failure.path for failure in failed.value.failures] == [INCOMPLETE]
    assert not failed.value.reported
