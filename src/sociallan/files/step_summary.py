"""The step summary file of a GitHub workflow: Markdown to which every command of the step appends."""

import os
from collections.abc import Iterable
from pathlib import Path

LIMIT = 1024 * 1024
"""Maximum size in bytes; GitHub does not show a larger summary at all."""


def path() -> Path | None:
    """Return the file of the current step; ``None`` outside a GitHub workflow."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named else None


def add(path: Path, pieces: Iterable[str], cut: str, *, limit: int = LIMIT) -> None:
    """Append pieces of text, none of which is cut; before the first that exceeds the limit, append ``cut`` and stop.

    Raises:
        OSError: if the file cannot be written.

    """
    with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
        room = limit - file.tell() - len(cut.encode())
        for piece in pieces:
            room -= len(piece.encode("utf-8", "replace"))
            if room < 0:
                file.write(cut)
                return
            file.write(piece)
