"""How many processes share the work: one for each processor where there is enough to do, never more than files."""

import pytest

from sociallan.batch import screening
from sociallan.batch.chunk import useful


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
