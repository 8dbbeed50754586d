"""``sociallan rules release``: record the digests of a version of a rule pack in its lock."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import all_faults, load_resources
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, input_paths
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
    """Release the pack in a folder unless it is released already, and return the message for the user.

    Raises:
        CannotRun: if it cannot be released, or the lock cannot be read or written.

    """
    from sociallan.pack import releases  # Imported late, since `check` does not need it.

    words, path = loaded.words, folder / releases.LOCK
    lock, earlier = _lock(loaded, folder)
    new = releases.release_of(loaded.pack, clock.today())
    standing, known = releases.compared(new, earlier)
    if standing is not ReleaseState.NEW and known is not None:
        message = words.say(f"release.{standing}", version=new.version, known=known.version, date=known.date)
        if standing is ReleaseState.RELEASED:
            return message
        raise CannotRun(message, Exit.NOT_READY)
    if known is not None and new.date < known.date:
        raise CannotRun(words.say("release.clock", today=new.date, known=known.version, date=known.date))
    _ensure_tested(loaded, folder)
    ensure_reachable(path, words)
    # The lock is both read and written, since the release is appended to it.
    others = (each for each in input_paths(settings, (folder,)) if each != path)
    ensure_apart((path,), words, read=others)
    deliver(path, releases.extended(lock, new, words.say("release.head")), words)
    return words.say("release.new", version=new.version, date=new.date, file=options.display_path(path))


def _lock(loaded: Resources, folder: Path) -> tuple[Source | None, tuple[Release, ...]]:
    """Read the lock of a pack, if there is one, and the releases in it.

    Raises:
        CannotRun: if the lock cannot be read or has faults.

    """
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
    """Check that the tests in the pack's rules pass.

    Raises:
        CannotRun: if any fails.

    """
    from sociallan.analysis.rule_tests import RuleTester

    tester = RuleTester(loaded.pack)
    passed = [tester.run(rule, test).passed for rule in loaded.pack.rules for test in rule.tests]
    if not all(passed):
        message = loaded.words.say(
            "release.failing", failed=passed.count(False), count=len(passed), folder=options.display_path(folder)
        )
        raise CannotRun(message, Exit.NOT_READY)
