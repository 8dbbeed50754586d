"""The destination of a command's text, a file or standard output: checked before any work, written after it."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sociallan.cli.exits import CannotRun, NoOutput
from sociallan.cli.reasons import reason
from sociallan.cli.settings import Settings
from sociallan.cli.streams import is_open, put
from sociallan.files import packs, resources
from sociallan.files.copies import NoTemporary
from sociallan.files.find import STANDARD_INPUT
from sociallan.files.identity import Identity, identity, leads_to
from sociallan.files.write import ensure_writable, is_stream, whole_file, write_whole
from sociallan.formats import RENDERERS
from sociallan.report.runner_commands import Notation, unheeded
from sociallan.report.words import Words

_STANDARD_INPUT = Path("/dev/stdin")
"""Leads to the file that standard input comes from, where the system has such names."""


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
    with told(path, words):
        ensure_writable(path)


def ensure_apart(outputs: Iterable[Path | None], words: Words, *, read: Iterable[Path] = ()) -> None:
    """Refuse to write to what is read, by whatever name, or two texts to one file.

    The outputs are ones that can be written. A pipe or a device may take several.

    Raises:
        CannotRun: where a file is read and written, or written twice.

    """
    written: dict[Identity, Path] = {}
    streams: dict[Identity, Path | None] = {}
    for path in outputs:
        if path is None or is_stream(path):
            if (found := leads_to(sys.stdout) if path is None else _file_behind(path)) is not None:
                streams.setdefault(found, path)
        elif written.setdefault(identity(path), path) is not path:
            raise CannotRun(words.say("usage.same_output", file=path))
    if not written and not streams:
        return
    if twice := written.keys() & streams.keys():
        raise CannotRun(words.say("usage.same_output", file=written[twice.pop()]))
    for each in read:
        found = identity(each)
        if (path := written.get(found) or streams.get(found)) is not None:
            raise CannotRun(words.say("usage.output_is_read", file=path, read=each))
        if found in streams:
            raise CannotRun(words.say("usage.standard_output_is_read", read=each))


def everything_read(
    settings: Settings, rules: Iterable[Path | None], files: Iterable[str] = (), *, listed: str | None = None
) -> Iterator[Path]:
    """Return the paths of all that a run reads: applications, list, settings and the files of every pack."""
    yield from (_STANDARD_INPUT if name == STANDARD_INPUT else Path(name) for name in (*files, listed) if name)
    if settings.file is not None:
        yield settings.file
    for folder in rules:
        yield from packs.paths(folder or resources.default_pack())


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
    with told(path, words):
        write_whole(path, text)


@contextmanager
def writer(path: Path | None, words: Words, *, commands: bool = False) -> Iterator[Callable[[str | bytes], object]]:
    """Return what writes piece by piece; a file appears whole when the writer is left, or not at all.

    Raises:
        CannotRun: where the file cannot be written.
        NoOutput: where standard output takes no more.

    """
    if path is None:
        yield lambda piece: put(sys.stdout, piece, commands=commands)
        return
    with told(path, words), whole_file(path) as write:
        yield lambda piece: write(piece.encode() if isinstance(piece, str) else piece)


@contextmanager
def told(path: Path, words: Words) -> Iterator[None]:
    """Word what stands in the way of writing a file.

    Raises:
        CannotRun: where something does.

    """
    try:
        yield
    except NoTemporary as error:
        raise CannotRun(words.say("usage.no_temporary", why=reason(error, words))) from error
    except OSError as error:
        raise CannotRun(words.say("usage.not_writable", file=path, why=reason(error, words))) from error


def _file_behind(stream: Path) -> Identity | None:
    """Return the file that a name in ``/dev`` leads to; ``None`` where it leads to none."""
    try:
        return identity(stream) if stream.is_file() else None
    except OSError:
        return None
