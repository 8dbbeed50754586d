"""No process, no temporary file and no half of a report is left after a signal, whichever and whenever."""

import sys
from pathlib import Path

import pytest

from tests.signals import SIGNALS, random_runs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes are found in /proc")


def test_nothing_is_left_behind_after_any_signal(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")

    runs = list(random_runs(len(SIGNALS), 20261127, tmp_path))

    assert [each for each in runs if each.faults] == []
