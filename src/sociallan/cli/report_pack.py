"""The pack by which a report was made: the one at hand, or a release of it from the archive."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sociallan.batch.resources import Resources
from sociallan.cli.exits import CannotRun
from sociallan.cli.loading import load_draft, load_resources, resources_of
from sociallan.cli.pack_files import lock_of
from sociallan.cli.streams import warn
from sociallan.files import packs, resources
from sociallan.pack.pack import Pack
from sociallan.pack.schema_check import PACK
from sociallan.report.values import short_digest, visible
from sociallan.report.words import Words


def load_pack_of(stated: Mapping[str, str], rules: Path | None, words: Words, trusted: Iterable[str]) -> Resources:
    """Load the pack that a report states, by its version and its digests.

    If the pack at hand is another version and the release is not archived, the pack at hand is loaded all the same.
    A version that is named in ``rules`` is loaded as it is.

    Raises:
        CannotRun: if the pack or the archive cannot be used, or the pack has another id.

    """
    if rules is not None and packs.release_named(rules) is not None:
        loaded = load_resources(words, rules, trusted)
        _ensure_same_id(stated, loaded.pack, rules, words)
        return loaded
    identity = (stated["version"], stated["logic_digest"], stated["text_digest"])
    folder = packs.folder_of(rules)
    draft = load_draft(words, folder)
    pack = draft.pack
    if pack is None or draft.faults:
        at_hand = None
    else:
        _ensure_same_id(stated, pack, folder, words)
        at_hand = (pack.version, pack.logic_digest, pack.text_digest)
    if at_hand != identity:
        known = {(release.version, release.logic, release.texts): release for release in lock_of(folder, words)[1]}
        release = known.get(identity)
        if release is not None and release.archive is not None:
            shown = visible(folder.as_posix())
            warn(words.say("replay.from_archive", version=release.version, folder=shown))
            return load_resources(words, folder.with_name(f"{folder.name}@{release.version}"), trusted)
        if release is not None:
            warn(words.say("replay.no_archive", version=release.version, date=release.date))
        elif pack is not None and at_hand is not None:
            digests = {"digest": short_digest(visible(stated["digest"])), "found_digest": short_digest(pack.digest)}
            warn(words.say("replay.other_version", **_both(stated, pack, folder), **digests))
    return resources_of(draft, folder, words, trusted)


def _ensure_same_id(stated: Mapping[str, str], pack: Pack, folder: Path, words: Words) -> None:
    """Check that a pack has the id that a report states.

    Raises:
        CannotRun: if it has another; the message says which pack to name.

    """
    if pack.id != stated["id"]:
        shipped = resources.shipped_pack(stated["id"])
        # An id from a report may be any text, also a path.
        is_shipped = shipped.name == stated["id"] and (shipped / PACK).is_file()
        code = "other_shipped_pack" if is_shipped else "other_pack"
        raise CannotRun(words.say(f"replay.{code}", **_both(stated, pack, folder)))


def _both(stated: Mapping[str, str], pack: Pack, folder: Path) -> Mapping[str, str]:
    """Return the names and versions of the pack that a report states and of the one in a folder, as displayed."""
    return {
        "of_report": visible(stated["id"]),
        "version": visible(stated["version"]),
        "found": pack.id,
        "found_version": pack.version,
        "folder": visible(folder.as_posix()),
    }
