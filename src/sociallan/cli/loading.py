"""Loading the schemas and the rule pack, with messages for every fault in the pack."""

import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sociallan.application.shape import Shape
from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun
from sociallan.cli.faults import all_faults
from sociallan.cli.pack_files import files_of, folder_of, named_pack
from sociallan.cli.streams import terminal_style
from sociallan.files import packs, resources
from sociallan.pack.load import PackDraft, PackError, load, survey
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.report.view import View
from sociallan.report.words import Words

if TYPE_CHECKING:
    from sociallan.analysis.case import Case

_DIGEST = re.compile("(?:sha256:)?[0-9a-f]{12,64}")
"""A pack's digest, or a prefix of at least the 12 digits that reports show."""


def load_resources(words: Words, rules: Path | None, trusted: Iterable[str] = ()) -> Resources:
    """Load the pack and the schema for a screening; if any ``trusted`` digests are given, the pack must have one.

    Raises:
        CannotRun: if the pack cannot be read, has faults or is not trusted; the message lists every fault.

    """
    folder = named_pack(rules)
    return resources_of(load_draft(words, folder), folder, words, trusted)


def resources_of(draft: PackDraft, folder: Path, words: Words, trusted: Iterable[str] = ()) -> Resources:
    """Return the resources of a loaded pack.

    Raises:
        CannotRun: if the pack has faults or is not trusted; the message lists every fault.

    """
    if draft.faults or draft.pack is None:
        raise CannotRun(all_faults(draft.faults, folder, words))
    _ensure_trusted(draft.pack, tuple(trusted), folder, words)
    return pack_resources(draft.pack, words)


def pack_resources(pack: Pack, words: Words) -> Resources:
    """Return the resources of a pack, with its own texts among the words."""
    return Resources(pack, Shape(pack.form), words.of_pack(pack.texts))


def is_shipped(loaded: Resources, rules: Path | None) -> bool:
    """Return whether a pack is shipped with the program, judged by its digests.

    The digests of all releases of the shipped pack of the same id count, and that of its current state, which may be
    unreleased.
    """
    own = resources.shipped_pack(loaded.pack.id)
    if folder_of(rules).resolve() == own.resolve():
        return True
    if not own.is_dir():
        return False
    from sociallan.pack import releases  # Imported late, since most runs use a shipped pack.

    try:
        lock = packs.pack_file(own, releases.LOCK)
        known = releases.releases(lock) if lock is not None else ()
        if releases.is_released(loaded.pack, known):
            return True
        now = load(files_of(own, loaded.words), pack_schemas())
    except (OSError, PackError):
        return False
    return releases.is_released(loaded.pack, (releases.release_of(now, now.valid_from),))


def _ensure_trusted(pack: Pack, trusted: tuple[str, ...], folder: Path, words: Words) -> None:
    """Check that a pack is trusted; ``trusted`` holds digests or prefixes of at least 12 digits.

    Raises:
        CannotRun: if the pack is not trusted, or a value is not a digest.

    """
    if not trusted:
        return
    for given in trusted:
        if _DIGEST.fullmatch(given.lower()) is None:
            raise CannotRun(words.say("usage.bad_digest", value=given))
    digits = pack.digest.removeprefix("sha256:")
    if not any(digits.startswith(given.lower().removeprefix("sha256:")) for given in trusted):
        raise CannotRun(
            words.say("usage.untrusted_rules", folder=folder, digest=pack.digest, trusted=", ".join(trusted))
        )


def load_draft(words: Words, folder: Path) -> PackDraft:
    """Load a pack that may have faults.

    Raises:
        CannotRun: if the pack cannot be read.

    """
    return survey(files_of(folder, words), pack_schemas())


def cases_of_pack(draft: PackDraft, pack: Pack, folder: Path, words: Words) -> "tuple[Case, ...]":
    """Return the cases of a pack that was loaded with those of its rules that have no faults.

    Raises:
        CannotRun: if cases have faults; the message lists every fault.

    """
    from sociallan.analysis.case_files import cases_of  # Imported late, since `check` does not need it.

    cases, faults = cases_of(draft, pack, pack_schemas())
    if faults:
        raise CannotRun(all_faults(faults, folder, words))
    return cases


@cache
def pack_schemas() -> PackSchemas:
    """Return the schemas of the files of a pack."""
    return PackSchemas(*map(resources.schema, PackSchemas.NAMES))


def view_of(loaded: Resources) -> View:
    """Return the view for standard output of a command other than ``check``."""
    style = terminal_style(sys.stdout, "auto")
    return View(loaded.words, loaded.shape.fields, style.width, ascii_only=style.ascii_only)
