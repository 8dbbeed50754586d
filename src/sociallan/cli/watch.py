"""The loop of ``check --watch``: a round at each save, compared with the round before."""

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import chain

from sociallan.application.source import STANDARD_INPUT
from sociallan.batch.worker import Screened
from sociallan.cli.check_options import CheckOptions
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.streams import warn
from sociallan.cli.targets import Target
from sociallan.files.find import Found
from sociallan.files.watching import States, half_written, states
from sociallan.formats import RENDERERS
from sociallan.report.values import visible
from sociallan.report.words import Words
from sociallan.screening.since import Earlier, EarlierVersions, path_key

_NAME = "--watch"
"""The name of the round before, in reports that name what they compare with."""

Round = Callable[[Found, EarlierVersions | None, Callable[[Screened], None]], Exit]
"""Screens files, compares them with earlier versions, passes each result on, and returns the exit code."""


def ensure_watchable(options: CheckOptions, targets: Iterable[Target], words: Words) -> None:
    """Check that the files of a run can be watched and its reports repeated.

    Raises:
        CannotRun: if the extra is missing, standard input is read, or a binary report goes to standard output.

    """
    if find_spec("watchfiles") is None:
        raise CannotRun(words.say("watch.no_extra"))
    if STANDARD_INPUT in (*options.paths, options.files_from):
        raise CannotRun(words.say("watch.standard_input"))
    for target in targets:
        if target.path is None and RENDERERS[target.name].binary:
            raise CannotRun(words.say("usage.no_text", name=target.name))


def watch(
    find: Callable[[], Found],
    screen: Round,
    changes: Iterable[object],
    earlier: EarlierVersions | None,
    words: Words,
) -> Exit:
    """Screen at once and after each change, until ``changes`` end; return the last exit code.

    ``earlier`` is what the first round is compared with, if anything. Nothing is stored: the findings of a round are
    kept in memory, for each application those of the last version that could be read.
    """
    kept: dict[str, Earlier] = {} if earlier is None else dict(earlier.by_path)
    before: States = {}
    code = Exit.READY
    warned_of: tuple[str, ...] = ()

    def keep(result: Screened) -> None:
        kept.update((path_key(path), version) for path, version in result.versions)

    for _ in chain((None,), changes):
        try:
            found = find()
        except CannotRun as error:
            if not before or error.code is not Exit.NOTHING_TO_SCREEN:
                raise
            waited_for = tuple(before)
        else:
            now = states(found.files)
            if now == before:
                continue
            waited_for = half_written(now, before)
        if waited_for:
            if waited_for != warned_of:
                warn(words.say("watch.gone", file=visible(waited_for[0])))
            warned_of = waited_for
            continue
        versions = EarlierVersions(_NAME, dict(kept)) if before else earlier
        before, warned_of = now, ()
        try:
            code = screen(found, versions, keep)
        except CannotRun as error:
            # A report that cannot be written now may be closed in the other program by the next save.
            warn(str(error))
            code = error.code
        warn(words.say("watch.waiting"))
    return code
