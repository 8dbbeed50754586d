"""Phrases and words of a pack's language, by which texts are read."""

from collections.abc import Mapping
from typing import NamedTuple

from sociallan.application.field import Unit


class ProseWords(NamedTuple):
    """Phrases and words of a pack's language, and the texts of its own form.

    Phrases are patterns (``phrase_patterns``). ``counted`` are the words that follow a number of a unit, and
    ``numerals`` the parts of a number in words; beside ``rates`` and ``wholes`` a number counts no whole group, or more
    than the group, after ``parts`` it counts some of it, and beside ``changes`` it is how much something changes.
    ``deadlines`` stand beside a year by which something is to be reached. ``short`` is the id of the parameter with
    the fewest characters of a text that is not very short. ``own_texts`` are texts of the form and the rules that may
    be copied, ``labels`` those of them that name a field.
    """

    referring: tuple[str, ...] = ()
    deferring: tuple[str, ...] = ()
    unknowing: tuple[str, ...] = ()
    standing_in: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    empty_talk: tuple[str, ...] = ()
    filling: tuple[str, ...] = ()
    about_answers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    handing_over: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    not_denying: tuple[str, ...] = ()
    own_language: tuple[str, ...] = ()
    other_language: tuple[str, ...] = ()
    counted: Mapping[Unit, tuple[str, ...]] = {}
    numerals: Mapping[str, int] = {}
    rates: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    short: str | None = None
    own_texts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
