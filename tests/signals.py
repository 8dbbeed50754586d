"""Runs of the command that are ended by random signals at random moments, and what must hold after each.

``python -m tests.signals --runs 50`` runs so many and prints what it finds.
"""

import argparse
import contextlib
import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import files

from tests.builders import ROOT
from tests.cli.running import environment

FILES = 300
_DIFFERENT = 12
"""So many of the applications differ; more would take seconds to make, and what is left behind is not of them."""
FORMATS = ("csv", "json", "html", "xlsx")
SIGNALS = ("INT", "TERM", "HUP", "KILL", "KILL of a worker")
_EXIT_CODES = {"INT": {130, 1}, "TERM": {143, 1, -15}, "HUP": {129, 1, -1}, "KILL": {-9, 1}, SIGNALS[-1]: {1}}
GRACE = 5.0
"""Seconds after which nothing of a run that has ended may be alive or on disk."""


class Run(NamedTuple):
    """A run, and what was wrong with what it left behind."""

    signal: str
    after: float
    sent: bool
    seconds: float
    code: int
    reports: int
    faults: tuple[str, ...]


def make_applications(folder: Path, count: int) -> None:
    """Write the applications that are screened in each run."""
    folder.mkdir()
    texts = [text for _, text in files(min(count, _DIFFERENT))]
    for number in range(count):
        (folder / f"{number:05}.yaml").write_text(texts[number % len(texts)], "utf-8")


def run(folder: Path, scratch: Path, name: str, after: float, options: Sequence[str | Path]) -> Run:
    """Run the command over a folder with some options, send it a signal after some seconds, and look at what is left.

    Where it has ended before, or has no worker to kill, nothing is sent.
    """
    outputs, temporary = scratch / "out", scratch / "tmp"
    for made in (outputs, temporary):
        made.mkdir(parents=True)
    pairs = [part for form in FORMATS for part in ("--format", form, "--output", str(outputs / f"r.{form}"))]
    # A mark that all processes of this run inherit, and no other has.
    mark = f"SIGNAL_TEST={scratch}"
    began = time.monotonic()
    with (scratch / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "sociallan", "check", str(folder), "--jobs", "2", *map(str, options), *pairs],
            stdout=said,
            stderr=said,
            cwd=ROOT,
            env=environment({"TMPDIR": str(temporary), "SIGNAL_TEST": str(scratch)}),
            start_new_session=True,
            preexec_fn=_hear,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after)
        while process.poll() is None and not _listens(process.pid):
            time.sleep(0.01)
        workers = _children(process.pid)
        is_of_worker = name == SIGNALS[-1]
        target = random.Random(str(scratch)).choice(workers) if is_of_worker and workers else process.pid
        sent = process.poll() is None and (not is_of_worker or bool(workers))
        if sent:
            _kill(target, signal.SIGKILL if is_of_worker else signal.Signals[f"SIG{name}"])
        code = process.wait(120)
    seconds = time.monotonic() - began
    faults = [
        *_until_empty(lambda: [f"alive: {pid}" for pid in _marked(mark)]),
        *_until_empty(lambda: [f"left in TMPDIR: {path.name}" for path in temporary.iterdir()]),
        *(f"left beside: {path.name}" for path in outputs.iterdir() if not path.name.startswith("r.")),
        *_broken(outputs),
    ]
    if b"Traceback" in (scratch / "said").read_bytes():
        faults.append("traceback")
    # Where it comes when all is written it changes nothing.
    if code not in _EXIT_CODES[name]:
        faults.append(f"exit code {code}")
    return Run(name, after, sent, seconds, code, sum(1 for _ in outputs.glob("r.*")), tuple(faults))


def _hear() -> None:
    """Undo that a shell has turned off signals for what it runs in the background."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _listens(pid: int) -> bool:
    """Return whether a process answers SIGHUP itself; before that the interpreter does not, and tells of SIGINT."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt:"))
    return bool(int(caught.split()[1], 16) >> (signal.SIGHUP - 1) & 1)


def _kill(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        # It has ended in between.
        return


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _marked(mark: str) -> Iterator[int]:
    """Yield the processes that have a mark in their environment."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                    yield int(folder.name)
            except OSError:
                # It has ended, or is someone else's.
                continue


def _until_empty(look: Callable[[], list[str]]) -> list[str]:
    """Look until nothing is found any more, and return what is still found when the time is up."""
    end = time.monotonic() + GRACE
    while (found := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def _broken(outputs: Path) -> Iterator[str]:
    for path in sorted(outputs.glob("r.*")):
        try:
            _parse(path)
        except Exception as error:
            yield f"broken: {path.name}: {error!r}"


def _parse(path: Path) -> None:
    """Read a report to its end.

    Raises:
        Exception: where it is not whole.

    """
    match path.suffix:
        case ".json":
            json.loads(path.read_text("utf-8"))
        case ".csv":
            rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True), delimiter=";"))
            assert rows
            assert len({len(row) for row in rows}) == 1
        case ".html":
            text = path.read_text("utf-8")
            HTMLParser().feed(text)
            assert text.rstrip().endswith("</html>")
        case ".xlsx":
            import openpyxl

            openpyxl.load_workbook(path, read_only=True).close()


def random_runs(
    count: int, seed: int, folder: Path, of: int = FILES, options: Sequence[str | Path] = ()
) -> Iterator[Run]:
    """Run the command so many times over ``of`` applications, each signal in turn, at moments that the seed decides."""
    chance = random.Random(seed)
    applications = folder / "applications"
    make_applications(applications, of)
    longest = run(applications, folder / "undisturbed", "INT", 600, options).seconds
    for number in range(count):
        name, attempts = SIGNALS[number % len(SIGNALS)], 0
        while True:
            attempts += 1
            each = run(applications, folder / f"{number}-{attempts}", name, chance.uniform(0.1, longest), options)
            if each.sent:
                break
            # It had ended, or had no workers: the machine has less to do than it had before.
            longest = max(0.5, min(longest, each.seconds))
        yield each


def main() -> None:
    """Print each run, and exit with 1 where something was left behind or broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for each in random_runs(given.runs, given.seed, Path(folder)):
            failed += bool(each.faults)
            print(
                f"{each.signal:18} after {each.after:5.2f} s: exit {each.code:4}, {each.reports} reports", *each.faults
            )
    print(f"{given.runs} signals, {failed} runs with faults")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
