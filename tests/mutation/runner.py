"""Runs of a module's tests, each in a fork of a process that has imported what does not import the mutated module.

The tests that have failed of late come first, and then the quickest: most mutants are noticed within a second.
"""

import ast
import gc
import importlib
import json
import math
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import pytest

_OURS = ("sociallan", "tests")
"""The packages among whose modules a mutant is noticed."""
_OPTIONS = ("-x", "-q", "-o", "addopts=", "--strict-markers", "-p", "no:cacheprovider")
_MOST_FIRST = 10
"""Tests that have failed of late, and come before those that are quick."""


_LEAST_SECONDS = 5
"""Of processor time, for what takes none without a mutant."""
_WAITS = 6
"""How many times as long as the processor works a run may take: other programs run beside it, and some tests wait."""


class Run(NamedTuple):
    """Result of a run of tests."""

    passed: bool
    timed_out: bool
    output: str


class Runner:
    """Runs the same tests again and again, in the folder that this process runs in, as a module of a name changes."""

    def __init__(self, mutated: str, tests: Sequence[str]) -> None:
        self._arguments = [*_OPTIONS, *tests]
        self._first: list[str] = []
        self._seconds: Mapping[str, float] = {}
        self._processor_seconds = resource.RLIM_INFINITY
        # The plugins that are installed are not needed, and would be told that they are imported already.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        for test in ("tests/conftest.py", *tests):
            importlib.import_module(test.removesuffix(".py").replace("/", "."))
        for name in _importers(mutated):
            package, _, rest = name.rpartition(".")
            if package in sys.modules:
                vars(sys.modules[package]).pop(rest, None)
            del sys.modules[name]
        gc.collect()
        gc.freeze()

    def run_unchanged(self) -> Run:
        """Run the tests without a mutant, which also tells how long each takes and writes the bytecode."""
        before = _processor_seconds()
        run, self._seconds = self._run(None, keeps_bytecode=True)
        # Generous, since a mutant that is too slow counts as killed.
        self._processor_seconds = math.ceil(_LEAST_SECONDS + 5 * (_processor_seconds() - before))
        return run

    def run(self) -> Run:
        """Run the tests until one fails or the time is over."""
        run, taken = self._run(_WAITS * self._processor_seconds, keeps_bytecode=False)
        if not run.passed and taken:
            # Where tests fail before any is run, none is known.
            *_, failed = taken
            self._first = [failed, *(test for test in self._first if test != failed)][:_MOST_FIRST]
        return run

    def _run(self, seconds: float | None, *, keeps_bytecode: bool) -> tuple[Run, Mapping[str, float]]:
        """Return what comes of a run, and the seconds of the tests that were run, in their order."""
        with tempfile.TemporaryDirectory(prefix="sociallan-run-") as made:
            output, taken = Path(made, "output"), Path(made, "taken")
            output.touch()
            process = get_context("fork").Process(target=self._tests, args=(output, taken, keeps_bytecode))
            process.start()
            try:
                process.join(seconds)
            finally:
                if timed_out := process.is_alive():
                    # With the processes that the tests have started.
                    os.killpg(process.pid or 0, signal.SIGKILL)
                    process.join()
            timed_out = timed_out or process.exitcode == -signal.SIGXCPU
            run = Run(process.exitcode == 0, timed_out, output.read_text(encoding="utf-8", errors="replace"))
            return run, json.loads(taken.read_text(encoding="utf-8")) if taken.exists() else {}

    def _tests(self, output: Path, taken: Path, keeps_bytecode: bool) -> None:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (self._processor_seconds, resource.RLIM_INFINITY))
        written = os.open(output, os.O_WRONLY)
        os.dup2(written, sys.stdout.fileno())
        os.dup2(written, sys.stderr.fileno())
        # A mutant leaves none behind, which the next one of the same size in the same second would run.
        sys.dont_write_bytecode = not keeps_bytecode
        order = _Order(self._first, self._seconds)
        code = pytest.main(self._arguments, plugins=[order])
        taken.write_text(json.dumps(order.taken), encoding="utf-8")
        sys.exit(code)


def _processor_seconds() -> float:
    """Return the processor time of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _importers(mutated: str) -> Collection[str]:
    """Return the names of a module, of those that import it at once or through others, and of all tests."""
    ours = {name: module for name, module in sys.modules.items() if name.partition(".")[0] in _OURS}
    imported = {name: _imported(Path(module.__file__)) for name, module in ours.items() if module.__file__}
    found = {mutated, *(name for name in ours if name.partition(".")[0] == "tests")}
    while more := {name for name, names in imported.items() if name not in found and not found.isdisjoint(names)}:
        found |= more
    return found & ours.keys()


def _imported(file: Path) -> Collection[str]:
    """Return the names of what a module imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update((str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)))
    return names


class _Order:
    """Plugin of pytest that puts the tests in order and takes their times."""

    def __init__(self, first: Sequence[str], seconds: Mapping[str, float]) -> None:
        self._first = first
        self._seconds = seconds
        self.taken: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self._rank(item.nodeid))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.taken[report.nodeid] = self.taken.get(report.nodeid, 0) + report.duration

    def _rank(self, test: str) -> tuple[int, float]:
        if test in self._first:
            return self._first.index(test), 0
        return len(self._first), self._seconds.get(test, 0)
