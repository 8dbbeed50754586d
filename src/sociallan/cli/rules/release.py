"""``sociallan rules release``: release a version of a rule pack that has passed every check, with its archive."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sociallan.application.source import Source
from sociallan.batch.resources import Resources, pack_schemas
from sociallan.cli import rule_options as options
from sociallan.cli.exits import CannotRun, Exit
from sociallan.cli.loading import load_draft, resources_of
from sociallan.cli.outputs import deliver, ensure_apart, ensure_reachable, input_paths, writer
from sociallan.cli.pack_files import archive_message, files_of, lock_of, read_archive
from sociallan.cli.settings import Settings
from sociallan.cli.streams import put
from sociallan.files import clock, packs
from sociallan.files.languages import Language
from sociallan.pack.load import PackDraft
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
        draft = load_draft(words, folder)
        put(sys.stdout, _released(draft, resources_of(draft, folder, words), folder, context.obj) + "\n")


class _Files(NamedTuple):
    """The files that a release writes, and the archive's bytes."""

    lock: Path
    archive: Path
    data: bytes


def _released(draft: PackDraft, loaded: Resources, folder: Path, settings: Settings) -> str:
    """Release the pack in a folder unless it is released already, and return the message for the user.

    Raises:
        CannotRun: if it cannot be released, or the lock cannot be read, or a file not written.

    """
    # Imported late, since `check` does not need them.
    from sociallan.pack import archive, releases

    words = loaded.words
    lock, earlier = lock_of(folder, words)
    data = archive.archive_of(files_of(folder, words))
    new = releases.release_of(loaded.pack, clock.today(), archive.archive_digest(data))
    state, known = releases.compared(new, earlier)
    if state is ReleaseState.RELEASED and known is not None:
        return words.say("release.released", version=known.version, date=known.date)
    files = _Files(folder / releases.LOCK, folder / archive.archive_name(new.version), data)
    for path in (files.lock, files.archive):
        ensure_reachable(path, words)
    # The lock is both read and written, since the release is appended to it.
    others = (each for each in input_paths(settings, (folder,)) if each not in files)
    ensure_apart((files.lock, files.archive), words, read=others)
    reasons = [
        *_reasons_of_version(new, state, known, words),
        *_reasons_of_pack(draft, loaded, folder),
    ]
    if new.version not in {release.version for release in earlier}:
        reasons += _reasons_of_place(files, words)
    if reasons:
        head = words.say("release.refused", version=new.version, count=len(reasons))
        raise CannotRun("\n".join([head, *(f"- {each}" for each in reasons)]), Exit.NOT_READY)
    _write(files, lock, new, words)
    shown = {"lock": options.display_path(files.lock), "archive": options.display_path(files.archive)}
    return words.say("release.new", version=new.version, date=new.date, **shown)


def _reasons_of_version(new: Release, state: ReleaseState, known: Release | None, words: Words) -> Iterator[str]:
    """Yield the reasons not to release a version, by the earlier release that it was compared with."""
    if known is None:
        return
    if state is not ReleaseState.NEW:
        yield words.say(f"release.{state}", version=new.version, known=known.version, date=known.date)
    if new.date < known.date:
        yield words.say("release.clock", today=new.date, known=known.version, date=known.date)


def _reasons_of_pack(draft: PackDraft, loaded: Resources, folder: Path) -> Iterator[str]:
    """Yield the reasons not to release a pack: findings of its check, and what its tests fail, leave or overlook."""
    from sociallan.analysis.case_files import cases_of
    from sociallan.analysis.pack_check import pack_check
    from sociallan.analysis.pack_tester import PackTester

    words, pack, shown = loaded.words, loaded.pack, options.display_path(folder)
    schemas = pack_schemas()
    findings = pack_check(draft, schemas, clock.today()).faults
    if findings:
        yield words.say("release.findings", count=len(findings), folder=shown)
    # Cases at fault are among the findings.
    tester = PackTester(pack, loaded.shape, cases_of(draft, pack, schemas).cases, draft.documents)
    run = tester.run(pack.rules)
    if run.failed:
        yield words.say("release.failing", failed=run.failed, count=len(run.results) + len(run.cases), folder=shown)
    covered = run.coverage
    if covered.reached < covered.possible:
        yield words.say("release.uncovered", reached=covered.reached, possible=covered.possible, folder=shown)
    survivors = tester.mutate(pack.rules).survivors
    if survivors:
        yield words.say("release.survivors", count=survivors, folder=shown)


def _reasons_of_place(files: _Files, words: Words) -> Iterator[str]:
    """Yield a reason if the archive could not be read again, or another file is where it is to be written.

    A file of the same bytes may be there: a release that was cut short has left it.
    """
    from sociallan.pack import archive

    try:
        archive.files_of(files.data, archive.archive_digest(files.data), packs.ENDINGS)
    except archive.ArchiveError as error:
        yield archive_message(error, files.archive, words)
    found = read_archive(files.archive, words)
    if found is not None and found.data != files.data:
        yield words.say("release.in_the_way", file=options.display_path(files.archive))


def _write(files: _Files, lock: Source | None, new: Release, words: Words) -> None:
    """Write the archive and then the lock that names it; if the lock cannot be written, neither is left."""
    from sociallan.pack import releases

    with writer(files.archive, words) as write:
        write(files.data)
    try:
        deliver(files.lock, releases.extended(lock, new, words.say("release.head")), words)
    except BaseException:
        files.archive.unlink(missing_ok=True)
        raise
