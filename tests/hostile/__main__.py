"""Screen the whole corpus with the installed command: each file alone, then all among good ones, and use it otherwise.

``python -m tests.hostile`` ends with 1 where a file costs more than it may, ends otherwise than in a
verdict, or spoils a report.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import files as good_files

from sociallan.formats import RENDERERS
from tests.hostile.corpus import corpus
from tests.hostile.reports import reports
from tests.hostile.strict import faults, unsafe
from tests.hostile.uses import AGAINST, INTERVIEW, REPLAY
from tests.hostile.uses import faults as faults_of

MOST_SECONDS = 1.0
"""Of processor time, beyond an ordinary file with the same command."""
MOST_MIB = 150
"""Of memory, beyond an ordinary file with the same command."""
GOOD = 500
_MEASURE = """\
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as file:
    print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, file=file)
"""
"""Program that runs a command: a small one, since a process is counted with the memory of the one that starts it."""
_EVERY = 4
"""One file in so many is tried in its other uses."""


class Run(NamedTuple):
    """Result of one run of the command: its exit code, and what it cost."""

    code: int
    said: str
    seconds: float
    mib: float


def screen(paths: Sequence[Path], folder: Path, *options: str) -> Run:
    """Screen files in every format, into a folder."""
    outputs = [
        word for form in RENDERERS for word in ("--format", form, "--output", str(folder / f"report.{_ending(form)}"))
    ]
    command = [sys.executable, "-P", "-m", "sociallan", "check", "--no-config", *options, *outputs, "--"]
    with (folder / "said").open("w+b") as said:
        measured = [sys.executable, "-I", "-S", "-c", _MEASURE, str(folder / "used"), *command, *map(str, paths)]
        subprocess.run(measured, stdout=said, stderr=said, check=True)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    code, seconds, kib = (folder / "used").read_text(encoding="utf-8").split()
    return Run(int(code), text, float(seconds), float(kib) / 1024)


def _ending(form: str) -> str:
    return {"text": "txt", "markdown": "md", "junit": "xml", "gitlab": "gitlab.json"}.get(form, form)


def wrong_reports(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the reports of a run."""
    for form in RENDERERS:
        report = folder / f"report.{_ending(form)}"
        if report.exists():
            yield from (f"{form}: {fault}" for fault in faults(form, report.read_bytes()))
        else:
            yield f"{form} is not there"


def alone(file: Path, ordinary: Run) -> tuple[str, Run, list[str]]:
    """Screen one file; return its name, the run and what is wrong with it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        run = screen([file], folder)
        wrong = [*wrong_reports(folder), *(f"said: {fault}" for fault in unsafe(run.said))]
    if run.code not in (0, 1):
        wrong.append(f"exit code {run.code}: {run.said[-200:]}")
    if "Traceback" in run.said:
        wrong.append("a traceback")
    if run.seconds - ordinary.seconds > MOST_SECONDS:
        wrong.append(f"{run.seconds - ordinary.seconds:.2f} s of processor time beyond an ordinary file")
    if run.mib - ordinary.mib > MOST_MIB:
        wrong.append(f"{run.mib - ordinary.mib:.0f} MiB beyond an ordinary file")
    return file.name, run, wrong


def together(files: Sequence[Path]) -> list[str]:
    """Screen all files among good ones with two processes; return what is wrong."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "in").mkdir()
        for name, text in good_files(GOOD):
            (folder / "in" / f"good-{name}").write_text(text, encoding="utf-8")
        paths = sorted([*files, *(folder / "in").iterdir()])
        run = screen(paths, folder, "--jobs", "2")
        wrong = list(wrong_reports(folder))
        if run.code != 1 or "Traceback" in run.said:
            wrong.append(f"exit code {run.code}: {run.said[-200:]}")
        report = folder / "report.json"
        if report.exists():
            screened = json.loads(report.read_bytes())["applications"]
            lost = {Path(one["path"]).name for one in screened} ^ {path.name for path in paths}
            wrong += [f"not in the report: {name}" for name in sorted(lost)[:5]]
            codes = [finding["code"] for one in screened for finding in one["findings"]]
            wrong += [f"{code} ×{codes.count(code)}" for code in ("file.crashed", "file.too-slow") if code in codes]
    print(
        f"all {len(files)} among {GOOD}: exit code {run.code}, {run.seconds:.1f} s, {run.mib:.0f} MiB,"
        f" {len(wrong)} wrong"
    )
    return wrong


def main() -> int:
    """Run the corpus and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("--only", default="", help="a pattern (regular expression) that names of files must hold")
    parser.add_argument("--write", type=Path, help="write the corpus into this folder, and run nothing")
    chosen = parser.parse_args()
    if chosen.write is not None:
        print(f"{len(written(chosen.write, chosen.only))} files in {chosen.write}")
        return 0
    with tempfile.TemporaryDirectory() as made:
        files = written(Path(made), chosen.only)
        return max(run_all(files), used_otherwise(files, Path(made) / "other", chosen.only))


def written(folder: Path, only: str) -> list[Path]:
    """Write the files whose names hold a pattern; kept in memory they would count as memory of the command."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for file in corpus():
        if re.search(only, file.name):
            paths.append(folder / file.name)
            paths[-1].write_bytes(file.data)
    return paths


def used_otherwise(files: Sequence[Path], folder: Path, only: str) -> int:
    """Use reports and some of the files as earlier versions, reports to do again and half-done interviews.

    Returns the exit code.
    """
    folder.mkdir()
    name, text = next(good_files(1))
    good = folder / name
    good.write_text(text, encoding="utf-8")
    screen([good], folder)
    lines = folder / "report.ndjson"
    made = []
    for file in reports(lines.read_text(encoding="utf-8")):
        if re.search(only, file.name):
            made.append(folder / file.name)
            made[-1].write_bytes(file.data)
    texts = [file for file in files if file.suffix == ".yaml"]
    found = [
        *faults_of(AGAINST, [*files[::_EVERY], *made], good, lines),
        *faults_of(REPLAY, made, good, lines),
        *faults_of(INTERVIEW, texts[::_EVERY], good, good),
    ]
    for fault in found:
        print(fault)
    return 1 if found else 0


def run_all(files: Sequence[Path]) -> int:
    """Screen each file alone and all of them among good ones; return the exit code."""
    ordinary = _ordinary()
    print(f"an ordinary file: {ordinary.seconds:.2f} s, {ordinary.mib:.0f} MiB")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda file: alone(file, ordinary), files))
    for name, _, wrong in results:
        for fault in wrong:
            print(f"{name}: {fault}")
    slowest = max(results, key=lambda result: result[1].seconds)
    largest = max(results, key=lambda result: result[1].mib)
    spoilt = sum(1 for _, _, wrong in results if wrong)
    print(
        f"{len(files)} files alone: {spoilt} wrong; slowest {slowest[0]} {slowest[1].seconds:.2f} s,"
        f" largest {largest[0]} {largest[1].mib:.0f} MiB"
    )
    among = together(files)
    for fault in among:
        print(fault)
    return 1 if spoilt or among else 0


def _ordinary() -> Run:
    """Return the middle of three runs over a good application, which is what each file is held against."""
    runs = []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made)
            name, text = next(good_files(1))
            (folder / name).write_text(text, encoding="utf-8")
            runs.append(screen([folder / name], folder))
    return sorted(runs, key=lambda run: run.seconds)[1]


if __name__ == "__main__":
    sys.exit(main())
