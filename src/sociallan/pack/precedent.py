"""Public projects of a pack, to name those that are nearest to an application."""

from collections.abc import Mapping
from typing import NamedTuple

from sociallan.application.field import Translations


class ComparedField(NamedTuple):
    """Field by which projects are compared, and what it weighs where something in it is alike."""

    field: str
    weight: int


class Precedent(NamedTuple):
    """Project that is public. ``amount`` is in kronor. It, or ``year``, is ``None`` where it is not published.

    ``like`` holds by field what is alike: choices, or the words to look for in a text. ``source`` is the passage that
    the facts rest on, and has their address.
    """

    id: str
    title: Translations
    place: str
    year: int | None
    amount: int | None
    source: str
    like: Mapping[str, tuple[str, ...]]


class Precedents(NamedTuple):
    """Projects of a pack in the order of its file, and the fields by which they are compared, the weightiest first.

    A project is named only if it is alike in ``at_least`` fields. ``note`` says what the comparison is.
    """

    note: Translations
    at_least: int
    compare: tuple[ComparedField, ...]
    projects: tuple[Precedent, ...]


NO_PRECEDENTS = Precedents({}, 1, (), ())
"""The precedents of a pack that has none."""
