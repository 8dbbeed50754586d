"""Workers that die, hang or fail: one file is lost to it, the others are done, and all come in order."""

import faulthandler
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from sociallan.application.source import CRASHED, TOO_SLOW, Source
from sociallan.batch import limit, process
from sociallan.batch.chunk import Chunk, chunks, each_file
from sociallan.batch.ordered import in_order
from sociallan.batch.pool import MOST_JOBS, WorkerDied, WorkerPool

PATHS = [f"{number}.yaml" for number in range(40)]
FEW_PATHS = PATHS[:8]
"""Enough where a worker ends at each of them: every worker that begins is a copy of this process."""
# On Windows, which has no SIGKILL, any of them ends a process at once.
DEATHS = {"killed": getattr(signal, "SIGKILL", signal.SIGTERM), "crashed": signal.SIGSEGV, "aborted": signal.SIGABRT}


def worked(chunk: Chunk, *, deadly: str = "", death: str = "killed") -> list[str]:
    """Return a word for each path; the deadly ones kill the worker that comes to them, or keep it for long."""

    def read(path: str) -> Source:
        if path in deadly.split():
            if death == "left":
                os._exit(3)
            if death == "waits":
                time.sleep(60)
            if death == "works":
                # A call to C that does not come back to the interpreter, which would hear of signals.
                pow(3, 10**8)
            # What pytest would print of it is not what is tested.
            faulthandler.disable()
            os.kill(os.getpid(), DEATHS[death])
        return Source(path, b"")

    return walked(chunk, read)


def walked(chunk: Chunk, read: Callable[[str], Source]) -> list[str]:
    """Return a word for each file: its path, or the finding that is all that is known of it."""
    return list(each_file(chunk, read, lambda source: (source.problem or source.path,), lambda _path, _error: None))


def flat(results: Iterator[list[str]]) -> list[str]:
    return [word for words in results for word in words]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_workers(jobs: int) -> None:
    assert flat(in_order(chunks(PATHS, jobs), WorkerPool(worked, jobs))) == PATHS


@pytest.mark.parametrize("death", [*DEATHS, "left"])
def test_a_file_that_kills_its_worker_is_lost_and_no_other(death: str) -> None:
    work = partial(worked, deadly="17.yaml", death=death)

    given = flat(in_order(chunks(PATHS, 2), WorkerPool(work, 2)))

    assert given == [CRASHED if path == "17.yaml" else path for path in PATHS]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have forked workers end files that wait after a third of the time that they may else."""
    monkeypatch.setattr(process, "WALL_CLOCK_FACTOR", 3)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(("death", "has_timer"), [("waits", True), ("works", True), ("waits", False)])
def test_a_file_that_takes_too_long_is_stopped_at_and_no_other(
    death: str, has_timer: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With and without the timer that Windows lacks; where there is none, what holds the interpreter is not ended."""
    monkeypatch.setattr(limit, "HAS_TIMER", has_timer)
    work = partial(worked, deadly="17.yaml", death=death)

    given = flat(in_order(chunks(PATHS, 2), WorkerPool(work, 2, seconds=0.2)))

    assert given == [TOO_SLOW if path == "17.yaml" else path for path in PATHS]


def failing(_chunk: Chunk) -> list[str]:
    raise ZeroDivisionError


def test_a_file_that_takes_all_memory_is_lost_and_the_program_is_not_to_blame() -> None:
    blamed: list[str] = []

    def said(source: Source) -> tuple[str, ...]:
        if source.problem is None:
            raise MemoryError
        return (source.problem,)

    given = each_file(Chunk(("a.yaml",)), lambda path: Source(path, b""), said, lambda path, _: blamed.append(path))

    assert (list(given), blamed) == ([CRASHED], [])


def test_a_fault_of_the_program_is_no_fault_of_a_file() -> None:
    with pytest.raises(ZeroDivisionError):
        flat(in_order(chunks(PATHS, 2), WorkerPool(failing, 2)))


def test_a_large_list_of_files_is_divided_into_chunks_of_no_more_than_fifty() -> None:
    assert {len(chunk.paths) for chunk in chunks(["x"] * 10_000, 2)} == {50}
    assert max(len(chunk.paths) for chunk in chunks(PATHS, 2)) == 2


