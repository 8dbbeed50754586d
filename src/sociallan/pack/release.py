"""A release of a rule pack, as its lock tells it."""

from enum import StrEnum
from typing import NamedTuple


class Release(NamedTuple):
    """One release. ``date`` is ``YYYY-MM-DD``; the digests are those of the logic and of the texts."""

    version: str
    date: str
    logic: str
    texts: str


class ReleaseState(StrEnum):
    """How a pack stands to what has been released of it."""

    NEW = "new"
    """The version is not released, and the pack differs from the latest release."""
    UNCHANGED = "unchanged"
    """The version is not released, and the pack is the latest release under another name."""
    RELEASED = "released"
    """The version is released, just as the pack is."""
    LOGIC_CHANGED = "logic"
    """The version is released with rules that decide otherwise."""
    TEXTS_CHANGED = "texts"
    """The version is released with the same rules in other words."""
