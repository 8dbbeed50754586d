"""Messages for the faults in files that the program reads: a rule pack, or its settings."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.report.sentences import diagnostic_line
from sociallan.report.values import visible
from sociallan.report.words import Words


def fault_lines(faults: Iterable[Diagnostic[PackLocation]], folder: Path, words: Words) -> Iterator[str]:
    """Yield a line for each fault in a file of a folder: its location, the problem and the remedy."""
    for fault in faults:
        at = f"{visible((folder / fault.place.file).as_posix())}:{fault.place.line}:{fault.place.column}"
        yield f"{at}: {diagnostic_line(fault, words)}"


def all_faults(faults: tuple[Diagnostic[PackLocation], ...], folder: Path, words: Words) -> str:
    """Return a message that lists every fault in a pack with its location and remedy."""
    lines = [words.say("usage.pack_faults", folder=folder, count=len(faults))]
    return "\n".join([*lines, *fault_lines(faults, folder, words)])
