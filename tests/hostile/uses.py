"""Hostile files in every other place where one may be given: as an earlier version, a report, a half-done interview."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.hostile.strict import unsafe

MOST_SECONDS = 2.0
"""Of processor time, beyond the same use of an ordinary file."""
_ENDS = {0, 1, 2, 3}
"""Exit codes that are an answer."""


class Use(NamedTuple):
    """Arguments of the command, in which ``{file}`` is a file of a stranger and ``{good}`` one of our own."""

    name: str
    arguments: Sequence[str]
    typed: bytes = b""


AGAINST = Use("against", ("check", "--no-config", "{good}", "--against", "{file}"))
REPLAY = Use("replay", ("replay", "{file}"))
INTERVIEW = Use("interview", ("new", "--ask", "{file}"), b"1\n\nja\n<\n?\nsluta\n")


class Ended(NamedTuple):
    """Result of a use of a file: its processor time, and what is wrong with it."""

    seconds: float
    wrong: tuple[str, ...]


def used(use: Use, file: Path, good: Path) -> Ended:
    """Use a copy of a file, and return what it came to."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        copy = folder / file.name
        copy.write_bytes(file.read_bytes())
        arguments = [each.format(file=copy, good=good) for each in use.arguments]
        with (folder / "typed").open("w+b") as typed, (folder / "said").open("w+b") as said:
            typed.write(use.typed)
            typed.seek(0)
            command = [sys.executable, "-P", "-m", "sociallan", *arguments]
            process = subprocess.Popen(command, stdin=typed, stdout=said, stderr=said, cwd=folder)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
    wrong = [f"said: {fault}" for fault in unsafe(text)]
    if process.returncode not in _ENDS:
        wrong.append(f"exit code {process.returncode}: {text[-200:]}")
    if "Traceback" in text:
        wrong.append("a traceback")
    return Ended(usage.ru_utime + usage.ru_stime, tuple(wrong))


def faults(use: Use, files: Sequence[Path], good: Path, ordinary_file: Path) -> list[str]:
    """Use each of some files and an ordinary one; return what is wrong, and print how much it took."""
    ordinary = used(use, ordinary_file, good).seconds
    found: list[str] = []
    slowest = 0.0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        ends = list(pool.map(lambda file: used(use, file, good), files))
    for file, ended in zip(files, ends, strict=True):
        slowest = max(slowest, ended.seconds)
        found += (f"{use.name} {file.name}: {fault}" for fault in ended.wrong)
        if ended.seconds - ordinary > MOST_SECONDS:
            found.append(f"{use.name} {file.name}: {ended.seconds - ordinary:.2f} s beyond an ordinary file")
    print(
        f"{use.name}: {len(files)} files, {len(found)} wrong; slowest {slowest:.2f} s, an ordinary one {ordinary:.2f} s"
    )
    return found
