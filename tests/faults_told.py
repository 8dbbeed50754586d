"""Faults of packs as they are told: what a sentence names is seen to be right beside the line that it is about."""

from collections.abc import Iterable, Mapping

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.report.sentences import diagnostic_line
from tests.builders import words

Faulty = tuple[Mapping[str, str], Iterable[Diagnostic[PackLocation]]]
"""Files by name, and their faults."""


def faults_told(faulty: Iterable[Faulty]) -> str:
    """Write faults in English, each below the line that it stands on.

    Columns and suggestions are left out: tests name them, and the cure without one names what there is to choose from.
    """
    return "\n".join(_told(files.get(fault.place.file, ""), fault) for files, faults in faulty for fault in faults)


def _told(text: str, fault: Diagnostic[PackLocation]) -> str:
    line = (text.splitlines() or ["–"])[fault.place.line - 1].strip()
    return f"{line}\n{fault.code}: {diagnostic_line(fault._replace(suggestion=None), words('en'))}\n"
