"""Mutate the modules that decide, and tell which mutants no test notices: ``python -m tests.mutation``.

It goes on where an earlier run was ended. It ends with 1 where fewer than 95 % of the mutants are killed, not counting
those that ``equivalent.yaml`` lists, where one survives that is not listed, or where some are not tried. Those that are
listed are tried only with ``--all``, which tells those that no longer survive. ``--list`` prints all survivors so far,
as they stand in that list, and tries none. ``--beside`` mutates the others of ``targets.py``, too. Modules that are
named are the only ones: ``rules/smallest_change/edits.py``.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.builders import ROOT
from tests.mutation.survivors import LIST, Mutant, as_list, read_list, unlike
from tests.mutation.targets import DECIDING, TARGETS, Target

try:
    from tests.mutation.session import Result, database, result
except ImportError as error:
    sys.exit(f"{error}: pip install -e '.[test,mutants]'")

LEAST_KILLED = 95.0
"""Per cent of the mutants that are not equivalent: no test can kill one that changes nothing."""


def copy_of_tree(folder: Path) -> None:
    """Copy the checkout, without what git ignores, into a folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def carry_out(target: Target, path: Path, tree: Path, *options: str) -> None:
    """Try the mutants of a module that are not tried yet, in a copy of the tree."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tree / "src"), str(tree))), "LAWS": "few"}
    session = [sys.executable, "-m", "tests.mutation.session", target.module, str(path), *options]
    try:
        subprocess.run(session, cwd=tree, env=environment, check=True)
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"{target.module} is not tried to the end") from error


def carry_out_all(sessions: Mapping[Target, Path], jobs: int, *options: str) -> None:
    """Try what is not tried yet, in so many sessions side by side, each in a copy of the tree of its own."""
    with tempfile.TemporaryDirectory(prefix="sociallan-mutants-") as made:
        trees: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            tree = Path(made) / str(number)
            copy_of_tree(tree)
            trees.put(tree)

        def one(target: Target) -> None:
            tree = trees.get()
            try:
                carry_out(target, sessions[target], tree, *options)
                print(line_of(target, result(ROOT, sessions[target], target)), flush=True)
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(one, sessions))


def line_of(target: Target, found: Result) -> str:
    """Return what has come of a module's mutants, on a line."""
    waiting = f", {found.waiting} not tried" if found.waiting else ""
    waiting += f", {len(found.untried)} listed" if found.untried else ""
    return (
        f"{target.module}: {found.mutants} mutants, {found.killed} killed ({found.timed_out} by the time limit), "
        f"{len(found.survivors)} survive{waiting}"
    )


def summed_up(results: Mapping[Target, Result], listed: Sequence[Mutant]) -> tuple[str, bool]:
    """Return what has come of all mutants, and whether it is as it must be."""
    modules = {target.module for target in results}
    untried = [mutant for found in results.values() for mutant in found.untried]
    unlisted, gone = unlike(
        (mutant for found in results.values() for mutant in found.survivors),
        (mutant for mutant in listed if mutant.module in modules and mutant not in untried),
    )
    mutants = sum(found.mutants for found in results.values())
    killed = sum(found.killed for found in results.values())
    waiting = sum(found.waiting for found in results.values())
    equivalent = sum(len(found.survivors) for found in results.values()) - len(unlisted) + len(untried)
    rate = 100 * killed / (mutants - equivalent)
    of_all = f"{mutants} mutants, {equivalent} equivalent, {killed} of the others killed"
    lines = [f"{of_all}: {rate:.1f} % (at least {LEAST_KILLED:.0f} %)"]
    if unlisted:
        lines.append("Survivors that are not listed: write a test that fails, or list them with the reason:")
        lines.append(as_list(unlisted, {}))
    if gone and not waiting:
        lines.append("Listed, and no longer survivors: take them out of the list:")
        lines.append(as_list(gone, {}))
    return "\n".join(lines), rate >= LEAST_KILLED and not unlisted and not waiting


def main() -> int:
    """Mutate the modules and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="below src/sociallan; those that decide if none")
    parser.add_argument("--beside", action="store_true", help="the modules beside those that decide, too")
    parser.add_argument("--jobs", type=int, default=2, help="how many sessions side by side (2)")
    parser.add_argument("--list", action="store_true", help="print all survivors so far as YAML, and try no mutant")
    parser.add_argument("--all", action="store_true", help="try those that are listed as equivalent, too")
    parser.add_argument("--folder", type=Path, default=ROOT / ".mutants", help="where the sessions are kept (.mutants)")
    chosen = parser.parse_args()
    if unknown := set(chosen.modules) - {target.module for target in TARGETS}:
        parser.error(f"not mutated: {', '.join(sorted(unknown))}")
    start = time.monotonic()
    chosen.folder.mkdir(exist_ok=True)
    named = [target for target in TARGETS if target.module in chosen.modules]
    targets = named or (TARGETS if chosen.beside or chosen.list else DECIDING)
    sessions = {target: database(ROOT, chosen.folder.resolve(), target) for target in targets}
    reasons = dict(read_list(LIST.read_text(encoding="utf-8")))
    if not chosen.list:
        carry_out_all(sessions, chosen.jobs, *(["--all"] if chosen.all else []))
    results = {target: result(ROOT, path, target) for target, path in sessions.items()}
    if chosen.list:
        print(as_list((mutant for found in results.values() for mutant in found.survivors), reasons))
        return 0
    text, is_well = summed_up(results, [mutant for mutant, _ in read_list(LIST.read_text(encoding="utf-8"))])
    times = os.times()
    minutes, of_processor = (time.monotonic() - start) / 60, (times.children_user + times.children_system) / 60
    print(f"{text}\n{minutes:.0f} minutes, {of_processor:.0f} of processor time")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
