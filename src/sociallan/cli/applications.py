"""Parts shared by the commands that screen applications: the files, the day and the screener."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import typer

from sociallan.application.passed_over import PassedOver
from sociallan.application.source import Source, Walked
from sociallan.application.string_formats import is_day
from sociallan.batch.chunk import Chunk, each_file
from sociallan.batch.failures import Failure, ProgramFailed, distinct
from sociallan.batch.resources import Resources
from sociallan.batch.worker import freeze_loaded
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.options import STDIN_NAME
from sociallan.cli.passed_over import of_run_before, tell
from sociallan.cli.reasons import reason
from sociallan.files import clock, find, sources, standard_input
from sociallan.files.find import Found
from sociallan.files.identity import Identity, identity, leads_to
from sociallan.files.ignored import Exclude, invalid_pattern
from sociallan.report.words import Words
from sociallan.screening.screen import Screener

T = TypeVar("T")


def screener(loaded: Resources, as_of: str | None, *, today: str | None = None) -> Screener:
    """Return what screens by a pack; ``today`` is asked of the clock where it is not given.

    Raises:
        CannotRun: where ``as_of`` is no day, or one before the pack.

    """
    if as_of is not None:
        ensure_day(as_of, loaded)
    return Screener(loaded.pack, loaded.shape, today=today or clock.today(), as_of=as_of)


def ensure_day(text: str, loaded: Resources) -> None:
    """Refuse what is no day, or one before the pack.

    Raises:
        CannotRun: where it is.

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
) -> Found:
    """Find the files that paths mean; what leads nowhere stands last, for the report to tell of.

    ``listed`` is a file of more paths, or standard input. ``use_gitignore`` is false where the folders
    are a stranger's. Of ``outputs``, the files that this run is to write, and of those that standard output
    and error lead to, the ones that a walk comes upon and that hold a report, or nothing yet, are passed over.

    Raises:
        CannotRun: where no path is given or leads to anything, the list cannot be read, or a pattern cannot be used.

    """
    if listed is None and not paths:
        raise CannotRun(words.say("usage.no_paths"))
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
        found = found.without([PassedOver(file, why) for file in own if (why := of_run_before(file)) is not None])
    if not found.files:
        tell(0, found.passed_over, words)
        raise nothing(found.absent or paths or (listed or "",), words)
    return found._replace(files=(*found.files, *found.absent))


def _ensure_read_once(paths: Iterable[str], listed: str, words: Words) -> None:
    """Refuse to read both the list and an application from standard input.

    Raises:
        CannotRun: where both are to be read from it.

    """
    if listed == find.STANDARD_INPUT and find.STANDARD_INPUT in paths:
        raise CannotRun(words.say("usage.standard_input_twice"))


def excluded(context: typer.Context, patterns: Sequence[str] | None) -> Exclude | None:
    """Return the patterns of ``--exclude``, which start from where they are written: here, or sociallan.toml."""
    source = context.get_parameter_source("exclude")
    is_in_file = source is not None and source.name == "DEFAULT_MAP"
    return Exclude(context.obj.folder if is_in_file else Path(), tuple(patterns)) if patterns else None


def nothing(paths: Iterable[str], words: Words) -> CannotRun:
    """Return the error that tells that there is nothing to screen."""
    told = ", ".join(path or "''" for path in paths)
    return CannotRun(words.say("usage.nothing", paths=told), Exit.NOTHING_TO_SCREEN)


class ErrorGuard:
    """Lets a function be called with a file, and with its path and a finding instead where the program fails at it."""

    def __init__(self) -> None:
        self._failures: list[Failure] = []

    def __call__(self, source: Source, made: Callable[[Source], T], /) -> T:
        """Return what is made of a source, or of one that says that the program failed or was too slow at it."""
        (result,) = each_file(Chunk((source.path,)), lambda _: source, lambda given: (made(given),), self._note)
        return result

    def _note(self, path: str, error: Exception) -> None:
        self._failures.append(Failure.of(path, error))

    def ensure_sound(self) -> None:
        """Say, when the report is written, at which files the program failed.

        Raises:
            ProgramFailed: where it did at any.

        """
        if self._failures:
            raise ProgramFailed(distinct(self._failures), reported=True)


def read(paths: Iterable[str], *, stdin_name: str = STDIN_NAME, root: Path | None = None) -> Iterator[Source]:
    """Read files one at a time, as they are asked for; with ``root`` they are those that a report names."""
    freeze_loaded()
    if root is not None:
        yield from sources.named_in_report(paths, root)
        return
    for path in paths:
        yield sources.source(path, stdin_name=stdin_name)
