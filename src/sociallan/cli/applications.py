"""What the commands that screen applications share: the files, the day and the screener."""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.workbench import Workbench
from sociallan.core.formats import is_day
from sociallan.core.screen import Screener
from sociallan.files import clock, find, sources
from sociallan.model.source import Source
from sociallan.render.words import Words

STDIN_NAME = "stdin.yaml"
"""What is read from standard input is called this, unless the user gives it another name."""


def screener(bench: Workbench, as_of: str | None, *, today: str | None = None) -> Screener:
    """Give what screens by a pack; ``today`` is asked of the clock where it is not given.

    Raises:
        CannotRun: where ``as_of`` is no day, or one before the pack.

    """
    words, first = bench.words, bench.pack.valid_from
    if as_of is not None and not is_day(as_of):
        raise CannotRun(words.say("usage.bad_date", value=as_of))
    if as_of is not None and as_of < first:
        raise CannotRun(words.say("usage.early_date", value=as_of, first=first))
    return Screener(bench.pack, bench.shape, today=today or clock.today(), as_of=as_of)


def files(paths: list[str], words: Words) -> tuple[str, ...]:
    """Find the files that paths mean; what leads nowhere stands last, for the report to tell of.

    Raises:
        CannotRun: where no path leads to anything.

    """
    found = find.find(paths)
    if not found.files:
        absent = ", ".join(path or "''" for path in found.absent or paths)
        raise CannotRun(words.say("usage.nothing", paths=absent), Exit.NOTHING_TO_SCREEN)
    return (*found.files, *found.absent)


def read(paths: Iterable[str], *, stdin_name: str = STDIN_NAME, root: Path | None = None) -> Iterator[Source]:
    """Read files one at a time, as they are asked for; with ``root`` they are those that a report names."""
    # What has been loaded stays to the end: the collector need not look at it again.
    gc.freeze()
    gc.enable()
    for path in paths:
        yield sources.source(path, stdin_name=stdin_name) if root is None else sources.named(path, root)