def test_no_more_processes_are_begun_than_any_system_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sociallan.batch.pool.MOST_JOBS", 5)
    given = in_order(chunks(PATHS, 5_000), WorkerPool(worked, 5_000))

    first, begun = next(given), len(multiprocessing.active_children())
    assert [*first, *flat(given)] == PATHS
    assert begun == 5
    # On Windows one waits for no more handles at once than 64, of which the executor has some.
    assert MOST_JOBS == 61


class Counting(WorkerPool[list[str]]):
    """A pool that notes how many chunks are under way."""

    under_way = 0
    highest = 0

    def submit(self, chunk: Chunk) -> "Future[list[str]]":
        self.under_way += 1
        self.highest = max(self.highest, self.under_way)
        return super().submit(chunk)


def test_no_more_chunks_are_under_way_than_the_pool_takes() -> None:
    workers = Counting(worked, 2)

    for _ in in_order(chunks(["x"] * 2_000, 2), workers):
        workers.under_way -= 1

    assert workers.highest == workers.max_pending


def test_a_worker_that_was_asked_to_end_costs_no_file(tmp_path: Path) -> None:
    """Someone ends a worker by hand, as a machine does that is about to stop."""
    sign = tmp_path / "ended"

    given = flat(in_order(chunks(PATHS, 2), WorkerPool(partial(ended_once, sign=sign), 2)))

    assert given == PATHS


def test_a_worker_that_was_asked_to_end_costs_not_even_the_only_file_of_a_chunk(tmp_path: Path) -> None:
    work = partial(ended_once, sign=tmp_path / "ended")

    assert flat(in_order(iter([Chunk(("17.yaml",))]), WorkerPool(work, 1))) == ["17.yaml"]


def ended_once(chunk: Chunk, *, sign: Path) -> list[str]:
    if "17.yaml" in chunk.paths and not sign.exists():
        sign.touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return worked(chunk)


def test_workers_that_are_asked_to_end_now_and_then_cost_no_file_however_often(tmp_path: Path) -> None:
    paths = PATHS[:32]

    given = flat(in_order(chunks(paths, 2), WorkerPool(partial(ended_often, folder=tmp_path), 2)))

    assert given == paths
    assert len(list(tmp_path.iterdir())) == len(paths) // 2


def ended_often(chunk: Chunk, *, folder: Path) -> list[str]:
    """End once at every chunk."""
    if chunk.alone:
        return worked(chunk)
    sign = folder / chunk.paths[0]
    if not sign.exists():
        sign.touch()
        os.kill(os.getpid(), signal.SIGTERM)
    return worked(chunk)


def test_workers_that_end_at_every_file_lose_every_file_and_the_run_ends() -> None:
    given = flat(in_order(chunks(FEW_PATHS, 2), WorkerPool(partial(worked, deadly=" ".join(FEW_PATHS)), 2)))

    assert given == [CRASHED] * len(FEW_PATHS)


def test_workers_that_end_even_where_nothing_is_tried_are_given_up() -> None:
    with pytest.raises(WorkerDied):
        flat(in_order(chunks(PATHS, 2), WorkerPool(ended_always, 2)))


def ended_always(_chunk: Chunk) -> list[str]:
    os.kill(os.getpid(), signal.SIGTERM)
    return []


def test_workers_that_end_before_they_have_begun_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "unblock", lambda: os.kill(os.getpid(), signal.SIGKILL))

    with pytest.raises(BrokenExecutor):
        flat(in_order(chunks(PATHS, 2), WorkerPool(worked, 2)))

    assert multiprocessing.active_children() == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is forked, and none knows of the change")
def test_three_workers_in_a_row_that_are_killed_before_they_have_begun_cost_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        if len(list(tmp_path.iterdir())) < 3:
            (tmp_path / str(os.getpid())).touch()
            os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(process, "unblock", killed)

    assert flat(in_order(chunks(PATHS, 1), WorkerPool(worked, 1))) == PATHS


