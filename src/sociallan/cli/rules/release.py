"""``sociallan rules release``: write down what a version of the rule pack is, once and for all."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import all_faults, load_resources
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, everything_read
from sociallan.cli.reasons import reason
from sociallan.cli.rules import options
from sociallan.cli.settings import Settings
from sociallan.cli.streams import put
from sociallan.files import clock, packs
from sociallan.files.languages import Language
from sociallan.pack.load import PackError
from sociallan.pack.release import Release, ReleaseState
from sociallan.report.words import Words


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("release", help=words.say("help.rules.release"))
    def release(
        context: typer.Context,
        rules: Annotated[Path | None, options.folder(words)] = None,
        lang: Annotated[Language | None, options.language(words)] = None,
    ) -> None:
        folder = options.own_folder(rules, words)
        loaded = load_resources(words, folder)
        put(sys.stdout, _released(loaded, folder, context.obj) + "\n")


def _released(loaded: Resources, folder: Path, settings: Settings) -> str:
    """Release the pack in a folder, and say so; where it is released already, say that.

    Raises:
        CannotRun: where it cannot be released, or the lock cannot be read or written.

    """
    from sociallan.pack import releases  # `check` starts without it.

    words, path = loaded.words, folder / releases.LOCK
    lock, earlier = _lock(loaded, folder)
    new = releases.release_of(loaded.pack, clock.today())
    standing, known = releases.compared(new, earlier)
    if standing is not ReleaseState.NEW and known is not None:
        says = words.say(f"release.{standing}", version=new.version, known=known.version, date=known.date)
        if standing is ReleaseState.RELEASED:
            return says
        raise CannotRun(says, Exit.NOT_READY)
    if known is not None and new.date < known.date:
        raise CannotRun(words.say("release.clock", today=new.date, known=known.version, date=known.date))
    _ensure_tested(loaded, folder)
    ensure_reachable(path, words)
    # The lock itself is read too, to be added to.
    others = (each for each in everything_read(settings, (folder,)) if each != path)
    ensure_apart((path,), words, read=others)
    deliver(path, releases.extended(lock, new, words.say("release.head")), words)
    return words.say("release.new", version=new.version, date=new.date, file=options.shown(path))


def _lock(loaded: Resources, folder: Path) -> tuple[Source | None, tuple[Release, ...]]:
    """Read the lock of a pack, where there is one, and the releases in it."""
    from sociallan.pack import releases

    try:
        lock = packs.pack_file(folder, releases.LOCK)
        return lock, releases.releases(lock) if lock is not None else ()
    except OSError as error:
        file, why = folder / releases.LOCK, reason(error, loaded.words)
        raise CannotRun(loaded.words.say("usage.pack_unreadable", file=file, why=why)) from error
    except PackError as error:
        raise CannotRun(all_faults(error.faults, folder, loaded.words)) from error


def _ensure_tested(loaded: Resources, folder: Path) -> None:
    """Refuse a pack whose own tests do not hold."""
    from sociallan.analysis.rule_tests import RuleTester

    tester = RuleTester(loaded.pack)
    passed = [tester.run(rule, test).passed for rule in loaded.pack.rules for test in rule.tests]
    if not all(passed):
        says = loaded.words.say(
            "release.failing", failed=passed.count(False), count=len(passed), folder=options.shown(folder)
        )
        raise CannotRun(says, Exit.NOT_READY)
