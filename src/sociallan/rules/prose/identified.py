"""The texts of one application that hold identifiers of persons."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from sociallan.application.personal_data import identifiers
from sociallan.application.walking import strings, texts


def identified(root: Any, written: Sequence[str] | None, unread: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return the pointers of the texts with identifiers of persons, by kind, found in one search for all kinds.

    ``written`` has the texts of the application if they are known, and ``unread`` those that are not in ``root``.
    """
    found: dict[str, list[str]] = {}
    known = texts(root) if written is None else written
    # One search through the joined texts: nearly every application needs no slower one.
    if identifiers.suspicious("\n".join((*known, *unread.values()))):
        for pointer, text in chain(strings(root), unread.items()):
            for kind in identifiers.kinds(text):
                found.setdefault(kind, []).append(pointer)
    return found
