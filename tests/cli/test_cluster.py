"""``sociallan check --dask``: a real scheduler and two workers on this machine, and the same bytes."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cli.conftest import Inside
from tests.cli.running import READY, environment, run, told


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with ExitStack() as stack:

        def started(*command: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((tmp_path / f"{command[0]}.log").open("ab"))
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
                stdout=log,
                stderr=log,
                cwd=tmp_path,
                env=environment({"PYTHONWARNINGS": "ignore"}),
            )
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
            return process

        started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        found = None
        for _ in range(200):
            found = re.search(r"tcp://127\.0\.0\.1:\d+", (tmp_path / "dask_scheduler.log").read_text())
            if found:
                break
            time.sleep(0.1)
        assert found is not None
        for _ in range(2):
            started("dask_worker", found.group(), "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        yield found.group()


def test_a_cluster_gives_the_same_bytes(address: str) -> None:
    options = ("examples", "--format", "json")

    on_cluster = run("check", *options, "--dask", address, env={"PYTHONWARNINGS": "ignore"})

    assert (on_cluster.returncode, told(on_cluster)) == (1, "")
    assert on_cluster.stdout == run("check", *options).stdout


def test_an_address_where_nothing_answers_is_told(inside: Inside) -> None:
    result = run("check", READY, "--dask", "tcp://127.0.0.1:9", env={"PYTHONWARNINGS": "ignore"})

    assert result.returncode == 2
    assert "tcp://127.0.0.1:9" in result.stderr.decode()
