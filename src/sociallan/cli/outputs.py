"""Checking and writing a command's output: a file or standard output."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sociallan.application.source import STANDARD_INPUT
from sociallan.cli.exits import CannotRun, NoOutput
from sociallan.cli.reasons import reason
from sociallan.cli.settings import Settings
from sociallan.cli.streams import is_open, put
from sociallan.files import packs
from sociallan.files.copies import NoTemporary
from sociallan.files.identity import Identity, identity, leads_to
from sociallan.files.write import ensure_writable, is_stream, whole_file, write_whole
from sociallan.formats import RENDERERS
from sociallan.report.runner_commands import Notation, unheeded
from sociallan.report.words import Words

_STANDARD_INPUT = Path("/dev/stdin")
"""A link to the file of standard input, on systems that have it."""


def ensure_reachable(path: Path | None, words: Words) -> None:
    """Check, before any work is done, that an output can be written; ``None`` is standard output.

    Raises:
        CannotRun: if the file cannot be written, as far as can be known without writing.
        NoOutput: if standard output is closed.

    """
    if path is None:
        if not is_open(sys.stdout):
            raise NoOutput
        return
    with reported_write_errors(path, words):
        ensure_writable(path)


def ensure_apart(outputs: Iterable[Path | None], words: Words, *, read: Iterable[Path] = ()) -> None:
    """Check that no output is an input or another output, under any name.

    Call ``ensure_reachable`` for every output first. A pipe or a device may receive several outputs.

    Raises:
        CannotRun: if a file is both read and written, or written twice.

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


def input_paths(
    settings: Settings, rules: Iterable[Path | None], files: Iterable[str] = (), *, listed: str | None = None
) -> Iterator[Path]:
    """Yield the paths of all inputs of a run: applications, list, settings and the files of every pack."""
    yield from (_STANDARD_INPUT if name == STANDARD_INPUT else Path(name) for name in (*files, listed) if name)
    if settings.file is not None:
        yield settings.file
    for folder in rules:
        yield from packs.paths(packs.folder_of(folder))


def ensure_readable(name: str, words: Words) -> None:
    """Check that a binary format is not written to a terminal.

    Raises:
        CannotRun: if the format is binary and standard output is a terminal.

    """
    if RENDERERS[name].binary and sys.stdout.isatty():
        raise CannotRun(words.say("usage.no_text", name=name))


def deliver(path: Path | None, text: str, words: Words, notation: Notation = Notation.TEXT) -> None:
    """Write a text atomically to a file, or to standard output if ``path`` is ``None``; escape commands to CI runners.

    Raises:
        CannotRun: if the file cannot be written.
        NoOutput: if standard output is closed or full.

    """
    text = unheeded(text, notation)
    if path is None:
        put(sys.stdout, text)
        return
    with reported_write_errors(path, words):
        write_whole(path, text)


@contextmanager
def writer(path: Path | None, words: Words, *, commands: bool = False) -> Iterator[Callable[[str | bytes], object]]:
    """Yield a function that writes piece by piece; a file appears complete on exit or not at all.

    Raises:
        CannotRun: if the file cannot be written.
        NoOutput: if standard output is closed or full.

    """
    if path is None:
        yield lambda piece: put(sys.stdout, piece, commands=commands)
        return
    with reported_write_errors(path, words), whole_file(path) as write:
        yield lambda piece: write(piece.encode() if isinstance(piece, str) else piece)


def replace_unchanged(path: Path, before: bytes, data: bytes, words: Words, changed: str) -> None:
    """Write a file atomically over the one that was read, or where there was none: ``before`` is then empty.

    Raises:
        CannotRun: if it cannot be written, or holds something else by now, which ``changed`` says.

    """
    now = b""
    with reported_write_errors(path, words), suppress(FileNotFoundError):
        now = path.read_bytes()
    if now != before:
        raise CannotRun(changed)
    with reported_write_errors(path, words), whole_file(path) as write:
        write(data)


@contextmanager
def reported_write_errors(path: Path, words: Words) -> Iterator[None]:
    """Turn errors in writing a file into messages for the user.

    Raises:
        CannotRun: if the file or its temporary file cannot be written.

    """
    try:
        yield
    except NoTemporary as error:
        raise CannotRun(words.say("usage.no_temporary", why=reason(error, words))) from error
    except OSError as error:
        raise CannotRun(words.say("usage.not_writable", file=path, why=reason(error, words))) from error


def _file_behind(stream: Path) -> Identity | None:
    """Return the identity of the file that a name in ``/dev`` leads to, if any."""
    try:
        return identity(stream) if stream.is_file() else None
    except OSError:
        return None
