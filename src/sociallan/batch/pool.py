"""Worker processes, each with a pipe of its own: one that dies costs no other anything, at whatever moment."""

import multiprocessing
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from sociallan.application.source import CRASHED, TOO_SLOW
from sociallan.batch.chunk import Chunk
from sociallan.batch.limit import SECONDS
from sociallan.batch.process import serve, was_too_slow
from sociallan.files.interrupts import blocked

T = TypeVar("T")

MOST_JOBS = 61
"""More processes than this cannot be waited for on Windows, and few machines have use for them."""

_MOST_STILLBORN = 3
"""So many workers in a row may be ended from outside before they have begun."""


class WorkerDied(Exception):
    """A worker ended before it was done with a chunk; the ``finding`` says how."""

    def __init__(self, finding: str) -> None:
        super().__init__(finding)
        self.finding = finding


class _Worker:
    """A process, and what it is at."""

    def __init__(self, process: BaseProcess) -> None:
        self.process = process
        self.has_begun = False
        self.has_work = False
        self.task: Future[Any] | None = None

    @property
    def is_free(self) -> bool:
        """Whether it waits for a chunk."""
        return self.has_begun and self.task is None


class WorkerPool(Generic[T]):
    """A pool of at most ``MOST_JOBS`` processes on this machine, started as there is something to do.

    ``work`` is called in a worker with each chunk. A file in it that takes more than ``seconds`` of processor time
    ends the worker.
    """

    def __init__(self, work: Callable[[Chunk], T], jobs: int, *, seconds: float = SECONDS) -> None:
        self._jobs = min(jobs, MOST_JOBS)
        self.most = 4 * self._jobs
        self._work = work
        self._seconds = seconds
        self._queue: deque[tuple[Chunk, Future[T]]] = deque()
        # A connection is of another class on Windows.
        self._workers: dict[Any, _Worker] = {}
        self._stillborn = 0

    def submit(self, chunk: Chunk) -> "Future[T]":
        """Have a chunk screened by the first worker that is free."""
        future: Future[T] = Future()
        self._queue.append((chunk, future))
        if len(self._workers) < self._jobs:
            self._start_worker()
        self._hear(0)
        return future

    def wait(self, future: "Future[T]") -> None:
        """Return when a chunk is done or has failed.

        Raises:
            BrokenExecutor: where workers end before they have begun.

        """
        while not future.done():
            self._hear(None)

    def lost(self, error: BaseException) -> str | None:
        """Return the finding of a chunk whose worker died, ``None`` for an error that is none of that kind."""
        if isinstance(error, WorkerDied):
            return error.finding
        # What comes of many files took more memory than there is.
        return CRASHED if isinstance(error, MemoryError) else None

    def stop(self) -> None:
        """End the workers, whatever they are at."""
        self._queue.clear()
        for worker in self._workers.values():
            worker.process.kill()
        for connection in list(self._workers):
            self._reaped(connection)

    def _start_worker(self) -> None:
        # Fork shares the pack that is loaded. It is missing elsewhere, and unsafe beside other threads.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        # An interruption here would leave a process that nobody knows of.
        with blocked():
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, self._seconds), daemon=True)
            process.start()
            theirs.close()
            self._workers[ours] = _Worker(process)

    def _hear(self, seconds: float | None) -> None:
        """Wait so long for what workers have done, and give them more to do.

        Raises:
            BrokenExecutor: where workers end before they have begun.

        """
        ready: list[Any] = wait(list(self._workers), seconds)
        for connection in ready:
            try:
                result, error = connection.recv()
            except (EOFError, OSError):
                self._replace(connection)
            else:
                self._note(self._workers[connection], result, error)
        for connection, worker in list(self._workers.items()):
            if self._queue and worker.is_free:
                self._give(connection, worker)

    def _note(self, worker: _Worker, result: T, error: Exception | None) -> None:
        """Hand on what a worker has done; its first message says that it has begun."""
        future, worker.task = worker.task, None
        worker.has_begun = True
        self._stillborn = 0
        if future is None:
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def _give(self, connection: Any, worker: _Worker) -> None:
        chunk, worker.task = self._queue.popleft()
        try:
            if not worker.has_work:
                # Not at its birth: a process that is spawned and dies at once leaves its parent waiting to be read.
                connection.send(self._work)
                worker.has_work = True
            connection.send(chunk)
        except OSError:
            # It has died since its last message, and not of this.
            self._queue.appendleft((chunk, worker.task))
            worker.task = None
            self._replace(connection)

    def _replace(self, connection: Any) -> None:
        """Let the chunk of a worker that has died fail, and start another worker where there is more to do.

        Raises:
            BrokenExecutor: where workers end before they have begun.

        """
        worker = self._reaped(connection)
        exit_code = worker.process.exitcode or 0
        if not worker.has_begun:
            self._stillborn += 1
            # One that gives up by itself will do so again.
            if exit_code > 0 or self._stillborn > _MOST_STILLBORN:
                raise BrokenExecutor
        if worker.task is not None:
            worker.task.set_exception(WorkerDied(TOO_SLOW if was_too_slow(exit_code) else CRASHED))
        if self._queue:
            self._start_worker()

    def _reaped(self, connection: Any) -> _Worker:
        """Let go of a worker that has ended or been killed."""
        worker = self._workers.pop(connection)
        connection.close()
        worker.process.join()
        return worker
