"""A temporary folder is gone when it is left, when its command is killed, and at the latest with the next command."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from sociallan.files.scratch import scratch_folder
from tests.builders import ROOT


@pytest.fixture
def parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_this_users_alone_and_gone_with_all_in_it_when_it_is_left(parent: Path) -> None:
    with scratch_folder() as folder:
        Path(folder, "rows").write_text("what an application says")
        assert Path(folder).parent == parent
        assert Path(folder).stat().st_mode & 0o777 == 0o700

    assert not any(parent.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next command takes it away")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV"])
def test_a_folder_is_gone_soon_after_its_command_is_killed(name: str, tmp_path: Path) -> None:
    number = signal.Signals[name]
    code = (
        "import os; from pathlib import Path; from sociallan.files.scratch import scratch_folder\n"
        f"with scratch_folder() as folder: Path(folder, 'rows').touch(); os.kill(os.getpid(), {int(number)})"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)}, timeout=60
    )

    assert done.returncode == -number
    end = time.monotonic() + 30
    while any(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.01)
    assert not any(tmp_path.iterdir())


def test_what_a_killed_command_has_left_is_swept_when_it_is_old_and_nothing_else_is(parent: Path) -> None:
    other = parent / "elsewhere"
    for name in ("sociallan-old", "sociallan-new", "elsewhere"):
        (parent / name).mkdir()
        (parent / name / "rows").touch()
    (parent / "sociallan-link").symlink_to(other)
    for name in ("sociallan-old", "elsewhere"):
        os.utime(parent / name, (0, 0))

    with scratch_folder():
        pass

    assert {path.name for path in parent.iterdir()} == {"sociallan-new", "elsewhere", "sociallan-link"}
    assert (other / "rows").exists()
