"""Sessions of cosmic-ray: one database for each module, kept until the module or its tests change.

``python -m tests.mutation.session MODULE DATABASE`` tries the mutants of a session that are neither tried yet nor
listed as equivalent; with ``--all`` the latter too. It changes files below the folder that it is run in: never run it
in a checkout.
"""

import argparse
import difflib
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cosmic_ray.commands
import cosmic_ray.mutating
import cosmic_ray.plugins
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import TestOutcome as Outcome
from cosmic_ray.work_item import WorkerOutcome, WorkItem, WorkResult

from sociallan.application import read as reader
from sociallan.application.document import Document
from tests.mutation.operators import SELECTED, runs_differently
from tests.mutation.own_operators import Provider
from tests.mutation.runner import Runner
from tests.mutation.survivors import LIST, Mutant, mutant_of, read_list
from tests.mutation.targets import TARGETS, Target, digest

cosmic_ray.plugins.OPERATOR_PROVIDERS["own"] = Provider()


class Result(NamedTuple):
    """Results of a module's mutants so far."""

    mutants: int
    killed: int
    timed_out: int
    """Of those killed, how many had not ended within their time."""
    survivors: tuple[Mutant, ...]
    untried: tuple[Mutant, ...]
    """Those that are listed as equivalent, and that only ``--all`` tries."""

    @property
    def waiting(self) -> int:
        """Return how many mutants are to be tried yet."""
        return self.mutants - self.killed - len(self.survivors) - len(self.untried)


def database(root: Path, folder: Path, target: Target) -> Path:
    """Return the database of a module's session, which may not be made yet; drop those of its other states."""
    name = target.module.removesuffix(".py").replace("/", ".")
    path = folder / f"{name}.{digest(root, target)}.sqlite"
    if not path.exists():
        for old in folder.glob(f"{name}.*.sqlite*"):
            old.unlink()
    return path


def _make(path: Path, target: Target) -> None:
    """Make a session with the mutants of a module; those that are not wanted are marked as skipped."""
    source = target.source.read_text(encoding="utf-8")
    made = path.with_suffix(".sqlite.new")
    made.unlink(missing_ok=True)
    # It has the module's path from the root, so that it can be carried out in any copy of the tree.
    with use_db(made) as session:
        cosmic_ray.commands.init([target.source], session, {})
        unwanted = []
        for item in session.pending_work_items:
            (mutation,) = item.mutations
            wanted = SELECTED.fullmatch(mutation.operator_name) and runs_differently(source, _mutated(item, source))
            if not wanted:
                unwanted.append(item.job_id)
        session.set_multiple_results(unwanted, WorkResult(WorkerOutcome.SKIPPED))
    made.rename(path)


def _mutated(item: WorkItem, source: str) -> str | None:
    """Return the source of a module with the change of one mutant, ``None`` if it has no place for that."""
    (mutation,) = item.mutations
    mutated: str | None = mutate_code(
        source, cosmic_ray.plugins.get_operator(mutation.operator_name)(), mutation.occurrence
    )
    return mutated


def _mutant(item: WorkItem, source: str, target: Target) -> Mutant:
    """Return a mutant that need not be tried yet."""
    (mutation,) = item.mutations
    mutated = _mutated(item, source) or source
    diff = difflib.unified_diff(source.splitlines(), mutated.splitlines(), lineterm="")
    return mutant_of(target.module, source, mutation.start_pos[0], "\n".join(diff))


def _read_once(read: Callable[..., Document]) -> Callable[..., Document]:
    """Return ``read`` for what is read each time that the tests are imported, which takes most of that: packs."""
    known = cache(read)
    return lambda source, **options: read(source, **options) if options else known(source)


def _listed() -> frozenset[Mutant]:
    return frozenset(mutant for mutant, _ in read_list(LIST.read_text(encoding="utf-8")))


def result(root: Path, path: Path, target: Target) -> Result:
    """Return what a session has found so far; nothing if it is not made yet."""
    if not path.exists():
        return Result(0, 0, 0, (), ())
    source = (root / target.source).read_text(encoding="utf-8")
    killed = timed_out = 0
    survivors, listed = [], _listed()
    with use_db(path, WorkDB.Mode.open) as session:
        pending = [_mutant(item, source, target) for item in session.pending_work_items]
        untried = tuple(mutant for mutant in pending if mutant in listed)
        waiting = len(pending) - len(untried)
        for item, outcome in session.completed_work_items:
            if outcome.worker_outcome is WorkerOutcome.SKIPPED:
                continue
            if outcome.test_outcome is Outcome.KILLED:
                killed += 1
                timed_out += outcome.output == "timeout"
            elif outcome.test_outcome is Outcome.SURVIVED:
                (mutation,) = item.mutations
                survivors.append(mutant_of(target.module, source, mutation.start_pos[0], outcome.diff))
            else:
                waiting += 1
    mutants = killed + len(survivors) + len(untried) + waiting
    return Result(mutants, killed, timed_out, tuple(sorted(survivors)), untried)


def main() -> None:
    """Try the mutants of a session that are not tried yet, in the folder that this is run in."""
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("database", type=Path)
    parser.add_argument("--all", action="store_true")
    chosen = parser.parse_args()
    if Path(".git").exists():
        sys.exit("this is a checkout: mutants are made in a copy")
    path = chosen.database
    (target,) = (target for target in TARGETS if target.module == chosen.module)
    if not path.exists():
        _make(path, target)
    reader.read = _read_once(reader.read)
    runner = Runner(target.name, [f"tests/{test}" for test in target.tests])
    # Without a mutant they must pass. That also writes the bytecode, which the runs with mutants read and do not write.
    unchanged = runner.run_unchanged()
    if not unchanged.passed:
        sys.exit(f"the tests fail without a mutant:\n{unchanged.output}")

    def run_tests(_command: str, _seconds: float) -> tuple[Outcome, str]:
        run = runner.run()
        return Outcome.SURVIVED if run.passed else Outcome.KILLED, "timeout" if run.timed_out else run.output

    cosmic_ray.mutating.run_tests = run_tests
    source, passed_over = target.source.read_text(encoding="utf-8"), frozenset() if chosen.all else _listed()
    with use_db(path, WorkDB.Mode.open) as session:
        for item in session.pending_work_items:
            if passed_over and _mutant(item, source, target) in passed_over:
                continue
            session.set_result(item.job_id, mutate_and_test(item.mutations, "", 0))


if __name__ == "__main__":
    main()
