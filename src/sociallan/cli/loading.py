"""Loading the schemas and the rule pack, with messages for every fault in the pack."""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sociallan.batch.resources import Resources, loaded_pack, pack_resources, pack_schemas
from sociallan.cli.exits import CannotRun
from sociallan.cli.streams import terminal_style
from sociallan.files import packs, resources
from sociallan.files.languages import LANGUAGES
from sociallan.pack.faults import PackError
from sociallan.pack.pack import Pack
from sociallan.report.view import View
from sociallan.report.words import Words

if TYPE_CHECKING:
    from sociallan.analysis.case import Case
    from sociallan.application.diagnostic import Diagnostic
    from sociallan.application.location import PackLocation
    from sociallan.application.source import Source
    from sociallan.pack.load import PackDraft

_DIGEST = "(?:sha256:)?[0-9a-f]{12,64}"
"""Pattern of a pack's digest, or a prefix of at least the 12 digits that reports show."""


def load_resources(words: Words, rules: Path | None, trusted: Iterable[str] = ()) -> Resources:
    """Load the pack and the schema for a screening; if any ``trusted`` digests are given, the pack must have one.

    Raises:
        CannotRun: if the pack cannot be read, has faults or is not trusted; the message lists every fault.

    """
    folder = packs.named_pack(rules)
    try:
        pack = packs.stored_pack(folder) or loaded_pack(_files_of(folder, words))
    except PackError as error:
        raise _faulty(error.faults, folder, words) from error
    _ensure_trusted(pack, tuple(trusted), folder, words)
    return pack_resources(pack, words)


def resources_of(draft: "PackDraft", folder: Path, words: Words, trusted: Iterable[str] = ()) -> Resources:
    """Return the resources of a loaded pack.

    Raises:
        CannotRun: if the pack has faults or is not trusted; the message lists every fault.

    """
    if draft.faults or draft.pack is None:
        raise _faulty(draft.faults, folder, words)
    _ensure_trusted(draft.pack, tuple(trusted), folder, words)
    return pack_resources(draft.pack, words)


def is_shipped(loaded: Resources, rules: Path | None) -> bool:
    """Return whether a pack is shipped with the program: a shipped folder was given, or the digests are of one."""
    own = resources.shipped_pack(loaded.pack.id)
    if packs.folder_of(rules).resolve() == own.resolve():
        return True
    from sociallan.batch import shipped  # Imported late, since most runs use a shipped pack.

    return shipped.is_shipped(loaded.pack)


def _ensure_trusted(pack: Pack, trusted: tuple[str, ...], folder: Path, words: Words) -> None:
    """Check that a pack is trusted; ``trusted`` holds digests or prefixes of at least 12 digits.

    Raises:
        CannotRun: if the pack is not trusted, or a value is not a digest.

    """
    if not trusted:
        return
    for given in trusted:
        if re.fullmatch(_DIGEST, given.lower()) is None:
            raise CannotRun(words.say("usage.bad_digest", value=given))
    digits = pack.digest.removeprefix("sha256:")
    if not any(digits.startswith(given.lower().removeprefix("sha256:")) for given in trusted):
        raise CannotRun(
            words.say("usage.untrusted_rules", folder=folder, digest=pack.digest, trusted=", ".join(trusted))
        )


def load_draft(words: Words, folder: Path) -> "PackDraft":
    """Load a pack that may have faults.

    Raises:
        CannotRun: if the pack cannot be read.

    """
    from sociallan.pack.load import survey  # Imported late: a wheel has the shipped packs stored.

    return survey(_files_of(folder, words), pack_schemas())


def _files_of(folder: Path, words: Words) -> "tuple[Source, ...]":
    from sociallan.cli.pack_files import files_of  # Imported late: a wheel has the shipped packs stored.

    return files_of(folder, words)


def _faulty(faults: "tuple[Diagnostic[PackLocation], ...]", folder: Path, words: Words) -> CannotRun:
    """Return the error for a pack with faults, which lists them all."""
    from sociallan.cli.faults import all_faults  # Imported late, since most packs have none.

    return CannotRun(all_faults(faults, folder, words))


def cases_of_pack(draft: "PackDraft", pack: Pack, folder: Path, words: Words) -> "tuple[Case, ...]":
    """Return the cases of a pack that was loaded with those of its rules that have no faults.

    Raises:
        CannotRun: if cases have faults; the message lists every fault.

    """
    from sociallan.analysis.case_files import cases_of  # Imported late, since `check` does not need it.

    cases, faults = cases_of(draft, pack, pack_schemas())
    if faults:
        raise _faulty(faults, folder, words)
    return cases


def view_of(loaded: Resources) -> View:
    """Return the view for standard output of a command other than ``check``."""
    style = terminal_style(sys.stdout, "never")
    return View(loaded.words, loaded.shape.fields, loaded.pack.tables, style)


def views_of_languages(loaded: Resources) -> list[View]:
    """Return a view in each language, for what is written in all of them."""
    of_pack = (Words(each, resources.words(each)).of_pack(loaded.pack.texts) for each in LANGUAGES)
    return [View(each, loaded.shape.fields, loaded.pack.tables) for each in of_pack]
