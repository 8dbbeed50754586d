"""Where a command's text goes, a file or standard output: looked at before any work, written after it."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sociallan.cli.exits import CannotRun, NoOutput
from sociallan.cli.streams import is_open, put
from sociallan.files.write import ensure_writable, target_of, whole_file, write_whole
from sociallan.render import RENDERERS
from sociallan.render.runners import Notation, unheeded
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
    with _told(path, words):
        ensure_writable(path)


def ensure_apart(paths: Iterable[Path | None], words: Words) -> None:
    """Refuse to write two reports to one file: the second would take the place of the first.

    The paths are ones that can be written. A pipe or a device may take several.

    Raises:
        CannotRun: where a file is named twice.

    """
    seen: set[Path] = set()
    for path in paths:
        target = None if path is None else target_of(path)
        if target in seen:
            raise CannotRun(words.say("usage.same_output", file=path))
        if target is not None:
            seen.add(target)


def ensure_readable(name: str, words: Words) -> None:
    """Refuse to show on a terminal a format that is no text: it is for a file, or for a program that reads it.

    Raises:
        CannotRun: where standard output is a terminal, and the format is such a one.

    """
    if RENDERERS[name].binary and sys.stdout.isatty():
        raise CannotRun(words.say("usage.no_text", name=name))


def deliver(path: Path | None, text: str, words: Words, notation: Notation = Notation.TEXT) -> None:
    """Write a text whole to a file, or to standard output where there is no file; no command to a runner is in it.

    Raises:
        CannotRun: where the file cannot be written.
        NoOutput: where standard output takes no more.

    """
    text = unheeded(text, notation)
    if path is None:
        put(sys.stdout, text)
        return
    with _told(path, words):
        write_whole(path, text)


@contextmanager
def writer(path: Path | None, words: Words, *, commands: bool = False) -> Iterator[Callable[[str | bytes], object]]:
    """Give what writes piece by piece; a file appears whole when the writer is left, or not at all.

    Raises:
        CannotRun: where the file cannot be written.
        NoOutput: where standard output takes no more.

    """
    if path is None:
        yield lambda piece: put(sys.stdout, piece, commands=commands)
        return
    with _told(path, words), whole_file(path) as write:
        yield lambda piece: write(piece.encode() if isinstance(piece, str) else piece)


@contextmanager
def _told(path: Path, words: Words) -> Iterator[None]:
    """Word what stands in the way of writing a file."""
    try:
        yield
    except OSError as error:
        raise CannotRun(words.say("usage.not_writable", file=path)) from error
