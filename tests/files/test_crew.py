"""Workers that die, hang or fail: one file is lost to it, the others are done, and all come in order."""

import faulthandler
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from sociallan.files.crew import CRASHED, TOO_SLOW, Processes
from sociallan.files.diary import Chunk, note
from sociallan.files.ordered import chunks, in_order

PATHS = [f"{number}.yaml" for number in range(40)]
DEATHS = {"killed": signal.SIGKILL, "crashed": signal.SIGSEGV, "aborted": signal.SIGABRT}


def worked(chunk: Chunk, *, deadly: str = "", death: str = "killed") -> list[str]:
    """Give a word for each path; one of them kills the worker that comes to it, or keeps it for ever."""
    words = []
    spoilt = dict(chunk.spoilt)
    for position, path in enumerate(chunk.paths, start=chunk.first):
        note(position)
        if path == deadly and position not in spoilt:
            if death == "left":
                os._exit(3)
            if death == "hangs":
                time.sleep(60)
            # What pytest would print of it is not what is tested.
            faulthandler.disable()
            os.kill(os.getpid(), DEATHS[death])
        words.append(spoilt.get(position, path))
    note(None)
    return words


def flat(results: Iterator[list[str]]) -> list[str]:
    return [word for words in results for word in words]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_workers(jobs: int) -> None:
    assert flat(in_order(chunks(PATHS, jobs), Processes(worked, jobs))) == PATHS


@pytest.mark.parametrize("death", [*DEATHS, "left"])
def test_a_file_that_kills_its_worker_is_lost_and_no_other(death: str) -> None:
    work = partial(worked, deadly="17.yaml", death=death)

    given = flat(in_order(chunks(PATHS, 2), Processes(work, 2)))

    assert given == [CRASHED if path == "17.yaml" else path for path in PATHS]


def test_a_file_that_takes_too_long_is_stopped_at_and_no_other() -> None:
    work = partial(worked, deadly="17.yaml", death="hangs")

    given = flat(in_order(chunks(PATHS, 2), Processes(work, 2, seconds=0.2)))

    assert given == [TOO_SLOW if path == "17.yaml" else path for path in PATHS]


def failing(_chunk: Chunk) -> list[str]:
    raise ZeroDivisionError


def test_a_fault_of_the_program_is_no_fault_of_a_file() -> None:
    with pytest.raises(ZeroDivisionError):
        flat(in_order(chunks(PATHS, 2), Processes(failing, 2)))


def test_a_large_list_of_files_is_divided_into_chunks_of_no_more_than_fifty() -> None:
    assert {len(chunk.paths) for chunk in chunks(["x"] * 10_000, 2)} == {50}
    assert max(len(chunk.paths) for chunk in chunks(PATHS, 2)) == 2


class Counting(Processes[list[str]]):
    """Workers that note how many chunks are under way."""

    under_way = 0
    highest = 0

    def submit(self, chunk: Chunk) -> "Future[list[str]]":
        self.under_way += 1
        self.highest = max(self.highest, self.under_way)
        return super().submit(chunk)


def test_no_more_chunks_are_under_way_than_the_crew_takes() -> None:
    crew = Counting(worked, 2)

    for _ in in_order(chunks(["x"] * 2_000, 2), crew):
        crew.under_way -= 1

    assert crew.highest == crew.most


def test_a_worker_that_was_asked_to_end_costs_no_file(tmp_path: Path) -> None:
    """Someone ends a worker by hand, as a machine does that is about to stop."""
    sign = tmp_path / "ended"

    given = flat(in_order(chunks(PATHS, 2), Processes(partial(ended_once, sign=sign), 2)))

    assert given == PATHS


def ended_once(chunk: Chunk, *, sign: Path) -> list[str]:
    if "17.yaml" in chunk.paths and not sign.exists():
        sign.touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return worked(chunk)


def test_a_pool_may_be_any_executor() -> None:
    with ThreadPoolExecutor(2) as pool:
        assert flat(in_order(chunks(PATHS, 2), Plain(pool))) == PATHS


class Plain:
    """The least that a crew must be."""

    most = 4

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def submit(self, chunk: Chunk) -> "Future[list[str]]":
        return self._pool.submit(worked, chunk)

    def watch(self) -> None: ...

    def mend(self, error: BaseException) -> None:
        raise error

    def again(self, chunk: Chunk) -> tuple[Chunk, ...]:
        return (chunk,)

    def stop(self) -> None: ...