def test_an_error_that_cannot_be_sent_is_raised_by_its_name() -> None:
    with pytest.raises(RuntimeError, match="Unsendable: why"):
        flat(in_order(chunks(PATHS, 2), WorkerPool(unsendable, 2)))


def unsendable(_chunk: Chunk) -> list[str]:
    class Unsendable(Exception):
        pass

    raise Unsendable("why")


def test_files_whose_results_together_are_more_than_memory_holds_are_screened_one_by_one() -> None:
    assert flat(in_order(chunks(PATHS, 2), WorkerPool(large_together, 2))) == PATHS


def large_together(chunk: Chunk) -> list[str]:
    if len(chunk.paths) > 1:
        raise MemoryError
    return worked(chunk)


@pytest.mark.usefixtures("impatient")
def test_time_in_which_a_worker_is_halted_is_not_counted(tmp_path: Path) -> None:
    """Ctrl-Z halts the workers too, and so does a machine that sleeps: the watch of a worker does not look then."""
    begun, ends = tmp_path / "begun", tmp_path / "ends"
    os.mkfifo(begun)
    results = in_order(chunks(PATHS[:1], 1), WorkerPool(partial(halted, begun=begun, ends=ends), 1, seconds=0.2))
    with ThreadPoolExecutor(1) as other:
        continued = other.submit(continue_later, begun, ends)
        given = flat(results)
        continued.result()

    assert given == ["0.yaml"]


def halted(chunk: Chunk, *, begun: Path, ends: Path) -> list[str]:
    def read(path: str) -> Source:
        if not ends.exists():
            begun.write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGSTOP)
        return Source(path, b"")

    return walked(chunk, read)


def continue_later(begun: Path, ends: Path) -> None:
    """Halt a worker for longer than a file may take, and go on."""
    pid = int(begun.read_text())
    time.sleep(0.2 * process.WALL_CLOCK_FACTOR + 1)
    ends.touch()
    os.kill(pid, signal.SIGCONT)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("death", ["killed", "waits"])
def test_a_child_of_the_program_that_is_none_of_the_workers_lives_on(death: str) -> None:
    work = partial(worked, deadly="17.yaml", death=death)
    before, during = (multiprocessing.Process(target=time.sleep, args=(60,)) for _ in range(2))
    before.start()
    try:
        results = in_order(chunks(PATHS, 2), WorkerPool(work, 2, seconds=0.2))
        first = next(results)
        during.start()
        given = first + flat(results)

        assert [path for path in given if path not in PATHS] == [CRASHED if death == "killed" else TOO_SLOW]
        assert before.is_alive()
        assert during.is_alive()
        assert set(multiprocessing.active_children()) == {before, during}
    finally:
        for child in (before, during):
            child.kill()
            child.join()


def test_no_worker_is_left_where_no_more_is_asked_for() -> None:
    results = in_order(chunks(PATHS, 2), WorkerPool(worked, 2))
    next(results)
    workers = multiprocessing.active_children()

    results.close()

    assert len(workers) == 2
    assert multiprocessing.active_children() == []


def uneven(chunk: Chunk) -> list[str]:
    return worked(chunk, deadly="0.yaml 2.yaml", death="killed" if "0.yaml" in chunk.paths else "waits")


@pytest.mark.usefixtures("impatient")
def test_a_program_that_answers_signals_in_its_own_way_has_workers_that_end_when_asked_to() -> None:
    """When one dies the other is asked to end, and would as a fork do with the signal what the program does."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    began = time.monotonic()
    try:
        given = flat(in_order(chunks(PATHS, 2), WorkerPool(uneven, 2, seconds=0.2)))
    finally:
        signal.signal(signal.SIGTERM, before)

    assert given == [{"0.yaml": CRASHED, "2.yaml": TOO_SLOW}.get(path, path) for path in PATHS]
    assert time.monotonic() - began < 30


REMEMBERED: list[str] = []


def remembering(chunk: Chunk) -> list[str]:
    return REMEMBERED * len(chunk.paths)


def test_beside_other_threads_no_worker_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fork has the locks of other threads, and none of the threads that would open them."""
    monkeypatch.setitem(globals(), "REMEMBERED", ["forked"])
    done = threading.Event()
    other = threading.Thread(target=done.wait)

    alone = flat(in_order(chunks(PATHS, 2), WorkerPool(remembering, 2)))
    other.start()
    try:
        beside = flat(in_order(chunks(PATHS, 2), WorkerPool(remembering, 2)))
    finally:
        done.set()
        other.join()

    assert (set(alone), set(beside)) == ({"forked"} if sys.platform == "linux" else set(), set())


