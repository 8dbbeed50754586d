"""Loading what a command needs: the schemas and the rule pack, whose faults are worded."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sociallan.application.diagnostic import Diagnostic
from sociallan.application.location import PackLocation
from sociallan.application.shape import Shape
from sociallan.application.source import Source
from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun
from sociallan.cli.reasons import reason
from sociallan.cli.streams import terminal_style
from sociallan.files import packs, resources
from sociallan.pack.load import PackDraft, PackError, load, survey
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PackSchemas
from sociallan.report.sentences import diagnostic_line
from sociallan.report.values import visible
from sociallan.report.view import View
from sociallan.report.words import Words

_DIGEST = re.compile("(?:sha256:)?[0-9a-f]{12,64}")
"""A digest of a pack, or as much of it as reports show, or more."""


def load_resources(words: Words, rules: Path | None, trusted: Iterable[str] = ()) -> Resources:
    """Read everything that a screening needs; where some packs are ``trusted``, by their digests, only those will do.

    Raises:
        CannotRun: where the pack cannot be read, is at fault or is not trusted; it tells every fault.

    """
    folder = rules if rules is not None else resources.default_pack()
    files = _files(folder, words)
    try:
        pack = load(files, _schemas())
    except PackError as error:
        raise CannotRun(all_faults(error.faults, folder, words)) from error
    _ensure_trusted(pack, tuple(trusted), folder, words)
    return Resources(pack, Shape(pack.form), words)


def comes_along(loaded: Resources, rules: Path | None) -> bool:
    """Return whether the pack of a folder is one that comes with the program, by its digests alone.

    Those of the releases count, and those of the pack as it is, which in a checkout may not be released yet.
    """
    own = resources.default_pack()
    if rules is None or rules.resolve() == own.resolve():
        return True
    from sociallan.pack import releases  # Most runs are by the pack that comes along.

    try:
        lock = packs.pack_file(own, releases.LOCK)
        known = releases.releases(lock) if lock is not None else ()
        if releases.is_released(loaded.pack, known):
            return True
        now = load(_files(own, loaded.words), _schemas())
    except (OSError, PackError):
        return False
    return releases.is_released(loaded.pack, (releases.release_of(now, now.valid_from),))


def _ensure_trusted(pack: Pack, trusted: tuple[str, ...], folder: Path, words: Words) -> None:
    """Refuse a pack that is none of those trusted, each named by its digest or the first twelve digits or more of it.

    Raises:
        CannotRun: where it is, or where something given is no digest.

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


def build_survey(words: Words, folder: Path) -> PackDraft:
    """Read what there is of a pack, faults and all.

    Raises:
        CannotRun: where the pack cannot be read.

    """
    return survey(_files(folder, words), _schemas())


def _schemas() -> PackSchemas:
    return PackSchemas(*map(resources.schema, PackSchemas.NAMES))


def _files(folder: Path, words: Words) -> tuple[Source, ...]:
    if not folder.is_dir():
        raise CannotRun(words.say("usage.no_pack", folder=folder))
    try:
        return tuple(packs.pack_files(folder))
    except OSError as error:
        file, why = error.filename or folder, reason(error, words)
        raise CannotRun(words.say("usage.pack_unreadable", file=file, why=why)) from error


def view_of(loaded: Resources) -> View:
    """Return the view for what a command other than ``check`` writes to standard output."""
    looks = terminal_style(sys.stdout, "auto")
    return View(loaded.words, loaded.shape.fields, looks.width, ascii_only=looks.ascii_only)


def fault_lines(faults: Iterable[Diagnostic[PackLocation]], folder: Path, words: Words) -> Iterator[str]:
    """Yield a line for each fault of the pack in a folder: where it stands, what is wrong and what to do."""
    for fault in faults:
        at = f"{visible((folder / fault.place.file).as_posix())}:{fault.place.line}:{fault.place.column}"
        yield f"{at}: {diagnostic_line(fault, words)}"


def all_faults(faults: tuple[Diagnostic[PackLocation], ...], folder: Path, words: Words) -> str:
    """Return the lines on every fault in a pack, each with its place and cure."""
    lines = [words.say("usage.pack_faults", folder=folder, count=len(faults))]
    return "\n".join([*lines, *fault_lines(faults, folder, words)])
