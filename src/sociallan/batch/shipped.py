"""Recognition of the packs that come with the program, by their digests."""

from sociallan.batch.resources import pack_schemas
from sociallan.files import packs, resources
from sociallan.pack import releases
from sociallan.pack.faults import PackError
from sociallan.pack.load import load
from sociallan.pack.pack import Pack


def is_shipped(pack: Pack) -> bool:
    """Return whether a pack is shipped with the program.

    The digests of all releases of the shipped pack of the same id count, and that of its current state, which may be
    unreleased.
    """
    own = resources.shipped_pack(pack.id)
    if not own.is_dir():
        return False
    try:
        lock = packs.pack_file(own, releases.LOCK)
        known = releases.releases(lock) if lock is not None else ()
        if releases.is_released(pack, known):
            return True
        now = packs.stored_pack(own) or load(packs.pack_files(own, cases=False), pack_schemas())
    except (OSError, PackError):
        return False
    return releases.is_released(pack, (releases.release_of(now, now.valid_from),))
