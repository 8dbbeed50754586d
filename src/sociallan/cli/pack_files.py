"""The files of the pack that an option names: those of a folder, or those of a release in its archive."""

from pathlib import Path
from typing import TYPE_CHECKING

from sociallan.application.source import Source
from sociallan.cli.exits import CannotRun
from sociallan.cli.faults import all_faults
from sociallan.cli.nearest import with_nearest
from sociallan.cli.reasons import reason
from sociallan.files import packs
from sociallan.pack.faults import PackError
from sociallan.pack.release import Release
from sociallan.report.values import visible
from sociallan.report.words import Words

if TYPE_CHECKING:
    from sociallan.pack.archive import ArchiveError


def files_of(rules: Path, words: Words) -> tuple[Source, ...]:
    """Return the files of the pack that ``FOLDER`` or ``FOLDER@VERSION`` names.

    Raises:
        CannotRun: if they cannot be read, or the version is not released or its archive not usable.

    """
    folder, named = packs.folder_of(rules), packs.release_named(rules)
    if folder.is_file():
        raise CannotRun(words.say("usage.pack_is_file", folder=rules))
    if not folder.is_dir():
        raise CannotRun(words.say("usage.no_pack", folder=rules))
    if named is not None:
        return _archived(folder, named[1], words)
    try:
        return tuple(packs.pack_files(folder))
    except OSError as error:
        raise unreadable(Path(error.filename or folder), error, words) from error


def _archived(folder: Path, version: str, words: Words) -> tuple[Source, ...]:
    """Return the files of a release of the pack in a folder, from its archive.

    Raises:
        CannotRun: if the version is not released, or it has no archive or one that is not usable.

    """
    # Imported late, since most runs use no archive.
    from sociallan.pack import archive

    _, known = lock_of(folder, words)
    release = next((release for release in known if release.version == version), None)
    if release is None:
        key = "archive.no_release" if known else "archive.no_releases"
        message = words.say(key, version=version, folder=folder)
        raise CannotRun(with_nearest(message, version, [release.version for release in known], words))
    if release.archive is None:
        raise CannotRun(words.say("archive.none", version=version, date=release.date))
    file = folder / archive.archive_name(version)
    found = read_archive(file, words)
    try:
        if found is None:
            raise archive.ArchiveError("missing")
        return archive.files_of(found.data, release.archive, packs.ENDINGS)
    except archive.ArchiveError as error:
        raise CannotRun(archive_message(error, file, words)) from error


def archive_message(error: "ArchiveError", file: Path, words: Words) -> str:
    """Return the sentence on an archive that cannot be used."""
    parameters = {key: visible(str(value)) for key, value in error.parameters.items()}
    return words.say(f"archive.{error.code}", file=file, **parameters)


def read_archive(file: Path, words: Words) -> Source | None:
    """Return an archive, no more of it than is allowed; ``None`` if there is none.

    Raises:
        CannotRun: if it cannot be read.

    """
    from sociallan.pack.archive import MOST_BYTES

    try:
        return packs.pack_file(file.parent, file.name, MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(file, error, words) from error


def lock_of(folder: Path, words: Words) -> tuple[Source | None, tuple[Release, ...]]:
    """Return the lock of the pack in a folder, if there is one, and the releases in it.

    Raises:
        CannotRun: if the lock cannot be read or has faults.

    """
    from sociallan.pack import releases

    try:
        lock = packs.pack_file(folder, releases.LOCK)
        return lock, releases.releases(lock) if lock is not None else ()
    except OSError as error:
        raise unreadable(folder / releases.LOCK, error, words) from error
    except PackError as error:
        raise CannotRun(all_faults(error.faults, folder, words)) from error


def unreadable(file: Path, error: OSError, words: Words) -> CannotRun:
    """Return the error that a file or folder of a pack cannot be read."""
    return CannotRun(words.say("usage.pack_unreadable", file=file, why=reason(error, words)))
