"""Pool of worker processes, each with its own pipe, so that a worker that dies never affects the others."""

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
"""Maximum number of processes: Windows cannot wait for more, and few machines benefit from more."""

_MAX_FAILED_STARTS = 3
"""Number of workers in a row that may be killed from outside before they have started."""


class WorkerDied(Exception):
    """A worker died while it screened a chunk; ``finding`` is the code of the reason."""

    def __init__(self, finding: str) -> None:
        super().__init__(finding)
        self.finding = finding


class _Worker:
    """A worker process and its current task."""

    def __init__(self, process: BaseProcess) -> None:
        self.process = process
        self.has_started = False
        self.has_function = False
        self.task: Future[Any] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether the worker is ready for a chunk."""
        return self.has_started and self.task is None


class WorkerPool(Generic[T]):
    """A pool of at most ``MOST_JOBS`` local processes, started on demand.

    A worker calls ``work`` with each chunk, and ends if a file takes more than ``seconds`` of processor time.
    """

    def __init__(self, work: Callable[[Chunk], T], jobs: int, *, seconds: float = SECONDS) -> None:
        self._jobs = min(jobs, MOST_JOBS)
        self.max_pending = 4 * self._jobs
        self._work = work
        self._seconds = seconds
        self._queue: deque[tuple[Chunk, Future[T]]] = deque()
        # Keyed by connection, whose class differs on Windows.
        self._workers: dict[Any, _Worker] = {}
        self._failed_starts = 0

    def submit(self, chunk: Chunk) -> "Future[T]":
        """Schedule a chunk for the first idle worker."""
        future: Future[T] = Future()
        self._queue.append((chunk, future))
        if len(self._workers) < self._jobs:
            self._start_worker()
        self._receive(0)
        return future

    def wait(self, future: "Future[T]") -> None:
        """Wait until a chunk is done or has failed.

        Raises:
            BrokenExecutor: if workers die before they have started.

        """
        while not future.done():
            self._receive(None)

    def finding_for(self, error: BaseException) -> str | None:
        """Return the code of the finding if the chunk's worker died, ``None`` for any other error."""
        if isinstance(error, WorkerDied):
            return error.finding
        # The results of the whole chunk may not fit in memory where those of each file do.
        return CRASHED if isinstance(error, MemoryError) else None

    def stop(self) -> None:
        """Kill the workers and discard pending work."""
        self._queue.clear()
        for worker in self._workers.values():
            worker.process.kill()
        for connection in list(self._workers):
            self._remove(connection)

    def _start_worker(self) -> None:
        # Forking shares the loaded pack, but is safe only on Linux and in a process with a single thread.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if forks else "spawn")
        # An interrupt here would leave an untracked process.
        with blocked():
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs, self._seconds), daemon=True)
            process.start()
            theirs.close()
            self._workers[ours] = _Worker(process)

    def _receive(self, seconds: float | None) -> None:
        """Wait at most ``seconds`` (``None``: without limit) for messages from workers; assign chunks to idle workers.

        Raises:
            BrokenExecutor: if workers die before they have started.

        """
        ready: list[Any] = wait(list(self._workers), seconds)
        for connection in ready:
            try:
                result, error = connection.recv()
            except (EOFError, OSError):
                self._replace(connection)
            else:
                self._complete(self._workers[connection], result, error)
        for connection, worker in list(self._workers.items()):
            if self._queue and worker.is_idle:
                self._assign(connection, worker)

    def _complete(self, worker: _Worker, result: T, error: Exception | None) -> None:
        """Complete a worker's task with its message; the first message only reports that the worker has started."""
        future, worker.task = worker.task, None
        worker.has_started = True
        self._failed_starts = 0
        if future is None:
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def _assign(self, connection: Any, worker: _Worker) -> None:
        chunk, worker.task = self._queue.popleft()
        try:
            if not worker.has_function:
                # Not at the start: if a spawned process dies at once, this would block until someone reads.
                connection.send(self._work)
                worker.has_function = True
            connection.send(chunk)
        except OSError:
            # The worker died after its last message, so this chunk is not the cause.
            self._queue.appendleft((chunk, worker.task))
            worker.task = None
            self._replace(connection)

    def _replace(self, connection: Any) -> None:
        """Fail the chunk of a dead worker, and start another worker if chunks are queued.

        Raises:
            BrokenExecutor: if workers die before they have started.

        """
        worker = self._remove(connection)
        exit_code = worker.process.exitcode or 0
        if not worker.has_started:
            self._failed_starts += 1
            # A worker that exits by itself will do so again.
            if exit_code > 0 or self._failed_starts > _MAX_FAILED_STARTS:
                raise BrokenExecutor
        if worker.task is not None:
            worker.task.set_exception(WorkerDied(TOO_SLOW if was_too_slow(exit_code) else CRASHED))
        if self._queue:
            self._start_worker()

    def _remove(self, connection: Any) -> _Worker:
        """Remove a worker that has ended or been killed, and return it."""
        worker = self._workers.pop(connection)
        connection.close()
        worker.process.join()
        return worker
