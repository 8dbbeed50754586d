"""Where a command's text goes, a file or standard output: looked at before any work, written after it."""

import sys
from pathlib import Path

from sociallan.cli.exits import CannotRun, NoOutput
from sociallan.cli.streams import is_open, put
from sociallan.files.write import ensure_writable, write_whole
from sociallan.render.words import Words


def ensure_reachable(path: Path | None, words: Words) -> None:
    """Refuse to start where the text could not be written; ``None`` is standard output.

    Raises:
        CannotRun: where the file cannot be written, as far as can be seen.
        NoOutput: where standard output is closed.

    """
    if path is None:
        if not is_open(sys.stdout):
            raise NoOutput
        return
    try:
        ensure_writable(path)
    except OSError as error:
        raise CannotRun(words.say("usage.not_writable", file=path)) from error


def deliver(path: Path | None, text: str, words: Words) -> None:
    """Write a text whole to a file, or to standard output where there is no file.

    Raises:
        CannotRun: where the file cannot be written.
        NoOutput: where standard output takes no more.

    """
    if path is None:
        put(sys.stdout, text)
        return
    try:
        write_whole(path, text)
    except OSError as error:
        raise CannotRun(words.say("usage.not_writable", file=path)) from error
