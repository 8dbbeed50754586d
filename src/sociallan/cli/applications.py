"""What the commands that screen applications share: the files, the day and the screener."""

import gc
from collections.abc import Iterable, Iterator
from pathlib import Path

from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.reasons import reason
from sociallan.cli.workbench import Workbench
from sociallan.core.formats import is_day
from sociallan.core.screen import Screener
from sociallan.files import clock, find, sources, standard_input
from sociallan.model.source import Source
from sociallan.render.words import Words

STDIN_NAME = "stdin.yaml"
"""What is read from standard input is called this, unless the user gives it another name."""


def screener(bench: Workbench, as_of: str | None, *, today: str | None = None) -> Screener:
    """Give what screens by a pack; ``today`` is asked of the clock where it is not given.

    Raises:
        CannotRun: where ``as_of`` is no day, or one before the pack.

    """
    if as_of is not None:
        ensure_day(as_of, bench)
    return Screener(bench.pack, bench.shape, today=today or clock.today(), as_of=as_of)


def ensure_day(text: str, bench: Workbench) -> None:
    """Refuse what is no day, or one before the pack.

    Raises:
        CannotRun: where it is.

    """
    words, first = bench.words, bench.pack.valid_from
    if not is_day(text):
        raise CannotRun(words.say("usage.bad_date", value=text))
    if text < first:
        raise CannotRun(words.say("usage.early_date", value=text, first=first))


def files(
    paths: list[str], words: Words, *, listed: str | None = None, heed_ignore_files: bool = True
) -> tuple[str, ...]:
    """Find the files that paths mean; what leads nowhere stands last, for the report to tell of.

    ``listed`` is a file of more paths, or standard input. ``heed_ignore_files`` is false where the folders
    are a stranger's.

    Raises:
        CannotRun: where no path is given or leads to anything, or the list cannot be read.

    """
    if listed is None and not paths:
        raise CannotRun(words.say("usage.no_paths"))
    if listed is not None:
        try:
            paths = [*paths, *sources.listed(listed)]
        except standard_input.Silent as error:
            raise CannotRun(words.say("usage.silent_list")) from error
        except (OSError, ValueError) as error:
            raise CannotRun(words.say("usage.no_list", file=listed, why=reason(error, words))) from error
    found = find.find(paths, heed_ignore_files=heed_ignore_files)
    if not found.files:
        absent = ", ".join(path or "''" for path in found.absent or paths or [listed or ""])
        raise CannotRun(words.say("usage.nothing", paths=absent), Exit.NOTHING_TO_SCREEN)
    return (*found.files, *found.absent)


def read(paths: Iterable[str], *, stdin_name: str = STDIN_NAME, root: Path | None = None) -> Iterator[Source]:
    """Read files one at a time, as they are asked for; with ``root`` they are those that a report names."""
    # What has been loaded stays to the end: the collector need not look at it again.
    gc.freeze()
    gc.enable()
    if root is not None:
        yield from sources.named(paths, root)
        return
    for path in paths:
        yield sources.source(path, stdin_name=stdin_name)
