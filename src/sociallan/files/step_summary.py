"""The summary of a step in GitHub's workflows: a file of Markdown that every program of the step adds to."""

import os
from collections.abc import Iterable
from pathlib import Path

LIMIT = 1024 * 1024
"""How large GitHub lets the summary of a step be, in bytes. A larger one is not shown at all."""


def path() -> Path | None:
    """Return the file of the step that runs, ``None`` outside GitHub's workflows."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named else None


def add(path: Path, pieces: Iterable[str], cut: str, *, limit: int = LIMIT) -> None:
    """Add a text, in pieces that are kept whole; where the next would be too much, ``cut`` ends it instead.

    Raises:
        OSError: where the file cannot be written.

    """
    with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
        room = limit - file.tell() - len(cut.encode())
        for piece in pieces:
            room -= len(piece.encode("utf-8", "replace"))
            if room < 0:
                file.write(cut)
                return
            file.write(piece)
