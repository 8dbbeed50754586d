"""Parts shared by the commands that screen applications: the files, the day and the screener."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import typer

from sociallan.application.form_check.string_formats import is_day
from sociallan.application.passed_over import PassedOver
from sociallan.application.source import STANDARD_INPUT, Source, Walked
from sociallan.batch.chunk import Chunk, each_file
from sociallan.batch.failures import Failure, ProgramFailed, distinct
from sociallan.batch.resources import Resources
from sociallan.batch.worker import freeze_loaded
from sociallan.cli.check_options import STDIN_NAME
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.passed_over import earlier_report_reason, warn_of_skipped
from sociallan.cli.reasons import reason
from sociallan.files import clock, find, sources, standard_input
from sociallan.files.find import Found
from sociallan.files.identity import Identity, identity, leads_to
from sociallan.files.ignored import Exclude, invalid_pattern
from sociallan.report.words import Words, as_argument
from sociallan.screening.screen import Screener

T = TypeVar("T")


def screener(loaded: Resources, as_of: str | None, *, today: str | None = None) -> Screener:
    """Return the screener for a pack; ``today`` defaults to the clock.

    Raises:
        CannotRun: if ``as_of`` is not a date or precedes the pack's first day.

    """
    if as_of is not None:
        ensure_day(as_of, loaded)
    return Screener(loaded.pack, loaded.shape, today=today or clock.today(), as_of=as_of)


def ensure_day(text: str, loaded: Resources) -> None:
    """Check that a text is a date on or after the pack's first day.

    Raises:
        CannotRun: if it is not.

    """
    words, first = loaded.words, loaded.pack.valid_from
    if not is_day(text):
        raise CannotRun(words.say("usage.bad_date", value=text))
    if text < first:
        raise CannotRun(words.say("usage.early_date", value=text, first=first))


def files(
    paths: list[str],
    words: Words,
    *,
    listed: str | None = None,
    exclude: Exclude | None = None,
    use_gitignore: bool = True,
    outputs: Iterable[Path | None] = (),
    command: str = "check",
) -> Found:
    """Find the files that paths refer to; absent paths come last, to be reported.

    ``listed`` is a file with more paths, or ``-`` for standard input. ``use_gitignore`` is false for untrusted
    folders. A file found by a walk is passed over if this run writes it (``outputs``, standard output and error)
    and it is empty or holds an earlier report. ``command`` is the one that a message suggests.

    Raises:
        CannotRun: if no path is given or exists, the list cannot be read, or a pattern is invalid.

    """
    if listed is None and not paths:
        raise _no_paths(words)
    if listed is not None:
        _ensure_read_once(paths, listed, words)
        try:
            paths = [*paths, *sources.read_list(listed)]
        except standard_input.Silent as error:
            raise CannotRun(words.say("usage.silent_list")) from error
        except ValueError as error:
            raise CannotRun(words.say("usage.list_encoding", file=listed)) from error
        except OSError as error:
            raise CannotRun(words.say("usage.no_list", file=listed, why=reason(error, words))) from error
        _ensure_read_once(paths, listed, words)
    pattern = None if exclude is None else invalid_pattern(exclude.patterns)
    if pattern is not None:
        raise CannotRun(words.say("usage.bad_pattern", pattern=pattern))
    found = find.find(paths, use_gitignore=use_gitignore, exclude=exclude)
    written: set[Identity | None] = {identity(path) for path in outputs if path is not None and path.exists()}
    written |= {leads_to(sys.stdout), leads_to(sys.stderr)}
    if written != {None}:
        own = [file for file in found.files if isinstance(file, Walked) and identity(Path(file)) in written]
        reasons = ((file, earlier_report_reason(file)) for file in own)
        found = found.without([PassedOver(file, why) for file, why in reasons if why is not None])
    if not found.files:
        warn_of_skipped(0, found.passed_over, words)
        raise nothing_to_screen(found.absent or paths or (listed or "",), words, command=command)
    return found._replace(files=(*found.files, *found.absent))


def _ensure_read_once(paths: Iterable[str], listed: str, words: Words) -> None:
    """Check that standard input is not read both as the list and as an application.

    Raises:
        CannotRun: if it is.

    """
    if listed == STANDARD_INPUT and STANDARD_INPUT in paths:
        raise CannotRun(words.say("usage.standard_input_twice"))


def excluded(context: typer.Context, patterns: Sequence[str] | None) -> Exclude | None:
    """Return the patterns of ``--exclude``, relative to the current folder or to that of sociallan.toml."""
    source = context.get_parameter_source("exclude")
    is_in_file = source is not None and source.name == "DEFAULT_MAP"
    return Exclude(context.obj.folder if is_in_file else Path(), tuple(patterns)) if patterns else None


def _no_paths(words: Words) -> CannotRun:
    """Return the error for a command without a path, with the command to write if the folder has one application."""
    only = sources.only_application()
    return CannotRun(words.say("usage.no_paths") if only is None else words.say("usage.no_paths_one", only=only))


def nothing_to_screen(
    paths: Iterable[str],
    words: Words,
    code: Exit = Exit.NOTHING_TO_SCREEN,
    *,
    command: str = "check",
    after: Iterable[str] = (),
) -> CannotRun:
    """Return the error for paths without any application, with the command to write if a file has nearly that name.

    ``after`` are the arguments that stand behind the file in the command.
    """
    several = list(paths)
    message = words.say("usage.nothing", paths=", ".join(path or "''" for path in several))
    near = sources.near_name(several[0]) if len(several) == 1 and several[0] else None
    if near is None and len(several) > 1 and sources.is_file(" ".join(several)):
        # A name with blanks, without the quotation marks that make it one.
        near = " ".join(several)
    if near is not None:
        message += " " + words.say(
            "usage.near", near=" ".join(("sociallan", command, *map(as_argument, (near, *after))))
        )
    return CannotRun(message, code)


class ErrorGuard:
    """Calls a function with a source; if the function fails, calls it again with a source that records the failure."""

    def __init__(self) -> None:
        self._failures: list[Failure] = []

    def __call__(self, source: Source, process: Callable[[Source], T], /) -> T:
        """Process a source, or a substitute with the problem if processing it raises or takes too long."""
        (result,) = each_file(Chunk((source.path,)), lambda _: source, lambda given: (process(given),), self._note)
        return result

    def _note(self, path: str, error: Exception) -> None:
        self._failures.append(Failure.of(path, error))

    def raise_failures(self) -> None:
        """Raise the failures recorded so far; called when the report is written.

        Raises:
            ProgramFailed: if processing any file failed.

        """
        if self._failures:
            raise ProgramFailed(distinct(self._failures), reported=True)


def read(paths: Iterable[str], *, stdin_name: str = STDIN_NAME, root: Path | None = None) -> Iterator[Source]:
    """Read files lazily, one at a time; with ``root``, the paths are names in a report, relative to it."""
    freeze_loaded()
    if root is not None:
        yield from sources.named_in_report(paths, root)
        return
    for path in paths:
        yield sources.source(path, stdin_name=stdin_name)
