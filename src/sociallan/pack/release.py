"""Releases of a rule pack, as recorded in its lock file."""

from enum import StrEnum
from typing import NamedTuple


class Release(NamedTuple):
    """One release. ``date`` is ``YYYY-MM-DD``; ``logic`` and ``texts`` are the digests.

    ``archive`` is the digest of its archive, ``None`` for a release from before there were archives.
    """

    version: str
    date: str
    logic: str
    texts: str
    archive: str | None = None


class ReleaseState(StrEnum):
    """States of a pack in relation to its releases."""

    NEW = "new"
    """The version is not released, and the pack differs from the latest release."""
    UNCHANGED = "unchanged"
    """The version is not released, and the pack equals the latest release except for its version."""
    RELEASED = "released"
    """The version is released with the same logic and texts."""
    LOGIC_CHANGED = "logic"
    """The version is released with different logic."""
    TEXTS_CHANGED = "texts"
    """The version is released with the same logic and different texts."""
