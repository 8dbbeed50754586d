"""The number of processes that share the work: one for each processor where it is worth it, never more than files."""

import pytest

from sociallan.batch import ordered, screening
from sociallan.batch.chunk import useful
from sociallan.batch.resources import Resources
from sociallan.batch.run_options import RunOptions, ScreeningOptions
from sociallan.batch.worker import Screened, Worker
from tests.builders import lsh, shape, words
from tests.cli.running import READY


@pytest.mark.parametrize(("files", "jobs"), [(299, 1), (300, 4)])
def test_without_a_number_every_processor_is_used_from_three_hundred_files(
    files: int, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "available", lambda: 4)

    assert screening._jobs(["a.yaml"] * files, 0) == jobs


def test_a_number_that_is_asked_for_holds_however_few_the_files() -> None:
    assert screening._jobs(["a.yaml", "b.yaml", "c.yaml"], 2) == 2


def test_there_are_no_more_processes_than_files() -> None:
    assert useful(8, ["a.yaml", "b.yaml"]) == 2


def test_standard_input_is_read_by_the_one_process_that_has_it() -> None:
    assert useful(8, ["a.yaml", "-", "b.yaml"]) == 1


@pytest.mark.parametrize(
    ("path", "has_timer", "here"), [(READY, True, True), (READY, False, False), ("-", False, True)]
)
def test_without_a_timer_even_one_file_has_a_process_of_its_own_but_for_standard_input(
    path: str, has_timer: bool, here: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "HAS_TIMER", has_timer)
    monkeypatch.setattr(ordered, "in_order", lambda _chunks, _pool: iter(()))
    worker = Worker(RunOptions("2025-06-01", ScreeningOptions(None, "-"), ()), Resources(lsh(), shape(), words()))
    result = Screened(1, (), worker.totals_builder().totals())
    monkeypatch.setattr(worker, "screen", lambda _chunk: result)

    assert list(screening.screened([path], worker, screening.Parallelism(1))) == ([result] if here else [])
