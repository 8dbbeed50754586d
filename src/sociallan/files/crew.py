"""Worker processes that are watched: a file that kills its worker, or takes too long, is told from the rest."""

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Protocol, TypeVar, cast

from sociallan.files.diary import IDLE, Chunk, begin
from sociallan.files.interrupts import unheard

T = TypeVar("T")

CRASHED = "file.crashed"
TOO_SLOW = "file.too-slow"
"""The findings of a file that killed what screened it, and of one that it was stopped at."""

SECONDS_A_FILE = 60.0
"""The largest file that is read takes about a second."""

MOST_JOBS = 61
"""More processes than this cannot be waited for on Windows, and few machines have use for them."""

_HALTED = 10.0
"""After so many seconds without a look we may have been halted, and the workers with us (Ctrl-Z, a machine asleep)."""

_MOST_RESTARTS = 3
"""So many times in a row, with nothing done between, the workers are started anew where no file is to blame."""


class Crew(Protocol[T]):
    """What works on chunks, several at a time."""

    most: int
    """So many chunks may be given to it before the first is done."""

    def submit(self, chunk: Chunk) -> "Future[T]":
        """Give it a chunk."""

    def watch(self) -> None:
        """Look after it, a few times a second while it is waited for."""

    def mend(self, error: BaseException) -> None:
        """Make it fit for work again, after a chunk that failed with an error.

        Raises:
            BaseException: the error, where it is a fault of the program.

        """

    def again(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """Divide a chunk that failed into those to give it instead."""

    def stop(self) -> None:
        """Let go of it, done or not."""


class Processes(Generic[T]):
    """A crew of at most ``MOST_JOBS`` processes on this machine, in which each writes down which file it is at."""

    def __init__(self, work: Callable[[Chunk], T], jobs: int, *, seconds: float = SECONDS_A_FILE) -> None:
        self._jobs = min(jobs, MOST_JOBS)
        self.most = 4 * self._jobs
        self._work = work
        self._seconds = seconds
        # Fork shares the pack that is loaded. It is missing elsewhere, and unsafe beside other threads.
        forks = sys.platform == "linux" and threading.active_count() == 1
        self._context = multiprocessing.get_context("fork" if forks else "spawn")
        self._restarts = 0
        self._spoilt: tuple[tuple[int, str], ...] = ()
        self._start()

    def _start(self) -> None:
        self._slow: set[int] = set()
        self._had_ended = False
        self._seen: dict[int, tuple[int, float]] = {}
        self._looked = 0.0
        self._diary: Any = self._context.RawArray("q", [0, IDLE] * self._jobs)
        # No more than this is given to a worker at its birth: where one dies of that, a pipe that is full is waited on.
        given = (self._diary, self._context.Value("i", 0))
        self._staff = _Staff(self._context)
        self._pool = ProcessPoolExecutor(self._jobs, cast("BaseContext", self._staff), begin, given)

    def submit(self, chunk: Chunk) -> "Future[T]":
        """Give it a chunk."""
        try:
            # Only where a worker is yet to be born: an interruption just then would be lost.
            with unheard() if len(self._staff.workers) < self._jobs else nullcontext():
                future: Future[T] = self._pool.submit(self._work, chunk)
        except BrokenExecutor as error:
            # A worker has died since the last look: this chunk is to be done again with the others.
            future = Future()
            future.set_exception(error)
        future.add_done_callback(self._note_progress)
        return future

    def _note_progress(self, future: "Future[T]") -> None:
        if not future.cancelled() and future.exception() is None:
            self._restarts = 0

    def watch(self) -> None:
        """Kill a worker that has been at one file for too long, and see that the pool knows of one that has died."""
        now = time.monotonic()
        if now - self._looked > _HALTED:
            self._seen.clear()
        self._looked = now
        for pid, position in self._at().items():
            seen, since = self._seen.get(pid, (IDLE, now))
            if position == IDLE or position != seen:
                self._seen[pid] = (position, now)
            elif now - since > self._seconds and position not in self._slow:
                self._slow.add(position)
                self._staff.workers[pid].kill()
        has_ended = any(not worker.is_alive() for worker in self._staff.workers.values())
        if has_ended and self._had_ended:
            # It died in the middle of what it told, and the pool waits for the rest.
            for worker in self._staff.workers.values():
                worker.terminate()
            self._staff.hear_no_more()
        self._had_ended = has_ended

    def mend(self, error: BaseException) -> None:
        """Start anew, where a worker has died, and see which file it was at."""
        if not isinstance(error, BrokenExecutor):
            raise error
        self._pool.shutdown()
        # When one worker dies the pool terminates the others: only the one that did not end so is to blame.
        dead = {pid: worker for pid, worker in self._staff.workers.items() if worker.exitcode != -signal.SIGTERM}
        at = self._at()
        # One that gives up before it has begun will do so again.
        if any(pid not in at and (worker.exitcode or 0) > 0 for pid, worker in dead.items()):
            raise error
        # On Windows one that is killed ends as one that is terminated.
        lost = {at[pid] for pid in dead if at.get(pid, IDLE) != IDLE} | self._slow
        self._spoilt = tuple((position, TOO_SLOW if position in self._slow else CRASHED) for position in sorted(lost))
        self._restarts = 0 if lost else self._restarts + 1
        if self._restarts > _MOST_RESTARTS:
            raise error
        self._start()

    def again(self, chunk: Chunk) -> tuple[Chunk, ...]:
        """Give the chunk without the files that the workers which died were at."""
        own = tuple((at, code) for at, code in self._spoilt if chunk.first <= at < chunk.first + len(chunk.paths))
        return (chunk._replace(spoilt=chunk.spoilt + own),)

    def stop(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._staff.workers.values():
            worker.kill()
        self._staff.hear_no_more()
        self._pool.shutdown(cancel_futures=True)

    def _at(self) -> dict[int, int]:
        """Give the file that each worker is at, by its process."""
        diary, workers = list(self._diary), self._staff.workers
        return {pid: at for pid, at in zip(diary[::2], diary[1::2], strict=True) if pid in workers}


class _Staff:
    """A context of multiprocessing that keeps a list of whom it has hired: other children are none of ours."""

    def __init__(self, context: BaseContext) -> None:
        self._context = context
        self._hired: list[BaseProcess] = []
        self._told: Any = None

    @property
    def workers(self) -> dict[int, BaseProcess]:
        """The workers by the numbers of their processes, those that have ended too."""
        return {worker.pid: worker for worker in self._hired if worker.pid is not None}

    def hear_no_more(self) -> None:
        """Let the pool know that workers which have ended tell no more, not even the rest of what they had begun to."""
        self._told._writer.close()  # noqa: SLF001  # Nothing that is public closes this end alone.

    # What a pool asks of a context; it has its workers tell in the queue what they have done.

    def Process(self, **given: Any) -> BaseProcess:  # noqa: N802
        process: BaseProcess = self._context.Process(**given)  # type: ignore[attr-defined]
        self._hired.append(process)
        return process

    def SimpleQueue(self) -> Any:  # noqa: N802
        self._told = self._context.SimpleQueue()
        return self._told

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)
