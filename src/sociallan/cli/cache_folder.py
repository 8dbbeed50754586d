"""The folder in which a run keeps results: checked, made ready and left in order."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sociallan.batch.resources import Resources
from sociallan.batch.worker import RunOptions
from sociallan.cli.exits import CannotRun
from sociallan.cli.reasons import reason
from sociallan.files import clock
from sociallan.report.words import Words

if TYPE_CHECKING:
    from sociallan.batch.cached_results import CachedResults


@contextmanager
def cached_results(folder: Path, run: RunOptions, resources: Resources) -> "Iterator[CachedResults]":
    """Yield the results that earlier runs of the same kind have kept in a folder.

    Raises:
        CannotRun: if the folder cannot be used, or others could write to it.

    """
    # Imported late: most runs use no cache.
    from sociallan.batch.cache_key import run_key
    from sociallan.batch.cached_results import CachedResults
    from sociallan.files import cache, program
    from sociallan.files.private import NotPrivate

    today = clock.today()
    try:
        cache.prepare(folder, today)
    except NotPrivate as error:
        raise CannotRun(resources.words.say("usage.cache_not_private", path=error.path)) from error
    except OSError as error:
        raise unusable(folder, error, resources.words) from error
    day = today if run.chosen.as_of is None else None
    cached = CachedResults(folder, run_key(run, resources, program.identity()), day)
    try:
        yield cached
    finally:
        cached.close()
        cache.settle(folder)


def files_of(folder: Path, words: Words) -> tuple[Path, ...]:
    """Return the files of the cache in a folder.

    Raises:
        CannotRun: if this Python has no SQLite.

    """
    ensure_database(words)
    from sociallan.files import cache

    return cache.files(folder)


def ensure_database(words: Words) -> None:
    """Check that the database of a cache can be used; it is loaded only where one is asked for.

    Raises:
        CannotRun: if this Python was built without SQLite.

    """
    try:
        import sqlite3  # noqa: F401  # Whether it can be imported is what is asked.
    except ImportError as error:
        raise CannotRun(words.say("usage.no_sqlite")) from error


def ensure_not_of_strangers(folder: Path, paths: Iterable[str], words: Words) -> None:
    """Check that a cache does not lie in a folder of strangers: the current one, or one that is screened.

    Raises:
        CannotRun: if it does.

    """
    real = Path(os.path.realpath(folder))
    if any(real.is_relative_to(os.path.realpath(each)) for each in (".", *paths)):
        raise CannotRun(words.say("usage.cache_of_strangers", folder=folder))


def unusable(folder: Path, error: OSError, words: Words) -> CannotRun:
    """Return the error for a folder in which nothing can be kept."""
    return CannotRun(words.say("usage.cache_unusable", folder=folder, why=reason(error, words)))
