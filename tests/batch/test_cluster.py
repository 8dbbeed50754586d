"""``sociallan check --dask``: a real scheduler and two workers on this machine, and the same bytes."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from sociallan.application.source import CRASHED
from sociallan.batch.chunk import Chunk, chunks
from sociallan.batch.cluster import ClusterPool
from sociallan.batch.ordered import in_order
from sociallan.batch.worker import Screened
from sociallan.screening.totals import TotalsBuilder
from tests.cli.conftest import Inside
from tests.cli.running import READY, environment, run_code, stderr_of


@contextmanager
def started(folder: Path, *command: str) -> Iterator[Path]:
    """Start a part of a cluster, and return the path of its log."""
    path = folder / f"{command[0]}.log"
    with path.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + command[0], *command[1:], "--no-dashboard"],
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment({"PYTHONWARNINGS": "ignore"}),
        )
        try:
            yield path
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a scheduler that has no workers."""
    with started(tmp_path_factory.mktemp("cluster"), "dask_scheduler", "--host", "127.0.0.1", "--port", "0") as log:
        found = None
        for _ in range(200):
            found = re.search(r"tcp://127\.0\.0\.1:\d+", log.read_text())
            if found:
                break
            time.sleep(0.1)
        assert found is not None
        yield found.group()


def test_a_cluster_gives_the_same_bytes(scheduler: str, tmp_path: Path, inside: Inside) -> None:
    options = ("examples/invalid", READY, "--format", "json")
    # Nothing ends a worker here, so that none needs another process that watches it.
    worker = ("dask_worker", scheduler, "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1")

    with started(tmp_path, *worker), started(tmp_path, *worker):
        on_cluster = inside("check", *options, "--dask", scheduler)

    assert (on_cluster.returncode, stderr_of(on_cluster)) == (1, "")
    assert on_cluster.stdout == inside("check", *options).stdout


def test_an_address_where_nothing_answers_is_told() -> None:
    """In a process of its own, since Dask may tell more as it ends."""
    addresses = ["tcp://127.0.0.1:9", "no-port", "none://127.0.0.1:9", "no-host.invalid:9"]
    code = (
        "from sociallan.batch import cluster; from sociallan.cli.main import run; "
        "cluster._SECONDS_TO_CONNECT = 1; "
        f"print(*(int(run(['check', {READY!r}, '--dask', address])) for address in {addresses}))"
    )

    result = run_code(code, env={"PYTHONWARNINGS": "ignore"})

    assert result.stdout.split() == [b"2"] * len(addresses)
    assert stderr_of(result) == "".join(f"Inget Dask-kluster svarar på {address}.\n" for address in addresses)


def test_a_cluster_without_workers_is_told(scheduler: str, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sociallan.batch.cluster._SECONDS_FOR_WORKERS", 0.5)

    result = inside("check", READY, "--dask", scheduler)

    assert result.returncode == 2
    assert stderr_of(result).endswith(f"Starta minst en (dask worker {scheduler}) och försök igen.\n")


class Killed(Exception):
    """As a cluster has one for a task that has killed its workers."""


@pytest.mark.parametrize("kind", [Killed, MemoryError])
def test_a_file_that_kills_the_workers_of_a_cluster_is_lost_and_no_other(kind: type[Exception]) -> None:
    def work(chunk: Chunk) -> Screened:
        if "17.yaml" in chunk.paths and chunk.finding is None:
            raise kind
        return Screened(
            len(chunk.paths), tuple((chunk.finding or path,) for path in chunk.paths), TotalsBuilder().totals()
        )

    paths = [f"{number}.yaml" for number in range(40)]
    with ThreadPoolExecutor(2) as executor:
        pool = ClusterPool(executor, partial(work), 2, Killed)
        given = [part for screened in in_order(chunks(paths, 2), pool) for (part,) in screened.parts]

    assert given == [CRASHED if path == "17.yaml" else path for path in paths]
