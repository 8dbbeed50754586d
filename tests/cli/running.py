"""Running the program as a user does, with an environment that is known: in a process of its own, or within ours."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from unittest import mock

from sociallan.cli import main
from tests.builders import ROOT
from tests.installed import installed

READY = "examples/ready/safety-ekersberga-centrum-for-alla.yaml"
INCOMPLETE = "examples/incomplete/early-sketch.yaml"
NOT_MET = "examples/not_met/loan-larger-than-cost.yaml"
INVALID = "examples/invalid/misspelt-key.yaml"
UNTOLD = ("COLOR", "COLUMNS", "LANG", "LC_", "SOCIALLAN", "TERM", "PYTHONIOENCODING", "PYTHONUTF8", "GITHUB", "PY_")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a process: a known one, in which the program is as a wheel installs it.

    A search path that a test sets goes before.
    """
    paths = ((more or {}).get("PYTHONPATH"), str(installed()), os.environ.get("PYTHONPATH"))
    return {**_known_environment(more), "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _known_environment(more: Mapping[str, str] | None) -> dict[str, str]:
    """Return the environment without what steers language, colour and encoding, and with what a test sets."""
    kept = {name: value for name, value in os.environ.items() if not any(part in name for part in UNTOLD)}
    return {**kept, "LANG": "C.UTF-8", "PYTHONWARNINGS": "error", **(more or {})}


def run(
    *arguments: str | Path,
    given: bytes | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> subprocess.CompletedProcess[bytes]:
    """Run ``sociallan`` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "sociallan", *map(str, arguments)],
        input=given if given is not None else b"",
        capture_output=True,
        check=False,
        cwd=cwd,
        env=environment(env),
        timeout=60,
    )


@dataclass(frozen=True)
class Ended:
    """Result of a run within our process: its code, and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run_inside(
    *arguments: str | Path,
    given: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
) -> Ended:
    """Run ``sociallan`` to its end within our process, which is several times quicker and shows the same."""
    return inside(lambda: main.run(list(map(str, arguments))), given=given, env=env, cwd=cwd)


def inside(call: Callable[[], int], *, given: bytes, env: Mapping[str, str] | None, cwd: Path) -> Ended:
    """Call a part of the program with streams and an environment as it has them in a process of its own."""
    output, error = io.BytesIO(), io.BytesIO()
    with (
        contextlib.chdir(cwd),
        mock.patch.dict(os.environ, _known_environment(env), clear=True),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")),
        contextlib.redirect_stdout(io.TextIOWrapper(output, encoding="utf-8", write_through=True)) as shown,
        contextlib.redirect_stderr(io.TextIOWrapper(error, encoding="utf-8", write_through=True)) as told_of,
    ):
        code = call()
        shown.flush()
        told_of.flush()
        return Ended(int(code), output.getvalue(), error.getvalue())


def run_code(
    code: str, *flags: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    """Run Python code to its end, in a process of its own."""
    return subprocess.run(
        [sys.executable, *flags, "-c", code],
        capture_output=True,
        check=False,
        cwd=cwd,
        env=environment(env),
        timeout=100,
    )


class Written(Protocol):
    """A run that has ended, in whatever way it ran."""

    @property
    def stderr(self) -> bytes: ...


def stderr_of(result: Written) -> str:
    """Return what stands on standard error, and make sure that it is no traceback."""
    text = result.stderr.decode("utf-8", "replace")
    assert "Traceback" not in text, text
    return text
