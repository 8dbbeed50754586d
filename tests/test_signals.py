"""No process, no temporary file and no half of a report is left after a signal, whichever and whenever."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ROOT, small_pack, written
from tests.signals import SIGNALS, random_runs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes are found in /proc")


INTERRUPTED = """\
import runpy, signal, sys

class Interrupting:
    @staticmethod
    def find_spec(name, *_):
        if name == sys.argv[1]:
            signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting)
runpy.run_module("sociallan", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    "module", ["sociallan.files.import_path", "sociallan.cli.main", "sociallan.files.interrupts", "typer"]
)
def test_an_interruption_of_the_start_is_told_by_the_exit_code(module: str) -> None:
    """Each module is the first that is imported at its stage of the start."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", INTERRUPTED, module], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.returncode == 130
    assert "Traceback" not in done.stderr


def test_nothing_is_left_behind_after_any_signal(tmp_path: Path) -> None:
    """A small pack does: what is left behind is that of processes and files, not of rules."""
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")

    small = written(small_pack(), tmp_path / "small")

    runs = list(random_runs(len(SIGNALS), 20261127, tmp_path, of=40, options=["--rules", small]))

    assert [each for each in runs if each.faults] == []