def test_a_worker_that_dies_in_the_middle_of_what_it_tells_costs_no_file(tmp_path: Path) -> None:
    work = partial(cut_short_once, sign=tmp_path / "cut", by=signal.SIGKILL)

    assert flat(in_order(chunks(PATHS, 2), WorkerPool(work, 2))) == PATHS


def test_a_pool_stops_though_a_worker_is_in_the_middle_of_what_it_tells(tmp_path: Path) -> None:
    work = partial(cut_short_once, sign=tmp_path / "cut", by=signal.SIGSTOP, after=tmp_path / "first")
    # A worker for each of the first three chunks: nobody gives more to do before more is asked for.
    results = in_order(chunks(PATHS, 2), WorkerPool(work, 3))
    next(results)
    (tmp_path / "first").touch()
    while not (tmp_path / "cut").exists():
        time.sleep(0.01)

    results.close()

    assert multiprocessing.active_children() == []


def cut_short_once(chunk: Chunk, *, sign: Path, by: signal.Signals, after: Path | None = None) -> list[str]:
    """Work, and be cut short once, between the length of what is sent to the program and the rest of it.

    No other worker tells anything from then on: ``after`` a file is there, where something is to be told before.
    """
    words = worked(chunk)
    if "5.yaml" not in chunk.paths or sign.exists():
        return words
    while after is not None and not after.exists():
        time.sleep(0.01)
    sent = []

    def cut(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "_send":
            sent.append(event)
            if len(sent) == 2:
                sign.touch()
                os.kill(os.getpid(), by)

    sys.setprofile(cut)
    return [*words, "x" * 100_000]


def test_what_is_finished_is_given_before_an_interruption_goes_on() -> None:
    with ThreadPoolExecutor(2) as executor:
        workers = Plain(executor)
        results = in_order(chunks(PATHS, 2), workers)
        given = next(results)
        wait(workers.futures)

        given += results.throw(KeyboardInterrupt)
        with pytest.raises(KeyboardInterrupt):
            given.extend(word for words in results for word in words)

    assert given == PATHS[: 2 * len(workers.futures)]


def interrupting(chunk: Chunk) -> list[str]:
    os.kill(os.getpid(), signal.SIGINT)
    return worked(chunk)


def test_a_worker_that_an_interruption_reaches_works_on() -> None:
    """A terminal interrupts all that run in it; from a thread the workers are started as on Windows."""
    with ThreadPoolExecutor(1) as executor:
        given = executor.submit(lambda: flat(in_order(chunks(PATHS, 2), WorkerPool(interrupting, 2)))).result()

    assert given == PATHS


def test_a_pool_may_be_any_executor() -> None:
    with ThreadPoolExecutor(2) as executor:
        assert flat(in_order(chunks(PATHS, 2), Plain(executor))) == PATHS


class Plain:
    """The least that a pool must be."""

    max_pending = 4

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self.futures: list[Future[list[str]]] = []

    def submit(self, chunk: Chunk) -> "Future[list[str]]":
        self.futures.append(self._executor.submit(worked, chunk))
        return self.futures[-1]

    def wait(self, future: "Future[list[str]]") -> None:
        wait((future,))

    def finding_for(self, error: BaseException) -> str | None:
        return None

    def stop(self) -> None: ...


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no worker is forked, and none knows of the change")
def test_a_worker_that_ends_by_itself_before_it_has_begun_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def left() -> None:
        (tmp_path / str(os.getpid())).touch()
        os._exit(1)

    monkeypatch.setattr(process, "unblock", left)

    with pytest.raises(BrokenExecutor):
        flat(in_order(chunks(PATHS, 1), WorkerPool(worked, 1)))

    assert len(list(tmp_path.iterdir())) == 1
