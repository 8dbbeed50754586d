"""Fuzz for some minutes: ``python -m tests.fuzz applications --minutes 5``, or ``packs``.

Each kind of find is printed once, and its input kept in the folder that ``--save`` names. It ends with
1 where there are finds.
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.fuzz import applications, packs

_MOST_SECONDS = 5.0
"""Of processor time for all that is done with one input."""


def applications_wrong(seed: int, save: Path) -> Iterator[list[str]]:
    """Yield for each application what is wrong with it; the last one lies in the folder."""
    chance, checker = Random(seed), applications.Checker()
    for source in applications.cases(seed):
        (save / "last.yaml").write_bytes(source.data)
        yield list(checker.wrong(source, chance))


def packs_wrong(seed: int, save: Path) -> Iterator[list[str]]:
    """Yield for each pack what is wrong with it; the last one lies in the folder."""
    chance = Random(seed)
    while True:
        packs.make(save / "last", chance)
        yield list(packs.wrong(save / "last", chance))


def main() -> int:
    """Fuzz and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("what", choices=("applications", "packs"))
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, default=Path(tempfile.gettempdir()) / "sociallan-fuzz")
    chosen = parser.parse_args()
    chosen.save.mkdir(parents=True, exist_ok=True)
    made = {"applications": applications_wrong, "packs": packs_wrong}[chosen.what](chosen.seed, chosen.save)
    finds: Counter[str] = Counter()
    count, slowest, end = 0, 0.0, time.monotonic() + 60 * chosen.minutes
    while time.monotonic() < end:
        before = time.process_time()
        try:
            wrong = next(made)
        except Exception as error:  # An exception is what a fuzzer looks for.
            wrong = [f"{type(error).__name__}: {error}"]
            # A generator that has raised is at its end.
            made = {"applications": applications_wrong, "packs": packs_wrong}[chosen.what](
                chosen.seed + count + 1, chosen.save
            )
        count += 1
        took = time.process_time() - before
        slowest = max(slowest, took)
        if took > _MOST_SECONDS:
            wrong.append("slow")
        for fault in wrong:
            kind = re.sub(r"[0-9]+|'[^']*'", "N", fault)[:90]
            if kind not in finds:
                kept = _keep(chosen.save, len(finds))
                print(f"{count}: {fault}: {kept}", flush=True)
            finds[kind] += 1
    print(f"{count} {chosen.what}, seed {chosen.seed}: {len(finds)} kinds of find, slowest {slowest:.2f} s")
    return 1 if finds else 0


def _keep(save: Path, number: int) -> Path:
    """Copy the last input, and return where to."""
    last = next(iter(sorted(save.glob("last*"))))
    kept = save / f"find-{number}{last.suffix}"
    if last.is_dir():
        shutil.copytree(last, kept, dirs_exist_ok=True)
    else:
        shutil.copyfile(last, kept)
    return kept


if __name__ == "__main__":
    sys.exit(main())
