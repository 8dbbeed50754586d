"""Processor time and memory of commands, and the Markdown tables that the benchmarks print."""

import contextlib
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import psutil

import sociallan
from sociallan.files.stored import FOLDER

MIB = 2**20
DAY = "2025-06-01"
"""The day by whose rules the applications are screened."""
_EVERY = 0.05
"""Seconds between two measurements of memory."""


class Used(NamedTuple):
    """The measurements of a command: processor time and elapsed time in seconds, peak memory in bytes, and exit code.

    Time and memory are those of all its processes. Pages that processes share are counted once, where the
    system tells (Linux), and else in each of them.
    """

    seconds: float
    elapsed: float
    peak: int
    code: int


def used(command: Sequence[str], folder: Path | None = None) -> Used:
    """Run a command to its end, without showing its output, and return what it used."""
    before, start = _processor_seconds(), time.perf_counter()
    process = psutil.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while True:
        peak = max(peak, _memory(process))
        with contextlib.suppress(psutil.TimeoutExpired):
            code = process.wait(timeout=_EVERY)
            return Used(_processor_seconds() - before, time.perf_counter() - start, peak, code)


def screened(*arguments: str) -> Used:
    """Run a command of sociallan and return what it used; exit unless it could do its work."""
    command = (sys.executable, "-P", "-m", "sociallan", *arguments)
    measured = used(command)
    if measured.code not in (0, 1):
        sys.exit(f"sociallan {' '.join(arguments)} answered {measured.code}")
    return measured


def program(name: str) -> str:
    """Return the path of a program beside this Python or on the search path; exit if there is none."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    return found or sys.exit(f"{name} is not installed: pip install '.[bench]'")


def heading(title: str, conditions: str) -> str:
    """Return what stands above the tables of a benchmark: its title, what was measured, versions and cores."""
    wheel = "" if (Path(sociallan.__file__).parent / FOLDER).is_dir() else " from its source tree, which starts slowly"
    tool = f"sociallan {version('sociallan')}{wheel}, {platform.python_implementation()} {platform.python_version()}"
    return f"### {title}\n\n{conditions} {tool}, PyYAML {version('pyyaml')}, {os.cpu_count()} cores.\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; `benchmarks/compare` compares its last column with that of another run."""
    return "\n".join(_lines(columns, rows)) + "\n"


def _lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|---|{'--:|' * (len(columns) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _processor_seconds() -> float:
    """Return the processor time of all processes that this one has started and that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _memory(process: psutil.Process) -> int:
    total = 0
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in (process, *process.children(recursive=True)):
            held = one.memory_full_info()
            total += getattr(held, "pss", held.rss)
    return total
