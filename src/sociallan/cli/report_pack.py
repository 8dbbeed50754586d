"""The pack by which a report was made: the one at hand, or a release of it from the archive."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sociallan.batch.resources import Resources
from sociallan.cli.loading import load_draft, load_resources, resources_of
from sociallan.cli.pack_files import folder_of, lock_of
from sociallan.cli.streams import warn
from sociallan.files import packs
from sociallan.report.values import visible
from sociallan.report.words import Words


def load_pack_of(stated: Mapping[str, str], rules: Path | None, words: Words, trusted: Iterable[str]) -> Resources:
    """Load the pack that a report states, by its version and its digests.

    If the pack at hand is another one and the release is not archived, the pack at hand is loaded all the same.
    A version that is named in ``rules`` is loaded as it is.

    Raises:
        CannotRun: if the pack or the archive cannot be used.

    """
    if rules is not None and packs.release_named(rules) is not None:
        return load_resources(words, rules, trusted)
    identity = (stated["version"], stated["logic_digest"], stated["text_digest"])
    folder = folder_of(rules)
    draft = load_draft(words, folder)
    pack = draft.pack
    at_hand = None if pack is None or draft.faults else (pack.version, pack.logic_digest, pack.text_digest)
    if at_hand != identity:
        known = {(release.version, release.logic, release.texts): release for release in lock_of(folder, words)[1]}
        release = known.get(identity)
        if release is not None and release.archive is not None:
            shown = visible(folder.as_posix())
            warn(words.say("replay.from_archive", version=release.version, folder=shown))
            return load_resources(words, folder.with_name(f"{folder.name}@{release.version}"), trusted)
        if release is not None:
            warn(words.say("replay.no_archive", version=release.version, date=release.date))
    return resources_of(draft, folder, words, trusted)
