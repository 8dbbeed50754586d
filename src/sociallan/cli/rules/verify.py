"""``sociallan rules verify``: compare the archives of a pack's releases, and the pack itself, with its lock."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from sociallan.batch.resources import pack_schemas
from sociallan.cli import rule_options as options
from sociallan.cli.exits import Exit
from sociallan.cli.loading import load_draft
from sociallan.cli.pack_files import lock_of, read_archive, unreadable
from sociallan.cli.streams import put
from sociallan.files import packs
from sociallan.files.languages import Language
from sociallan.pack.load import PackDraft, survey
from sociallan.pack.release import Release, ReleaseState
from sociallan.report.values import visible
from sociallan.report.words import Words

_SOUND = ("archived", "unarchived", f"folder.{ReleaseState.RELEASED}", f"folder.{ReleaseState.NEW}", "folder.unchanged")
"""The keys of the sentences on what is not to be fixed."""


def register(group: typer.Typer, words: Words) -> None:
    """Add the command to the group."""

    @group.command("verify", help=words.say("help.rules.verify"))
    def verify(
        rules: Annotated[Path | None, options.folder(words)] = None,
        lang: Annotated[Language | None, options.language(words)] = None,
    ) -> None:
        folder = options.relative_path(options.draft_folder(rules, words))
        draft = load_draft(words, folder)
        _, known = lock_of(folder, words)
        found = [*_of_archives(known, folder, words), _of_folder(draft, known, folder, words)]
        to_fix = sum(key not in _SOUND for key, _ in found)
        total = words.say("verify.sum", found=to_fix, count=len(known))
        put(sys.stdout, "\n".join([*(line for _, line in found), total]) + "\n")
        raise typer.Exit(Exit.NOT_READY if to_fix else Exit.READY)


def _of_archives(known: tuple[Release, ...], folder: Path, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the key and the sentence of each release, and of each file that belongs to none."""
    from sociallan.pack.archive import FOLDER, archive_name

    for release in known:
        file = archive_name(release.version)
        key = "unarchived" if release.archive is None else _state(release, release.archive, folder, words)
        shown = options.display_path(folder / file)
        yield key, words.say(f"verify.{key}", version=release.version, date=release.date, file=shown)
    expected = {archive_name(release.version) for release in known if release.archive is not None}
    try:
        files = packs.files_below(folder, FOLDER)
    except OSError as error:
        raise unreadable(Path(error.filename or folder / FOLDER), error, words) from error
    for name in files:
        if name not in expected:
            yield "superfluous", words.say("verify.superfluous", file=options.display_path(folder / name))


def _state(release: Release, digest: str, folder: Path, words: Words) -> str:
    """Return the key of the sentence on the archive of a release."""
    from sociallan.pack.archive import ArchiveError, archive_name, files_of
    from sociallan.pack.releases import is_released

    archive = read_archive(folder / archive_name(release.version), words)
    if archive is None:
        return "missing"
    try:
        draft = survey(files_of(archive.data, digest, packs.ENDINGS), pack_schemas())
    except ArchiveError as error:
        return "changed" if error.code == "changed" else "unusable"
    if draft.pack is None or draft.faults:
        return "unusable"
    is_same = draft.pack.version == release.version and is_released(draft.pack, (release,))
    return "archived" if is_same else "other"


def _of_folder(draft: PackDraft, known: tuple[Release, ...], folder: Path, words: Words) -> tuple[str, str]:
    """Return the key and the sentence of the pack in the folder."""
    from sociallan.pack.releases import compared, release_of

    pack = draft.pack
    if pack is None or draft.faults:
        shown = options.display_path(folder)
        return "folder.faults", words.say("verify.folder.faults", count=len(draft.faults), folder=shown)
    state, release = compared(release_of(pack, pack.valid_from), known)
    key = f"folder.{state}"
    of_release = "" if release is None else visible(release.version)
    return key, words.say(f"verify.{key}", version=visible(pack.version), known=of_release)
