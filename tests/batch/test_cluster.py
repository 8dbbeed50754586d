"""``sociallan check --dask``: a real scheduler and two workers on this machine, and the same bytes."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
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
from tests.cli.running import READY, environment, run, run_code, run_inside, told


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with cluster(tmp_path, workers=2) as found:
        yield found


@contextmanager
def cluster(folder: Path, *, workers: int) -> Iterator[str]:
    """Start a scheduler and workers, and give the address."""
    with ExitStack() as stack:

        def started(*command: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((folder / f"{command[0]}.log").open("ab"))
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
                stdout=log,
                stderr=log,
                cwd=folder,
                env=environment({"PYTHONWARNINGS": "ignore"}),
            )
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
            return process

        started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        found = None
        for _ in range(200):
            found = re.search(r"tcp://127\.0\.0\.1:\d+", (folder / "dask_scheduler.log").read_text())
            if found:
                break
            time.sleep(0.1)
        assert found is not None
        for _ in range(workers):
            started("dask_worker", found.group(), "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        yield found.group()


def test_a_cluster_gives_the_same_bytes(address: str) -> None:
    options = ("examples", "--format", "json")

    on_cluster = run("check", *options, "--dask", address, env={"PYTHONWARNINGS": "ignore"})

    assert (on_cluster.returncode, told(on_cluster)) == (1, "")
    assert on_cluster.stdout == run_inside("check", *options).stdout


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
    assert told(result) == "".join(f"Inget Dask-kluster svarar på {address}.\n" for address in addresses)


def test_a_cluster_without_workers_is_told(tmp_path: Path, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sociallan.batch.cluster._SECONDS_FOR_WORKERS", 0.5)

    with cluster(tmp_path, workers=0) as address:
        result = inside("check", READY, "--dask", address)

    assert result.returncode == 2
    assert told(result).endswith(f"Starta minst en (dask worker {address}) och försök igen.\n")


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
